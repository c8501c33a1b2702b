"""A satisfaction survey's figures: frequencies, mean, sample S.D., level; never turned into a
score.
"""
