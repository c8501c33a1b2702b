"""The door to Google Sheets: tabs made and mended, rows put where their keys stand, one read and one write a flush."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import requests
from tenacity import Retrying, retry_if_exception, stop_after_attempt, wait_none

from sheets.cells import Cell, plain
from sheets.kept import MirrorError
from sheets.placing import check_rows, found, rows_at, whole
from sheets.refusals import Refusal, understood
from sheets.rows import Tab
from sheets.setup import Standing, mended_tab, new_tab, sheet_id
from sheets.wire import SheetsClient, Wire

TRIES = 3
GROWTH = 1000
PAYLOAD = 1_500_000  # characters of JSON a write; Google recommends 2 MB
SHEET_FIELDS = (
    "properties(locale,timeZone),"
    "sheets(properties(sheetId,title,gridProperties),conditionalFormats(booleanRule),protectedRanges(description))"
)
THAILAND = {"locale": "th_TH", "timeZone": "Asia/Bangkok"}
NOTHING: list[list[Any]] = [[], []]
BORN = {"Sheet1", "ชีต1", "แผ่น1"}
RENDER = {"valueRenderOption": "UNFORMATTED_VALUE"}


class Spreadsheets:
    """Sheets as one account sees it. `backoff(n)` waits before try n. Not for two threads at once."""

    def __init__(self, wire: Wire, backoff: Callable[[int], None]) -> None:
        self._http = SheetsClient(wire)
        self._backoff = backoff
        self._titles: dict[tuple[str, int], str] = {}
        self._zones: dict[str, str] = {}

    def prepare(self, spreadsheet: str, tabs: Sequence[Tab]) -> None:
        """Makes and mends the tabs: two reads, and one write if anything is missing."""
        with understood():
            for attempt in self._tries():
                with attempt:
                    self._prepare(spreadsheet, tabs)

    def upsert(self, spreadsheet: str, tab: Tab, rows: Mapping[str, Sequence[Cell]]) -> None:
        """One read and one write, again from the read when either is lost.

        One read more the first time, to learn the tab's title, and when people have renamed or damaged it.
        """
        check_rows(tab, rows)
        with understood():
            for attempt in self._tries():
                with attempt:
                    self._at_home(spreadsheet, tab, lambda: self._upsert(spreadsheet, tab, rows))

    def read(self, spreadsheet: str, tab: Tab) -> list[list[Cell]]:
        """Every row below the header that is not empty, in the tab's order; [] when there is no such tab."""
        with understood():
            for attempt in self._tries():
                with attempt:
                    title = self._locate(spreadsheet, tab)
                    rows = self._values(spreadsheet, [quoted(title)])[0][0] if title else []
        places = found(rows[0], tab) if rows else {}
        order = [places.get(name) for name in tab.names]
        picked = [[row[at] if at is not None and at < len(row) else None for at in order] for row in rows[2:]]
        return [cells for cells in picked if any(cell not in (None, "") for cell in cells)]

    def titles(self, spreadsheet: str) -> list[str]:
        """What the tabs are called now."""
        with understood():
            return [str(one["properties"]["title"]) for one in self._sheets(spreadsheet).values()]

    def _tries(self) -> Retrying:
        """A few tries for what passes by itself at once; a full minute is left to the caller's own queue."""
        return Retrying(
            stop=stop_after_attempt(TRIES),
            wait=wait_none(),
            sleep=lambda _: None,
            before_sleep=lambda state: self._backoff(state.attempt_number),
            retry=retry_if_exception(passing),
            reraise=True,
        )

    def _at_home(self, spreadsheet: str, tab: Tab, act: Callable[[], bool]) -> None:
        """Does `act`; when it does not find the tab's header, looks where people put the tab, mends it, and again."""
        if act():
            return
        self._titles.pop((spreadsheet, sheet_id(tab)), None)
        if self._locate(spreadsheet, tab) is None or not act():
            self._prepare(spreadsheet, [tab])
            if not act():
                raise MirrorError(
                    "tab_lost", True, f"The tab {tab.title!r} is being changed by somebody; trying later."
                )

    def _upsert(self, spreadsheet: str, tab: Tab, rows: Mapping[str, Sequence[Cell]]) -> bool:
        """Reads the header and the keys, writes all rows; False when the tab or its header is not there."""
        title = self._title(spreadsheet, tab)
        if title is None:
            return False
        name = quoted(title)
        try:
            (header, _), (column, rest) = self._values(spreadsheet, [f"{name}!1:1", f"{name}!A3:A"])
        except Refusal as said:
            if "Unable to parse range" in said.message or "exceeds grid limits" in said.message:
                return False
            raise
        names = header[0] if header else []
        if not whole(names, tab):
            return False
        places = found(names, tab)
        if places[tab.names[0]] != 0:
            letters = column_letters(places[tab.names[0]])
            column, rest = self._values(spreadsheet, [f"{name}!{letters}3:{letters}"])[0]
        standing = rows_at([cells[0] if cells else "" for cells in column], rows)
        self._grow(spreadsheet, tab, last_row(rest), max(standing.values(), default=0) + 1)
        wide = [places[one] for one in tab.names]
        for ranges in batches(written(name, standing[key], wide, cells) for key, cells in rows.items()):
            self._http.values_batch_update(spreadsheet, {"valueInputOption": "RAW", "data": ranges})
        return True

    def _grow(self, spreadsheet: str, tab: Tab, has: int | None, needs: int) -> None:
        """More rows before they are written to, a thousand at a time: writing never makes the grid longer."""
        if has is not None and needs > has:
            longer = {"sheetId": sheet_id(tab), "dimension": "ROWS", "length": max(GROWTH, needs - has)}
            self._http.batch_update(spreadsheet, {"requests": [{"appendDimension": longer}]})

    def _values(self, spreadsheet: str, ranges: list[str]) -> list[tuple[list[list[Any]], str]]:
        """The values of each range, and the range as Google cut it to the grid; one read."""
        answer = self._http.values_batch_get(spreadsheet, ranges, dict(RENDER))
        return [(one.get("values", []), str(one.get("range", ""))) for one in answer.get("valueRanges", [])]

    def _title(self, spreadsheet: str, tab: Tab) -> str | None:
        """What the tab was called when we last looked; its sheet id decides, never a title another tab may have."""
        known = self._titles.get((spreadsheet, sheet_id(tab)))
        return known or self._locate(spreadsheet, tab)

    def _sheets(self, spreadsheet: str) -> dict[int, dict[str, Any]]:
        """Google's description of every sheet by id; remembers their titles."""
        answer = self._http.fetch_sheet_metadata(spreadsheet, {"fields": SHEET_FIELDS})
        self._zones[spreadsheet] = str(answer.get("properties", {}).get("timeZone", ""))
        sheets = {one["properties"].get("sheetId", 0): one for one in answer.get("sheets", [])}
        self._titles |= {(spreadsheet, id): one["properties"]["title"] for id, one in sheets.items()}
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
        ranges = [f"{quoted(titles[sheet_id(tab)])}!1:2" for tab in here] + [quoted(titles[id]) for id in born]
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


