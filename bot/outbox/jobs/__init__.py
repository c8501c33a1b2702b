"""What can be asked of the outbox, each a type that knows its JSON, its stream and its lane.

Law: no bare dict is a job; what an older version wrote is still read.
"""
