"""What on a page could stop or steer something else on it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from a11ycheck.checks.document import Document
from a11ycheck.checks.words import short
from a11ycheck.model import State

_ROLES = frozenset(
    ("button", "switch", "checkbox", "slider", "menuitem", "menuitemcheckbox", "menuitemradio", "tab", "radio")
)
_TAGS = frozenset(("button", "summary", "input", "select", "object", "embed", "canvas"))
_TYPED = frozenset(("hidden", "text", "search", "email", "tel", "url", "password", "date", "file"))
_SENDS = frozenset(("submit", "image", "reset"))


def control_for(doc: Document, words: re.Pattern[str]) -> str | None:
    """The name of what may control something: what says so, else anything that could; None where there is nothing.

    Args:
        doc: the page.
        words: what the name, class or id of a control says that is meant for it.
    """
    other = None
    for i in _controls(doc):
        node = doc.nodes[i]
        name = node.name or node.attrs.get("value", "") or doc.text(i)
        if words.search(f"{name} {node.attrs.get('class', '')} {node.attrs.get('id', '')}"):
            return short(name) or node.tag
        other = other or short(name) or node.tag
    return other


def _controls(doc: Document) -> Iterator[int]:
    """Elements that do something on this page when they are used, as far as can be seen."""
    for i, node in enumerate(doc.nodes):
        if node.tag != "#text" and node.state & State.RENDERED and _is_control(doc, i):
            yield i


def _is_control(doc: Document, i: int) -> bool:
    node = doc.nodes[i]
    kind = node.attrs.get("type", "").strip().lower()
    if "onclick" in node.attrs:
        return True
    if node.tag == "input" and kind in ("", *_TYPED):
        return False
    if (kind in _SENDS or (node.tag == "button" and not kind)) and doc.closest(i, "form") is not None:
        return False  # it sends or clears its form
    if node.tag in _TAGS or node.role in _ROLES or "-" in node.tag:
        return True
    if node.tag == "a":
        href = node.attrs.get("href", "").strip()
        if href.startswith("#") and (href.lower() == "#top" or doc.by_id(href[1:]) is not None):
            return False  # it leads to a place on the page
        return not href or href.startswith("#") or href.lower().startswith("javascript:")
    return node.tag not in ("audio", "video", "iframe") and "tabindex" in node.attrs and "href" not in node.attrs
