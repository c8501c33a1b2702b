"""What can be asked for at any moment, by a word or a button, and what answers it."""

from handlers import desk_words
from handlers.help_words import help_text
from handlers.reminders import quieting
from handlers.reports import due_dates, work
from handlers.results import overview, scores
from handlers.review import returned, review_queue, review_talk
from handlers.surveys import bringing, form_upload, survey_results, trial
from handlers.vocabulary.actions import action
from handlers.vocabulary.messages import Button, Text
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, spoken, tap

MAIN_WORDS = {
    "report": work.work,
    "score": scores.scores,
    "due": due_dates.due_list,
    "overview": overview.overview,
    "check": review_queue.queue,
    "survey_results": survey_results.results,
    **desk_words.WORDS,
    "snooze": quieting.snooze,
    "mute": quieting.mute,
    "unmute": quieting.unmute,
}
WITH_VALUES = {  # by a button that says of which office, report or form
    "start": returned.start,
    "correct": returned.correct,
    "office": scores.office_scores,
    "offices": scores.more_offices,
    "why": scores.why,
    "try": trial.start,
    "bring_to": bringing.chosen,
    "bring_none": bringing.dropped,
    "publish": form_upload.publish,
    "survey_items": survey_results.items,
    "survey_texts": survey_results.texts,
    "survey_share": survey_results.share,
    "survey_close": survey_results.close,
    **review_talk.ACTIONS,
    **desk_words.ACTIONS,
}
QUIETING = ("snooze", "mute", "unmute")  # answered in mid-report too: nothing is left for them


def help_(talk: Talk) -> Turn:
    return spoken(talk.state, Text(help_text(talk), main_buttons(talk)))


def main_buttons(talk: Talk) -> tuple[Button, ...]:
    words: tuple[str, ...] = (
        ("report", "score", "due") if talk.reporting() else ("overview", "score", "due")
    )
    if talk.programmes("review"):
        words = ("check", *words)
    return tuple(tap(word, talk.language, action(word)) for word in (*words, "help"))
