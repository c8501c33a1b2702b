"""raingan form eval: expressions as JSON lines on standard input, their values as JSON lines on
standard output.
"""

import json
import sys

import click

from forms.xpath.evaluate import answer


@click.command("eval")
def evaluate() -> None:
    """Evaluate expressions: one JSON object a line in, one a line out."""
    for line in sys.stdin:
        click.echo(json.dumps(_answer(line), ensure_ascii=False))


def _answer(line: str) -> dict[str, object]:
    try:
        case = json.loads(line)
    except (ValueError, RecursionError):
        return {"error": "the line is not JSON"}
    return answer(case)
