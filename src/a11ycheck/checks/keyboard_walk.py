"""What a walk through the page with the Tab key showed."""

from __future__ import annotations

from collections.abc import Iterator

from a11ycheck.checks.api import Options, cant_tell, failed, passed
from a11ycheck.checks.document import Document
from a11ycheck.checks.fields import kind_of
from a11ycheck.checks.keyboard import TELLS_KEYS
from a11ycheck.checks.words import short
from a11ycheck.model import Verdict

_BUTTONS = frozenset({"button", "submit", "reset", "image"})


def way_out(doc: Document, _: Options) -> Iterator[Verdict]:
    """Tab, Shift+Tab or Escape lead away from every element that takes the focus."""
    walk = doc.probe("keyboard")
    if not walk["stops"]:
        return
    held = walk["held"]
    if walk["end"] != "held":
        yield passed()
        return
    node = held if 0 <= held < len(doc.nodes) else -1
    # A button may lead out when it is pressed, a frame has elements of its own that take Tab after Tab,
    # and a text may tell another key.
    doubtful = node < 0 or doc.nodes[node].tag in ("iframe", "frame", "object", "embed", "a") or _is_button(doc, node)
    name = short(doc.nodes[node].name or doc.nodes[node].tag, 30) if node >= 0 else ""
    if doubtful or TELLS_KEYS.search(doc.page_text):
        yield cant_tell("look", node, text=name)
    else:
        yield failed("held", node, text=name)


def _is_button(doc: Document, node: int) -> bool:
    item = doc.nodes[node]
    return item.tag in ("button", "summary") or item.role in ("button", "link") or kind_of(doc, node) in _BUTTONS
