"""raingan programme: check, load, list, show, and a workbook there and back."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.programme_files import bundled
from tests.commands.cli import CBI, DLA, LPG, MOI, PROGRAMMES, Shell, change, copy


def exported(shell: Shell, folder: Path, key: str = CBI) -> Path:
    file = folder / f"{key}.xlsx"
    assert shell.run("programme", "export", key, file).code == 0
    return file


def write(file: Path, sheet: str, cell: str, value: str | int) -> None:
    """Types into one cell of a workbook, as a coordinator does."""
    book = load_workbook(file)
    book[sheet][cell] = value
    book.save(file)


def cell_of(file: Path, sheet: str, heading: str, *begins: str) -> str:
    """The address of the cell under a heading, in the row that begins like this."""
    rows = list(load_workbook(file)[sheet].iter_rows())
    column = next(cell.column_letter for cell in rows[0] if cell.value == heading)
    row = next(
        row[0].row for row in rows if tuple(cell.value for cell in row[: len(begins)]) == begins
    )
    return f"{column}{row}"


# check


def test_a_sound_folder_is_summed_up(shell_on_sqlite: Shell) -> None:
    ended = shell_on_sqlite.run("programme", "check", PROGRAMMES / "cbi-2556-r1")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == "CBI-2556-R1: 24 offices, 16 indicators, 98 organisations, 20 forms\n"


def test_checking_touches_no_database(tmp_path: Path, shell_on_sqlite: Shell) -> None:
    shell_on_sqlite.run("programme", "check", PROGRAMMES / "cbi-2556-r1")
    assert not (tmp_path / "raingan.db").exists()


def test_a_document_that_contradicts_itself_is_warned_of_and_passes(shell_on_sqlite: Shell) -> None:
    ended = shell_on_sqlite.run("programme", "check", PROGRAMMES / "lpg-officestar-2567")
    assert ended.code == 0
    assert "warning: offices[LPG-NG]: จำนวนคนรวม 7 ต้นฉบับพิมพ์ 6\n" in ended.out
    assert shell_on_sqlite.run("programme", "check", PROGRAMMES / LPG.lower(), "--json").json[
        "warnings"
    ][-1] == ("head_counts: รวมทั้งหมด 88 ต้นฉบับพิมพ์ 85")


def test_a_programme_without_weights_says_that_it_is_not_open_for_scoring(
    shell_on_sqlite: Shell,
) -> None:
    ended = shell_on_sqlite.run("programme", "check", PROGRAMMES / "dla-2567-r1-ind6")
    assert ended.code == 0
    assert "warning: not open for scoring yet" in ended.out
    facts = shell_on_sqlite.run("programme", "check", PROGRAMMES / DLA.lower(), "--json").json
    assert (facts["open_for_scoring"], facts["offices"], facts["forms"]) == (False, 77, 3)


def test_every_mistake_of_a_folder_is_a_line_with_file_and_key(
    tmp_path: Path, shell_on_sqlite: Shell
) -> None:
    folder = copy(tmp_path)
    change(
        folder / "indicators.toml",
        "thresholds = [60, 70, 80, 90, 100]",
        "thresholds = [60, 95, 80, 90, 100]",
    )
    change(folder / "programme.toml", "hour = 9", "hour = 25")
    ended = shell_on_sqlite.run("programme", "check", folder)
    assert (ended.code, ended.out) == (1, "")
    assert "programme.toml: reminders.hour: ต้องไม่เกิน 23\n" in ended.err
    assert (
        "indicators.toml: indicators[4].measure: เกณฑ์ 5 ระดับต้องเรียงเพิ่มขึ้นทุกระดับ ได้ 60, "
        "95, 80, 90, 100\n" in ended.err
    )
    assert len(ended.err.splitlines()) == 2


def test_a_mistake_without_a_key_is_not_given_an_empty_one(
    tmp_path: Path, shell_on_sqlite: Shell
) -> None:
    (tmp_path / "empty").mkdir()
    ended = shell_on_sqlite.run("programme", "check", tmp_path / "empty")
    assert (ended.code, ended.err) == (1, "programme.toml: ไม่มีแฟ้มนี้ในโฟลเดอร์ของโครงการ\n")


def test_every_mistake_of_a_form_is_named_with_its_file(
    tmp_path: Path, shell_on_sqlite: Shell
) -> None:
    forms = copy(tmp_path) / "forms"
    change(forms / "indicator-10.md", "select_multiple steps ", "select_multiple stairs")
    change(forms / "indicator-4.md", ". >= 1 ", ". >= (")
    (forms / "indicator-8.2.md").rename(forms / "other.md")
    ended = shell_on_sqlite.run("programme", "check", forms.parent)
    assert ended.code == 1
    for named in (
        "indicator-10.md: ",
        "indicator-4.md: ",
        "indicator-8.2: the form of indicator 8.2 is missing",
    ):
        assert named in ended.err
    assert "Traceback" not in ended.err


def test_two_forms_of_one_name_are_refused_and_a_spreadsheet_s_leavings_passed_over(
    tmp_path: Path, shell_on_sqlite: Shell
) -> None:
    forms = copy(tmp_path) / "forms"
    (forms / "~$indicator-4.xlsx").write_bytes(b"locked by someone")
    assert shell_on_sqlite.run("programme", "check", forms.parent).code == 0
    (forms / "indicator-4.csv").write_text("survey\n")
    ended = shell_on_sqlite.run("programme", "check", forms.parent)
    assert ended.code == 1
    assert "indicator-4.csv has the same name, keep one of the two" in ended.err


def test_nothing_at_the_path_is_refused_with_a_sentence(shell_on_sqlite: Shell) -> None:
    ended = shell_on_sqlite.run("programme", "check", "no/such/folder")
    assert (ended.code, ended.err) == (1, "no/such/folder: there is no such folder or workbook\n")


def test_a_mistake_in_a_workbook_is_named_by_sheet_row_and_column(
    tmp_path: Path, shell_on_sqlite: Shell
) -> None:
    file = exported(shell_on_sqlite, tmp_path)
    cell = cell_of(file, "indicators", "weight", "4")
    write(file, "indicators", cell, "ห้า")
    ended = shell_on_sqlite.run("programme", "check", file)
    assert (ended.code, ended.err) == (1, f"indicators: แถว {cell[1:]} คอลัมน์ weight: ต้องเป็นตัวเลข\n")


# load, list, show


def test_loading_twice_makes_one_version(shell: Shell) -> None:
    first = shell.run("programme", "load", PROGRAMMES / "cbi-2556-r1")
    again = shell.run("programme", "load", PROGRAMMES / "cbi-2556-r1")
    assert (first.code, again.code) == (0, 0)
    assert "CBI-2556-R1: loaded as the current version, " in first.out
    assert again.out.startswith("CBI-2556-R1: already current, ")
    assert [one["key"] for one in shell.run("programme", "list", "--json").json] == [CBI]


def test_a_changed_folder_is_a_new_version_and_the_old_one_can_come_back(
    tmp_path: Path, shell: Shell
) -> None:
    folder = copy(tmp_path)
    versions = []
    for old, new in (("hour = 9", "hour = 9"), ("hour = 9", "hour = 8"), ("hour = 8", "hour = 9")):
        change(folder / "programme.toml", old, new)
        assert "loaded as the current version" in shell.run("programme", "load", folder).out
        versions += [one["version"] for one in shell.run("programme", "list", "--json").json]
    assert versions[0] == versions[2] != versions[1]


def test_a_programme_without_weights_is_loaded_with_a_warning(shell_on_sqlite: Shell) -> None:
    ended = shell_on_sqlite.run("programme", "load", PROGRAMMES / "dla-2567-r1-ind6")
    assert ended.code == 0
    assert ended.err.startswith("warning: not open for scoring yet")
    assert "indicators[6].weight" in ended.err


def test_what_cannot_be_read_is_not_loaded(tmp_path: Path, shell_on_sqlite: Shell) -> None:
    folder = copy(tmp_path)
    change(folder / "programme.toml", "hour = 9", "hour = 25")
    assert shell_on_sqlite.run("programme", "load", folder).code == 1
    assert shell_on_sqlite.run("programme", "list", "--json").json == []


def test_a_programme_is_shown_with_its_offices_and_indicators(shell_on_sqlite: Shell) -> None:
    facts = shell_on_sqlite.run("programme", "show", CBI, "--json").json
    assert facts["offices"][-1].keys() == {"code", "name", "parent", "kind"}
    ban_bueng = {"code": "CBI-BB", "name": "อำเภอบ้านบึง", "parent": "CBI", "kind": "district"}
    assert ban_bueng in facts["offices"]
    four = next(one for one in facts["indicators"] if one["code"] == "4")
    assert (four["weight"], four["measure"]) == ("5", "threshold_linear")
    assert four["name"].startswith("ร้อยละ")
    assert "อำเภอบ้านบึง" in shell_on_sqlite.run("programme", "show", CBI).out


@pytest.mark.parametrize("key", ["CBI-2557", "cbi-2556-r1", "../programmes/cbi-2556-r1", "..", ""])
def test_a_programme_that_is_not_there_is_refused(key: str, shell_on_sqlite: Shell) -> None:
    ended = shell_on_sqlite.run("programme", "show", key)
    assert ended.code == 1
    assert ended.err.startswith(f"there is no programme {key}")


def test_bundled_programmes_are_found_whatever_folder_one_works_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shell_on_sqlite: Shell
) -> None:
    monkeypatch.chdir(tmp_path)
    assert bundled(CBI) == PROGRAMMES / "cbi-2556-r1"
    assert shell_on_sqlite.run("programme", "show", MOI, "--json").json["key"] == MOI
    case = '{"programme": "MOI-2550-3.2", "indicator": "3.2", "values": {"steps_done": [1, 2]}}'
    assert shell_on_sqlite.run("score", given=case).json["final_score"] == "2.0000"


# a workbook there and back


@pytest.mark.parametrize("key", [CBI, DLA, LPG, MOI])
def test_a_workbook_that_was_not_changed_is_already_current(
    key: str, tmp_path: Path, shell: Shell
) -> None:
    shell.run("programme", "load", PROGRAMMES / key.lower())
    ended = shell.run("programme", "load", exported(shell, tmp_path, key))
    assert ended.code == 0
    assert ended.out.startswith(f"{key}: already current, ")


def test_a_threshold_typed_into_the_workbook_is_a_new_version_with_the_same_forms(
    tmp_path: Path, shell_on_sqlite: Shell
) -> None:
    file = exported(shell_on_sqlite, tmp_path)
    write(file, "scales", cell_of(file, "scales", "5", "4", "thresholds"), "๙๕")
    assert "loaded as the current version" in shell_on_sqlite.run("programme", "load", file).out
    write(file, "scales", cell_of(file, "scales", "5", "4", "thresholds"), 100)
    again = shell_on_sqlite.run("programme", "load", file)
    assert "loaded as the current version" in again.out
    folder = shell_on_sqlite.run("programme", "load", PROGRAMMES / "cbi-2556-r1")
    assert "already current" in folder.out, "the forms are those of the folder"


def test_a_workbook_that_names_a_form_nobody_has_is_refused(
    tmp_path: Path, shell_on_sqlite: Shell
) -> None:
    file = exported(shell_on_sqlite, tmp_path)
    write(file, "indicators", cell_of(file, "indicators", "form", "10"), "indicator-11")
    ended = shell_on_sqlite.run("programme", "load", file)
    assert ended.code == 1
    assert ended.err.startswith(
        "indicators: form: indicator-11: the form of indicator 10 is missing; write one of"
    )
    assert "indicator-10" in ended.err


def test_a_workbook_is_written_as_xlsx_and_nothing_else(
    tmp_path: Path, shell_on_sqlite: Shell
) -> None:
    assert shell_on_sqlite.run("programme", "export", CBI, tmp_path / "cbi.csv").code == 1
    assert shell_on_sqlite.run("programme", "export", CBI, tmp_path / "none" / "cbi.xlsx").code == 1
    assert list(tmp_path.glob("*.csv")) == []
