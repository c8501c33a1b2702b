"""What an office owes and the life of a report: begun, put aside, taken up, cancelled, opened
again; its deadlines.
"""
