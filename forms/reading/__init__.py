"""An XForm -> a Form that can be asked: questions in order, checks compiled, rules sorted.

Law: what cannot be asked is refused here by sheet, row and reason, never later in chat.
"""
