"""What an office has answered, under its share or its score: the way from a sum back to what people
wrote.
"""

from collections import Counter

from forms.kinds import MEDIA_KINDS
from forms.model import Form
from forms.paths import plain_path
from handlers.vocabulary.answers import shown
from handlers.vocabulary.known import Submission
from handlers.vocabulary.messages import Row
from handlers.vocabulary.talk import Talk

MOST_ROWS = 12


def answer_rows(talk: Talk, form: Form, sent: Submission) -> tuple[Row, ...]:
    """Its answers in the order of the form: single ones as they were given, of a repeat how many
    rows there are; evidence is behind its own button.
    """
    root = f"/{form.shape.name}"
    single = [
        Row(label, shown(question, sent.answers[path], talk.language))
        for question in form.questions
        if question.kind not in {*MEDIA_KINDS, "note"}
        and (path := question.path.removeprefix(f"{root}/")) in sent.answers
        and (label := question.label.text(talk.language).partition("\n")[0])
    ]
    rows = Counter(
        plain_path(f"{root}/{path.partition('[')[0]}")
        for path in {one.partition("]")[0] for one in sent.answers if "[" in one}
    )
    repeats = [
        Row(
            form.repeats[path].label.text(talk.language) or talk.say("repeat.item"),
            talk.say("score.rows", count=count),
        )
        for path, count in rows.items()
        if path in form.repeats
    ]
    return (*repeats, *single)[:MOST_ROWS]
