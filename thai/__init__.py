"""Reading and writing Thai: digits, numbers, dates in both eras, working days, misspelt names.

Law: pure, imports nothing of ours, useful outside this project.
"""
