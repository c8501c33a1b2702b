"""The official papers kept beside their evidence: which file is which version."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import ColumnElement, Connection, and_, delete, select, update

from bot.store.dialect import insert_ignoring
from bot.store.tables.papers import kept_papers
from bot.store.tables.records import submissions


@dataclass(frozen=True, slots=True)
class KeptPaper:
    """One file of one version of a paper; `kind` is docx or pdf."""

    programme: str
    office: str
    paper: str
    version: int
    kind: str


def sendings(
    conn: Connection, programme: str, office: str, works: Collection[str]
) -> Sequence[tuple[str, str]]:
    """(id, work) each time an office has sent one of these works, the oldest first: the versions of
    a paper that is made of them.
    """
    this = (
        submissions.c.programme == programme,
        submissions.c.office == office,
        submissions.c.indicator.in_(works),
    )
    in_order = submissions.c.submitted_at, submissions.c.revision, submissions.c.id
    wanted = select(submissions.c.id, submissions.c.indicator).where(*this).order_by(*in_order)
    return [(row.id, row.indicator) for row in conn.execute(wanted)]


def file_of(conn: Connection, one: KeptPaper, reserved: str) -> str:
    """The id of its file, `reserved` from now on where there was none."""
    row = {**asdict(one), "file_id": reserved}
    insert_ignoring(conn, kept_papers, row)
    return str(conn.execute(select(kept_papers.c.file_id).where(_this(one))).scalar_one())


def is_kept(conn: Connection, one: KeptPaper) -> bool:
    return conn.execute(select(kept_papers.c.link).where(_this(one))).scalar() is not None


def set_kept(conn: Connection, one: KeptPaper, link: str) -> None:
    conn.execute(update(kept_papers).where(_this(one)).values(link=link))


def forget_unkept(conn: Connection, programme: str, office: str, paper: str) -> None:
    """Ids that were reserved and are of no use: the next try takes others."""
    of = _of(programme, office, paper)
    conn.execute(delete(kept_papers).where(of, kept_papers.c.link.is_(None)))


def links(
    conn: Connection, programme: str, office: str, paper: str
) -> Mapping[tuple[int, str], str]:
    """What opens each file that is kept, by version and kind."""
    of = _of(programme, office, paper), kept_papers.c.link.is_not(None)
    rows = conn.execute(select(kept_papers).where(*of).order_by(kept_papers.c.version))
    return {(row.version, row.kind): row.link for row in rows}


def _this(one: KeptPaper) -> ColumnElement[bool]:
    of = _of(one.programme, one.office, one.paper)
    return and_(of, kept_papers.c.version == one.version, kept_papers.c.kind == one.kind)


def _of(programme: str, office: str, paper: str) -> ColumnElement[bool]:
    columns = kept_papers.c.programme, kept_papers.c.office, kept_papers.c.paper
    pairs = zip(columns, (programme, office, paper), strict=True)
    return and_(*(column == value for column, value in pairs))
