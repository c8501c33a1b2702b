"""The wording files: the same sentences in both languages, all of them used, none missing."""

import re
from pathlib import Path

from forms.reasons import ENGLISH
from handlers.surveys import form_words
from handlers.vocabulary.words import SENTENCES, say

ROOMS = ("handlers", "bot")
CODE = "\n".join(
    path.read_text("utf-8") for room in ROOMS for path in sorted(Path(room).rglob("*.py"))
)
BUILT = {  # keys put together from a value
    "enrol.": (
        "used_up",
        "expired",
        "revoked",
        "hint_reporter",
        "hint_coordinator",
        "hint_official",
        "hint_judge",
    ),
    "own_form.fault_": (
        *("broken", "unknown", "unknown_near", "no_choice", "no_choice_near"),
        *("rows", "not_rows", "not_allowed"),
    ),
    "own_form.trouble_": (
        *("not_docx", "old_or_locked", "too_large", "macros", "reaches_out", "torn"),
    ),
    "own_form.field_": (
        *("place", "picture", "name", "office", "province"),
        *("evidence_link", "evidence_qr", "foot"),
    ),
    "own_form.": ("page_how", "page_example", "page_rows", "page_blocks", "page_in_use"),
    "checking.did_": ("accepted", "returned"),
    "roles.": ("reporter", "coordinator", "official", "judge", "admin"),
    "misread.": (
        *(
            "not_a_number",
            "not_a_step",
            "not_an_order",
            "not_whole",
            "too_big",
            "not_a_count",
            "not_a_date",
            "not_a_choice",
            "too_long",
        ),
        *(
            "not_a_time",
            "not_a_moment",
            "not_a_month",
            "not_a_year",
            "not_a_place",
            "not_acknowledged",
        ),
        *("image_wanted", "video_wanted", "audio_wanted"),
        *("send_a_file", "sticker", "location"),
    ),
    "doubt.": ("last_round", "revision", "similar"),
    "stuck.kind_": (
        *("keep", "fetch", "mirror", "reply", "push", "remind", "openrosa", "text", "image"),
        "other",
    ),
    "rows.why_": (
        *("not_a_date", "which_year", "not_a_number", "not_whole"),
        *("not_a_choice", "which_choice", "other"),
    ),
    "buttons.": (
        *("role_reporter", "role_coordinator", "role_official", "role_judge"),
        *("pick_date", "pick_time", "pick_datetime"),
        *("kind_once", "kind_many", "kind_survey"),
    ),
    "points_sheet.": ("mean", "median", "trimmed"),
    "buttons.picture_": ("ranking", "trend"),
    "buttons.appraise_new_": ("assessor", "superior", "further"),
    "due.calendar_": ("due", "cutoff"),
    "reminder.reach_": ("waits", "blocked", "nobody"),
    "score.status_": (
        "cut_off",
        "not_submitted",
        "excluded",
        "needs_decision",
        "invalid",
        "provisional",
        "sent",
    ),
    "score.state_": (
        *("not_due", "not_sent", "provisional", "verified", "cut_off", "excluded"),
        "needs_decision",
    ),
    "score.report_": ("waiting", "returned", "accepted"),
    "checking.quality_": ("yes", "no", "open"),
    "buttons.quality_": ("yes", "no"),
    "evidence.why_": ("gone", "unsent", "too_much", "unreadable", "too_large"),
    "report.type_": ("date", "time", "datetime", "geopoint"),
    "evidence.kind_": ("image", "video", "audio", "file", "link"),
    "link.": ("two", "too_long", "no_site", "secret", "inside"),
    "link.kind_": ("youtube", "facebook", "drive", "tiktok", "line", "web"),
    "appraisal.": (
        *(
            "found_lower",
            "ask_assessor",
            "ask_superior",
            "ask_further",
            "ask_nobody",
            "ask_witness",
        ),
        "ask_opinion",
        *("open_agreement", "open_results", "open_findings"),
        *("words_returned", "words_witness", "words_superior", "words_further"),
    ),
    "appraisal.remind_": (
        *("agreement", "agreement_today", "agreement_late"),
        *("results", "results_today", "results_late"),
    ),
    "appraisal.not_yourself_": ("assessor", "superior", "further"),
    "appraisal.state_": (
        *("begun", "proposed", "returned", "agreed", "reported", "questioned", "told"),
        *("acknowledged", "refused", "opined", "closed"),
    ),
    "buttons.appraise_": ("agreement", "results", "findings"),
    "flag.": ("reused", "empty", "program", "old", "link_closed"),
    "flag.runs_": ("windows", "linux", "mac", "java", "android", "script", "macros", "archive"),
}


def placeholders(sentence: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", sentence))


def test_both_languages_say_the_same_with_the_same_values() -> None:
    thai, english = SENTENCES["th"], SENTENCES["en"]

    assert thai.keys() == english.keys()
    assert {key: placeholders(thai[key]) for key in thai} == {
        key: placeholders(english[key]) for key in english
    }


def test_every_reason_against_a_form_is_said_in_thai_with_the_same_values() -> None:
    assert {code: placeholders(said) for code, said in form_words.REASONS.items()} == {
        code: placeholders(said) for code, said in ENGLISH.items()
    }


def test_every_sentence_is_said_somewhere() -> None:
    built = {prefix + name for prefix, names in BUILT.items() for name in names}
    unused = [
        key
        for key in SENTENCES["th"]
        if key not in built
        and f'"{key}"' not in CODE
        and f"'{key}'" not in CODE
        and f'"{key.partition(".")[2]}"' not in CODE
    ]

    assert unused == []


def test_every_sentence_the_code_names_is_there() -> None:
    named = set(re.findall(r'say\(\s*"([a-z_]+\.[a-z_]+)"', CODE)) | set(
        re.findall(r'told\([^"]*"([a-z_]+\.[a-z_]+)"', CODE)
    )

    assert named - SENTENCES["th"].keys() == set()


def test_thai_comes_without_particles_of_one_gender_and_without_technical_words() -> None:
    forbidden = re.compile(r"ครับ|ค่ะ|คะ(?!แ)|error|token|webhook|invalid|format", re.IGNORECASE)

    assert [
        key
        for key, words in SENTENCES["th"].items()
        if forbidden.search(words) and "words." not in key
    ] == []


def test_thai_words_and_latin_names_stand_a_space_apart() -> None:
    assert say("checking.empty", "th", programme="Office Star") == "ไม่มีรายงานรอตรวจใน Office Star"
    assert say("checking.empty", "th", programme="สถจ.ชลบุรี") == "ไม่มีรายงานรอตรวจในสถจ.ชลบุรี"
    assert say("way.by", "th", to="GFMIS", day="20 มี.ค.") == "ส่ง GFMIS ภายใน 20 มี.ค."
