"""The reviewer's desk: the queue, one report as a card, passed, sent back or rescored; and the
report that came back.

Every door here asks vocabulary/permissions.py first.
"""
