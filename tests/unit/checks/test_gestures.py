"""Tests of finding what is dragged, swiped or pressed."""

from __future__ import annotations

from a11ycheck.checks.gestures import drag, on_press, swipe

from .builder import document


def test_a_sortable_table_is_not_dragged() -> None:
    """“sortable” on a head cell means sorting by a click."""
    assert not list(drag(document('<table><tr><th class="text sortable">日付</th></tr></table>'), {}))


def test_a_page_full_of_maps_does_not_fill_the_report() -> None:
    """At most twenty places are named on a page."""
    page = document('<div class="leaflet-container"><p>地図</p></div>' * 50)
    assert len(list(drag(page, {}))) == len(list(swipe(page, {}))) == 20  # noqa: PLR2004


def test_parts_of_a_map_are_no_further_maps() -> None:
    """What stands within a map is part of it."""
    page = document('<div class="leaflet-container"><div class="gm-style"><p draggable="true">印</p></div></div>')
    assert [v.key for v in drag(page, {})] == ["map"]


def test_an_empty_handler_acts_on_nothing() -> None:
    """The trick by which :active works on a phone is no action."""
    assert not list(on_press(document('<p ontouchstart=";">文</p><p onmousedown="void(0); return true;">文</p>'), {}))
    assert list(on_press(document('<p ontouchstart="go()">文</p>'), {}))
