"""The demo: LINE and Google on this machine, the bot and its worker beside them, people to talk
as.
"""
