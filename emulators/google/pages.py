"""Pages for people: the folders, a file, a spreadsheet as a table. Every word of the program's is
escaped.
"""

from __future__ import annotations

from html import escape
from typing import Any

from emulators.google import refusals
from emulators.google.calls import Call
from emulators.google.drive.resource import link
from emulators.google.sheets.book import GridCell, Sheet
from emulators.google.sheets.ranges import column_letters
from emulators.google.sheets.values import rendered
from emulators.google.state import FOLDER, ROOT, SPREADSHEET, File, Google
from emulators.serving import Answer

NO_SNIFF = ("X-Content-Type-Options", "nosniff")
PLAIN = [NO_SNIFF, ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")]
SHOWN = {
    "image/jpeg",
    "image/png",
    "image/gif",
    "image/webp",
    "video/mp4",
    "audio/mp4",
    "application/pdf",
}
STYLE = """
body{font:16px/1.5 system-ui,"Noto Sans Thai",Loma,sans-serif;margin:0;color:#202124}
header{padding:12px 20px;border-bottom:1px solid #dadce0;font-size:20px}main{padding:12px 20px}
ul{list-style:none;padding-left:22px;margin:2px 0}
a{color:#1a73e8;text-decoration:none}a:hover{text-decoration:underline}
small{color:#5f6368;margin-left:8px}nav a{margin-right:16px}
.bin{text-decoration:line-through;color:#9aa0a6}
.grid{overflow:auto;max-height:80vh;border:1px solid #dadce0}
table{border-collapse:separate;border-spacing:0;font-size:14px}
td,th{border:solid #dadce0;border-width:0 1px 1px 0;padding:4px 8px;vertical-align:top;
background:#fff}
td{white-space:pre-wrap;max-width:420px}th{background:#f8f9fa;font-weight:400}
i{display:inline-block;width:14px;height:11px;border-radius:2px;background:#9aa0a6;margin-right:6px}
.folder{background:#f9ab00;border-radius:1px 6px 2px 2px}.sheet{background:#188038}
.frozen td,.frozen th{position:sticky;z-index:2;white-space:nowrap}.n{text-align:right}"""
KINDS = {FOLDER: "folder", SPREADSHEET: "sheet"}


def page(title: str, body: str) -> Answer:
    """A whole page."""
    text = (
        '<!DOCTYPE html><html lang="th"><meta charset="utf-8"><meta name="viewport" '
        'content="width=device-width">'
        f"<title>{escape(title)}</title><style>{STYLE}</style><header>{escape(title)}</header><main>{body}</main></html>"
    )
    return refusals.line(200), [("Content-Type", "text/html; charset=utf-8"), *PLAIN], text.encode()


def missing() -> Answer:
    """A page that says there is nothing."""
    _, headers, body = page("ไม่พบ", "<p>ไม่มีไฟล์หรือโฟลเดอร์นี้ หรือถูกลบไปแล้ว</p>")
    return refusals.line(404), headers, body


def home(call: Call) -> Answer:
    """Everything, from My Drive and every shared drive down."""
    google = call.google
    trees = [f"<h3>ไดรฟ์ของฉัน</h3>{tree(google, ROOT)}"]
    trees += [
        f"<h3>ไดรฟ์ร่วม {escape(one['name'])}</h3>{tree(google, id)}"
        for id, one in google.drives.items()
    ]
    return page("Google จำลอง (Drive)", "".join(trees))


def folder(call: Call) -> Answer:
    """One folder."""
    file = call.google.files.get(call.parts[0])
    if file is None or file.mime != FOLDER:
        return missing()
    return page(
        call.google.path_of(file.id),
        f'<p><a href="/">ไดรฟ์ทั้งหมด</a></p>{tree(call.google, file.id)}',
    )


def tree(google: Google, parent: str) -> str:
    """What lies in a folder, folders opened."""
    inside = sorted(
        (f for f in google.files.values() if parent in f.parents),
        key=lambda f: (f.mime != FOLDER, f.name),
    )
    if not inside:
        return "<ul><li><small>ว่าง</small></ul>"
    below = (tree(google, file.id) if file.mime == FOLDER else "" for file in inside)
    return (
        "<ul>"
        + "".join(f"<li>{entry(file)}{more}" for file, more in zip(inside, below, strict=True))
        + "</ul>"
    )


def entry(file: File) -> str:
    """One line of the tree."""
    size = f"<small>{file.size:,} ไบต์</small>" if file.content is not None else ""
    shared = (
        "<small>แชร์ด้วยลิงก์</small>"
        if any(one["type"] == "anyone" for one in file.permissions)
        else ""
    )
    look = ' class="bin"' if file.trashed else ""
    kind = KINDS.get(file.mime, "file")
    return (
        f'<i class="{kind}"></i><a{look} '
        f'href="{escape(link(file, ""))}">{escape(file.name)}</a>{size}{shared}'
    )


def content(call: Call) -> Answer:
    """A file's bytes: pictures, film and papers open in the page, everything else is only handed
    down.
    """
    file = call.google.files.get(call.parts[0])
    if file is None or file.content is None:
        return missing()
    shown = file.mime in SHOWN and not call.say("download")
    headers = [("Content-Type", file.mime if shown else "application/octet-stream"), NO_SNIFF]
    headers += [] if shown else [("Content-Disposition", "attachment")]
    return refusals.line(200), headers, file.content.read_bytes()


def spreadsheet(call: Call) -> Answer:
    """One sheet of a spreadsheet as a table, with links to the others."""
    book = call.google.spreadsheets.get(call.parts[0])
    if book is None:
        return missing()
    chosen = call.say("gid")
    sheet = next((one for one in book.sheets if str(one.id) == chosen), book.sheets[0])
    links = [
        f'<a href="?gid={one.id}">{"▸ " if one is sheet else ""}{escape(one.title)}</a>'
        for one in book.sheets
    ]
    return page(book.title, f"<nav>{''.join(links)}</nav><div class=grid>{table(sheet)}</div>")


def table(sheet: Sheet) -> str:
    """The rows down to the last one with content."""
    width = max((c + 1 for _, c in sheet.filled()), default=1)
    head = "".join(f"<th>{column_letters(c)}</th>" for c in range(width))
    rows = [f"<tr><th></th>{head}</tr>"]
    for r in range(sheet.last_row()):
        look = f' class="frozen" style="top:{r * 30}px"' if r < sheet.frozen_rows else ""
        top = f"top:{r * 30}px;" if r < sheet.frozen_rows else ""
        cells = "".join(cell(sheet, r, c, top) for c in range(width))
        rows.append(f"<tr{look}><th>{r + 1}</th>{cells}</tr>")
    return f"<table>{''.join(rows)}</table>"


def cell(sheet: Sheet, row: int, column: int, top: str) -> str:
    """One cell with its colours."""
    one = sheet.cell(row, column)
    shown = one.formula or str(rendered(one, "FORMATTED_VALUE"))
    look = one.format
    ground = colour(matching(sheet, row, column, one) or look.get("backgroundColorStyle") or {})
    ink, bold = (
        colour(look.get("textFormat", {}).get("foregroundColorStyle", {})),
        look.get("textFormat", {}).get("bold"),
    )
    style = top + (f"background:{ground};" if ground else "") + (f"color:{ink};" if ink else "")
    style += ("font-weight:700;" if bold else "") + f"min-width:{sheet.widths.get(column, 60)}px"
    number = (
        ' class="n"'
        if isinstance(one.value, float | int) and not isinstance(one.value, bool)
        else ""
    )
    return f'<td{number} style="{escape(style)}">{escape(shown)}</td>'


def colour(style: dict[str, Any]) -> str:
    """An API colour as CSS; empty for none."""
    rgb = style.get("rgbColor")
    parts = (
        [round(255 * float(rgb.get(name, 0))) for name in ("red", "green", "blue")] if rgb else []
    )
    return f"rgb({','.join(map(str, parts))})" if parts else ""


def matching(sheet: Sheet, row: int, column: int, one: GridCell) -> dict[str, Any] | None:
    """The ground colour of the first conditional rule that holds."""
    for rule in sheet.conditional:
        boolean = rule.get("booleanRule")
        if (
            boolean
            and any(covers(area, row, column) for area in rule.get("ranges", []))
            and holds(boolean["condition"], one)
        ):
            style: dict[str, Any] = boolean["format"].get("backgroundColorStyle", {})
            return style
    return None


def covers(area: dict[str, Any], row: int, column: int) -> bool:
    """Whether a GridRange covers a cell."""
    down = area.get("startRowIndex", 0) <= row < area.get("endRowIndex", row + 1)
    return bool(
        down and area.get("startColumnIndex", 0) <= column < area.get("endColumnIndex", column + 1)
    )


def holds(condition: dict[str, Any], one: GridCell) -> bool:
    """The conditions a program of ours is likely to use."""
    value = next((v.get("userEnteredValue", "") for v in condition.get("values", [])), "")
    kind = str(condition["type"])
    if kind == "TEXT_EQ":
        return str(one.value) == str(value)
    if not isinstance(one.value, int | float):
        return False
    return kind == "NUMBER_GREATER" and float(one.value) > float(value)
