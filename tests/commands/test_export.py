"""raingan export: every record as ODK Central would write it, files beside, nothing lost and
nobody's LINE id shown.
"""

import csv
import re
from datetime import datetime
from pathlib import Path

from sqlalchemy import select, update

from bot.store.library import Library, save
from bot.store.tables.records import evidence, people, submissions
from forms.upload.xlsform import to_xform
from tests.commands.cli import CBI, Shell
from tests.test_evidence import report
from tests.world import World
from thai.dates import BANGKOK

FORM = "cbi-2556-r1-indicator-4"
AFTER = [
    "KEY", "SubmitterID", "SubmitterName", "AttachmentsPresent", "AttachmentsExpected",
    "Status", "ReviewState", "DeviceID", "Edits", "FormVersion",
]  # fmt: skip


def read(file: Path) -> list[list[str]]:
    content = file.read_bytes()
    assert content.startswith("\ufeff".encode()), "Excel needs the mark to read Thai"
    return list(csv.reader(content.decode("utf-8-sig").splitlines()))


def one_row(file: Path) -> dict[str, str]:
    header, row = read(file)
    return dict(zip(header, row, strict=True))


def exported(talk: World, *options: str) -> Path:
    out = talk.folder / "out"
    ended = Shell.of(talk).run("export", CBI, "--out", out, *options)
    assert (ended.code, ended.err) == (0, "")
    return out


def test_a_record_is_a_row_in_central_s_columns_with_its_files_beside_it(talk: World) -> None:
    report(talk)

    out = exported(talk)

    header, row = read(out / FORM / f"{FORM}.csv")
    assert header == [
        "SubmissionDate", "denominator", "numerator", "percent", "percent_is", "evidence",
        "meta-instanceID", *AFTER,
    ]  # fmt: skip
    told = dict(zip(header, row, strict=True))
    assert (told["denominator"], told["numerator"], told["percent"]) == ("97", "88", "90.72")
    assert re.fullmatch(r"2013-03-18T02:0\d:\d\d\.\d{3}Z", told["SubmissionDate"])
    assert told["KEY"] == told["meta-instanceID"]
    assert re.fullmatch(r"uuid:[0-9a-f-]{36}", told["KEY"])
    assert (told["AttachmentsPresent"], told["AttachmentsExpected"], told["Edits"]) == (
        "2",
        "2",
        "0",
    )
    assert (told["ReviewState"], told["FormVersion"], told["SubmitterName"]) == (
        "",
        "1",
        "สมชาย ใจดี",
    )
    names = told["evidence"].split(" ")
    assert sorted(file.name for file in (out / FORM / "media").iterdir()) == sorted(names)
    assert all((out / FORM / "media" / name).stat().st_size for name in names)


def test_the_office_and_the_score_stand_beside_the_form_by_the_record_s_key(
    talk_on_sqlite: World,
) -> None:
    report(talk_on_sqlite)
    out = exported(talk_on_sqlite)

    about = one_row(out / "records.csv")
    assert about["KEY"] == one_row(out / FORM / f"{FORM}.csv")["KEY"]
    assert (about["FormID"], about["OfficeCode"], about["OfficeName"]) == (
        FORM,
        "CBI-BB",
        "อำเภอบ้านบึง",
    )
    assert (about["Status"], about["final_score"], about["SubmittedOn"]) == (
        "scored",
        "4.0722",
        "2013-03-18",
    )


def test_the_verifier_s_score_is_the_one_exported(talk_on_sqlite: World) -> None:
    report(talk_on_sqlite)
    talk_on_sqlite.enrolled("อรุณี", "CBI", "coordinator")
    talk_on_sqlite.say("อรุณี", "ตรวจ")
    talk_on_sqlite.tap("อรุณี", "ตรวจ 4")
    talk_on_sqlite.tap("อรุณี", "แก้คะแนน")
    for said in ("2", "80", "นับซ้ำ 8 แห่ง"):
        talk_on_sqlite.say("อรุณี", said)

    assert one_row(exported(talk_on_sqlite) / "records.csv")["final_score"] == "3.2474"


def test_no_line_id_leaves_the_house(talk_on_sqlite: World) -> None:
    report(talk_on_sqlite)
    out = exported(talk_on_sqlite)

    with talk_on_sqlite.database.reading() as conn:
        ids = list(conn.execute(select(people.c.line_user_id)).scalars())
    told = b"".join(file.read_bytes() for file in out.rglob("*.csv"))
    assert ids
    assert not any(one.encode() in told for one in ids)
    assert one_row(out / FORM / f"{FORM}.csv")["DeviceID"].startswith("line:")


def test_a_revision_keeps_the_key_and_counts_as_an_edit(talk_on_sqlite: World) -> None:
    talk = talk_on_sqlite
    report(talk)
    before = one_row(exported(talk) / FORM / f"{FORM}.csv")
    talk.forward(days=1)
    talk.say("สมชาย", "รายงาน")
    for label in ("ส่งฉบับแก้ไข 4", "แก้ไข", "แก้ข้อ 2"):
        talk.tap("สมชาย", label)
    talk.say("สมชาย", "97")
    talk.say("สมชาย", "ส่ง")

    after = one_row(exported(talk) / FORM / f"{FORM}.csv")

    assert (after["KEY"], after["SubmissionDate"]) == (before["KEY"], before["SubmissionDate"])
    assert after["meta-instanceID"] != before["meta-instanceID"]
    assert (after["numerator"], after["Edits"], after["ReviewState"]) == ("97", "1", "edited")
    assert (after["evidence"], after["AttachmentsPresent"]) == (before["evidence"], "2")


