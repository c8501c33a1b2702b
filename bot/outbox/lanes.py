"""The one table of lanes. A kind of job that no lane carries out is found when this is imported."""

from bot.outbox.evidence.lanes import CONTENT, DRIVE
from bot.outbox.jobs.kinds import KINDS
from bot.outbox.lane import Lane
from bot.outbox.line.lane import LINE
from bot.outbox.odk.lane import ONWARD
from bot.outbox.sheet.lane import SHEETS

LANES: dict[str, Lane] = {one.name: one for one in (LINE, CONTENT, DRIVE, SHEETS, ONWARD)}

_carried_out = {(kind.kind, lane.name) for lane in LANES.values() for kind in lane.kinds}
_asked_for = {(kind.kind, kind.lane) for kind in KINDS.values()}
if _carried_out != _asked_for:
    raise TypeError(f"jobs that nobody carries out: {sorted(_carried_out ^ _asked_for)}")
