"""LINE on this machine: its Messaging API, the webhook's side of it, and `/_emulator` for
rehearsals.
"""
