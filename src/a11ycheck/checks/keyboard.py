"""Places that a person has to try with the keyboard: what a still page can show of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from a11ycheck.checks.api import Options, cant_tell, failed, passed
from a11ycheck.checks.document import Document
from a11ycheck.checks.fields import kind_of
from a11ycheck.checks.words import short
from a11ycheck.model import State, Verdict

_BLUR = re.compile(r"\bblur\s*\(", re.IGNORECASE)
_MOVES = re.compile(r"location|\.submit\b|submit\(|window\.open|\.href|\.focus\(|history\.|postback", re.IGNORECASE)
_OPENER = re.compile(r"\bmodal\b|dialog|lightbox|colorbox|fancybox", re.IGNORECASE)
_GO = re.compile(r"送信|検索|表示|移動|決定|実行|絞|go\b|search|submit|ok\b|apply", re.IGNORECASE)
_SMALL = 30
_FOCUS = re.compile(r"focus", re.IGNORECASE)
# An arrow function, for in any other `this` is not the element.
_TAKES_BACK = re.compile(
    r"\s*(?:window\.)?(?:setTimeout|requestAnimationFrame|queueMicrotask)\s*\(\s*\(?\s*\)?\s*=>\s*\{?\s*this\s*\.\s*focus\s*\(\s*\)"
    r"\s*;?\s*\}?\s*(?:,\s*\d+\s*)?\)\s*;?\s*"
)
_KEY_HANDLERS = ("onkeydown", "onkeyup", "onkeypress")
TELLS_KEYS = re.compile(
    r"Esc|Ctrl|Alt\b|Shift|F\d\b|矢印|キーを|キーで|ショートカット|\bkeys?\b|\bpress\b", re.IGNORECASE
)
"""A text that tells a key: perhaps the way out."""
_MOST = 20


def focus_order(doc: Document, _: Options) -> Iterator[Verdict]:
    """Where the order of focus has to be tried: dialogs, what opens them, and numbered Tab stops."""
    yield from islice(_focus_places(doc), _MOST)


def trap(doc: Document, _: Options) -> Iterator[Verdict]:
    """Where the keyboard is caught, or may be: handlers that take the focus back, frames, editors, dialogs."""
    yield from islice(_held(doc), _MOST)
    yield from islice(_trap_places(doc), _MOST)


def on_focus(doc: Document, _: Options) -> Iterator[Verdict]:
    """Nothing leads elsewhere as soon as it takes the focus."""
    found = 0
    for i, node in enumerate(doc.nodes):
        handler = node.attrs.get("onfocus") if node.attrs else None
        if handler is None or not node.state & State.RENDERED or _BLUR.search(handler):
            continue
        if not _MOVES.search(handler):
            yield passed(i)
        elif found < _MOST:
            found += 1
            yield cant_tell("moves", i, text=_name(doc, i))


def on_input(doc: Document, _: Options) -> Iterator[Verdict]:
    """Choosing or typing alone neither leads elsewhere nor sends a form."""
    found = 0
    for i in doc.by_tag("select", "input", "textarea"):
        node = doc.nodes[i]
        if not node.state & State.RENDERED or kind_of(doc, i) in ("hidden", "submit", "button", "reset", "image"):
            continue
        handlers = " ".join(node.attrs.get(name, "") for name in ("onchange", "oninput", "onclick"))
        key = "moves" if _MOVES.search(handlers) else ""
        if not key and node.tag == "select" and not _has_button(doc, i):
            key = "alone"
        if not key:
            yield passed(i)
        elif found < _MOST:
            found += 1
            yield cant_tell(key, i, text=_name(doc, i))


def _losing(doc: Document) -> Iterator[int]:
    """Elements that the Tab key reaches and that do something when they lose the focus."""
    for i in doc.elements():
        node = doc.nodes[i]
        if node.state & State.TABBABLE and ("onblur" in node.attrs or "onfocusout" in node.attrs):
            yield i


def _pulls_back(doc: Document, i: int) -> str:
    """Whether an element takes the focus back when it loses it: always, perhaps, or empty."""
    attrs = doc.nodes[i].attrs
    handlers = [attrs[name] for name in ("onblur", "onfocusout") if name in attrs]
    if any(_TAKES_BACK.fullmatch(handler) for handler in handlers):
        return "always"
    return "perhaps" if any(_FOCUS.search(handler) for handler in handlers) else ""


def _held(doc: Document) -> Iterator[Verdict]:
    for i in _losing(doc):
        pulls = _pulls_back(doc, i)
        if not pulls:
            yield passed(i)
            continue
        # A handler of keys may let the focus go after all, and a text may say how.
        keyed = any(name in doc.nodes[a].attrs for a in (i, *doc.ancestors(i)) for name in _KEY_HANDLERS)
        if pulls == "always" and not keyed and not TELLS_KEYS.search(doc.page_text):
            yield failed("held", i, text=_name(doc, i))
        else:
            yield cant_tell("returns", i, text=_name(doc, i))


def _focus_places(doc: Document) -> Iterator[Verdict]:
    first = True
    end = 0
    for i in doc.elements():
        node = doc.nodes[i]
        attrs = node.attrs
        if node.tag == "dialog" or attrs.get("role") in ("dialog", "alertdialog"):
            if i >= end:
                end = node.end
                yield cant_tell("dialog", i, text=_name(doc, i))
        elif not attrs or not node.state & State.RENDERED:
            continue
        elif _opens_dialog(attrs):
            yield cant_tell("opener", i, text=_name(doc, i))
        elif first and node.state & State.TABBABLE and re.fullmatch(r"\s*0*[1-9]\d*\s*", attrs.get("tabindex", "")):
            first = False
            yield cant_tell("numbered", i, count=_numbered(doc))


def _opens_dialog(attrs: dict[str, str]) -> bool:
    named = (attrs.get("data-toggle"), attrs.get("data-bs-toggle"), attrs.get("rel"), attrs.get("data-lightbox"))
    return attrs.get("aria-haspopup", "").lower() == "dialog" or any(
        value and (_OPENER.search(value) or name == "data-lightbox")
        for name, value in zip(("data-toggle", "data-bs-toggle", "rel", "data-lightbox"), named, strict=True)
    )


def _numbered(doc: Document) -> int:
    return sum(bool(re.fullmatch(r"\s*0*[1-9]\d*\s*", n.attrs.get("tabindex", ""))) for n in doc.nodes if n.attrs)


def _trap_places(doc: Document) -> Iterator[Verdict]:
    for i in doc.elements():
        node = doc.nodes[i]
        if not node.state & State.RENDERED or (node.box and min(node.box[2:]) < _SMALL):
            continue
        if node.tag in ("iframe", "frame"):
            if node.attrs.get("tabindex", "") != "-1":
                yield cant_tell("frame", i, text=_name(doc, i))
        elif node.tag in ("object", "embed", "applet"):
            yield cant_tell("plugin", i)
        elif node.tag == "dialog" or node.attrs.get("aria-modal", "").lower() == "true":
            yield cant_tell("dialog", i, text=_name(doc, i))
        elif (
            node.attrs.get("contenteditable", "false").lower() in ("", "true")
            or node.attrs.get("role") == "application"
        ):
            yield cant_tell("widget", i)


def _has_button(doc: Document, i: int) -> bool:
    """Whether a choice is sent by a button: of its form, or, where there is no form, one close by."""
    root = doc.closest(i, "form")
    if root is None:
        near = list(islice(doc.ancestors(i), 3))
        root = next((a for a in reversed(near) if doc.nodes[a].tag not in ("body", "html", "main")), None)
        if root is None:
            return False
    for j in doc.elements(root):
        node = doc.nodes[j]
        if not node.state & State.RENDERED:
            continue
        if node.tag == "button" or (node.tag == "input" and kind_of(doc, j) in ("submit", "image", "button")):
            return True
        if node.tag == "a" and _GO.search(node.name or doc.text(j)):
            return True
    return False


def _name(doc: Document, i: int) -> str:
    node = doc.nodes[i]
    return short(node.name or node.attrs.get("title") or node.attrs.get("name") or doc.text(i) or node.tag, 30)
