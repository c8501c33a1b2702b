"""What LINE refuses in a message: its own OpenAPI file first, then the limits only its reference
tells.
"""
