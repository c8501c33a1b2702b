"""What somebody types to join: an invite code, a name."""

import re

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # of codes we give out: none that look alike
SHORTEST_NAME, LONGEST_NAME = 2, 80  # letters, of which two at least are letters of a script
CODE = re.compile(r"(?<![A-Z0-9])([A-Z0-9]{4}-?[A-Z0-9]{4})(?![A-Z0-9])")
JOIN = "เข้าร่วม"  # what the deep link types before the code


def code_in(text: str) -> str:
    """The invite code in a text ("เข้าร่วม k7m2 9qxd"), or "": letters in capitals, with its
    dash.
    """
    found = CODE.search(re.sub(r"\s+(?=[a-zA-Z0-9]{4}\b)", "-", text).upper())
    if found is None or not re.search(r"\d", found[1]):
        return ""
    code = found[1].replace("-", "")
    return f"{code[:4]}-{code[4:]}"


def name_in(text: str) -> str:
    """A person's name as it is kept; "" for what cannot be one."""
    name = " ".join(text.split())
    fits = SHORTEST_NAME <= len(name) <= LONGEST_NAME and sum(map(str.isalpha, name)) >= 2
    return name if fits else ""
