"""Every kind of job there is, and how a row becomes one again."""

from collections.abc import Mapping
from typing import Any, get_args

from bot.outbox.jobs.files import (
    AwaitSet,
    BringBack,
    CheckForm,
    CheckOwnForm,
    CountPages,
    FetchContent,
    KeepEvidence,
    KeepPaper,
    MakePaper,
    Probe,
    ReadCode,
    ReadRows,
)
from bot.outbox.jobs.job import Job
from bot.outbox.jobs.rows import (
    CompareSheet,
    MirrorAppraisal,
    MirrorJudging,
    MirrorRow,
    MirrorSurvey,
    SendOn,
)
from bot.outbox.jobs.saying import GroupDigest, Push, Remind, Reply

LineJob = Reply | Push | Remind | GroupDigest
ContentJob = (
    FetchContent
    | CheckForm
    | CheckOwnForm
    | ReadRows
    | ReadCode
    | CountPages
    | MakePaper
    | AwaitSet
    | Probe
)
DriveJob = KeepEvidence | KeepPaper | BringBack
SheetJob = MirrorRow | CompareSheet | MirrorSurvey | MirrorJudging | MirrorAppraisal

KINDS: dict[str, type[Job]] = {
    one.kind: one
    for one in (
        *get_args(LineJob),
        *get_args(ContentJob),
        *get_args(DriveJob),
        *get_args(SheetJob),
        SendOn,
    )
}


def job_of(kind: str, stream: str, content: Mapping[str, Any]) -> Job:
    """KeyError for a kind nobody knows."""
    return KINDS[kind].stored(stream, content)
