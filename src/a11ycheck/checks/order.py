"""Whether what is seen first also comes first in the source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate, pairwise

from a11ycheck.checks.api import Options, cant_tell, passed
from a11ycheck.checks.document import HEADINGS, Document
from a11ycheck.checks.words import short
from a11ycheck.model import State, Verdict

_LAID_OUT = ("flex", "grid", "inline-flex", "inline-grid")
_SLIDER = re.compile(r"slick|swiper|slide|carousel|splide|glide|flickity|marquee|ticker", re.IGNORECASE)
_MIN_TEXT = 20
_TWO = 2
_MOST = 20
_OFF = 2  # px by which boxes may overlap


def visual_order(doc: Document, _: Options) -> Iterator[Verdict]:
    """In a flexible or grid layout, texts are seen in the order in which they are read out."""
    laid_out = {k for k, style in enumerate(doc.snapshot.styles) if style.display in _LAID_OUT and not style.overflow}
    if not laid_out:
        return
    lengths = [0, *accumulate(_length(doc, i) for i in range(len(doc.nodes)))]
    found = 0
    for i, node in enumerate(doc.nodes):
        if node.style not in laid_out or lengths[node.end] - lengths[i] < _MIN_TEXT or not _is_judged(doc, i):
            continue
        parts = [c for c in doc.children(i) if _counts(doc, c, lengths)]
        if len(parts) < _TWO:
            continue
        turned = next(((a, b) for a, b in pairwise(parts) if _is_before(doc, b, a)), None)
        if turned is None:
            yield passed(i)
        elif found < _MOST:
            found += 1
            first, second = (short(doc.text(part, visible=True), 20) for part in turned)
            yield cant_tell("reversed", turned[1], first=first, second=second)


def _length(doc: Document, i: int) -> int:
    node = doc.nodes[i]
    return len(node.text.strip()) if node.tag == "#text" and node.state & State.RENDERED else 0


def _is_judged(doc: Document, i: int) -> bool:
    """Whether a container is no slider, whose parts move about, and not written from right to left."""
    if doc.region(i) not in ("main", "body") or doc.nodes[i].state & State.OFFSCREEN:
        return False
    for above in (i, *doc.ancestors(i)):
        attrs = doc.nodes[above].attrs
        if attrs and (attrs.get("dir", "").lower() == "rtl" or _SLIDER.search(attrs.get("class", ""))):
            return False
    return True


def _counts(doc: Document, i: int, lengths: list[int]) -> bool:
    node = doc.nodes[i]
    if node.tag == "#text" or node.box is None or not node.state & State.RENDERED or node.state & State.OFFSCREEN:
        return False
    if doc.style(i).position in ("absolute", "fixed", "sticky") or doc.region(i) not in ("main", "body"):
        return False
    if node.role in ("navigation", "complementary") or node.box[2] < 1 or node.box[3] < 1:
        return False
    length = lengths[node.end] - lengths[i]
    return length >= _MIN_TEXT or (length > 0 and node.tag in HEADINGS)


def _is_before(doc: Document, one: int, other: int) -> bool:
    """Whether one box lies wholly left of the other in the same row, or wholly above it."""
    a, b = doc.nodes[one].box, doc.nodes[other].box
    if a is None or b is None:
        return False
    rows = min(a[1] + a[3], b[1] + b[3]) - max(a[1], b[1])
    columns = min(a[0] + a[2], b[0] + b[2]) - max(a[0], b[0])
    if rows > min(a[3], b[3]) / 2:
        return a[0] + a[2] <= b[0] + _OFF
    return columns > min(a[2], b[2]) / 2 and a[1] + a[3] <= b[1] + _OFF
