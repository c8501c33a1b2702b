"""A call in an expression -> a function of the scope, once its name and its arguments have been
checked.
"""

from collections.abc import Sequence

from forms.xpath.functions import NODE_SETS, PLAIN, SCOPED
from forms.xpath.lookups import Compiler, Given, choice_name, itext, pulldata
from forms.xpath.nodes import Value
from forms.xpath.patterns import check_pattern
from forms.xpath.scope import MANY, Argument, Scope
from forms.xpath.text_functions import ENCODINGS, HASHES
from forms.xpath.tokens import ExpressionError

LOOKUPS = {"jr:choice-name": choice_name, "jr:itext": itext, "pulldata": pulldata}


def call(name: str, given: Sequence[Given], compiler: Compiler) -> Argument:
    """`compiler` reads the path that jr:choice-name() has in quotes."""
    if name == "instance":
        return _instance(given)
    if name in LOOKUPS:
        return LOOKUPS[name](given, compiler)
    found = PLAIN.get(name) or SCOPED.get(name)
    if found is None:
        raise ExpressionError("unknown_function", function=name)
    fewest, most, function = found
    _check_count(name, fewest, most, len(given))
    _check_kinds(name, given)
    arguments = [argument for argument, _, _ in given]
    if name in SCOPED:
        return lambda scope: function(scope, *arguments)
    if len(arguments) == 1:
        (only,) = arguments
        return lambda scope: function(only(scope))
    return lambda scope: function(*[argument(scope) for argument in arguments])


def _instance(given: Sequence[Given]) -> Argument:
    """instance('list'): the element around the list's root."""
    if len(given) != 1 or not isinstance(given[0][2], str):
        raise ExpressionError("needs_list_name", function="instance")
    name = given[0][2]

    def listed(scope: Scope) -> Value:
        found = scope.lists.get(name)
        return [found] if found else []

    return listed


def _check_count(name: str, fewest: int, most: int, count: int) -> None:
    if fewest <= count <= most and not (name == "indexed-repeat" and count % 2 == 0):
        return
    takes = (
        str(fewest)
        if fewest == most
        else f"{fewest} or more"
        if most == MANY
        else f"{fewest} to {most}"
    )
    raise ExpressionError("wrong_count", function=name, takes=takes, given=count)


def _check_kinds(name: str, given: Sequence[Given]) -> None:
    for place in NODE_SETS.get(name, ()):
        if place < len(given) and not given[place][1]:
            raise ExpressionError("needs_question", function=name, place=place + 1)
    if name == "regex" and isinstance(given[1][2], str):
        check_pattern(given[1][2])
    if name == "digest":
        for value, known in zip(given[1:], (tuple(HASHES), ENCODINGS), strict=False):
            if value[2] is not None and value[2] not in known:
                raise ExpressionError(
                    "unknown_algorithm", known=", ".join(known), given=str(value[2])
                )
