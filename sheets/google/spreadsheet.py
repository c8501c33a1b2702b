"""The door to Google Sheets: tabs made and mended, rows put where their keys stand, one read and
one write a flush.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from sheets.google.ranges import Seen, batches, growth, quoted, standing, written
from sheets.google.refusals import Refusal, understood
from sheets.google.setup import Standing, mended_tab, new_tab, sheet_id
from sheets.google.tries import Backoff, tries
from sheets.google.wire import SheetsClient, Wire
from sheets.kept import MirrorError
from sheets.layout.cells import Cell
from sheets.layout.placing import check_rows, found, rows_at
from sheets.layout.rows import Batch, Tab

TRIES = 3
STALE = 2.0  # seconds
SHEET_FIELDS = (
    "properties(locale,timeZone),"
    "sheets(properties(sheetId,title,gridProperties),conditionalFormats(booleanRule),protectedRanges(description))"
)
THAILAND = {"locale": "th_TH", "timeZone": "Asia/Bangkok"}
NOTHING: list[list[Any]] = [[], []]
BORN = {"Sheet1", "ชีต1", "แผ่น1"}
RENDER = {"valueRenderOption": "UNFORMATTED_VALUE"}


class Spreadsheets:
    """Sheets as one account sees it. `backoff(n)` waits before try n. Not for two threads at
    once.
    """

    def __init__(self, wire: Wire, backoff: Backoff) -> None:
        self._http = SheetsClient(wire)
        self._backoff = backoff
        self._titles: dict[tuple[str, int], str] = {}
        self._zones: dict[str, str] = {}

    def prepare(self, spreadsheet: str, tabs: Sequence[Tab]) -> None:
        """Makes and mends the tabs: two reads, and one write if anything is missing."""
        with understood():
            for attempt in tries(TRIES, self._backoff):
                with attempt:
                    self._prepare(spreadsheet, tabs)

    def flush(self, spreadsheet: str, batch: Batch) -> None:
        """One read and one write for all tabs together, again from the read when either is lost.

        One read more the first time, to learn the tabs' titles, and when people have renamed or
        damaged one.
        """
        for tab, rows in batch:
            check_rows(tab, rows)
        with understood():
            for attempt in tries(TRIES, self._backoff):
                with attempt:
                    self._flush(spreadsheet, batch)

    def read(self, spreadsheet: str, tabs: Sequence[Tab]) -> list[list[list[Cell]]]:
        """Of each tab every row below the header that is not empty, in the tab's order; [] where
        there is no tab.
        """
        with understood():
            for attempt in tries(TRIES, self._backoff):
                with attempt:
                    self._sheets(spreadsheet)
                    here = [tab for tab in tabs if self._title(spreadsheet, tab)]
                    names = [quoted(str(self._title(spreadsheet, tab))) for tab in here]
                    values = [rows for rows, _ in self._values(spreadsheet, names)] if names else []
        shown = dict(zip((tab.key for tab in here), values, strict=True))
        return [in_order(shown.get(tab.key, []), tab) for tab in tabs]

    def titles(self, spreadsheet: str) -> list[str]:
        """What the tabs are called now."""
        with understood():
            return [str(one["properties"]["title"]) for one in self._sheets(spreadsheet).values()]

    def _flush(self, spreadsheet: str, batch: Batch) -> None:
        """Writes; a tab whose header is not found is looked for where people put it, then
        mended.
        """
        lost = self._write(spreadsheet, batch)
        if lost:
            self._sheets(spreadsheet)
            lost = self._write(spreadsheet, lost)
        if lost:
            self._prepare(spreadsheet, [tab for tab, _ in lost])
            lost = self._write(spreadsheet, lost)
        if lost:
            titles = ", ".join(tab.title for tab, _ in lost)
            raise MirrorError(
                "tab_lost", True, f"The tab {titles} is being changed by somebody; trying later."
            )

    def _write(self, spreadsheet: str, batch: Batch) -> Batch:
        """Reads headers and keys, writes all rows; answers with what found no tab or no whole
        header.
        """
        if any(self._title(spreadsheet, tab) is None for tab, _ in batch):
            self._sheets(spreadsheet)
        here = [(tab, rows) for tab, rows in batch if self._title(spreadsheet, tab) is not None]
        seen = self._seen_lately(spreadsheet, [tab for tab, _ in here])
        if seen is None:
            return batch
        ready = [
            (tab, rows, one) for (tab, rows), one in zip(here, seen, strict=True) if one is not None
        ]
        placed = [rows_at(one.keys, rows) for _, rows, one in ready]
        growing = [
            growth(sheet_id(tab), one.rows, max(places.values(), default=0) + 1)
            for (tab, _, one), places in zip(ready, placed, strict=True)
        ]
        if any(growing):
            self._http.batch_update(spreadsheet, {"requests": [one for one in growing if one]})
        ranges = (
            written(one.name, places[key], one.wide, cells)
            for (_, rows, one), places in zip(ready, placed, strict=True)
            for key, cells in rows.items()
        )
        for some in batches(ranges):
            self._http.values_batch_update(spreadsheet, {"valueInputOption": "RAW", "data": some})
        done = {tab.key for tab, _, _ in ready}
        return [(tab, rows) for tab, rows in batch if tab.key not in done]

    def _seen_lately(self, spreadsheet: str, tabs: Sequence[Tab]) -> list[Seen | None] | None:
        """The same, looked at again when the answer took so long that a person may have sorted the
        rows meanwhile.
        """
        for _ in range(TRIES):
            asked = time.monotonic()
            seen = self._seen(spreadsheet, tabs)
            if time.monotonic() - asked < STALE:
                break
        return seen

    def _seen(self, spreadsheet: str, tabs: Sequence[Tab]) -> list[Seen | None] | None:
        """Each tab as it stands, None for one without a whole header; None for all when a title is
        no longer right.

        One read, and one more when a person moved a key column.
        """
        names = [quoted(str(self._title(spreadsheet, tab))) for tab in tabs]
        wanted = [range_ for name in names for range_ in (f"{name}!1:1", f"{name}!A3:A")]
        try:
            read = self._values(spreadsheet, wanted) if wanted else []
        except Refusal as said:
            if "Unable to parse range" in said.message or "exceeds grid limits" in said.message:
                return None
            raise
        heads = [values[0] if values else [] for values, _ in read[::2]]
        stand = [
            standing(tab, name, head) for tab, name, head in zip(tabs, names, heads, strict=True)
        ]
        keys = dict(enumerate(read[1::2]))
        moved = [
            (at, f"{one.name}!{one.letters}3:{one.letters}")
            for at, one in enumerate(stand)
            if one and one.key
        ]
        if moved:
            again = self._values(spreadsheet, [range_ for _, range_ in moved])
            keys |= dict(zip((at for at, _ in moved), again, strict=True))
        return [one.with_keys(*keys[at]) if one else None for at, one in enumerate(stand)]

    def _values(self, spreadsheet: str, ranges: list[str]) -> list[tuple[list[list[Any]], str]]:
        """The values of each range, and the range as Google cut it to the grid; one read."""
        answer = self._http.values_batch_get(spreadsheet, ranges, dict(RENDER))
        return [
            (one.get("values", []), str(one.get("range", "")))
            for one in answer.get("valueRanges", [])
        ]

    def _title(self, spreadsheet: str, tab: Tab) -> str | None:
        """What the tab was called when we last looked; its sheet id decides, never a title another
        tab may have.
        """
        known = self._titles.get((spreadsheet, sheet_id(tab)))
        return known or self._locate(spreadsheet, tab)

    def _sheets(self, spreadsheet: str) -> dict[int, dict[str, Any]]:
        """Google's description of every sheet by id; remembers their titles."""
        answer = self._http.fetch_sheet_metadata(spreadsheet, {"fields": SHEET_FIELDS})
        self._zones[spreadsheet] = str(answer.get("properties", {}).get("timeZone", ""))
        sheets = {one["properties"].get("sheetId", 0): one for one in answer.get("sheets", [])}
        others = {key: title for key, title in self._titles.items() if key[0] != spreadsheet}
        self._titles = others | {
            (spreadsheet, id): one["properties"]["title"] for id, one in sheets.items()
        }
        return sheets

    def _locate(self, spreadsheet: str, tab: Tab) -> str | None:
        """The tab's title as people have it now; None when they deleted it."""
        one = self._sheets(spreadsheet).get(sheet_id(tab))
        return str(one["properties"]["title"]) if one else None

    def _prepare(self, spreadsheet: str, tabs: Sequence[Tab]) -> None:
        sheets = self._sheets(spreadsheet)
        titles = {id: str(one["properties"]["title"]) for id, one in sheets.items()}
        here = [tab for tab in tabs if sheet_id(tab) in sheets]
        born = [id for id, title in titles.items() if id == 0 and title in BORN]
        ranges = [f"{quoted(titles[sheet_id(tab)])}!1:2" for tab in here] + [
            quoted(titles[id]) for id in born
        ]
        read = [values for values, _ in self._values(spreadsheet, ranges)] if ranges else []
        heads = dict(zip((sheet_id(tab) for tab in here), read, strict=False))
        changes = [] if self._zones[spreadsheet] == THAILAND["timeZone"] else [at_home()]
        for tab in tabs:
            if tab in here:
                names, labels = (heads[sheet_id(tab)] + NOTHING)[:2]
                changes += mended_tab(tab, Standing(sheets[sheet_id(tab)], names, labels))
            else:
                changes += (made := new_tab(tab, list(titles.values())))
                titles[sheet_id(tab)] = made[0]["addSheet"]["properties"]["title"]
        if born and not read[-1] and len(titles) > 1:
            changes.append({"deleteSheet": {"sheetId": born[0]}})
        if changes:
            self._http.batch_update(spreadsheet, {"requests": changes})
        self._titles |= {(spreadsheet, id): title for id, title in titles.items()}


def in_order(rows: Sequence[Sequence[Any]], tab: Tab) -> list[list[Cell]]:
    """The rows below the header that say anything, cells in the tab's order wherever people moved
    the columns.
    """
    places = found(rows[0], tab) if rows else {}
    order = [places.get(name) for name in tab.names]
    picked = [
        [row[at] if at is not None and at < len(row) else None for at in order] for row in rows[2:]
    ]
    return [cells for cells in picked if any(cell not in (None, "") for cell in cells)]


def at_home() -> dict[str, Any]:
    """The whole spreadsheet on Thai time and in Thai."""
    return {"updateSpreadsheetProperties": {"properties": THAILAND, "fields": ",".join(THAILAND)}}
