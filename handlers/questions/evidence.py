"""Photos, files and links: counted as they come, kept at once, never lost for coming at the wrong
moment.
"""

from dataclasses import dataclass
from pathlib import PurePath

from msgspec.structs import replace

from forms.kinds import MEDIA_KINDS
from forms.reading.xform import Question
from handlers.questions.links import kind_of, label_of
from handlers.questions.printed import preview_buttons
from handlers.vocabulary.actions import action
from handlers.vocabulary.draft import Draft, Piece
from handlers.vocabulary.effects import Keep
from handlers.vocabulary.events import Sent
from handlers.vocabulary.messages import Button, ChoosePhotos, TakePhoto
from handlers.vocabulary.talk import OpenReport, Talk
from handlers.vocabulary.turn import Turn, tap, told

ENDINGS = {"image": ".jpg", "video": ".mp4", "audio": ".m4a", "file": ""}
PICTURES = {".jpg", ".jpeg", ".png", ".heic", ".webp"}
SOUNDS = {".m4a", ".mp3", ".wav", ".aac", ".ogg", ".amr", ".wma"}
FILMS = {".mp4", ".mov", ".3gp", ".avi", ".mkv"}
AS_FILES = {"image": PICTURES, "audio": SOUNDS, "video": FILMS}  # what may come as a file too
MOST_LOOSE = 60
LARGEST_MB = 300  # of one file; a larger one goes as a link


def is_too_large(sent: Sent) -> bool:
    """Whether LINE said of a file that it is larger than can be kept."""
    return (sent.size or 0) > LARGEST_MB * 1024 * 1024


def piece_of(talk: Talk, sent: Sent) -> Piece:
    ending = ENDINGS.get(sent.kind, "")
    name = sent.name or f"{int(talk.event.at.timestamp() * 1000)}-{sent.message_id[-4:]}{ending}"
    return Piece(talk.fresh_id(), sent.message_id, sent.kind, name, sent.set_id, sent.set_total)


def keep(talk: Talk, piece: Piece, size: int | None, link: str = "") -> Keep:
    return Keep(piece.id, piece.message_id, piece.kind, piece.name, size, talk.event.at, link)


def evidence_buttons(report: OpenReport, question: Question) -> tuple[Button, ...]:
    talk = report.talk
    own: tuple[Button, ...] = link_buttons(report)
    if question.accept:  # LINE has no button that opens the files either: it says where they are
        choose = tap("choose_file", talk.language, report.action("choose_file"))
        own = (choose, *preview_buttons(report), *own)  # the file asked for may be the paper itself
    elif question.kind != "audio":  # LINE has no button that records
        own = (
            TakePhoto(talk.say("buttons.camera")),
            ChoosePhotos(talk.say("buttons.photos")),
            *own,
        )
    if report.draft.pieces.get(question.path):
        own = (
            *own,
            tap("enough", talk.language, report.action("enough")),
            tap("pieces", talk.language, report.action("pieces")),
        )
    return own


def offers_link(report: OpenReport) -> bool:
    """Whether the report's evidence has a link to be told before it is sent."""
    if not (report.draft.is_report and report.talk.known.public_url):
        return False
    return any(one.kind in MEDIA_KINDS for one in report.session.form.questions)


def link_buttons(report: OpenReport) -> tuple[Button, ...]:
    """ลิงก์และ QR, where the paper itself must carry them."""
    if not (report.indicator.prints_code and offers_link(report)):
        return ()
    return (tap("evidence_link", report.talk.language, report.action("evidence_link")),)


@dataclass(frozen=True, slots=True)
class Received:
    """The report with one more piece; `said` is "" while more of the same set are on their way."""

    report: OpenReport
    keep: Keep
    said: str


def receive(report: OpenReport, sent: Sent, question: Question) -> Received:
    """Evidence for the question on screen. Of photos sent at once, only the last to arrive is
    answered.
    """
    piece = piece_of(report.talk, sent)
    pieces = (*report.draft.pieces.get(question.path, ()), piece)
    report = report.with_draft(report.draft.with_pieces(question.path, pieces))
    of_set = [one for one in pieces if piece.set_id and one.set_id == piece.set_id]
    waiting = piece.set_total > len(of_set)
    said = "" if waiting else counted(report.talk, pieces, piece, len(of_set))
    said = report.talk.say("evidence.empty", count=len(pieces)) if sent.size == 0 else said
    return Received(report, keep(report.talk, piece, sent.size), said)