def at_home() -> dict[str, Any]:
    """The whole spreadsheet on Thai time and in Thai."""
    return {"updateSpreadsheetProperties": {"properties": THAILAND, "fields": ",".join(THAILAND)}}


def passing(error: BaseException) -> bool:
    """Whether the same call may work in a moment; 429 may not, its minute has to end first."""
    if isinstance(error, Refusal):
        return error.status >= 500 or error.status == 408
    return isinstance(error, requests.RequestException)


def quoted(title: str) -> str:
    """A title as A1 notation takes any title."""
    return "'" + title.replace("'", "''") + "'"


def written(name: str, row: int, places: Sequence[int], cells: Sequence[Cell]) -> dict[str, Any]:
    """One row as a range over our columns; null leaves a person's column between them as it is."""
    values: list[Any] = [None] * (max(places) + 1 - min(places))
    for at, cell in zip(places, cells, strict=True):
        values[at - min(places)] = plain(cell)
    start, end = column_letters(min(places)), column_letters(max(places))
    return {"range": f"{name}!{start}{row + 1}:{end}{row + 1}", "values": [values]}


def batches(ranges: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """All ranges in one write, or in several when they are too long for one."""
    batch: list[dict[str, Any]] = []
    size = 0
    for one in ranges:
        length = len(json.dumps(one))
        if batch and size + length > PAYLOAD:
            yield batch
            batch, size = [], 0
        batch.append(one)
        size += length
    if batch:
        yield batch


def last_row(range_: str) -> int | None:
    """How many rows the grid has, from a range open downwards as Google cut it; None when it does not say."""
    end = re.search(r"(\d+)$", range_)
    return int(end[1]) if end else None


def column_letters(index: int) -> str:
    """0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
