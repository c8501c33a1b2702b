"""The mirror: Google Drive and Google Sheets, one door each, and the same layout on a local disk.

Law: never asked by a conversation, only by the outbox; every write may be repeated without harm.
The mapping from a record to rows, folders and file names is pure. May import: scoring, forms, thai.
"""
