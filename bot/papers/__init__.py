"""The official papers of a programme: filled with the answers of its reports, made on request of a
page or a command, never while a message is taken in.
"""
