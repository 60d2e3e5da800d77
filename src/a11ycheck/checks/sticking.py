"""Bars that stay on the screen while the page scrolls below them."""

from __future__ import annotations

from collections.abc import Iterator

from a11ycheck.checks.api import Options, cant_tell
from a11ycheck.checks.document import Document
from a11ycheck.model import State, Verdict

_MIN_HEIGHT = 30
_MIN_SHARE = 0.5
_MAX_SHARE = 0.9
_MOST = 5


def bars(doc: Document, _: Options) -> Iterator[Verdict]:
    """What has the focus is not hidden below a bar that stays in its place."""
    width, height = doc.snapshot.viewport
    end = found = 0
    for i, node in enumerate(doc.nodes):
        if i < end or node.style < 0 or node.box is None or not node.state & State.RENDERED:
            continue
        position = doc.style(i).position
        if position not in ("fixed", "sticky") or node.state & State.OFFSCREEN:
            continue
        if _is_bar(node.box, width, height) and (doc.text(i) or _has_picture(doc, i)):
            end = node.end
            found += 1
            yield cant_tell("fixed" if position == "fixed" else "sticky", i, height=node.box[3])
            if found >= _MOST:
                return


def _is_bar(box: tuple[int, int, int, int], width: int, height: int) -> bool:
    """Wide enough to hide what has the focus, and no backdrop of the whole screen."""
    return box[2] >= _MIN_SHARE * width and _MIN_HEIGHT <= box[3] <= _MAX_SHARE * height


def _has_picture(doc: Document, root: int) -> bool:
    return any(doc.nodes[i].tag in ("img", "svg") for i in doc.elements(root))