def test_files_come_from_drive_too(talk_with_google: World) -> None:
    report(talk_with_google)
    out = exported(talk_with_google)

    with talk_with_google.database.reading() as conn:
        sizes = sorted(
            conn.execute(select(evidence.c.size).where(evidence.c.state == "kept")).scalars()
        )
    assert sorted(file.stat().st_size for file in (out / FORM / "media").iterdir()) == sizes
    assert len(sizes) == 2


def test_files_that_are_still_on_their_way_come_from_the_spool(talk_with_google: World) -> None:
    talk = talk_with_google
    assert talk.google is not None
    talk.google.stop()
    report(talk)

    out = exported(talk)

    assert len(list((out / FORM / "media").iterdir())) == 2


def test_a_mirror_that_gives_nothing_makes_the_export_fail_and_says_which_file(
    talk_with_google: World,
) -> None:
    talk = talk_with_google
    report(talk)
    assert talk.google is not None
    talk.google.stop()

    ended = Shell.of(talk).run("export", CBI, "--out", talk.folder / "out")

    assert ended.code == 1
    assert ended.err.count("cannot be reached") == 2
    assert one_row(talk.folder / "out" / FORM / f"{FORM}.csv")["AttachmentsPresent"] == "0"


def test_other_bytes_than_were_sent_are_no_attachment(talk_on_sqlite: World) -> None:
    report(talk_on_sqlite)
    with talk_on_sqlite.database.writing() as conn:
        conn.execute(update(evidence).values(sha256="0" * 64))

    ended = Shell.of(talk_on_sqlite).run("export", CBI, "--out", talk_on_sqlite.folder / "out")

    assert (ended.code, ended.err.count("other bytes")) == (1, 2)
    assert list((talk_on_sqlite.folder / "out" / FORM / "media").iterdir()) == []


def test_what_was_written_is_told_as_json(talk_on_sqlite: World) -> None:
    report(talk_on_sqlite)
    ended = Shell.of(talk_on_sqlite).run(
        "export", CBI, "--out", talk_on_sqlite.folder / "out", "--json"
    )

    assert {name: ended.json[name] for name in ("records", "attachments", "forms")} == {
        "records": 1,
        "attachments": 2,
        "forms": [FORM],
    }


def test_labels_stand_in_a_second_row(talk_on_sqlite: World) -> None:
    report(talk_on_sqlite)
    header, labels, _row = read(exported(talk_on_sqlite, "--labels", "th") / FORM / f"{FORM}.csv")

    assert labels[header.index("denominator")] == "อปท. ในพื้นที่ทั้งหมดกี่แห่ง"
    assert labels[header.index("KEY")] == ""


def test_answers_to_an_earlier_version_of_the_form_are_not_lost(talk_on_sqlite: World) -> None:
    talk = talk_on_sqlite
    report(talk)
    with talk.database.writing() as conn:
        edition = talk.worker.parts.inbox.library.current(conn)[CBI]
        table = (
            Path(__file__).parents[2] / "tests/programmes/cbi-2556-r1/forms/indicator-4.md"
        ).read_text("utf-8")
        renamed = to_xform(table.replace("numerator", "reported").encode(), ending=".md")
        forms = {
            name: (Path(__file__).parents[2] / f"tests/programmes/cbi-2556-r1/forms/{name}.md")
            for name in XFORMS
        }
        xforms = {name: to_xform(file.read_bytes(), ending=".md") for name, file in forms.items()}
        save(conn, edition.programme, {**xforms, "indicator-4": renamed}, talk.now)
    _send_again_under_the_new_form(talk)

    header, *rows = read(exported(talk) / FORM / f"{FORM}.csv")

    told = [dict(zip(header, row, strict=True)) for row in rows]
    assert (
        header.index("reported")
        < header.index("meta-instanceID")
        < header.index("numerator")
        < header.index("KEY")
    )
    assert [(one["numerator"], one["reported"]) for one in told] == [("88", ""), ("", "40")]


XFORMS = ("indicator-10", "indicator-8.2", "form-3", "form-4", "form-5", "form-6", "form-7")


def _send_again_under_the_new_form(talk: World) -> None:
    """A second record as the new form would give it; only what an export reads matters."""
    with talk.database.writing() as conn:
        row = conn.execute(select(submissions)).one()._asdict()
        version = Library().current(conn)[CBI].version
        answers = {"denominator": "40", "reported": "40"}
        changed = {
            "id": "uuid:second",
            "record": "uuid:second",
            "office": "CBI-NY",
            "programme_version": version,
        }
        later = {
            "submitted_at": datetime(2013, 3, 19, tzinfo=BANGKOK),
            "instance": {"version": "1", "answers": answers},
        }
        conn.execute(submissions.insert(), {**row, **changed, **later})


def test_a_programme_nobody_knows_is_refused(shell: Shell, tmp_path: Path) -> None:
    assert shell.run("db", "upgrade").code == 0
    ended = shell.run("export", "NOBODY", "--out", tmp_path)
    assert (ended.code, ended.err) == (1, "NOBODY is not loaded: see raingan programme list\n")


def test_without_a_folder_it_is_wrong_usage(shell_on_sqlite: Shell) -> None:
    assert shell_on_sqlite.run("export", CBI).code == 2
