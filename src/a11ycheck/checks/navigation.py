"""Finding one's way: breadcrumbs, and how much a page asks its readers to choose from."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from a11ycheck.checks.api import Options, cant_tell, failed, passed
from a11ycheck.checks.delivery import schema_types
from a11ycheck.checks.document import Document
from a11ycheck.model import State, Verdict

_NAMED = re.compile(
    r"(?:^|[-_\s])(?:bread-?_?crumbs?|crumbs?|topic-?_?path|pankuzu|pan|currentpath|locator)(?:$|[-_\s])"
    r"|breadcrumb|topicpath|pankuzu",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"パンくず|パンクズ|ぱんくず|bread\s?crumb|現在(?:の)?(?:位置|地|のページ)|you are here", re.IGNORECASE
)
_SAID = re.compile(r"(?:現在(?:の)?(?:位置|地)|いまいる(?:場所|ページ)|ここは|you are here)", re.IGNORECASE)
_HOME = r"(?:ホーム|home|トップ(?:ページ)?|top(?:\s?page)?|.{0,20}?(?:ホームページ|トップページ|ホーム))"
_TRAIL = re.compile(rf"(?:^|[:：\s]){_HOME}\s*[>＞›»≫→⇒/／▶]\s*\S", re.IGNORECASE)
_HOME_LABEL = re.compile(rf"{_HOME}\Z", re.IGNORECASE)
_CONTAINERS = ("nav", "ol", "ul", "p", "div", "dl")
_MAX_TRAIL = 12
_MAX_REST = 60
# A trail is a small part of the page; larger containers are not looked through.
_MAX_NODES = 200
# Front doors of language versions, mobile versions and the like: there is nothing above them but the start page.
_FRONT_NAME = re.compile(
    r"/(?:en|eng|english|zh|zh-?_?\w+|cn|tw|ko|kr|korean|chinese|vi|pt|es|tl|th|ne|id|fr|de|ru|foreign|easy|sp|smp|m|mobile|kids)"
    r"/?(?:index\.[a-z]{3,5})?\Z",
    re.IGNORECASE,
)


def breadcrumb(doc: Document, _: Options) -> Iterator[Verdict]:
    """A page below the start page shows where it stands in the site."""
    path = urlsplit(doc.url).path
    if doc.is_start or _FRONT_NAME.fullmatch(path) or re.fullmatch(r"/(?:index|default|top)\.\w{2,5}", path):
        return
    found = _named(doc)
    if found is None:
        found = _worded(doc)
    if found is None:
        found = _chained(doc)
    if found is not None:
        yield passed(found)
    elif "BreadcrumbList" in schema_types(doc):
        yield passed()
    else:
        yield failed("missing")


def simple_screen(doc: Document, options: Options) -> Iterator[Verdict]:
    """A page does not offer too many links at once."""
    links = sum(1 for i in doc.links if doc.nodes[i].state & State.RENDERED)
    if not links:
        return
    limit = options.get("max_links", 200)
    yield cant_tell("crowded", links=links, limit=limit) if links > limit else passed()


def _named(doc: Document) -> int | None:
    """A visible element that says that it is a breadcrumb trail, by name or data type."""
    for i in doc.elements():
        attrs = doc.nodes[i].attrs
        if not attrs or doc.nodes[i].tag in ("body", "html", "a", "script", "link", "meta", "svg", "input", "img"):
            continue
        telling = (
            "BreadcrumbList" in attrs.get("itemtype", "")
            or "BreadcrumbList" in attrs.get("typeof", "")
            or _LABELLED.search(attrs.get("aria-label", ""))
            or _NAMED.search(attrs.get("id", ""))
            or _NAMED.search(attrs.get("class", ""))
        )
        if telling and doc.nodes[i].state & (State.RENDERED | State.EXPOSED) and _has_links(doc, i):
            return i
    return None


def _worded(doc: Document) -> int | None:
    """A line 「ホーム > 暮らし > ごみ」 or 「現在位置：…」."""
    for block in doc.blocks:
        text = unicodedata.normalize("NFKC", block.text)
        if _TRAIL.search(text) and _has_links(doc, block.node):
            return block.node
        if _SAID.match(text):
            parent = doc.nodes[block.node].parent
            if _has_links(doc, block.node) or (parent >= 0 and _has_links(doc, parent)):
                return block.node
    return None


def _chained(doc: Document) -> int | None:
    """A short row of links of which the first is the start page and each further one a folder above this page."""
    here = _folders(doc.url)
    for i in doc.by_tag(*_CONTAINERS):
        if doc.nodes[i].end - i > _MAX_NODES or not doc.is_(i, State.RENDERED):
            continue
        links = [a for a in doc.elements(i) if doc.nodes[a].tag == "a" and doc.href(a).startswith("http")]
        if not 1 <= len(links) <= _MAX_TRAIL:
            continue
        first = links[0]
        label = unicodedata.normalize("NFKC", doc.nodes[first].name or doc.text(first)).strip()
        if not (_HOME_LABEL.match(label) or _folders(doc.href(first)) == ()) or not doc.is_internal(doc.href(first)):
            continue
        above = [_folders(doc.href(a)) for a in links[1:]]
        rest = doc.text(i)[len(doc.text(first)) :].strip()
        if above and all(
            f and here[: len(f)] == f and doc.is_internal(doc.href(a)) for f, a in zip(above, links[1:], strict=True)
        ):
            return i
        if not above and rest and len(rest) < _MAX_REST and _HOME_LABEL.match(label) and rest in doc.snapshot.title:
            return i
    return None


def _has_links(doc: Document, i: int) -> bool:
    anchors = doc.by_tag("a")  # in document order: a subtree is a slice of it
    span = anchors[bisect_right(anchors, i) : bisect_left(anchors, doc.nodes[i].end)]
    return any("href" in doc.nodes[a].attrs for a in span)


def _folders(url: str) -> tuple[str, ...]:
    """The folders on the way to an address; empty for the start page."""
    parts = [part for part in unquote(urlsplit(url).path).split("/") if part]
    if parts and re.fullmatch(r"(?:index|default|top)\.\w{2,5}", parts[-1], re.IGNORECASE):
        parts.pop()
    return tuple(parts)
