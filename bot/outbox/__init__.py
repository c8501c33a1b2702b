"""Everything that goes out: one table, one function that does one thing, a lane for each
destination.

Law: a row is written in the transaction that decided it; carrying it out twice must do no harm.
"""
