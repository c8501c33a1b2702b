"""Sheets v4: spreadsheets and their values, counted a minute and an account."""

from __future__ import annotations

from typing import Any

from emulators.google import masks, refusals
from emulators.google.calls import Call, reply
from emulators.google.drive.files import admit, enter, visible
from emulators.google.sheets import changes
from emulators.google.sheets.append import append
from emulators.google.sheets.book import Book
from emulators.google.sheets.ranges import written
from emulators.google.sheets.values import apply, plan, read, resolve
from emulators.google.state import DRIVE, DRIVE_FILE, SPREADSHEET, SPREADSHEETS
from emulators.serving import Answer

OPTIONS = {"RAW", "USER_ENTERED"}
RENDERS = {"FORMATTED_VALUE", "UNFORMATTED_VALUE", "FORMULA"}


def book_of(call: Call, kind: str) -> Book:
    """The spreadsheet asked for; first the account is known, then the call is counted, then it is
    looked for.
    """
    account, google, id = call.account, call.google, call.parts[0]
    if not google.count(account, kind):
        raise refusals.over_quota(kind)
    if not account.scopes & {DRIVE_FILE, DRIVE, SPREADSHEETS}:
        raise refusals.sheets(403, "Request had insufficient authentication scopes.")
    file = google.files.get(id)
    if file is None or id not in google.spreadsheets:
        raise refusals.sheets(404)
    if not visible(google, account, file) and SPREADSHEETS not in account.scopes:
        raise refusals.sheets(403 if file.by_app else 404)
    return google.spreadsheets[id]


def make(call: Call) -> Answer:
    """`POST /v4/spreadsheets`: a new one in My Drive, where a service account has no room."""
    if not call.google.count(call.account, "Write"):
        raise refusals.over_quota("Write")
    if call.account.kind == "service_account":
        raise refusals.sheets(403)
    title = call.json.get("properties", {}).get("title") or "Untitled spreadsheet"
    file = admit(call.google, call.account, {"name": title, "mimeType": SPREADSHEET}, True)
    enter(call.google, file)
    return shown(call, call.google.spreadsheets[file.id])


def get(call: Call) -> Answer:
    """Properties and sheets, as `fields` asks."""
    return shown(call, book_of(call, "Read"))


def shown(call: Call, book: Book) -> Answer:
    """The spreadsheet as the API shows it."""
    answer = book.resource() | {"spreadsheetUrl": f"{call.base}/spreadsheets/d/{book.id}/edit"}
    return reply(masks.pick(answer, masks.parse(call.say("fields"))))


def batch_update(call: Call) -> Answer:
    """All changes or none."""
    book = book_of(call, "Write")
    changed, replies = changes.apply(book, call.json.get("requests") or [])
    call.google.spreadsheets[book.id] = changed
    call.google.files[book.id].name = changed.title
    return reply({"spreadsheetId": book.id, "replies": replies})


def one_range(call: Call, book: Book, range_: str) -> dict[str, Any]:
    """A range's values in the way the query asks for."""
    render = call.say("valueRenderOption") or "FORMATTED_VALUE"
    if render not in RENDERS:
        raise refusals.sheets(400, f"Invalid value at 'value_render_option', \"{render}\"")
    return read(*resolve(book, range_), render, call.say("majorDimension") == "COLUMNS")


def get_values(call: Call) -> Answer:
    """One range."""
    book = book_of(call, "Read")
    return reply(one_range(call, book, call.parts[1]))


def batch_get(call: Call) -> Answer:
    """Many ranges, one read."""
    book = book_of(call, "Read")
    ranges = [one_range(call, book, range_) for range_ in call.query.get("ranges", [])]
    return reply({"spreadsheetId": book.id, "valueRanges": ranges})


def option_of(given: object) -> str:
    """RAW or USER_ENTERED; 400 without."""
    if given not in OPTIONS:
        raise refusals.sheets(400, "'valueInputOption' is required but not specified")
    return str(given)


def update_values(call: Call) -> Answer:
    """One range."""
    book, option = book_of(call, "Write"), option_of(call.say("valueInputOption"))
    planned, answer = plan(book, call.json | {"range": call.parts[1]}, option)
    apply(planned)
    return reply({"spreadsheetId": book.id} | answer)


def batch_update_values(call: Call) -> Answer:
    """Many ranges, one write: every one is looked at before the first is written."""
    book, said = book_of(call, "Write"), call.json
    option = option_of(said.get("valueInputOption"))
    planned = [
        plan(book, one, option, f"Invalid data[{i}]: ")
        for i, one in enumerate(said.get("data") or [])
    ]
    for change, _ in planned:
        apply(change)
    answers = [{"spreadsheetId": book.id} | answer for _, answer in planned]
    totals = {
        f"total{name}": sum(one.get(f"u{name[1:]}", 0) for one in answers)
        for name in ("UpdatedRows", "UpdatedCells")
    }
    totals["totalUpdatedColumns"] = max(
        (one.get("updatedColumns", 0) for one in answers), default=0
    )
    totals["totalUpdatedSheets"] = len({id(sheet) for change, _ in planned for sheet, *_ in change})
    return reply({"spreadsheetId": book.id} | totals | {"responses": answers})


def append_values(call: Call) -> Answer:
    """Below whatever looks like a table."""
    book, option = book_of(call, "Write"), option_of(call.say("valueInputOption"))
    answer = append(
        book, call.parts[1], call.json, option, call.say("insertDataOption") == "INSERT_ROWS"
    )
    answer["updates"] = {"spreadsheetId": book.id} | answer["updates"]
    return reply({"spreadsheetId": book.id} | answer)


def clear_values(call: Call) -> Answer:
    """Content away, looks stay."""
    book = book_of(call, "Write")
    return reply({"spreadsheetId": book.id, "clearedRange": clear(book, call.parts[1])})


def batch_clear(call: Call) -> Answer:
    """Many ranges."""
    book = book_of(call, "Write")
    return reply(
        {
            "spreadsheetId": book.id,
            "clearedRanges": [clear(book, one) for one in call.json.get("ranges", [])],
        }
    )


def clear(book: Book, range_: str) -> str:
    """Clears one range and answers it as Google writes it."""
    sheet, wanted = resolve(book, range_)
    top, left, bottom, right = sheet.clip(wanted)
    for r, c in [(r, c) for r, c in sheet.filled() if top <= r < bottom and left <= c < right]:
        sheet.put(r, c, sheet.cell(r, c).with_value(None))
    return written(sheet.title, top, left, bottom, right)
