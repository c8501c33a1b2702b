"""Who is here: met, joined by code or by approval, moved, let go, handed over; and what is held of
them.
"""
