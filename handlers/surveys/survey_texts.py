"""อ่านข้อความ: what people wrote in a survey, a page at a time, for coordinators.

Each question's answers are sorted by their letters, so that nobody can put one person's answers
together again.
"""

from collections.abc import Iterator, Mapping

from forms.model import Form, Question
from forms.paths import below_root, plain_path
from handlers.vocabulary.actions import Action, action
from handlers.vocabulary.answers import shown
from handlers.vocabulary.known import Survey
from handlers.vocabulary.messages import Button, Text
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, spoken, tap, told

PAGE = 10
LONGEST_PAGE = 4_500  # letters, unless one answer alone is longer
COUNTED = {"select_one", "select_multiple"}  # the card says how often each choice was taken
NO_ANSWERS = {"note", "acknowledge"}


def has_texts(question: Question) -> bool:
    """Whether a question's answers are read one by one, and not counted."""
    return question.kind not in COUNTED | NO_ANSWERS


def answers_to(question: Question, response: Mapping[str, str]) -> list[str]:
    """What one person answered: one value, or one for each row of a repeat."""
    path = below_root(question.path)
    return [text for name, text in response.items() if text and plain_path(f"/{name}")[1:] == path]


def page(talk: Talk, chosen: Action, survey: Survey, form: Form) -> Turn:
    """The answers from the n-th on; "ดูต่อ" goes through all questions."""
    written = list(_written(talk, survey, form))
    first = chosen.first
    results = tap("survey_results", talk.language, action("survey_results"))
    if first >= len(written):
        return told(talk.state, "survey.no_texts", results)
    question, _ = written[first]
    same = [text for asked, text in written if asked is question]
    here = [text for asked, text in written[first : first + PAGE] if asked is question]
    kept = _fitting(here)
    begins = first - next(place for place, (asked, _) in enumerate(written) if asked is question)
    words = talk.say(
        "survey.texts_page",
        label=question.label.text(talk.language),
        first=begins + 1,
        last=begins + len(kept),
        count=len(same),
        texts="\n".join(f"• {text}" for text in kept),
    )
    after = first + len(kept)
    data = action("survey_texts", survey=survey.code, number=str(after))
    further: tuple[Button, ...] = (
        (tap("more", talk.language, data),) if after < len(written) else ()
    )
    return spoken(talk.state, Text(words, (*further, results)))


def _written(talk: Talk, survey: Survey, form: Form) -> Iterator[tuple[Question, str]]:
    for question in filter(has_texts, form.questions):
        found = (text for response in survey.responses for text in answers_to(question, response))
        for text in sorted(found):
            yield question, shown(question, text, talk.language)


def _fitting(texts: list[str]) -> list[str]:
    """As many as a message holds, one at least."""
    kept, letters = texts[:1], len(texts[0])
    for text in texts[1:]:
        letters += len(text)
        if letters > LONGEST_PAGE:
            break
        kept.append(text)
    return kept
