"""A running XLSForm: compile, ask, check, go back, finish.

Law: pure. Knows nothing of LINE or of scoring; pyxform is touched only where a form is uploaded
(xlsform.py). The state of a form being filled in is one JSON value. May import: thai.
"""
