"""Text of pages made safe to show."""

from __future__ import annotations

import pytest

from a11ycheck.exporters.text import one_line, safe_href, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\u202eb", "a[U+202E]b"),
        ("\x00", "[U+0000]"),
        ("\ud800", "[U+D800]"),
        ("\U000e0041", "[U+E0041]"),
        ("東　京\n都", "東　京\n都"),
    ],
)
def test_controls_are_spelt_out(text: str, shown: str) -> None:
    """Controls that hide or turn text are visible; ordinary text is untouched."""
    assert visible(text) == shown


def test_one_line_has_no_breaks() -> None:
    """A cell or attribute stays on its line."""
    assert one_line(" a\r\n\tb\u2028c ") == "a b c"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "//x",
        "https://",
        "http://[",
        "",
    ],
)
def test_only_web_addresses_become_links(url: str) -> None:
    """An address of another scheme, or a broken one, is text."""
    assert safe_href(url) == ""


def test_a_web_address_becomes_a_link() -> None:
    """Http and https are linked as they are."""
    assert safe_href("https://www.city.example.lg.jp/a?b=c#d") == "https://www.city.example.lg.jp/a?b=c#d"
