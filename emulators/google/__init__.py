"""Google on this machine: tokens, Drive and Sheets under one address, refusing what the real ones
refuse.
"""
