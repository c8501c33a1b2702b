"""What was sent, to be asked: records as trees, and expressions over the records that count.

Law: a record is its answers by path and a few facts about it; what makes it count is not told here.
"""
