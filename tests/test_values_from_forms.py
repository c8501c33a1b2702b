"""From the answers of a form to the values a scale reads, and to the score: each leaf indicator of
every programme, by script.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache

import pytest

from handlers.results.figures import Account
from handlers.vocabulary.known import Submission
from scoring.programme import Programme
from scoring.score import score
from tests.forms.report_answers import WALKS
from tests.forms.report_answers_indicators import OTHERWISE
from tests.forms.report_answers_ministry import MINISTRY
from tests.forms.report_walks import Walk
from tests.forms.test_report_forms import finished, folder
from tests.test_report_forms_in_chat import Chat

CBI = "CBI-2556-R1"
SENT = date(2013, 3, 8)
NOW = datetime(2013, 3, 20, tzinfo=UTC)


@cache
def answers(key: str, code: str, otherwise: str = "") -> Mapping[str, str]:
    walk: Walk | None = OTHERWISE[otherwise][1] if otherwise else None
    return finished(key, code, walk).session.instance()


def sent(
    key: str, code: str, office: str, day: date = SENT, told: Mapping[str, str] | None = None
) -> Submission:
    return Submission(
        id=f"{code}-{office}",
        programme=key,
        version="1",
        indicator=code,
        office=office,
        reporter="",
        submitted_at=datetime(day.year, day.month, day.day, 3, tzinfo=UTC),
        counted_from=day,
        revision=1,
        answers=answers(key, code) if told is None else told,
        evidence=1,
        score={},
    )


def values_of(
    programme: Programme, code: str, office: str, reports: Sequence[Submission]
) -> dict[str, object]:
    account = Account(programme, office, reports, NOW)
    return account.values(programme.indicator(code), account.reports(programme.indicator(code)))


def of(work: str, office: str, day: date = SENT, otherwise: str = "") -> Submission:
    return sent(CBI, work, office, day, answers(CBI, work, otherwise) if otherwise else None)


HEADS = [of("form-6", "CBI-DEV"), of("form-6", "CBI-GA", date(2013, 3, 12))]
TYPES = [of(f"form-7-{number}", "CBI-HR", date(2013, 3, 5 + number)) for number in (1, 2, 3)]
RATIO = {"numerator": 1, "denominator": 3}
# what was sent, the values it gives the province, and the score the rulebook makes of them
PROVINCE: Mapping[str, tuple[str, Sequence[Submission], Mapping[str, object], str]] = {
    "councils of two districts": (
        "1.1",
        [of("1.1", "CBI-BB"), of("1.1", "CBI-SR", otherwise="councils by their sums")],
        {"numerator": 4, "denominator": 8},
        "1.0000",
    ),
    "the collector's councils": (
        "1.1",
        [of("1.1", "CBI-BB"), of("1.1", "CBI-LAW", otherwise="councils by their sums")],
        {"numerator": 3, "denominator": 5},
        "1.0000",
    ),
    "two boards": (
        "1.2",
        [of("1.2", "CBI-HR")],
        {"months": 6, "meetings": {"municipal": 2, "subdistrict": 1}},
        "1.0000",
    ),
    "boards by their number": (
        "1.2",
        [of("1.2", "CBI-HR", otherwise="meetings by their number")],
        {"months": 6, "meetings": {"municipal": 4, "subdistrict": 6}},
        "4.5000",
    ),
    "letters": ("1.3", [of("1.3", "CBI-GA")], {"value": 2}, "3.0000"),
    "complaints": (
        "1.4",
        [of("1.4", "CBI-BB"), of("1.4", "CBI-MC")],
        {"numerator": 2, "denominator": 4},
        "1.0000",
    ),
    "money": (
        "2",
        [of("2", "CBI-FIN")],
        {"numerator": 6275000, "denominator": Decimal("12500000.5")},
        "3.6000",
    ),
    "a few designated": (
        "3",
        [of("form-3", "CBI-DEV")],
        {"numerator": 3, "denominator": 97, "all_districts": False},
        "0.0000",
    ),
    "tax maps of a district, and of one that sent its list": (
        "4",
        [of("4", "CBI-BB"), of("4", "CBI-MC"), of("form-4", "CBI-MC")],
        {"numerator": 90, "denominator": 194},
        "1.0000",
    ),
    "co-operation": (
        "5",
        [of("form-5", "CBI-DEV")],
        {"steps_done": ["1", "2", "3", "4", "5"]},
        "5.0000",
    ),
    "co-operation of a district": ("5", [of("form-5", "CBI-BB")], {"steps_done": []}, "0.0000"),
    "the plan of all units": (
        "6",
        HEADS,
        {
            "missing_aspects": {"2": 2, "3": 3},
            "steps_done": ["1", "2", "3", "4"],
            "quality_accepted": None,
        },
        "",
    ),
    "the survey plan": (
        "7",
        TYPES,
        {
            "submitted_by_type": {"1": "2013-03-06", "2": "2013-03-07", "3": "2013-03-08"},
            "steps_done": ["1", "2", "3", "4"],
            "quality_accepted": None,
        },
        "4.0000",
    ),
    "a survey plan without its draft": (
        "7",
        TYPES[:2],
        {
            "submitted_by_type": {"1": "2013-03-06", "2": "2013-03-07"},
            "steps_done": ["1", "2"],
            "quality_accepted": None,
        },
        "2.0000",
    ),
    "old cases of two districts": (
        "8.1",
        [of("8.1", "CBI-BB"), of("8.1", "CBI-SR", otherwise="old cases by their sums")],
        {"backlog": 8, "resolved": 4},
        "1.0000",
    ),
    "no newer case anywhere": (
        "8.2",
        [of("8.2", "CBI-BB", otherwise="no case pending")],
        {"backlog": 0, "resolved": 0},
        "",
    ),
    "the data system": ("9", [of("9", "CBI-GA")], RATIO, "1.0000"),
    "the web site": ("10", [of("10", "CBI-GA")], {"steps_done": ["1", "2", "3", "4"]}, "4.0000"),
}


@pytest.mark.parametrize(
    ("code", "reports", "expected", "final"), PROVINCE.values(), ids=list(PROVINCE)
)
def test_what_was_sent_gives_the_province_its_values_and_its_score(
    code: str, reports: Sequence[Submission], expected: Mapping[str, object], final: str
) -> None:
    programme = folder(CBI)[0]
    values = values_of(programme, code, "CBI", reports)
    assert values == expected
    if final:
        result = score(programme, code, values, max(one.counted_from for one in reports))
        assert str(result.final_score) == final


def test_no_backlog_excludes_the_indicator() -> None:
    reports = PROVINCE["no newer case anywhere"][1]
    programme = folder(CBI)[0]
    result = score(programme, "8.2", values_of(programme, "8.2", "CBI", reports), SENT)
    assert result.status == "excluded"


def test_every_leaf_indicator_of_chonburi_is_answered_here() -> None:
    programme = folder(CBI)[0]
    leaves = {one.code for one in programme.indicators if not programme.children(one.code)}
    assert {code for code, *_ in PROVINCE.values()} == leaves


def test_two_forms_give_the_media_their_steps_and_their_days() -> None:
    key, office = "DLA-2567-R1-IND6", "TH-20"
    programme = folder(key)[0]
    first, second = date(2024, 2, 5), date(2024, 3, 20)
    reports = [sent(key, "form-1", office, first), sent(key, "form-2", office, second)]
    assert values_of(programme, "6", office, reports) == {
        "forms": [
            {"due": None, "form": 1, "submitted": "2024-02-05"},  # B-02: set by an administrator
            {"due": None, "form": 2, "submitted": "2024-03-20"},
        ],
        "steps_done": ["1", "2", "3", "4", "5"],
    }
    alone = values_of(programme, "6", office, reports[:1])
    assert alone["steps_done"] == ["1", "2", "3"]
    result = score(programme, "6", values_of(programme, "6", office, reports), second)
    assert (str(result.final_score), result.deductions, result.weight) == ("5.0000", (), None)


def test_five_steps_are_worth_five_times_four_per_cent() -> None:
    key = "MOI-2550-3.2"
    programme = folder(key)[0]
    report = sent(key, "form-3.2", "MOI-PAD", date(2007, 9, 28))
    values = values_of(programme, "3.2", "MOI-PAD", [report])
    result = score(programme, "3.2", values, report.counted_from)
    assert values == {"steps_done": ["1", "2", "3", "4", "5"]}
    assert (str(result.final_score), str(result.weighted_score)) == ("5.0000", "0.2000")


@pytest.mark.parametrize(
    ("step", "told", "done"),
    [
        ("step_approved", ("1 เม.ย. 2550", *MINISTRY.answers["step_approved"][1:]), "1 2 4 5"),
        ("step_result", ("done", "- ไม่มี -", "done", "done", "done"), "1 3 4 5"),
    ],
)
def test_a_step_without_its_result_or_approved_too_late_is_not_done(
    step: str, told: Sequence[str], done: str
) -> None:
    walk = Walk(answers={**MINISTRY.answers, step: told}, more=MINISTRY.more)
    assert finished("MOI-2550-3.2", "form-3.2", walk).session.value("/xf/steps_done") == done


def test_whoever_merges_form_3_finds_what_the_districts_designated() -> None:
    chat = Chat(CBI, "form-3", [of("form-3", "CBI-BB"), of("form-3", "CBI-MC")])
    assert chat.state.draft is not None
    answers = chat.state.draft.answers
    assert answers.rows["/xf/area"] == 6
    assert answers.values["/xf/area[6]/organisation"] == "CBI-SR-02"
    assert answers.values["/xf/municipalities"] == "96"


def test_every_work_of_every_programme_has_answers_here() -> None:
    assert {key for key, _ in WALKS} == {
        "CBI-2556-R1",
        "DLA-2567-R1-IND6",
        "DLA-ONEPROV-ONEDEV",
        "MOI-2550-3.2",
    }
