"""The lines of a survey's card: topics, dimensions and constructs, statements with their figures,
choices and groups as far as they are large enough to be told.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from forms.model import Form, Question
from forms.paths import below_root
from handlers.surveys import survey_texts
from handlers.vocabulary.known import Edition, Survey
from handlers.vocabulary.messages import Row
from handlers.vocabulary.surveyed import figure, tells_groups
from handlers.vocabulary.talk import Talk
from scoring.survey.results import Results, percent, shown_counts

LONGEST_TABLE = 4_500  # letters


def parts(talk: Talk, edition: Edition, made: Results) -> Iterator[Row]:
    """Topics, dimensions and constructs, where there are several."""
    rules = edition.programme.survey
    for parts in (made.topics, made.dimensions, made.constructs):
        for name, found in parts if len(parts) > 1 else ():
            yield Row(name, figure(found, rules, talk.language))


def questions(
    talk: Talk, edition: Edition, form: Form, one: Survey, made: Results
) -> Iterator[Row]:
    """In the order of the form: mean, S.D. and level of a statement; else how often each choice, or
    how many texts; groups with their figures.
    """
    of_item = {each.item.key: each for each in made.items}
    groups = {question.path for question in tells_groups(form)}
    rules = edition.programme.survey
    for question in form.questions:
        label, answers = question.label.text(talk.language), _answers(question, one)
        key = below_root(question.path)
        if key in of_item:
            yield Row(of_item[key].item.label, figure(of_item[key].figures, rules, talk.language))
        elif question.kind in {"select_one", "select_multiple"}:
            note = _counts(talk, edition, question, answers, named=one.named)
            more = _of_groups(talk, edition, made, label) if question.path in groups else ""
            yield Row(label, "\n".join(filter(None, (note, more))))
        elif survey_texts.has_texts(question):
            words = "survey.texts" if question.kind == "text" else "survey.answers"
            yield Row(label, talk.say(words, count=len(answers)))


def _of_groups(talk: Talk, edition: Edition, made: Results, label: str) -> str:
    """เทศบาล 4.25 มาก · อบต. 4.10 มาก, of the groups that are large enough."""
    rules = edition.programme.survey
    told = [
        f"{name} {figure(found, rules, talk.language)}".replace("\n", " ")
        for name, found in made.groups.get(label, {}).items()
        if found is not None and found.mean is not None
    ]
    return "\n".join(told)


def _answers(question: Question, one: Survey) -> list[str]:
    return [
        answer
        for response in one.responses
        for answer in survey_texts.answers_to(question, response)
    ]


def _counts(
    talk: Talk, edition: Edition, question: Question, answers: Sequence[str], *, named: bool
) -> str:
    """How often each choice was taken, the most frequent first; of a few respondents only that they
    are few (S-05).
    """
    counted = Counter(name for answer in answers for name in answer.split())
    labels = {choice.name: choice.label.text(talk.language) for choice in question.choices}
    names = [name for name in (*labels, *sorted(set(counted) - set(labels))) if name in counted]
    names.sort(key=lambda name: -counted[name])  # those as frequent stay in the list's order
    rules = edition.programme.survey
    shown = dict(counted) if named else shown_counts(counted, rules)
    few = [labels.get(name, name) for name in names if shown[name] is None]
    told = [f"{labels.get(name, name)} {shown[name]}" for name in names if shown[name] is not None]
    if few:
        told.append(talk.say("survey.few", names=", ".join(few), least=rules.min_group))
    return " · ".join(told) or "–"


def frequencies(talk: Talk, made: Results) -> str:
    """Of each statement how often each level was chosen, with per cent."""
    lines = [talk.say("survey.frequencies")]
    for one in made.items:
        levels = " · ".join(
            talk.say("survey.level", value=value, count=count, percent=percent(count, one))
            for value, count in one.frequency.items()
        )
        lines.append(f"{one.item.label}\n  {levels}")
    kept, letters = lines[:1], 0
    for line in lines[1:]:
        letters += len(line)
        if letters > LONGEST_TABLE:
            kept.append(talk.say("survey.rest_on_page", count=len(lines) - len(kept)))
            break
        kept.append(line)
    return "\n".join(kept)
