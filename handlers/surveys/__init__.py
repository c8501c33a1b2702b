"""Forms that coordinators bring, try and publish; surveys joined by code, answered without a name,
summed up.
"""
