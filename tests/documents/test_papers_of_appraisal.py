"""ปผ.1, ปผ.2 and ปผ.3 as they are printed from what was agreed, found and said in chat."""

import re

import pytest
import requests
from sqlalchemy import select, update

from bot.papers.making import Made
from bot.papers.of_appraisal import make_of_appraisal, offered
from bot.store.library import Library
from bot.store.tables.appraisals import appraisals
from bot.store.tables.records import people
from documents.filled import Grid
from tests.documents.reading import squeezed, text_of_docx, text_of_pdf, texts
from tests.shell import Shell
from tests.test_appraisals import only, played
from tests.test_transcripts import FOLDER
from tests.world import World

CODES = ("ppo-1", "ppo-2", "ppo-3")


@pytest.fixture
def ended(shell: Shell) -> Shell:
    """An appraisal from its beginning to both opinions."""
    played(shell, (FOLDER / "appraisal/planned-and-acknowledged.txt").read_text("utf-8"))
    return shell


def number_of(talk: Shell, name: str) -> int:
    with talk.database.reading() as conn:
        wanted = select(people.c.id).where(people.c.name.startswith(name))
        return int(conn.execute(wanted).scalars().first() or 0)


def made(talk: Shell, code: str) -> Made:
    found, library = only(talk), Library()
    with talk.database.reading() as conn:
        edition = library.edition(conn, found.programme, found.version)
        assert edition is not None
        paper = next(one for one in edition.programme.papers if one.code == code)
        return make_of_appraisal(conn, edition, paper, found.id)


def grids(of_paper: Made) -> list[list[list[str]]]:
    found = [one for one in of_paper.filled.parts if isinstance(one, Grid)]
    return [[[box.text for box in line] for line in one.lines[one.heads :]] for one in found]


def test_the_sums_are_those_that_were_kept(ended: Shell) -> None:
    kept = only(ended).figures
    one, two, three = (made(ended, code) for code in CODES)

    results, competency, whole = grids(one)[0]
    assert (results[1], competency[1], whole[3]) == (
        *(kept["result_score_100"], kept["competency_score_100"]),
        kept["total"],
    )
    assert (results[2], competency[2]) == ("70 %", "30 %")
    rows = grids(two)[0]
    assert [row[-1] for row in rows[:-1]] == [each["weighted"] for each in kept["targets"]]
    assert rows[-1][-1] == kept["sum_weighted"]
    of_framework = [(row[-3], each) for row, each in zip(rows, kept["targets"], strict=False)]
    assert [told for told, each in of_framework if each["office"]] == [
        each["result"] for each in kept["targets"] if each["office"]
    ]
    assert "502 ÷ 1000 = 50.2 %" in [told for told, _ in of_framework]
    found = [row[4] for row in grids(three)[0]]
    assert found == [each["found"] or "" for each in kept["competencies"]]
    *counted, whole_line, _, last = grids(three)[1]
    assert (
        sum(int(row[1]) for row in counted) == int(whole_line[1]) == len(list(filter(None, found)))
    )
    assert sum(int(row[3]) for row in counted) == int(whole_line[3])
    assert last[-1] == f"ร้อยละ {kept['competency_score_100']}"


def test_while_results_are_told_anew_there_are_no_sums_and_no_plan(ended: Shell) -> None:
    before = squeezed("".join(texts(made(ended, "ppo-1").filled)))
    with ended.database.writing() as conn:
        conn.execute(update(appraisals).values(state="reported"))
    after = squeezed("".join(texts(made(ended, "ppo-1").filled)))

    total = str(only(ended).figures["total"])
    assert total in before
    assert total not in after
    assert [row for row in grids(made(ended, "ppo-1"))[1] if any(row)] == []


@pytest.mark.parametrize("code", CODES)
def test_both_files_say_the_same(ended: Shell, code: str) -> None:
    paper = made(ended, code)
    in_pdf, in_docx = text_of_pdf(paper.pdf), text_of_docx(paper.docx())

    wanted = [squeezed(text) for text in texts(paper.filled)]

    assert [text for text in wanted if text not in in_pdf] == []
    assert [text for text in wanted if text not in in_docx] == []


def test_they_are_for_those_it_is_between_and_for_nobody_else(ended: Shell) -> None:
    between = {one.id for one in only(ended).people}
    ended.enrolled("เพื่อน", "CBI-BB", "coordinator")
    stranger = number_of(ended, "เพื่อน")

    with ended.database.reading() as conn:
        seen = {
            person: [paper.code for _, paper, _ in offered(conn, Library(), person)]
            for person in {*between, stranger}
        }
    assert stranger not in between
    assert {person: codes for person, codes in seen.items() if codes} == {
        person: list(CODES) for person in between
    }


def test_a_stranger_s_link_opens_nobody_s_paper(talk_on_sqlite: World) -> None:
    talk = talk_on_sqlite
    played(talk, (FOLDER / "appraisal/planned-and-acknowledged.txt").read_text("utf-8"))
    talk.enrolled("เพื่อน", "CBI-BB", "coordinator")
    mine, other = (_papers_page(talk, name) for name in ("สมชาย", "เพื่อน"))

    pages = requests.get(mine, timeout=30), requests.get(other, timeout=30)
    file = next(one for one in re.findall(r'href="([^"]+)"', pages[0].text) if "ppo-1" in one)
    name = file.rsplit("/", 1)[-1]

    assert "สมชาย" in pages[0].text
    assert "ปผ.1" not in pages[1].text
    assert requests.get(f"{mine}/{name}", timeout=30).status_code == 200
    assert requests.get(f"{other}/{name}", timeout=30).status_code == 404


def _papers_page(talk: World, name: str) -> str:
    found = re.search(r"/p/[\w-]+", talk.say(name, "เอกสาร"))
    assert found is not None
    return talk.web.address + found[0]
