"""The sentences people read: th.toml first, en.toml second, the same keys in both (a test holds
them together).
"""
