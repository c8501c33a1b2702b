"""Every second call to Google fails, both processes are killed four times: one row and two files
for each report.
"""

from pathlib import Path

from tests.storm import Storm, outcome, stormy, weather

PLAN = Storm(offices=30, kills=4)


def test_half_of_all_google_calls_fail_and_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    with stormy(tmp_path, f"sqlite:///{tmp_path}/raingan.db", PLAN) as (world, processes):
        weather(world, processes, PLAN)
        found = outcome(world)

    assert (found.submissions, found.rows, found.board) == (30, 30, 30)
    assert (found.files, found.right, found.sheets) == (60, 60, 1)
    assert (set(found.evidence_counts), found.spooled) == ({2}, 0)
    assert found.outbox <= {"done", "held"}
    assert found.failed_calls > found.calls * 0.4
