"""What a file's bytes say, whatever its name says."""

import io
import zipfile
from typing import BinaryIO

import pytest
from PIL import Image

from bot.outbox.evidence.file_facts import facts_of
from bot.photos import open_photo
from handlers.vocabulary.flags import Facts


def zipped(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return made.getvalue()


def photo(taken: str = "", form: str = "JPEG") -> bytes:
    """A picture whose camera noted when it was taken, as cameras write it: 2012:03:04 10:00:00."""
    picture, notes, made = Image.new("RGB", (8, 8)), Image.Exif(), io.BytesIO()
    if taken:
        notes.get_ifd(0x8769)[0x9003] = taken
    picture.save(made, form, exif=notes)
    return made.getvalue()


def facts(content: bytes, name: str = "") -> Facts:
    return facts_of(io.BytesIO(content), len(content), name)


@pytest.mark.parametrize(
    ("content", "name", "runs"),
    [
        (b"MZ\x90\x00" + bytes(60), "ภาพ.jpg", "windows"),
        (b"\x7fELF\x02\x01\x01", "รายงาน.pdf", "linux"),
        (b"#!/bin/sh\nrm -rf /", "อ่านก่อน.txt", "script"),
        (b"\xca\xfe\xba\xbe\x00\x00", "a.png", "java"),
        (b"\xcf\xfa\xed\xfe\x07", "a.png", "mac"),
        (b"dex\n035\x00", "a.jpg", "android"),
        (b"L\x00\x00\x00\x01\x14\x02\x00rest", "โฟลเดอร์", "windows"),
        (b"@echo off\r\ndel *", "ตั้งค่า.bat", "script"),
        (zipped("[Content_Types].xml", "word/vbaProject.bin"), "แบบฟอร์ม.docm", "macros"),
        (zipped("AndroidManifest.xml", "classes.dex"), "แอป.zip", "android"),
        (zipped("ภาพ/1.jpg", "ภาพ/ดู.exe"), "ภาพ.zip", "archive"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "_VBA_PROJECT".encode("utf-16-le"),
            "เก่า.doc",
            "macros",
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "เก่า.doc", ""),
        (zipped("[Content_Types].xml", "word/document.xml"), "หนังสือ.docx", ""),
        (b"PK\x03\x04 and then nothing of the kind", "เสีย.zip", ""),
        (b"%PDF-1.7\n", "หนังสือ.pdf", ""),
        (b"", "ว่าง.pdf", ""),
        (photo(), "", ""),
    ],
)
def test_a_program_is_known_under_any_name(content: bytes, name: str, runs: str) -> None:
    assert facts(content, name).runs == runs


def test_a_zip_whose_table_of_contents_is_outsized_is_not_read_into_memory() -> None:
    """The last record claims a table of 60 MB; only the beginning and the end are looked at."""
    end = b"PK\x05\x06" + bytes(8) + (60 << 20).to_bytes(4, "little") + bytes(6)
    content = Counted(b"PK\x03\x04" + bytes(1 << 20) + end)

    assert facts_of(content, 1 << 20, "ใหญ่.zip").runs == ""
    assert content.most < 100_000


class Counted(io.BytesIO):
    """Remembers the largest piece that was read, and how much in all."""

    most = read_in_all = 0

    def read(self, size: int | None = -1, /) -> bytes:
        piece = super().read(size)
        self.most = max(self.most, len(piece))
        self.read_in_all += len(piece)
        return piece


@pytest.mark.parametrize(
    ("content", "day"),
    [
        (photo("2012:03:04 10:00:00"), "2012-03-04"),
        (photo("2012:03:04 10:00:00", "WEBP"), "2012-03-04"),
        (photo(), ""),
        (photo("0000:00:00 00:00:00"), ""),
        (photo("2012:03:04 10:00:00")[:200], ""),
        (b"\xff\xd8\xff\xe1 no photo at all", ""),
        (b"", ""),
    ],
)
def test_a_photo_says_when_it_was_taken_or_nothing(content: bytes, day: str) -> None:
    assert facts(content).taken == day


@pytest.mark.parametrize(
    "filler", [b"1", b"\xff", b"\xff\xe5\x00\x02", b"\xff\xe1\x00\x08Exif\x00\x00"]
)
def test_a_broken_photo_is_not_looked_through_to_its_end(filler: bytes) -> None:
    """Of twelve megabytes after a photo's first bytes, in which no picture begins, one is read."""
    content = Counted(
        b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(9) + filler * ((12 << 20) // len(filler))
    )

    assert facts_of(content, content.getbuffer().nbytes, "").taken == ""
    assert content.read_in_all < 2 << 20
    content.read_in_all = 0
    with pytest.raises((OSError, SyntaxError)):
        open_photo(content)
    assert content.read_in_all < 2 << 20


def test_a_photo_of_many_megabytes_opens_as_it_is() -> None:
    content = io.BytesIO(photo("2012:03:04 10:00:00") + bytes(3 << 20))

    assert facts_of(content, 3 << 20, "").taken == "2012-03-04"
    with open_photo(content) as opened:
        assert opened.convert("L").size == (8, 8)


def test_the_content_may_be_read_again_afterwards() -> None:
    content: BinaryIO = io.BytesIO(photo("2012:03:04 10:00:00"))
    facts_of(content, 100, "")
    content.seek(0)
    assert content.read(2) == b"\xff\xd8"
