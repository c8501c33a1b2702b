"""What is told before anything is fetched or waited for: a file too large to keep, a sign that an
answer is being worked on; and an old answer that lies ready to be mended.
"""

from pathlib import Path

from bot.outbox.line.buttons import line_action
from bot.outbox.line.cards import bubble
from handlers.conversation import step
from handlers.vocabulary.effects import Keep
from handlers.vocabulary.events import Event, Sent
from handlers.vocabulary.messages import Card, Tap
from handlers.vocabulary.places import HOME
from handlers.vocabulary.state import State
from tests.forms.report_walks import NOW
from tests.test_no_traps import PEOPLE
from tests.workbooks import workbook
from tests.world import World

MB = 1024 * 1024
HOUSEHOLD = Path(__file__).parent / "transcripts" / "forms" / "household.md"


def _sent(size: int) -> tuple[str, list[object]]:
    """A file of this size, sent where nothing is open: what is said, and what is kept."""
    what = Sent("m", "file", "ประชุม.mp4", size)
    turn = step(State(HOME), Event("e", NOW, what), PEOPLE["a reporter"])
    words = " ".join(getattr(one, "text", "") for one in turn.says)
    return words, [one for one in turn.others if isinstance(one, Keep)]


def test_a_file_over_the_limit_is_refused_at_once_by_its_name_and_not_fetched() -> None:
    words, kept = _sent(301 * MB)

    assert "ประชุม.mp4 ใหญ่เกิน 300 MB" in words
    assert kept == []


def test_a_file_of_the_limit_is_kept() -> None:
    assert len(_sent(300 * MB)[1]) == 1


def test_an_old_answer_lies_ready_in_the_keyboard_as_far_as_line_takes_it() -> None:
    assert line_action(Tap("แก้ข้อ 1", "edit_one?q=1", "97"))["fillInText"] == "97"
    assert line_action(Tap("แก้ข้อ 1", "edit_one?q=1", "ก" * 400))["fillInText"] == "ก" * 300
    assert "inputOption" not in line_action(Tap("ส่งรายงาน", "send?"))


def test_letters_of_cards_grow_with_those_of_the_telephone() -> None:
    made = bubble(Card("งาน", "งาน", lines=("88 แห่ง",), button=Tap("ส่ง", "send?")))

    assert made["header"]["contents"][0]["scaling"] is True
    assert made["footer"]["contents"][0]["scaling"] is True


def test_whoever_waits_for_a_form_to_be_checked_sees_the_loading_sign(talk: World) -> None:
    talk.enrolled("อรุณี", "CBI", "coordinator")
    form = {"name": "household.xlsx", "base64": workbook(HOUSEHOLD)}
    talk.send("อรุณี", file=form)

    asked = [one["path"] for one in talk.get("/_emulator/sent")["sent"]]
    assert "/v2/bot/chat/loading/start" in asked
