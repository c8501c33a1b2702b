"""The whole office in one file, and back: every table and every kept piece of evidence.

Law: a backup is true to one moment and readable by either database; what is restored is complete,
or says what is missing.

rows       tables as lines of JSON, the same from SQLite and PostgreSQL
taking     `raingan backup`: a zip with a manifest, the tables and the evidence
restoring  `raingan restore`: into an empty database; evidence goes to the mirror again
moving     evidence that lies in the mirror of before comes into the one of the settings
"""
