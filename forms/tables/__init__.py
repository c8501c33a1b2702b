"""A table somebody pasted or sent, read as the rows of a repeat: lines into cells, columns onto
questions, cells into answers.

Law: nothing is guessed in silence. What cannot be read keeps its line, its number and the reason.
"""
