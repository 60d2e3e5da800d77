"""Sitemaps, sitemap indexes, text sitemaps, RSS and Atom feeds: whatever a site lists its pages in."""

from __future__ import annotations

import asyncio
import re
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from a11ycheck.crawl.fetch import Fetcher
from a11ycheck.crawl.notice import Notice
from a11ycheck.crawl.text import decoded
from a11ycheck.crawl.urls import canonical, identity
from a11ycheck.model import ProblemKind

MAX_BYTES = 50_000_000
"""How much of one sitemap is read, unpacked (sitemaps.org allows 50 MB)."""
MAX_URLS = 50_000
"""How many addresses of one sitemap are read (sitemaps.org allows 50,000)."""
MAX_FILES = 200
"""How many sitemaps of one site are fetched."""
MAX_DEPTH = 3
"""How deep indexes may be nested."""
MAX_TOTAL = 200_000
"""How many addresses are taken from all sitemaps together."""

_CHUNK = 65_536
_GZIP = b"\x1f\x8b"
_BARE_AMPERSAND = re.compile(rb"&(?!#?\w{1,10};)")
_LISTS = frozenset({"urlset", "sitemapindex", "rss", "feed", "rdf"})


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What one file lists."""

    pages: tuple[str, ...] = ()
    """Addresses of pages, canonical, in order."""
    children: tuple[str, ...] = ()
    """Addresses of further sitemaps."""
    notices: tuple[Notice, ...] = ()
    """What was wrong with it."""


def parse_sitemap(body: bytes, url: str) -> Sitemap:
    """Read a sitemap of any kind, packed or not.

    Args:
        body: the file.
        url: its address.

    Returns:
        What could be read, with a notice about what could not; nothing is raised.
    """
    notices = []
    if body.startswith(_GZIP):
        body, trouble = _unpacked(body)
        if trouble:
            notices.append(Notice("sitemap-broken", url, trouble))
    if len(body) > MAX_BYTES:
        body = body[:MAX_BYTES]
        notices.append(Notice("sitemap-limit", url, f"only its first {MAX_BYTES:,} bytes were read"))
    text = body.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")
    if not text:
        return Sitemap(notices=(*notices, Notice("sitemap-broken", url, "it is empty")))
    listed = _from_xml(body) if text.startswith(b"<") else _from_text(body)
    if listed.trouble:
        notices.append(Notice("sitemap-broken", url, listed.trouble))
    if listed.full:
        notices.append(Notice("sitemap-limit", url, f"only its first {MAX_URLS:,} addresses were read"))
    pages, wrong = _canonical(listed.pages, url)
    children, wrong_too = _canonical(listed.children, url)
    if wrong + wrong_too:
        notices.append(Notice("sitemap-broken", url, f"{wrong + wrong_too:,} entries are no web addresses"))
    return Sitemap(pages, children, tuple(notices))


@dataclass(slots=True)
class _Reading:
    queue: list[tuple[str, int]]
    pages: dict[str, str] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)


async def read_sitemaps(
    urls: Iterable[str],
    fetcher: Fetcher,
    *,
    may_fetch: Callable[[str], bool],
    optional: bool = False,
) -> tuple[tuple[str, ...], tuple[Notice, ...]]:
    """Read sitemaps and the sitemaps that they name.

    Args:
        urls: addresses of sitemaps.
        fetcher: fetches them.
        may_fetch: asked before a further sitemap is fetched or a redirect followed.
        optional: whether it is no fault if one of ``urls`` does not exist or is something else.

    Returns:
        The addresses of pages, each once, in order; and what went wrong.
    """
    reading = _Reading([(url, 1) for url in urls])
    seen: set[str] = set()
    while reading.queue:
        url, depth = reading.queue.pop(0)
        if url in seen:
            continue
        if len(seen) >= MAX_FILES:
            reading.notices.append(
                Notice("sitemap-limit", url, f"more than {MAX_FILES} sitemaps: the rest was not read")
            )
            break
        seen.add(url)
        answer = await fetcher.get(url, MAX_BYTES, may_fetch)
        quiet = optional and depth == 1
        if answer.kind is not None:
            if not (quiet and answer.kind in (ProblemKind.HTTP_ERROR, ProblemKind.OUT_OF_SCOPE)):
                reading.notices.append(Notice("sitemap-unreachable", url, answer.error))
            # What came before the connection broke can be read.
            if answer.kind in (ProblemKind.HTTP_ERROR, ProblemKind.OUT_OF_SCOPE) or not answer.body:
                continue
        # Large files take a second: the other tasks go on meanwhile.
        found = await asyncio.to_thread(parse_sitemap, answer.body, answer.url)
        if quiet and not found.pages and not found.children:
            continue
        _take(found, url, depth, may_fetch, reading)
        if len(reading.pages) >= MAX_TOTAL:
            reading.notices.append(Notice("sitemap-limit", url, f"only {MAX_TOTAL:,} addresses were read"))
            break
    return tuple(reading.pages.values()), tuple(reading.notices)


def _take(found: Sitemap, url: str, depth: int, may_fetch: Callable[[str], bool], reading: _Reading) -> None:
    reading.notices.extend(found.notices)
    for page in found.pages[: MAX_TOTAL - len(reading.pages)]:
        reading.pages.setdefault(identity(page), page)
    if not found.children:
        return
    if depth >= MAX_DEPTH:
        reading.notices.append(Notice("sitemap-limit", url, f"sitemaps nested deeper than {MAX_DEPTH} are not read"))
        return
    children = [child for child in found.children if may_fetch(child)]
    if len(children) < len(found.children):
        count = len(found.children) - len(children)
        reading.notices.append(Notice("sitemap-foreign", url, f"{count:,} sitemaps on other sites are not read"))
    reading.queue.extend((child, depth + 1) for child in children)


@dataclass(slots=True)
class _Listed:
    """Addresses as they stand in a file."""

    pages: list[str] = field(default_factory=list)
    children: list[str] = field(default_factory=list)
    trouble: str = ""

    @property
    def full(self) -> bool:
        return len(self.pages) + len(self.children) >= MAX_URLS


class _Target:
    """Receives the parser's events; no tree is built, so that memory does not grow with the file."""

    def __init__(self) -> None:
        self.listed = _Listed()
        self.root = ""
        self._path: list[str] = []
        self._text: list[str] | None = None

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = tag.rpartition("}")[2].lower()
        parent = self._path[-1] if self._path else ""
        self.root = self.root or name
        self._path.append(name)
        if name == "link" and parent in ("entry", "url"):
            # Atom's pages, and a sitemap's versions of a page in other languages.
            if attributes.get("rel", "alternate") == "alternate" and "href" in attributes:
                self._add(self.listed.pages, attributes["href"])
        elif (name == "loc" and parent in ("url", "sitemap")) or (name == "link" and parent == "item"):
            self._text = []

    def data(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def end(self, tag: str) -> None:
        if self._path:
            self._path.pop()
        if self._text is None or tag.rpartition("}")[2].lower() not in ("loc", "link"):
            return
        inside_index = bool(self._path) and self._path[-1] == "sitemap"
        self._add(self.listed.children if inside_index else self.listed.pages, "".join(self._text))
        self._text = None

    def close(self) -> _Listed:
        return self.listed

    def _add(self, to: list[str], text: str) -> None:
        if text.strip() and not self.listed.full:
            to.append(text.strip())


def _from_xml(body: bytes) -> _Listed:
    listed, root = _parsed(body)
    if listed.trouble and _BARE_AMPERSAND.search(body):
        # The commonest fault by far: addresses with & instead of &amp;.
        repaired, root = _parsed(_BARE_AMPERSAND.sub(b"&amp;", body))
        if len(repaired.pages) + len(repaired.children) >= len(listed.pages) + len(listed.children):
            listed = repaired
    if root not in _LISTS and not listed.pages and not listed.children:
        listed.trouble = f"it is no sitemap: its first element is “{root[:40]}”"
    return listed


def _parsed(body: bytes) -> tuple[_Listed, str]:
    target = _Target()
    # lxml looks only for the methods that are there; its stubs demand all of them.
    handler: Any = target
    parser = etree.XMLParser(
        target=handler, recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    trouble = ""
    try:
        for start in range(0, len(body), _CHUNK):
            parser.feed(body[start : start + _CHUNK])
            if target.listed.full:
                break
        else:
            parser.close()
    except (etree.LxmlError, ValueError, LookupError) as error:
        trouble = str(error)
    log = parser.feed_error_log.filter_from_errors()
    if not trouble and len(log) and not target.listed.full:
        trouble = f"{log[0].message} (line {log[0].line})"
    target.listed.trouble = f"broken XML: {trouble}" if trouble else ""
    return target.listed, target.root


def _from_text(body: bytes) -> _Listed:
    listed = _Listed()
    for line in decoded(body).splitlines():
        entry = line.strip()
        if re.match(r"https?://", entry, re.IGNORECASE):
            listed.pages.append(entry)
        elif entry and not entry.startswith("#"):
            listed.trouble = "some lines are no web addresses"
        if listed.full:
            break
    return listed


def _canonical(entries: Iterable[str], base: str) -> tuple[tuple[str, ...], int]:
    addresses = [canonical(entry, base) for entry in entries]
    good = tuple(address for address in addresses if address is not None)
    return good, len(addresses) - len(good)


def _unpacked(body: bytes) -> tuple[bytes, str]:
    """Unpack gzip up to the limit, whatever the rest would grow to."""
    unpacker = zlib.decompressobj(wbits=31)
    try:
        text = unpacker.decompress(body, MAX_BYTES + 1)
    except zlib.error as error:
        return b"", f"broken gzip: {error}"
    cut = not unpacker.eof and len(text) <= MAX_BYTES
    return text, "broken gzip: its end is missing" if cut else ""
