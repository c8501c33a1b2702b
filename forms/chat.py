"""What of a form the bot cannot ask in chat yet."""

from forms.model import Form

IN_CHAT = {
    *("integer", "decimal", "text", "select_one", "select_multiple", "date"),
    *("image", "audio", "video", "file", "note"),
}


def problems_in_chat(form: Form) -> list[str]:
    """A sentence for each thing that would be asked wrongly or not at all; none if the form can be asked."""
    problems = [f"{_name(path)}: repeats cannot be asked in chat yet" for path in form.repeats]
    for question in form.questions:
        if question.kind not in IN_CHAT:
            problems.append(f"{question.name}: questions of type {question.kind} cannot be asked in chat yet")
        if question.offers:
            problems.append(f"{question.name}: choices with a filter cannot be asked in chat yet")
    problems += [f"{_name(path)}: a default that is worked out cannot be kept in chat yet" for path in form.defaults]
    problems += [f"{_name(path)}: once(), random() and uuid() cannot be kept in chat yet" for path in sorted(form.kept)]
    return problems


def _name(path: str) -> str:
    return path.rsplit("/", 1)[-1]
