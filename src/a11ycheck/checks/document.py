"""A snapshot with the indexes that checks share. Each view is made once, when first asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any
from urllib.parse import urldefrag, urlsplit

import msgspec
from bs4 import BeautifulSoup, Tag
from bs4.element import AttributeValueList

from a11ycheck.checks.blocks import NO_TEXT, TextBlock, collapse, text_blocks
from a11ycheck.checks.words import whole_number
from a11ycheck.model import Media, Snapshot, State, Style

__all__ = ["HEADINGS", "Document", "TextBlock", "collapse"]

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_REGION_BY_ROLE = {
    "banner": "header",
    "navigation": "nav",
    "main": "main",
    "complementary": "aside",
    "contentinfo": "footer",
    "search": "nav",
}
_REGION_BY_TAG = {"nav": "nav", "main": "main", "aside": "aside"}
_REGION_BY_NAME = re.compile(
    r"(?:^|[-_\s])(?:(?P<header>header|head|masthead)|(?P<footer>footer|foot|copyright)"
    r"|(?P<nav>g?nav(?:igation|i)?|menu|breadcrumbs?|topicpath|pankuzu))(?:$|[-_\s])",
    re.IGNORECASE,
)
_NO_STYLE = Style()


class Document:
    """One page, as checks see it.

    Elements are named by their index in ``snapshot.nodes`` everywhere.
    """

    def __init__(self, snapshot: Snapshot, *, is_frame: bool = False) -> None:
        """
        Args:
            snapshot: what was gathered.
            is_frame: whether it stands in a frame of a page, which may say what is missing here.
        """
        self.snapshot = snapshot
        self.nodes = snapshot.nodes
        self.is_frame = is_frame
        self.memo: dict[str, Any] = {}
        """What a check worked out and others can use, by the name of its module."""

    # ---- the page

    @property
    def url(self) -> str:
        """The address after redirects."""
        return self.snapshot.response.url or self.snapshot.page.url

    @property
    def is_start(self) -> bool:
        """Whether the page is a start page or the root of its host."""
        return self.snapshot.page.depth == 0 or urlsplit(self.url).path in ("", "/")

    @cached_property
    def lang(self) -> str:
        """The declared language of the page (html lang), lower case; empty if there is none."""
        for i in self.by_tag("html"):
            return (self.nodes[i].attrs.get("lang") or self.nodes[i].attrs.get("xml:lang") or "").strip().lower()
        return ""

    def probe(self, name: str) -> Any:
        """What a probe found, as ``browser/probes`` describes it; None where it was not run."""
        raw = self.snapshot.probes.get(name)
        return None if raw is None else msgspec.json.decode(raw)

    # ---- the tree

    @cached_property
    def _tags(self) -> dict[str, list[int]]:
        tags: dict[str, list[int]] = {}
        for i, node in enumerate(self.nodes):
            tags.setdefault(node.tag, []).append(i)
        return tags

    def by_tag(self, *tags: str) -> list[int]:
        """Elements with one of these tags, in document order (every tag alone is free)."""
        if len(tags) == 1:
            return self._tags.get(tags[0], [])
        return sorted(i for tag in tags for i in self._tags.get(tag, ()))

    @cached_property
    def _roles(self) -> dict[str, list[int]]:
        roles: dict[str, list[int]] = {}
        for i, node in enumerate(self.nodes):
            if node.role:
                roles.setdefault(node.role, []).append(i)
        return roles

    def by_role(self, *roles: str) -> list[int]:
        """Elements with one of these ARIA roles (explicit or implied), in document order."""
        return sorted(i for role in roles for i in self._roles.get(role, ()))

    @cached_property
    def _ids(self) -> dict[str, int]:
        ids: dict[str, int] = {}
        for i, node in enumerate(self.nodes):
            if "id" in node.attrs:
                ids.setdefault(node.attrs["id"], i)
        return ids

    def by_id(self, id_: str) -> int | None:
        """The first element with this id."""
        return self._ids.get(id_)

    def select(self, selector: str) -> list[int]:
        """Elements that a CSS selector names, in document order. The first call costs a copy of the tree."""
        return [self._index_of[id(tag)] for tag in self._soup.select(selector)]

    @cached_property
    def _soup(self) -> BeautifulSoup:
        soup = BeautifulSoup("", "html.parser")
        tags: dict[int, Tag] = {-1: soup}
        for i in self.elements():
            node = self.nodes[i]
            tag = soup.new_tag(node.tag, attrs=dict(node.attrs))
            if "class" in node.attrs:
                tag["class"] = AttributeValueList(node.attrs["class"].split())
            tags[node.parent].append(tag)
            tags[i] = tag
        self._index_of = {id(tag): i for i, tag in tags.items()}
        return soup

    def elements(self, root: int | None = None) -> Iterator[int]:
        """All elements, or those below ``root``, in document order."""
        span = range(len(self.nodes)) if root is None else range(root + 1, self.nodes[root].end)
        return (i for i in span if self.nodes[i].tag != "#text")

    def children(self, node: int) -> Iterator[int]:
        """Child elements and texts."""
        i, end = node + 1, self.nodes[node].end
        while i < end:
            yield i
            i = self.nodes[i].end

    def ancestors(self, node: int) -> Iterator[int]:
        """The parent, its parent, … up to the root."""
        i = self.nodes[node].parent
        while i >= 0:
            yield i
            i = self.nodes[i].parent

    def closest(self, node: int, *tags: str) -> int | None:
        """The element itself or its nearest ancestor with one of these tags."""
        if self.nodes[node].tag in tags:
            return node
        return next((i for i in self.ancestors(node) if self.nodes[i].tag in tags), None)

    def attr(self, node: int, name: str) -> str | None:
        """An attribute's value, None where it is absent."""
        return self.nodes[node].attrs.get(name)

    def is_(self, node: int, state: int) -> bool:
        """Whether all these bits of state are set."""
        return self.nodes[node].state & state == state

    def style(self, node: int) -> Style:
        """The computed style; the initial style where none was taken."""
        index = self.nodes[node].style
        return self.snapshot.styles[index] if index >= 0 else _NO_STYLE

    @cached_property
    def media(self) -> dict[int, Media]:
        """What is known of the audio and video elements."""
        return {medium.node: medium for medium in self.snapshot.media}

    # ---- addresses

    def href(self, node: int) -> str:
        """The absolute address of a link, image, frame or form; empty where there is none."""
        return self.snapshot.urls.get(node, "")

    @cached_property
    def links(self) -> list[int]:
        """``a[href]`` and ``area[href]`` that users or assistive technology meet."""
        return [
            i
            for i in self.by_tag("a", "area")
            if "href" in self.nodes[i].attrs and self.nodes[i].state & (State.RENDERED | State.EXPOSED)
        ]

    def is_internal(self, url: str) -> bool:
        """Whether an address has this page's host (``www.`` aside)."""
        return _host(url) == _host(self.url)

    def is_same_page(self, url: str) -> bool:
        """Whether an address differs from this page's only in the fragment."""
        return urldefrag(url)[0] == urldefrag(self.url)[0]

    # ---- text

    def text(self, node: int, *, visible: bool = False) -> str:
        """All text of the subtree, white space collapsed; with ``visible`` only what is rendered."""
        parts: list[str] = []
        i, end = node, self.nodes[node].end
        while i < end:
            item = self.nodes[i]
            if item.tag == "#text":
                if not visible or item.state & State.RENDERED:
                    parts.append(item.text)
            elif item.tag in NO_TEXT and i != node:
                i = item.end
                continue
            elif item.tag == "br" or (item.state & State.BLOCK and parts):
                parts.append(" ")
            i += 1
        return collapse("".join(parts))

    @cached_property
    def main_text(self) -> str:
        """The text of the page's main part (all blocks outside header, nav, aside and footer)."""
        return "\n".join(b.text for b in self.blocks if b.region in ("main", "body"))

    @cached_property
    def page_text(self) -> str:
        """The whole visible text, one block a line."""
        return "\n".join(b.text for b in self.blocks)

    @cached_property
    def blocks(self) -> list[TextBlock]:
        """Visible text in reading order, block by block. Ruby readings are kept apart from their bases."""
        return list(text_blocks(self.snapshot, self.region))

    @cached_property
    def headings(self) -> list[tuple[int, int]]:
        """(element, level) of every exposed heading, ARIA ones included, in document order."""
        found = []
        for i in self.by_role("heading"):
            node = self.nodes[i]
            if not node.state & State.EXPOSED:
                continue
            level = whole_number(node.attrs.get("aria-level"))
            if level:
                found.append((i, level))
            else:
                found.append((i, int(node.tag[1]) if node.tag in HEADINGS else 2))
        return found

    def lang_of(self, node: int) -> str:
        """The language in force at an element: its own, or the nearest ancestor's ``lang``; lower case."""
        for i in (node, *self.ancestors(node)):
            lang = self.nodes[i].attrs.get("lang")
            if lang is not None:
                return lang.strip().lower()
        return ""

    @cached_property
    def _regions(self) -> dict[int, str]:
        return {}

    def region(self, node: int) -> str:
        """The part of the page that an element stands in.

        One of header, nav, main, aside, footer, head, body. Landmarks decide;
        where a page has none, telling id and class names (``#header``, ``.gnav``) do.
        """
        cache = self._regions
        found = cache.get(node)
        if found is None:
            own = self._own_region(node)
            parent = self.nodes[node].parent
            found = own or (self.region(parent) if parent >= 0 else "body")
            cache[node] = found
        return found

    def _own_region(self, node: int) -> str:
        item = self.nodes[node]
        if item.tag == "#text":
            return ""
        if item.tag in ("head", "body", "html"):
            return "head" if item.tag == "head" else "body"
        by_role = _REGION_BY_ROLE.get(item.role)
        if by_role:
            return by_role
        if item.tag in _REGION_BY_TAG:
            return _REGION_BY_TAG[item.tag]
        if item.tag in ("div", "ul", "section", "table", "p", "header", "footer") and item.attrs:
            # <header> and <footer> inside an article are no landmarks; a telling name on them still counts.
            for name in (item.attrs.get("id", ""), item.attrs.get("class", "")):
                match = _REGION_BY_NAME.search(name) if name else None
                if match and self.region(item.parent) not in ("main", "aside"):
                    return match.lastgroup or ""
        return ""


def _host(url: str) -> str:
    host = (urlsplit(url).hostname or "").lower()
    return host.removeprefix("www.")
