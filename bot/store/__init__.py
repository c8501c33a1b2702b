"""The database: SQLite or PostgreSQL, the same tables, the same statements.

Law: SQL lives here and in outbox/queue.py only. Everything that must survive a crash is in these
tables.
"""
