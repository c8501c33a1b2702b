"""A form in the browser: the same forms, rules and readings as in chat, as plain HTML that works
without scripts; the script only keeps what was typed and sends it when there is a signal again.
"""
