"""Names of local administrative organisations, however their kind is shortened: ทต.บางทราย is
เทศบาลตำบลบางทราย and nothing else. Pure.
"""

import re

_WAYS = {
    "อบจ.": r"อบจ\.?|องค์การบริหารส่วนจังหวัด",
    "อบต.": r"อบต\.?|องค์การบริหารส่วนตำบล",
    "เทศบาลนคร": r"ทน\.|เทศบาลนคร",
    "เทศบาลเมือง": r"ทม\.|เทศบาลเมือง",
    "เทศบาลตำบล": r"ทต\.|เทศบาลตำบล|เทศบาลต\.",
}
_KIND = re.compile(
    "|".join(f"(?P<kind{place}>{way})" for place, way in enumerate(_WAYS.values(), 1))
)


def kind_in(text: str) -> str:
    """The kind a name begins with, in its usual words; "" where it begins with none."""
    found = _KIND.match("".join(text.split()))
    return "" if found is None else [*_WAYS][(found.lastindex or 1) - 1]


def spelt_alike(text: str) -> str:
    """The name with its kind in the usual words and without spaces, to be compared."""
    bare = "".join(text.split())
    return f"{kind_in(bare)}{_KIND.sub('', bare, count=1)}" if kind_in(bare) else bare
