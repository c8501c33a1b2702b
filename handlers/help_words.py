"""ช่วยเหลือ: what this person may ask for, a line for each, and nothing else."""

from handlers.vocabulary.talk import Talk

# a line of the help, and the permission it takes, at any office or for a programme as a whole
HELP = {
    "report": "report",
    "check": "review",
    "overview": "see_overview",
    "score": "see_score",
    "due": "see_score",
    "survey_results": "see_survey",
    "people": "see_people",
    "broadcast": "broadcast",
    "form": "publish_form",
    "my_data": "",
}
OF_THE_WHOLE = ("see_survey", "publish_form")


def help_text(talk: Talk) -> str:
    lines = [
        f"• {talk.say(f'help.{name}')}" for name, allowed in HELP.items() if _may(talk, allowed)
    ]
    if talk.reporting() or talk.state.draft:
        lines.append(talk.say("help.while_answering"))
    return "\n".join([talk.say("help.opening"), *lines])


def _may(talk: Talk, allowed: str) -> bool:
    if allowed in OF_THE_WHOLE:
        return any(talk.may_at_top(allowed, key) for key in talk.known.editions)
    return not allowed or bool(talk.programmes(allowed))
