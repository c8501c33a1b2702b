"""The booklet of an office with as many photos as are wished, of as many items as are told."""

from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO

from PIL import Image, ImageDraw

from bot.papers.making import File, Made, Told, make
from forms.filling.session import Answers, Session
from handlers.vocabulary.known import Edition
from handlers.vocabulary.talk import form_of
from tests.forms.test_report_forms import compiled, folder

KEY, OFFICE = "LPG-OFFICESTAR-2567", "LPG-MU"
LINK = "https://raingan.example/e/AbCdEfGhIjKlMnOpQrStUv"
ITEMS = ("1.1", "1.2", "1.3", "2.1", "2.2", "3.1", "3.2", "3.3", "3.4", "3.5", "4.1", "4.2",
         "5.1", "5.2", "5.3")  # fmt: skip
NOW = datetime(2024, 8, 20, 3, tzinfo=UTC)
DONE = (
    "สำนักงานพัฒนาชุมชนอำเภอเมืองลำปางดำเนินการในประเด็นนี้ร่วมกับภาคีเครือข่ายทุกตำบล\nเกิดผลเป็นที่ประจักษ์แก่ประชาชน"
)
SUMMARY = "สำนักงานขับเคลื่อนงานครบทั้ง 5 ด้านตามหลักเกณฑ์"
LESSONS = "การประชุมวางแผนร่วมกันทุกเดือนทำให้งานเดินต่อเนื่อง"


def edition() -> Edition:
    programme = folder(KEY)[0]
    return Edition("1", programme, lambda name: compiled(KEY, name), programme.calendar)


def photo(number: int, size: tuple[int, int] = (640, 480)) -> bytes:
    """A photo that tells itself from the others."""
    picture = Image.new("RGB", size, (40 + number % 160, 120, 90))
    ImageDraw.Draw(picture).text((40, 40), str(number), fill="white", font_size=160)
    held = BytesIO()
    picture.save(held, "JPEG", quality=85)
    return held.getvalue()


def file(name: str, content: bytes | None) -> File:
    """A piece of evidence; None: it cannot be had."""

    def read(out: BytesIO) -> bool:
        return content is not None and out.write(content) > 0

    return File("evidence", name, read)


def reported(work: str, answers: Mapping[str, str], files: tuple[File, ...] = ()) -> Told:
    there = edition()
    form = form_of(there, there.programme.work(work), OFFICE)
    values = {f"/xf/{name}": value for name, value in answers.items()}
    session = Session(form, Answers(values), NOW)
    return Told(work, session.instance(), files)


def item(work: str, *files: File, done: str = DONE) -> Told:
    shown = {"evidence": files[0].name} if files else {}
    return reported(work, {"done": f"{work} {done}", "claimed": "4", **shown}, files)


def photographed(count: int, works: tuple[str, ...] = ITEMS) -> tuple[Told, ...]:
    """Each item told, the photos shared out among them."""
    numbers = {
        work: range(place, count + 1, len(works)) for place, work in enumerate(works, start=1)
    }
    return tuple(
        item(work, *(file(f"ภาพ {one}.jpg", photo(one)) for one in numbers[work])) for work in works
    )


def booklet(*items: Told, is_draft: bool = False, summary: str = SUMMARY) -> Made:
    there = edition()
    paper = next(one for one in there.programme.papers if one.code == "booklet")
    whole = reported("booklet", {"summary": summary, "lessons": LESSONS})
    return make(there, paper, OFFICE, (whole, *items), link=LINK, is_draft=is_draft)
