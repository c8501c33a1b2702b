"""The requests that make or mend a tab of a Google spreadsheet, and none when it is whole. Pure."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sheets.layout.folders import unique
from sheets.layout.looks import (
    DEDUCTED,
    FLAGGED,
    HEADER,
    HEADER_TEXT,
    LABELS,
    NUMBER_FORMATS,
    WIDTHS,
    colours_of,
    number_format,
    tab_title,
)
from sheets.layout.placing import HEADER_ROWS, mend
from sheets.layout.rows import Column, Tab

ROWS = 2000
SPARE_COLUMNS = 6
PROTECTED = "raingan"
Request = dict[str, Any]


def sheet_id(tab: Tab) -> int:
    """The sheet's id at Google, always the same for a tab: how it is found again after people
    rename it.
    """
    return zlib.crc32(f"raingan:{tab.key}".encode()) & 0x7FFFFFFF or 1


@dataclass(frozen=True)
class Standing:
    """A sheet as it is now: Google's own description of it and its two header rows."""

    sheet: Mapping[str, Any]
    names: Sequence[object]
    labels: Sequence[object]

    @property
    def grid(self) -> Mapping[str, Any]:
        """How many rows and columns it has, and how many stand still."""
        grid: Mapping[str, Any] = self.sheet["properties"].get("gridProperties", {})
        return grid


def new_tab(tab: Tab, taken: Sequence[str]) -> list[Request]:
    """A sheet that is not there yet, with everything on it."""
    title = unique(tab_title(tab.title), {one.casefold() for one in taken})
    grid = {"rowCount": ROWS, "columnCount": max(26, len(tab.columns) + SPARE_COLUMNS)}
    grid |= {"frozenRowCount": HEADER_ROWS, "frozenColumnCount": 1}
    made = {"sheetId": sheet_id(tab), "title": title, "gridProperties": grid}
    places = {name: index for index, name in enumerate(tab.names)}
    return [
        {"addSheet": {"properties": made}},
        *dressed(tab, tab.columns, places),
        *rules(tab, places),
        protection(tab),
    ]


def mended_tab(tab: Tab, standing: Standing) -> list[Request]:
    """What a sheet that people have worked in lacks; their own columns and rules stay."""
    how = mend(standing.names, standing.labels, tab)
    id = sheet_id(tab)
    requests = [inserted(id, "ROWS", 0, how.rows)] if how.rows else []
    lacking = max(how.places.values()) + 1 - len(how.columns) - standing.grid.get("columnCount", 26)
    if lacking > 0:
        requests.append(
            {"appendDimension": {"sheetId": id, "dimension": "COLUMNS", "length": lacking}}
        )
    requests += [inserted(id, "COLUMNS", at, 1) for at in how.columns]
    fresh = [c for c in tab.columns if how.places[c.name] in how.columns]
    requests += dressed(
        tab, tab.columns if not (any(standing.names) or any(standing.labels)) else fresh, how.places
    )
    moved = bool(how.rows or how.columns)
    wrong = [
        c
        for c in tab.columns
        if c not in fresh and (moved or not stands(c, how.places[c.name], standing))
    ]
    requests += [header(tab, column, how.places[column.name]) for column in wrong]
    if standing.grid.get("frozenRowCount", 0) < HEADER_ROWS:
        frozen = {"sheetId": id, "gridProperties": {"frozenRowCount": HEADER_ROWS}}
        requests.append(
            {
                "updateSheetProperties": {
                    "properties": frozen,
                    "fields": "gridProperties.frozenRowCount",
                }
            }
        )
    requests += [
        rule
        for rule in rules(tab, how.places)
        if not there(rule, standing.sheet.get("conditionalFormats", []))
    ]
    described = {one.get("description") for one in standing.sheet.get("protectedRanges", [])}
    return requests if PROTECTED in described else [*requests, protection(tab)]


def stands(column: Column, at: int, standing: Standing) -> bool:
    """Whether both header cells of a column are right."""
    cells = [row[at] if at < len(row) else "" for row in (standing.names, standing.labels)]
    return cells == [column.name, column.label]


