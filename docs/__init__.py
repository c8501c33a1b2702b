"""Words for people. What can be drawn from the running program is drawn by it, not by hand."""
