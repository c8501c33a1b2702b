"""A message comes in: signature, event, one transaction, 200.

Law: nothing outside the database is called here; what is to be done goes into the outbox.
"""
