"""A form being filled in: what to ask next, whether an answer stands, how to go back, what is
finished.

Law: answers are one value; everything else is worked out anew from it.
"""
