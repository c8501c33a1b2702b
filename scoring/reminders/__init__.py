"""Who is reminded today, of what, and at what cost. Pure: the day and the quota are handed in."""
