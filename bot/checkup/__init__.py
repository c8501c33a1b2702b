"""What `raingan doctor` looks at.

Law: each check says what is so and, when it is not right, how to mend it; one that fails keeps no
other from being made.
"""
