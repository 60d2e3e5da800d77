"""What can be clicked and not be reached."""

from __future__ import annotations

import time

import pytest

from a11ycheck.checks import mouse_only

from .builder import document


@pytest.mark.parametrize(
    ("handler", "acts"),
    [
        ("open()", True),
        ("return toggle(this)", True),
        ("", False),
        ("return false;", False),
        ("event.stopPropagation();", False),
        ("event.stopPropagation(); open()", True),
        ("void(0)", False),
    ],
)
def test_handlers(handler: str, acts: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """A handler that only stops an event does nothing."""
    doc = document(f'<div onclick="{handler}">開く</div>')
    assert [v.key for v in mouse_only.reachable(doc, {})] == (["handler"] if acts else [])


def test_many_handlers() -> None:
    """Thousands of clickable cells give ten questions, at once; a long handler costs nothing."""
    doc = document("<div onclick='open()'>" * 200 + "x" + "</div>" * 200 + "<p onclick='open()'>y</p>" * 5000)
    start = time.perf_counter()
    assert len(list(mouse_only.reachable(doc, {}))) == 10
    assert list(mouse_only.reachable(document(f"<p onclick='{';  ' * 5000}x'>y</p>"), {}))
    assert time.perf_counter() - start < 1
