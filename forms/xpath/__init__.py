"""Expressions as XLSForms write them: text -> tokens -> a function of the scope, compiled once and
kept.

Law: knows nothing of questions; a node is a name with a text or with nodes below it.
"""
