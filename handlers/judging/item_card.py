"""What a judge sees of an item: what is looked at, what the office tells, shows and claims, what
they gave before; and the sheet of their own points.
"""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from handlers.judging.rounds import Round
from handlers.vocabulary.judged import Mark
from handlers.vocabulary.known import Submission
from handlers.vocabulary.messages import Button, Card, Open, Row, Tap, Text, Tone
from handlers.vocabulary.talk import Talk
from scoring.lines import plain
from scoring.offices import Office
from scoring.rubric_items import Judged, room
from thai.graphemes import cut

MOST_ROWS = 10
LONGEST_TEXT = 1200  # of what an office tells, on the card
MOST_BUTTONS = 7
DECIMALS = 2  # of the points that a judge may give
TOLD, CLAIMED = "done", "claimed"  # the questions of an item's form


class Stop(Struct, frozen=True):
    """An item of an office, with what this judge has given there so far."""

    round: Round
    office: Office
    item: Judged
    own: Mapping[str, Mark]

    @property
    def talk(self) -> Talk:
        return self.round.talk

    @property
    def programme(self) -> str:
        return self.round.programme.key

    @property
    def place(self) -> int:
        """Which of the items it is, from 0."""
        return self.round.items.index(self.item)

    @property
    def sent(self) -> Submission | None:
        """What the office has sent of the item."""
        return self.talk.known.submission(self.programme, self.office.code, self.item.code)

    @property
    def left(self) -> Decimal:
        """The most points that may be given here."""
        return room(self.item, {code: one.points for code, one in self.own.items()})

    def tap(self, key: str, name: str, **values: str) -> Tap:
        """A button about this item."""
        return self.round.tap(key, name, office=self.office.code, question=self.item.code, **values)


def shown(points: Decimal | Fraction) -> str:
    """Points without idle zeros: 5, 4.5, 4.67."""
    return plain(Fraction(points), DECIMALS)


def titled(item: Judged) -> str:
    return f"{item.code} {item.item.name}"


def item_card(found: Stop) -> Card:
    talk, sent = found.talk, found.sent
    title = talk.say(
        "judging.item_title",
        place=found.place + 1,
        count=len(found.round.items),
        office=found.office.name,
    )
    lines = [talk.say("judging.maximum", most=shown(found.item.most))]
    if found.item.beside:
        together, most = found.item.together, shown(found.item.most)
        lines[0] = talk.say("judging.pool", most=most, items=together)
    lines += (
        [talk.say("judging.checklist", words=found.item.checklist)] if found.item.checklist else []
    )
    lines += _told(talk, sent)
    own = found.own.get(found.item.code)
    notes = [talk.say("judging.given_before", points=shown(own.points))] if own else []
    if own and own.comment:
        notes.append(talk.say("judging.comment_before", comment=own.comment))
    return Card(
        alt=" · ".join([title, titled(found.item), *lines]),
        title=title,
        subtitle=titled(found.item),
        lines=tuple(lines),
        footnotes=tuple(notes),
        button=_evidence(talk, sent),
        second=found.round.tap("judge_list", "judge_list", office=found.office.code),
    )


def _told(talk: Talk, sent: Submission | None) -> list[str]:
    """What the office tells of it, with how much evidence and which claim."""
    if sent is None:
        return [talk.say("judging.nothing_told")]
    words = cut(sent.answers.get(TOLD, ""), LONGEST_TEXT)
    claimed = sent.answers.get(CLAIMED)
    return [
        *([words] if words else []),
        talk.say("judging.evidence", count=sent.evidence),
        *([talk.say("judging.claimed", points=claimed)] if claimed else []),
    ]


def _evidence(talk: Talk, sent: Submission | None) -> Button | None:
    url = talk.known.public_url
    if sent is None or not sent.evidence or not sent.token or not url.startswith("https://"):
        return None
    return Open(talk.say("buttons.evidence"), f"{url}/e/{sent.token}")


def asked_points(found: Stop) -> Text:
    """The question, with whole numbers of points to tap, the most first."""
    most = int(found.left)
    points = [
        Tap(str(one), found.tap("judge", "judge_give", value=str(one)).action)
        for one in range(most, max(most - MOST_BUTTONS, -1), -1)
    ]
    ways = (found.tap("skip", "judge_skip"), *_ways(found))
    key = "judging.ask_points" if found.place else "judging.ask_points_first"
    return Text(found.talk.say(key, most=shown(found.left)), (*points, *ways))


def asked_comment(found: Stop, points: Decimal, before: str) -> Text:
    key = "judging.ask_comment_again" if before else "judging.ask_comment"
    words = found.talk.say(key, points=shown(points), item=found.item.code, comment=before)
    label = "keep_comment" if before else "no_comment"
    return Text(words, (found.tap(label, "judge_no_comment"), *_ways(found)))


def _ways(found: Stop) -> tuple[Tap, Tap]:
    return found.tap("back", "judge_back"), found.tap("pause", "judge_pause")


def own_list(found: Stop, first: int) -> Card:
    """One's own points for an office, item by item, a page at a time."""
    talk, whole = found.talk, found.round.items
    total = sum((one.points for one in found.own.values()), Decimal(0))
    rows = tuple(_own_row(found, one) for one in whole[first : first + MOST_ROWS])
    after = first + MOST_ROWS
    title = talk.say("judging.own_title", office=found.office.name)
    said = talk.say("judging.own_total", total=shown(total), done=len(found.own), count=len(whole))
    return Card(
        alt=" · ".join([title, said, *(f"{row.title} {row.note}" for row in rows)]),
        title=title,
        subtitle=said,
        rows=rows,
        second=found.round.tap("more", "judge_list", office=found.office.code, number=str(after))
        if after < len(whole)
        else None,
        choices=(found.round.tap("to_judge", "judge"),),
    )


def _own_row(found: Stop, item: Judged) -> Row:
    own, talk = found.own.get(item.code), found.talk
    points = (
        talk.say("judging.of_most", points=shown(own.points), most=shown(item.most)) if own else ""
    )
    note = points or talk.say("judging.not_given")
    button = found.round.tap(
        "edit" if own else "judge", "judge_office", office=found.office.code, question=item.code
    )
    return Row(
        title=titled(item),
        note=f"{note}\n{own.comment}" if own and own.comment else note,
        tone=Tone.DONE if own else Tone.NOT_SENT,
        button=None if found.round.panel.is_closed else button,
    )
