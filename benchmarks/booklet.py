"""A booklet of a hundred photos of twelve megapixels, from its reports to both files, in a process
of its own: processor time, and the most memory it ever had in all.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from PIL import Image

from bot.papers.making import File, Told, make
from bot.programme_files import bundled, read_folder
from forms.filling.answers import Answers
from forms.filling.session import Session
from forms.reading.xform import compile_form
from handlers.vocabulary.known import Edition
from handlers.vocabulary.talk import form_of
from scoring.programme import Programme

KEY, OFFICE = "LPG-OFFICESTAR-2567", "LPG-MU"
DONE = "สำนักงานดำเนินการในประเด็นนี้ร่วมกับภาคีเครือข่ายทุกตำบล เกิดผลเป็นที่ประจักษ์แก่ประชาชน " * 8
PROGRAMME = "programme.json"  # as a database keeps it: whoever makes papers reads no workbook
NOW = datetime(2024, 8, 20, 3, tzinfo=UTC)
PHOTOS, MOST_SECONDS, MOST_MB, TIMES = 100, 20, 300, 3


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for place, one in enumerate(photos(), 1):
            (Path(folder) / f"{place:03}.jpg").write_bytes(one)
        programme, xforms = read_folder(bundled(KEY) or Path())
        kept = {"programme": programme.model_dump(mode="json"), "forms": dict(xforms)}
        (Path(folder) / PROGRAMME).write_text(json.dumps(kept), "utf-8")
        for _ in range(TIMES):
            command = [sys.executable, "-m", "benchmarks.booklet", folder]
            told = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
            print(
                f"a booklet of {told['photos']} photos, {told['pages']} pages: .pdf "
                f"{told['pdf_seconds']:.1f} s of the processor, {told['pdf_mb']:.1f} MB; .docx "
                f"{told['docx_seconds']:.1f} s more, {told['docx_mb']:.1f} MB; "
                f"{told['seconds']:.1f} s by the clock (goal {MOST_SECONDS}); at most "
                f"{told['memory_mb']:.0f} MB in all, {told['before_mb']:.0f} of it before the "
                f"first photo (goal {MOST_MB})"
            )


def photos() -> Iterator[bytes]:
    """Twelve megapixels each, none like another."""
    for seed in range(PHOTOS):
        noise = Image.effect_noise((500, 375), 40 + seed).resize((4000, 3000)).convert("RGB")
        held = BytesIO()
        noise.save(held, "JPEG", quality=85)
        yield held.getvalue()


def measured(folder: Path) -> Mapping[str, float]:
    """Of one booklet made in this process."""
    kept = json.loads((folder / PROGRAMME).read_text("utf-8"))
    programme = Programme.model_validate(kept["programme"])
    forms = {name: compile_form(text, programme.lists) for name, text in kept["forms"].items()}
    edition = Edition("1", programme, lambda name: forms[name], programme.calendar)
    (paper,) = [one for one in programme.papers if one.code == "booklet"]
    photos, works = sorted(folder.glob("*.jpg")), paper.of[1:]
    reports = [
        _told(edition, work, {"done": DONE, "claimed": "4"}, photos[place :: len(works)])
        for place, work in enumerate(works)
    ]
    whole = _told(edition, paper.of[0], {"summary": DONE, "lessons": DONE}, [])
    before, clock, begun = _memory(), time.perf_counter(), time.process_time()
    made = make(edition, paper, OFFICE, [whole, *reports], link="https://raingan.example/e/x")
    pdf = time.process_time()
    word = made.docx()
    return {
        "photos": len(photos),
        "pages": made.pages,
        "pdf_seconds": pdf - begun,
        "docx_seconds": time.process_time() - pdf,
        "seconds": time.perf_counter() - clock,
        "pdf_mb": len(made.pdf) / 2**20,
        "docx_mb": len(word) / 2**20,
        "before_mb": before,
        "memory_mb": _memory(),
    }


def _memory() -> float:
    """The most it ever had, in MB; what getrusage says begins with what its parent had."""
    told = Path("/proc/self/status").read_text("ascii")
    (line,) = [each for each in told.splitlines() if each.startswith("VmHWM")]
    return int(line.split()[1]) / 1024


def _told(edition: Edition, work: str, answers: Mapping[str, str], photos: list[Path]) -> Told:
    form = form_of(edition, edition.programme.work(work), OFFICE)
    shown = {"evidence": photos[0].name} if photos else {}
    values = {f"/{form.shape.name}/{name}": told for name, told in {**answers, **shown}.items()}
    return Told(work, Session(form, Answers(values), NOW).instance(), [*map(_file, photos)])


def _file(photo: Path) -> File:
    def read(out: BytesIO) -> bool:
        return out.write(photo.read_bytes()) > 0

    return File("evidence", photo.name, read)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(measured(Path(sys.argv[1]))))
    else:
        main()
