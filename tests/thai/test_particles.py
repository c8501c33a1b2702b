"""Polite words at the end of an answer change nothing."""

import pytest

from thai.particles import without_particles


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("20 เรื่องค่ะ", "20 เรื่อง"),
        ("88 ครับผม", "88"),
        ("ใช่ค่าาา นะคะ", "ใช่ค่า"),
        ("วันนี้ครับบบ!", "วันนี้"),
        ("20 มี.ค. 2556 นะครับ", "20 มี.ค. 2556"),
        ("มูลค่า", "มูลค่า"),
        ("ชนะ", "ชนะ"),
        ("ครับ", "ครับ"),
        ("", ""),
    ],
)
def test_particles_are_taken_off_the_end_only(text: str, bare: str) -> None:
    assert without_particles(text) == bare
