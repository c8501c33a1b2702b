"""The tables. A change needs a migration beside it."""
