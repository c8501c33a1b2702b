"""A form file as its author saved it -> an XForm, or every reason why not.

Law: the only room that opens files and touches pyxform.
"""
