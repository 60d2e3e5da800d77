"""Elements that answer the mouse and that the Tab key does not reach."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from a11ycheck.checks.api import Options, cant_tell, passed
from a11ycheck.checks.document import Document
from a11ycheck.checks.words import short
from a11ycheck.model import State, Verdict

_MOST = 10
_HANDLERS = ("onclick", "ondblclick", "onmousedown", "onmouseup")
_NATIVE = frozenset(
    (
        "a",
        "area",
        "button",
        "input",
        "select",
        "textarea",
        "summary",
        "label",
        "option",
        "optgroup",
        "legend",
        "html",
        "body",
        "iframe",
        "frame",
        "object",
        "embed",
        "audio",
        "video",
        "map",
        "form",
        "details",
        "dialog",
    )
)
"""Elements that the browser itself makes usable, or whose own click means nothing."""
_PARTS = frozenset(
    (
        "option",
        "menuitem",
        "menuitemcheckbox",
        "menuitemradio",
        "tab",
        "treeitem",
        "gridcell",
        "radio",
        "row",
        "columnheader",
        "rowheader",
        "presentation",
        "none",
    )
)
"""Roles of the parts of a widget, in which the arrow keys move."""
# Taking an event and passing it on is no action of its own.
_IDLE = re.compile(
    r"(?:(?:return\s+)?(?:true|false)|(?:window\.)?event\.(?:stopPropagation|preventDefault)\(\)|void\(0\)|;|\s)*\Z"
)
_IDLE_LENGTH = 200
_LARGE = 60
"""Nodes, and letters, up to which something can be a control."""


def reachable(doc: Document, _: Options) -> Iterator[Verdict]:
    """What can be clicked can be reached with the Tab key as well."""
    inside = _spans(doc)
    yield from islice(_with_handler(doc, inside), _MOST)
    yield from islice(_with_pointer(doc, inside), _MOST)


def _with_handler(doc: Document, inside: list[bool]) -> Iterator[Verdict]:
    heard = doc.snapshot.looks.listeners
    # An attribute is a listener too, and its text says more.
    listening = (
        i for i in (heard.presses if heard else ()) if not any(name in doc.nodes[i].attrs for name in _HANDLERS)
    )
    scripted = {i for i in listening if _says_little(doc, i)}
    for i, node in enumerate(doc.nodes):
        if not (_handles(node.attrs) or i in scripted) or not _is_candidate(doc, i):
            continue
        if inside[i] or _holds_reachable(doc, i):
            yield passed(i)
        elif node.role not in _PARTS:
            yield cant_tell("handler", i, text=_name(doc, i))


def _with_pointer(doc: Document, inside: list[bool]) -> Iterator[Verdict]:
    """Elements whose pointer alone says that they can be clicked; one of each kind."""
    kinds: set[tuple[str, str]] = set()
    for i, node in enumerate(doc.nodes):
        if node.style < 0 or doc.style(i).cursor != "pointer" or _handles(node.attrs) or inside[i]:
            continue
        if node.parent >= 0 and doc.style(node.parent).cursor == "pointer":
            continue  # the pointer is inherited
        kind = (node.tag, node.attrs.get("class", ""))
        if kind in kinds or node.role in _PARTS or not _is_candidate(doc, i) or _holds_reachable(doc, i):
            continue
        kinds.add(kind)
        yield cant_tell("pointer", i, text=_name(doc, i))


def _says_little(doc: Document, i: int) -> bool:
    """Whether an element could be a control by what it says; a large part of the page listens for what is in it."""
    return doc.nodes[i].end - i <= _LARGE and len(_name(doc, i)) > 0 and len(doc.text(i)) <= _LARGE


def _is_candidate(doc: Document, i: int) -> bool:
    """Whether an element is seen, shows something, and is not usable by itself."""
    node = doc.nodes[i]
    if node.tag == "#text" or not node.state & State.RENDERED or node.state & (State.DISABLED | State.OFFSCREEN):
        return False
    if node.tag in _NATIVE and not (node.tag == "a" and "href" not in node.attrs):
        return False
    return node.box is None or node.box[2] * node.box[3] > 0


def _spans(doc: Document) -> list[bool]:
    """For every node, whether it is, or stands in, something that can be used with the keyboard, or in a label."""
    usable: list[bool] = []
    for i, node in enumerate(doc.nodes):
        own = bool(node.state & State.TABBABLE) or node.tag in ("label", "summary", "select") or _is_part(doc, i)
        usable.append(own or (node.parent >= 0 and usable[node.parent]))
    return usable


def _is_part(doc: Document, i: int) -> bool:
    return doc.nodes[i].role in _PARTS and "tabindex" in doc.nodes[i].attrs


def _holds_reachable(doc: Document, i: int) -> bool:
    """Whether something in an element can be reached: clicking around it does the same, most likely."""
    return any(doc.nodes[j].state & State.TABBABLE for j in range(i + 1, min(doc.nodes[i].end, i + 500)))


def _handles(attrs: dict[str, str]) -> bool:
    return any(
        name in attrs and (len(attrs[name]) > _IDLE_LENGTH or not _IDLE.match(attrs[name])) for name in _HANDLERS
    )


def _name(doc: Document, i: int) -> str:
    node = doc.nodes[i]
    return short(node.name or doc.text(i) or node.attrs.get("title") or node.attrs.get("alt") or node.tag, 40)