def receive_link(report: OpenReport, url: str, question: Question) -> Received:
    """A web address as evidence: kept as it is, with where it leads; it is not opened here."""
    piece = Piece(report.talk.fresh_id(), f"link:{report.talk.event.id}", "link", url)
    pieces = (*report.draft.pieces.get(question.path, ()), piece)
    report = report.with_draft(report.draft.with_pieces(question.path, pieces))
    label = label_of(kind_of(url), report.talk.language)
    said = report.talk.say("link.got", kind=label, count=len(pieces))
    return Received(report, keep(report.talk, piece, None, url), said)


def fits(sent: Sent, question: Question) -> bool:
    """Whether an evidence question takes this kind: a photo question takes pictures, a file
    question anything, or files with the endings it names.
    """
    return _takes(question, sent.kind, sent.name)


def _takes(question: Question, kind: str, name: str) -> bool:
    ending = PurePath(name).suffix.lower()
    if question.accept:
        return kind == "file" and ending in question.accept
    return question.kind in MEDIA_KINDS and (
        question.kind in {"file", kind} or ending in AS_FILES.get(question.kind, ())
    )


def wanted(talk: Talk, question: Question) -> str:
    """What an evidence question takes, for whoever sent something else."""
    if question.accept:
        return talk.say("misread.ending_wanted", endings=", ".join(question.accept))
    return talk.say(f"misread.{question.kind}_wanted")


def counted(talk: Talk, pieces: tuple[Piece, ...], piece: Piece, of_set: int) -> str:
    if any(one.kind != "image" for one in pieces):
        return talk.say("evidence.got_files", count=len(pieces))
    if piece.set_total and of_set == len(pieces):
        return talk.say("evidence.got_set", count=of_set, total=piece.set_total)
    return talk.say("evidence.got", count=len(pieces))


def missing_from_set(pieces: tuple[Piece, ...]) -> tuple[int, int] | None:
    """(2, 3) when only two of the three photos sent at once have arrived."""
    for piece in pieces:
        here = sum(1 for one in pieces if piece.set_id and one.set_id == piece.set_id)
        if piece.set_total > here:
            return here, piece.set_total
    return None


def _put_aside(turn: Turn, talk: Talk, sent: Sent) -> Turn:
    piece = piece_of(talk, sent)
    state = replace(turn.state, loose=(*turn.state.loose, piece))
    return replace(turn, state=state).also(keep(talk, piece, sent.size))


def loose(talk: Talk, sent: Sent) -> Turn:
    """Evidence where none was asked for: kept, and attached when its question comes; one too many
    is said to be.
    """
    if is_too_large(sent):
        return told(talk.state, "evidence.too_large", name=sent.name, limit=LARGEST_MB)
    count = len(talk.state.loose) + 1
    if count > MOST_LOOSE:
        return told(
            talk.state,
            "evidence.loose_full",
            tap("report", talk.language, action("report")),
            most=MOST_LOOSE,
        )
    key = "evidence.loose" if talk.state.draft else "evidence.loose_home"
    of_set = sum(1 for one in talk.state.loose if sent.set_id and one.set_id == sent.set_id) + 1
    turn = told(talk.state, key, count=count) if of_set >= sent.set_total else Turn(talk.state)
    return _put_aside(turn, talk, sent)


def attach_loose(report: OpenReport, question: Question) -> tuple[OpenReport, str]:
    """Moves photos that were sent too early to the evidence question; what to say of it, or ""."""
    fitting = tuple(one for one in report.talk.state.loose if _takes(question, one.kind, one.name))
    if not fitting:
        return report, ""
    rest = tuple(one for one in report.talk.state.loose if one not in fitting)
    here = report.draft.pieces.get(question.path, ())
    report = replace(report, talk=report.talk.becoming(loose=rest))
    report = report.with_draft(report.draft.with_pieces(question.path, (*here, *fitting)))
    return report, report.talk.say("evidence.attached_loose", count=len(fitting))


def names_of(pieces: tuple[Piece, ...]) -> str:
    """An evidence question's answer: the names of its pieces."""
    return " ".join(piece.name.replace(" ", "_") for piece in pieces)


def answered(draft: Draft, path: str) -> Draft:
    """The draft with an evidence question answered by the names of its pieces."""
    return replace(draft, answers=draft.answers.put(path, names_of(draft.pieces.get(path, ()))))
