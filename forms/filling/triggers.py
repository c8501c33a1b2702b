"""Questions that set others: each time an answer changes, what hangs on it is worked out anew, and
only then.
"""

from collections.abc import Callable, Iterable, Mapping

from forms.model import Trigger
from forms.xpath.nodes import Node
from forms.xpath.scope import Argument

Work = Callable[[Argument, Node], str]  # what an expression gives at a node, as it is stored


def fired(
    triggers: Iterable[Trigger],
    nodes: Mapping[str, list[Node]],
    seen: Mapping[str, str],
    work: Work,
) -> tuple[dict[str, str], dict[str, str]]:
    """(what the sources hold now, the texts of the targets that were set), both by path; only what
    is new.

    `nodes` by path without row numbers. What a question not seen before holds sets nothing.
    """
    now: dict[str, str] = {}
    found: dict[str, str] = {}
    for trigger in triggers:
        for source in nodes.get(trigger.source, ()):
            if seen.get(source.path, source.text) != source.text:
                targets = _beside(source, nodes.get(trigger.target, ()))
                found |= {target.path: work(trigger.run, target) for target in targets}
            if seen.get(source.path) != source.text:
                now[source.path] = source.text
    return now, found


def _beside(source: Node, targets: Iterable[Node]) -> list[Node]:
    """The targets that share the source's rows."""
    rows = {id(node) for node in source.up() if node.row}
    return [
        one
        for one in targets
        if rows.issuperset(id(node) for node in one.up() if node.row) or not rows
    ]
