"""Content that appears while the pointer or the focus rests on something."""

from __future__ import annotations

import re
from collections.abc import Iterator

from a11ycheck.checks.api import Options, cant_tell
from a11ycheck.checks.document import Document
from a11ycheck.checks.words import short
from a11ycheck.model import State, Verdict

_TIP_ATTRS = ("data-tippy-content", "data-tooltip", "data-tip", "data-balloon", "data-tooltip-content")
_TOGGLES = ("data-bs-toggle", "data-toggle")
_HOVER = ("onmouseover", "onmouseenter", "onfocus")
_SHOWS = re.compile(r"show|open|display|visible|toggle|slidedown|fadein|pop|tip|menu|balloon", re.IGNORECASE)
_MOST = 20


def on_hover(doc: Document, _: Options) -> Iterator[Verdict]:
    """What appears on hover or focus can be dismissed, pointed at, and stays."""
    found = 0
    menu = -1
    menus = 0
    for i, node in enumerate(doc.nodes):
        if node.tag == "li":
            if node.state & State.RENDERED and _opens_menu(doc, i):
                menu, menus = (menu if menus else i), menus + 1
        elif node.attrs and node.state & State.RENDERED and found < _MOST and _has_tip(node.attrs):
            found += 1
            yield cant_tell("tip", i, text=short(node.name or doc.text(i), 40))
    if menus:
        yield cant_tell("menu", menu, text=short(doc.text(menu, visible=True), 40), count=menus)


def _has_tip(attrs: dict[str, str]) -> bool:
    if any(name in attrs for name in _TIP_ATTRS) or any(attrs.get(name) == "tooltip" for name in _TOGGLES):
        return True
    return any(_SHOWS.search(attrs[name]) for name in _HOVER if name in attrs)


def _opens_menu(doc: Document, item: int) -> bool:
    """Whether a menu's item shows a link, and hides a list of links that no button opens."""
    trigger = hidden = False
    for child in doc.children(item):
        node = doc.nodes[child]
        if node.tag in ("ul", "ol", "div"):
            hidden = hidden or (not node.state & State.RENDERED and _has_links(doc, child))
        elif node.tag == "button" or "aria-expanded" in node.attrs or node.attrs.get("role") == "button":
            return False
        elif node.tag == "a" and node.state & State.RENDERED:
            trigger = True
    return trigger and hidden and doc.region(item) in ("nav", "header")


def _has_links(doc: Document, root: int) -> bool:
    return any(doc.nodes[i].tag == "a" and "href" in doc.nodes[i].attrs for i in doc.elements(root))
