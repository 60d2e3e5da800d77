"""Ways past the parts that every page repeats."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urldefrag

from a11ycheck.checks.api import Options, cant_tell, failed, passed
from a11ycheck.checks.document import Document
from a11ycheck.checks.words import short
from a11ycheck.model import State, Verdict

_CONTENT = ("main", "body")
_AROUND = ("nav", "aside", "header")
_FIRST_LINKS = 8
"""A link that leads past the menus is among the first ones."""
_SKIPS = re.compile(
    r"(?:本文|コンテンツ|メイン(?:コンテンツ|エリア)?|メニュー|ナビゲーション|検索|フッター)(?:の(?:先頭|始まり))?(?:へ|に|まで)"
    r"(?:の?(?:直接)?(?:移動|スキップ|ジャンプ|飛ぶ|とぶ|進む|リンク).{0,4})?\Z"
    r"|スキップ|読み飛ば|\bskip\b|\bjump to\b",
    re.IGNORECASE,
)
_CONTENT_WORDS = re.compile(r"本文|コンテンツ|メイン|main|content", re.IGNORECASE)
_MAX_NAME = 30
_ACTIVE = ("script", "button", "details", "iframe", "frame", "object", "embed")
"""Elements by which a menu may be skipped or folded in a way that the page itself does not show."""


def ways(doc: Document, _: Options) -> Iterator[Verdict]:
    """A heading, a landmark or a link leads past the parts that every page repeats."""
    first = _first_link(doc)
    if first < 0:
        return
    if _seen_headings(doc) or _has_landmark(doc) or _skips_to_content(doc):
        yield passed()
    elif _repeats_before_text(doc, first) and not _may_have_other_ways(doc):
        yield failed("none")
    else:
        yield cant_tell("review")


def content_heading(doc: Document, _: Options) -> Iterator[Verdict]:
    """The content of a page that has something to skip has a heading."""
    if _first_link(doc) < 0 or not any(block.region in _CONTENT for block in doc.blocks):
        return
    if _seen_headings(doc):
        yield passed()
    elif doc.headings:
        # Hidden from the eye, or in a menu that is no landmark: it may still lead there.
        yield cant_tell("review", doc.headings[0][0])
    else:
        yield failed("none")


def main_landmark(doc: Document, _: Options) -> Iterator[Verdict]:
    """A page that has something to skip has a main landmark."""
    if _first_link(doc) < 0:
        return
    found = next((i for i in doc.by_role("main") if doc.is_(i, State.EXPOSED)), -1)
    yield passed(found) if found >= 0 else failed("failed")


def skip_link(doc: Document, _: Options) -> Iterator[Verdict]:
    """A link that says that it leads to the content does so."""
    said = [i for i in doc.links[:_FIRST_LINKS] if _is_skip_link(doc, i)]
    for i in said:
        target = _target(doc, i)
        if target is None:
            yield failed("failed", i)
        elif not doc.is_(target, State.RENDERED) and doc.nodes[target].box is None:
            yield cant_tell("review", i)
        elif doc.region(target) in _CONTENT or not _CONTENT_WORDS.search(_name(doc, i)):
            yield passed(i)
        else:
            yield cant_tell("elsewhere", i, text=short(_name(doc, i), 30))
    if not said and _first_link(doc) >= 0:
        if _skips_to_content(doc):
            yield passed()
        elif not _seen_headings(doc) and not _has_landmark(doc):
            yield cant_tell("none")


def _first_link(doc: Document) -> int:
    """The first link to another page of the site; -1 where there is none, and so nothing that pages repeat."""
    return next((i for i in doc.links if _leads_on(doc, i)), -1)


def _leads_on(doc: Document, i: int) -> bool:
    url = doc.href(i)
    return url.startswith(("http:", "https:", "file:")) and doc.is_internal(url) and not doc.is_same_page(url)


def _seen_headings(doc: Document) -> bool:
    """Whether the content has a heading that is seen and read out."""
    return any(
        doc.is_(i, State.RENDERED) and not doc.is_(i, State.OFFSCREEN) and doc.region(i) in _CONTENT
        for i, _ in doc.headings
    )


def _has_landmark(doc: Document) -> bool:
    """Whether a landmark holds content: main, a named section or form."""
    return any(
        doc.is_(i, State.EXPOSED) and (doc.nodes[i].role == "main" or doc.nodes[i].name)
        for i in doc.by_role("main", "region", "form")
    )


def _skips_to_content(doc: Document) -> bool:
    """Whether one of the first links leads down to the content."""
    for i in doc.links[:_FIRST_LINKS]:
        target = _target(doc, i)
        if target is not None and target > i and doc.region(target) in _CONTENT:
            return True
    return False


def _is_skip_link(doc: Document, i: int) -> bool:
    """Whether a link within the page says that it skips something."""
    address, fragment = urldefrag(doc.href(i))
    name = _name(doc, i)
    return bool(fragment) and doc.is_same_page(address) and len(name) <= _MAX_NAME and bool(_SKIPS.search(name))


def _name(doc: Document, i: int) -> str:
    return doc.nodes[i].name or doc.text(i)


def _target(doc: Document, i: int) -> int | None:
    """The element that a link within the page leads to."""
    address, fragment = urldefrag(doc.href(i))
    if not fragment or not doc.is_same_page(address):
        return None
    for id_ in dict.fromkeys((fragment, unquote(fragment))):
        found = doc.by_id(id_)
        if found is None:
            found = next((a for a in doc.by_tag("a") if doc.attr(a, "name") == id_), None)
        if found is not None:
            return found
    return None


def _repeats_before_text(doc: Document, first: int) -> bool:
    """Whether a menu or the like, and a link to another page, stand before the first text of the content."""
    around = links = False
    names = {doc.text(i) for i in doc.links}
    for block in doc.blocks:
        if block.region in _AROUND:
            around = True
        elif block.region in _CONTENT and block.text not in names:
            return around and (links or first < block.node)
        links = links or block.text in names
    return False


def _may_have_other_ways(doc: Document) -> bool:
    """Whether scripts, handlers or links within the page may lead past the repeated parts."""
    if doc.headings or any(doc.by_tag(tag) for tag in _ACTIVE):
        return True
    if any(doc.href(i) and doc.is_same_page(doc.href(i)) for i in doc.links):
        return True
    return any(key.startswith("on") for node in doc.nodes for key in node.attrs)
