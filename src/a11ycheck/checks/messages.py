"""Places where a page tells what has happened, and whether assistive technology hears of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from a11ycheck.checks.api import Options, cant_tell, passed
from a11ycheck.checks.document import Document
from a11ycheck.checks.fields import fields
from a11ycheck.checks.words import short
from a11ycheck.model import State, Verdict

_LIVE_ROLES = frozenset({"status", "alert", "log", "timer", "marquee", "progressbar", "alertdialog"})
_COUNT = re.compile(
    r"(?:検索結果|該当|全|絞り?込み)[^。\n]{0,12}?\d[\d,]*\s*件"
    r"|\d[\d,]*\s*件(?:が|の)?(?:見つかり|ヒット|該当|表示|検索|中)|\b\d[\d,]* (?:results?|items?) (?:found|for)\b"
    r"|(?:見つかりませんでした|該当(?:する\S{1,12}は)?(?:が)?ありません)",
    re.IGNORECASE,
)
_HINT = re.compile(r"件|ありません|ませんでした|results?|items?", re.IGNORECASE)
_PLACE = re.compile(
    r"(?:^|[-_\s])(?:errors?|error-?_?(?:message|msg|text|area)|alert|message|msg|toast|snackbar|notification"
    r"|status|result-?_?count|loading)(?:$|[-_\s])",
    re.IGNORECASE,
)
_PLACES = ("div", "p", "span", "output", "ul", "li", "dd")
_MOST = 20
_MAX_COUNT = 80


def announced(doc: Document, _: Options) -> Iterator[Verdict]:
    """Messages that appear without a reload stand in a live region."""
    asks = fields(doc)
    if not asks:
        return
    found = 0
    for i in _places(doc):
        if _is_live(doc, i):
            yield passed(i)
        elif found < _MOST:
            found += 1
            yield cant_tell("place", i, name=short(doc.attr(i, "id") or doc.attr(i, "class") or "", 40))
    for block in doc.blocks:
        if len(block.text) > _MAX_COUNT or block.region not in ("main", "body") or not _HINT.search(block.text):
            continue
        if _COUNT.search(unicodedata.normalize("NFKC", block.text)):
            if _is_live(doc, block.node):
                yield passed(block.node)
            else:
                yield cant_tell("count", block.node, text=short(block.text))
            return  # the count above and below a list is one question


def _places(doc: Document) -> Iterator[int]:
    """Empty elements that are named after messages, within or beside the fields of a form."""
    for i in doc.by_tag(*_PLACES):
        node = doc.nodes[i]
        name = f"{node.attrs.get('id', '')} {node.attrs.get('class', '')}"
        if name != " " and _PLACE.search(name) and not doc.text(i) and doc.closest(i, "form") is not None:
            yield i


def _is_live(doc: Document, i: int) -> bool:
    for j in (i, *doc.ancestors(i)):
        node = doc.nodes[j]
        if node.role in _LIVE_ROLES or node.attrs.get("role") in _LIVE_ROLES or node.tag == "output":
            return True
        if node.attrs.get("aria-live", "off") in ("polite", "assertive"):
            return True
    # A message that a field points to is read with the field.
    id_ = doc.attr(i, "id")
    return bool(id_) and id_ in _described(doc)


def _described(doc: Document) -> set[str]:
    """Ids that fields name as their description or error message."""
    return {
        id_
        for field in fields(doc)
        for node in field.nodes
        for name in ("aria-describedby", "aria-errormessage")
        for id_ in (doc.attr(node, name) or "").split()
        if doc.nodes[node].state & State.EXPOSED
    }
