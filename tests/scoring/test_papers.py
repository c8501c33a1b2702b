"""A paper as data: what is wrong in its file is told with its key and the reason."""

from pathlib import Path

import pytest

from bot.programme_files import ProgrammeFilesError, read_folder
from scoring.problems import ProgrammeError

CHONBURI = Path(__file__).parents[2] / "programmes" / "cbi-2556-r1"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Chonburi's folder, with papers of its own."""
    for name in ("forms", *(one.name for one in CHONBURI.glob("*.*"))):
        (tmp_path / name).symlink_to(CHONBURI / name)
    (tmp_path / "papers").mkdir()
    return tmp_path


def paper(folder: Path, blocks: str, of: str = "form-4") -> None:
    text = f'code = "mine"\ntitle = "แบบของฉัน"\nof = ["{of}"]\n{blocks}'
    (folder / "papers" / "mine.toml").write_text(text, "utf-8")


def test_a_new_paper_needs_a_file_and_no_code(folder: Path) -> None:
    paper(folder, '[[blocks]]\nkind = "paragraph"\ntext = "ทั้งหมด {organisations} แห่ง"\n')

    assert [one.code for one in read_folder(folder)[0].papers] == ["mine"]


@pytest.mark.parametrize(
    ("blocks", "reason"),
    [
        ('[[blocks]]\nkind = "paragraph"\ntext = "{nobody}"\n',
         "papers[mine].blocks[1]: nobody: แบบของงาน form-4 ไม่มีข้อนี้"),
        ('[[blocks]]\nkind = "each"\nrows = "nobody"\nblocks = []\n',
         "papers[mine].blocks[1].rows: nobody: แบบของงาน form-4 ไม่มีรายการซ้ำนี้"),
        ('[[blocks]]\nkind = "ticks"\nquestion = "nobody"\n',
         "papers[mine].blocks[1].question: nobody: แบบของงาน form-4 ไม่มีข้อนี้"),
    ],
)  # fmt: skip
def test_a_name_that_no_form_asks_is_told_with_its_place(
    folder: Path, blocks: str, reason: str
) -> None:
    paper(folder, blocks)

    with pytest.raises(ProgrammeFilesError) as refused:
        read_folder(folder)

    assert str(refused.value).endswith(reason)


def test_an_unknown_kind_of_block_names_its_file(folder: Path) -> None:
    paper(folder, '[[blocks]]\nkind = "poem"\ntext = "x"\n')

    with pytest.raises(ProgrammeError) as refused:
        read_folder(folder)

    assert str(refused.value).startswith("papers/mine.toml: blocks[1]")


def test_a_work_that_nobody_sends_is_named(folder: Path) -> None:
    paper(folder, "blocks = []\n", of="form-99")

    with pytest.raises(ProgrammeError) as refused:
        read_folder(folder)

    assert "papers[mine].of: ไม่มีงาน form-99" in str(refused.value)


def test_a_table_s_cells_are_as_many_as_its_columns(folder: Path) -> None:
    paper(folder, '[[blocks]]\nkind = "table"\nwidths = [1, 1]\nfixed = [["1", "2", "3"]]\n')

    with pytest.raises(ProgrammeError) as refused:
        read_folder(folder)

    assert "แถวหนึ่งมี 3 ช่อง" in str(refused.value)