def dressed(tab: Tab, columns: Sequence[Column], places: Mapping[str, int]) -> list[Request]:
    """Header, number format and width of each column."""
    requests = []
    for column in columns:
        at = places[column.name]
        area = {"sheetId": sheet_id(tab), "startColumnIndex": at, "endColumnIndex": at + 1}
        kind = "NUMBER" if column.kind in NUMBER_FORMATS else "TEXT"
        look = {
            "numberFormat": {"type": kind, "pattern": number_format(column.kind)},
            "verticalAlignment": "TOP",
        }
        fields = "userEnteredFormat.numberFormat,userEnteredFormat.verticalAlignment"
        below = area | {"startRowIndex": HEADER_ROWS}
        requests.append(header(tab, column, at))
        requests.append(
            {"repeatCell": {"range": below, "cell": {"userEnteredFormat": look}, "fields": fields}}
        )
        span = {
            "sheetId": sheet_id(tab),
            "dimension": "COLUMNS",
            "startIndex": at,
            "endIndex": at + 1,
        }
        size = {"properties": {"pixelSize": WIDTHS[column.kind]}, "fields": "pixelSize"}
        requests.append({"updateDimensionProperties": {"range": span, **size}})
    return requests


def header(tab: Tab, column: Column, at: int) -> Request:
    """The two header cells of a column."""
    start = {"sheetId": sheet_id(tab), "rowIndex": 0, "columnIndex": at}
    rows = [
        {"values": [headed(column.name, HEADER, HEADER_TEXT)]},
        {"values": [headed(column.label, LABELS, "000000")]},
    ]
    return {
        "updateCells": {
            "start": start,
            "rows": rows,
            "fields": "userEnteredValue,userEnteredFormat",
        }
    }


def headed(words: str, ground: str, ink: str) -> dict[str, Any]:
    """One header cell; typed text, which can never be a formula."""
    look = {"backgroundColorStyle": rgb(ground), "wrapStrategy": "WRAP"}
    look |= {"textFormat": {"bold": True, "foregroundColorStyle": rgb(ink)}}
    return {"userEnteredValue": {"stringValue": words}, "userEnteredFormat": look}


def rules(tab: Tab, places: Mapping[str, int]) -> list[Request]:
    """Colours for each status, for deducted points and for what should be looked at."""
    found = []
    for column in tab.columns:
        found += [
            rule(tab, places[column.name], "TEXT_EQ", label, one)
            for label, one in colours_of(column.kind).items()
        ]
        if column.name == "deduction":
            found.append(rule(tab, places[column.name], "NUMBER_GREATER", "0", DEDUCTED))
        if column.kind == "flag":
            found.append(rule(tab, places[column.name], "NOT_BLANK", None, FLAGGED))
    return found


def rule(tab: Tab, at: int, kind: str, value: str | None, colour: str) -> Request:
    """One colour for the cells of a column that meet a condition."""
    area = {
        "sheetId": sheet_id(tab),
        "startRowIndex": HEADER_ROWS,
        "startColumnIndex": at,
        "endColumnIndex": at + 1,
    }
    condition: dict[str, Any] = {"type": kind}
    condition |= {} if value is None else {"values": [{"userEnteredValue": value}]}
    boolean = {"condition": condition, "format": {"backgroundColorStyle": rgb(colour)}}
    return {
        "addConditionalFormatRule": {"index": 0, "rule": {"ranges": [area], "booleanRule": boolean}}
    }


def there(request: Request, formats: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a rule with this condition is on the sheet already, on whichever column it moved
    to.
    """
    wanted = request["addConditionalFormatRule"]["rule"]["booleanRule"]["condition"]
    conditions = [one.get("booleanRule", {}).get("condition", {}) for one in formats]
    return any(
        (c.get("type"), c.get("values")) == (wanted["type"], wanted.get("values"))
        for c in conditions
    )


def protection(tab: Tab) -> Request:
    """A warning before anyone changes the header."""
    area = {"sheetId": sheet_id(tab), "startRowIndex": 0, "endRowIndex": HEADER_ROWS}
    return {
        "addProtectedRange": {
            "protectedRange": {"range": area, "description": PROTECTED, "warningOnly": True}
        }
    }


def inserted(id: int, dimension: str, at: int, count: int) -> Request:
    """Empty rows or columns."""
    span = {"sheetId": id, "dimension": dimension, "startIndex": at, "endIndex": at + count}
    return {"insertDimension": {"range": span, "inheritFromBefore": False}}


def rgb(colour: str) -> dict[str, Any]:
    """RRGGBB as the API says it."""
    parts = {
        name: int(colour[i : i + 2], 16) / 255
        for name, i in (("red", 0), ("green", 2), ("blue", 4))
    }
    return {"rgbColor": parts}
