"""Gestures: what may need dragging, swiping, pinching, or acts as soon as it is touched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from a11ycheck.checks.api import Options, cant_tell, passed
from a11ycheck.checks.document import Document
from a11ycheck.model import State, Verdict

_MAP_HOST = re.compile(
    r"//(?:www\.)?google\.[a-z.]+/maps|//maps\.google|maps\.app\.goo|openstreetmap\.org/export|//map\.yahoo|maps\.gsi\.go\.jp"
    r"|arcgis\.com/(?:apps|home)|//(?:[\w-]+\.)*mapbox\.com|sonicweb-asp\.jp|//(?:www\.)?mapion\.",
    re.IGNORECASE,
)
_MAP_CLASS = re.compile(
    r"(?:^|\s)(?:leaflet-container|ol-viewport|mapboxgl-map|maplibregl-map|gm-style|esri-view)(?:$|\s)"
)
_CAROUSEL = re.compile(
    r"(?:^|\s)(?:slick-slider|swiper(?:-container)?|owl-carousel|splide|glide|flickity-enabled|bx-wrapper|keen-slider"
    r"|carousel|flexslider)(?:$|\s)"
)
_SORTABLE = re.compile(r"(?:^|\s)(?:ui-sortable|ui-draggable|sortable|draggable|dragula)(?:$|\s)")
_TABLE = frozenset({"table", "thead", "tbody", "tr", "th", "td"})  # there “sortable” means sorting by a click
_STEP = re.compile(
    r"前|次|戻|進|左|右|[<>＜＞‹›«»→←]|prev|next|back|forward|left|right|\d+\s*(?:枚目|番目|ページ)|slide|スライド",
    re.IGNORECASE,
)
_PRESS = ("onmousedown", "ontouchstart", "onpointerdown")
_DRAWN = frozenset({"a", "img", "svg", "canvas"})  # a picture or link can be dragged without any script
_MOST = 20


def swipe(doc: Document, _: Options) -> Iterator[Verdict]:
    """What is swiped or pinched can also be worked by single taps."""
    found = 0
    for i, kind in _moving(doc):
        if kind == "carousel" and _has_steps(doc, i):
            yield passed(i)
        elif found < _MOST:
            found += 1
            yield cant_tell(kind, i)


def drag(doc: Document, _: Options) -> Iterator[Verdict]:
    """What is dragged can also be worked without dragging."""
    found = ((i, kind) for i, kind in _dragged(doc) if doc.is_(i, State.RENDERED))
    for i, kind in islice(found, _MOST):
        yield cant_tell(kind, i)


def on_press(doc: Document, _: Options) -> Iterator[Verdict]:
    """Nothing acts before the finger or button is lifted."""
    found = 0
    for i, node in enumerate(doc.nodes):
        event = next((name for name in _PRESS if node.attrs.get(name, "").strip()), "") if node.attrs else ""
        if event and node.state & State.RENDERED and not _is_empty(node.attrs[event]) and found < _MOST:
            found += 1
            yield cant_tell("press", i, event=event)


def _moving(doc: Document) -> Iterator[tuple[int, str]]:
    """Maps and carousels; what stands within one is part of it."""
    end = 0
    for i, node in enumerate(doc.nodes):
        if i < end or not node.attrs or not node.state & State.RENDERED:
            continue
        kind = _kind(doc, i)
        if kind:
            end = node.end
            yield i, kind


def _kind(doc: Document, i: int) -> str:
    node = doc.nodes[i]
    if node.tag in ("iframe", "embed", "object"):
        return "map" if _MAP_HOST.search(doc.href(i)) else ""
    names = node.attrs.get("class", "")
    if names and _MAP_CLASS.search(names):
        return "map"
    described = node.attrs.get("aria-roledescription", "").lower()
    if (names and _CAROUSEL.search(names)) or described in ("carousel", "カルーセル"):
        return "carousel"
    return ""


def _has_steps(doc: Document, root: int) -> bool:
    """Whether a carousel has buttons that lead on and back."""
    for i in doc.elements(root):
        node = doc.nodes[i]
        if node.state & State.RENDERED and (node.role in ("button", "tab") or node.tag == "button"):
            words = f"{node.name} {doc.text(i)} {node.attrs.get('class', '')}"
            if _STEP.search(words):
                return True
    return False


def _dragged(doc: Document) -> Iterator[tuple[int, str]]:
    end = 0
    for i, node in enumerate(doc.nodes):
        attrs = node.attrs
        if i < end or not attrs:
            continue
        kind = ""
        if attrs.get("draggable", "").lower() == "true" and node.tag not in _DRAWN:
            kind = "draggable"
        elif attrs.get("role") == "slider" and node.tag != "input" and attrs.get("aria-readonly") != "true":
            kind = "slider"
        elif node.tag not in _TABLE and _SORTABLE.search(attrs.get("class", "")):
            kind = "draggable"
        elif _kind(doc, i) == "map":
            kind = "map"
        if kind:
            end = node.end
            yield i, kind


def _is_empty(handler: str) -> bool:
    """Whether a handler does nothing: the old trick by which :active works on a phone, or a refusal."""
    return re.fullmatch(r"(?:;|\s|void\(?0\)?|return(?: true| false)?|javascript:)*", handler) is not None
