"""What a bad file costs before it is refused: python -m benchmarks.uploads

Each file is checked by `raingan form check` in a process of its own; seconds of the whole process,
and the most memory it had.
"""

import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from benchmarks.form_makers import cascade_form, form_of
from tests.forms.bad_files import FILES, workbook

MEASURED = """
import resource, sys
from bot.commands import raingan
try:
    raingan(["form", "check", sys.argv[1]])
finally:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
"""
LARGE = [("text", f"n{number}", str(number) * 2_000) for number in range(1_990)]
GOOD = {"500 questions": form_of(500), "7,400 sub-districts": cascade_form()}


def check(file: Path) -> tuple[int, float, float]:
    """(exit code, seconds, megabytes)."""
    start = perf_counter()
    ended = subprocess.run(
        [sys.executable, "-c", MEASURED, str(file)], capture_output=True, text=True, check=False
    )
    seconds = perf_counter() - start
    return ended.returncode, seconds, int(ended.stderr.split()[-1]) / 1024


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name, (made, ending, _) in FILES.items():
            tell(name, Path(folder) / f"form{ending}", made())
        for name, text in GOOD.items():
            tell(name, Path(folder) / "form.md", text.encode())
        tell("1,990 questions, 15 MB unpacked", Path(folder) / "form.xlsx", workbook(*LARGE))


def tell(name: str, file: Path, content: bytes) -> None:
    file.write_bytes(content)
    code, seconds, megabytes = check(file)
    print(f"{name:<40} exit {code}  {seconds:5.2f} s  {megabytes:4.0f} MB")


if __name__ == "__main__":
    main()
