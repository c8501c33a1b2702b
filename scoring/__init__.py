"""The rulebook: programmes, scales, deductions, deadlines, totals, and the steps of every sum.

Law: pure. No clock, no database, no network; the only thing read is a programme that is handed in.
Numbers of record are Decimal, rounded once, at the end. May import: thai.
"""
