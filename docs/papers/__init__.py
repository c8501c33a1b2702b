"""Draws the pictures of the papers beside this file anew: `python -m docs.papers`."""
