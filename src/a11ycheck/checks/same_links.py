"""Links with the same name that lead to different places."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urljoin, urlsplit

from a11ycheck.checks import words
from a11ycheck.checks.api import Options, cant_tell, failed, passed
from a11ycheck.checks.document import Document, collapse
from a11ycheck.checks.hosts import owner
from a11ycheck.model import State, Verdict

_WEB = ("http://", "https://", "file://")
_GOES = re.compile(
    r"""\blocation(?:\.href)?\s*=\s*(['"])([^'"]{1,500})\1|\blocation\.assign\(\s*(['"])([^'"]{1,500})\3"""
)
_INDEX = re.compile(r"/(?:index\.(?:html?|php))?\Z")
# Addresses that only pass on to another one: what they lead to is not known.
_PASSES_ON = re.compile(
    r"(?:^|\.)(?:bit\.ly|t\.co|goo\.gl|youtu\.be|lin\.ee|line\.me|amzn\.to|fb\.me|x\.gd|tinyurl\.com|ow\.ly|onl\.(?:jp|la|bz|sc))\Z"
    r"|redirect|\bjump\b|\bclick\b",
    re.IGNORECASE,
)
_UNITS = frozenset(["p", "li", "dd", "dt", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "caption"])
_MOST = 20


def same_purpose(doc: Document, _: Options) -> Iterator[Verdict]:
    """Links with one name lead to one place, whatever stands around them."""
    yield from islice(_judge_alone(doc), _MOST)


def same_context(doc: Document, _: Options) -> Iterator[Verdict]:
    """Links with one name and the same words around them lead to one place."""
    yield from islice(_judge_in_context(doc), _MOST)


def _judge_alone(doc: Document) -> Iterator[Verdict]:
    for name, links in _groups(doc):
        targets = {i: place(url) for i, url in links}
        odd = next((i for i, place in targets.items() if place != targets[links[0][0]]), None)
        if odd is None:
            yield passed(links[0][0])
            continue
        if words.is_vague(name):
            continue  # the rule on vague link texts has told it
        first, other = links[0][1], dict(links)[odd]
        if _are_different_sites(first, other, name):
            yield failed("differs", odd, text=words.short(name, 30), first=_host(first), second=_host(other))
        else:
            yield cant_tell("review", odd, text=words.short(name, 30))


def _judge_in_context(doc: Document) -> Iterator[Verdict]:
    headings = [i for i, _ in doc.headings]
    texts: dict[int, str] = {}
    for name, links in _groups(doc):
        contexts: dict[tuple[str, int], list[tuple[int, str]]] = {}
        for i, url in links:
            contexts.setdefault((_context(doc, i, texts), bisect_right(headings, i)), []).append((i, url))
        for alike in contexts.values():
            if len(alike) < 2:  # noqa: PLR2004 - a pair
                continue
            odd = next(((i, url) for i, url in alike if place(url) != place(alike[0][1])), None)
            if odd is None:
                yield passed(alike[0][0])
            elif _only_pictures_differ(doc, alike[0], odd):
                yield failed("pictures", odd[0], text=words.short(name, 30))
            else:
                yield cant_tell("review", odd[0], text=words.short(name, 30))


def _groups(doc: Document) -> Iterator[tuple[str, list[tuple[int, str]]]]:
    """By name, the links (with their addresses) of which at least two have it."""
    named: dict[str, list[tuple[int, str]]] = {}
    spelled: dict[str, str] = {}
    for i in sorted({*doc.links, *doc.by_role("link")}):
        if not doc.is_(i, State.EXPOSED):
            continue
        url = doc.href(i) or _scripted(doc, i)
        name = collapse(doc.nodes[i].name or doc.text(i, visible=True))
        if name and url.startswith(_WEB):
            key = name.casefold()
            spelled.setdefault(key, name)
            named.setdefault(key, []).append((i, url))
    yield from ((spelled[key], links) for key, links in named.items() if len(links) > 1)


def _scripted(doc: Document, i: int) -> str:
    """Where a handler in the HTML leads to; empty where it is not plain."""
    match = _GOES.search(doc.nodes[i].attrs.get("onclick", ""))
    try:
        return urljoin(doc.url, match[2] or match[4]) if match else ""
    except ValueError:
        return ""


def place(url: str) -> str:
    """An address in the one spelling by which places are compared."""
    address, _, fragment = url.partition("#")
    return f"{_INDEX.sub('', address.removeprefix('https:').removeprefix('http:'))}#{fragment}".removesuffix("#")


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _are_different_sites(one: str, other: str, name: str) -> bool:
    """Whether two addresses belong to different bodies, and neither may be the other's second address."""
    hosts = _host(one), _host(other)
    if not all(hosts) or owner(hosts[0]) == owner(hosts[1]):
        return False
    if any(_PASSES_ON.search(host) for host in hosts) or any(_PASSES_ON.search(urlsplit(u).path) for u in (one, other)):
        return False
    # Both start pages: perhaps a site under its old and its new name.
    if all(not urlsplit(url).path.strip("/") and not urlsplit(url).query for url in (one, other)):
        return False
    # The same path, or the same first label: one site on two domains.
    paths = {urlsplit(url).path.rstrip("/") for url in (one, other)}
    return len(paths) > 1 and hosts[0].split(".")[0] != hosts[1].split(".")[0] and not words.is_address(name)


def _context(doc: Document, i: int, texts: dict[int, str]) -> str:
    """The words that belong to a link: its sentence's block, list item (the outer ones too), row or definition."""
    parts: list[str] = []
    for a in doc.ancestors(i):
        node = doc.nodes[a]
        if node.tag in _UNITS or (not parts and node.state & State.BLOCK and node.tag not in ("td", "th")):
            if a not in texts:
                texts[a] = doc.text(a, visible=True)[:2000] + (_term(doc, a) if node.tag == "dd" else "")
            parts.append(texts[a])
            if node.tag not in ("li", "p"):
                break
        elif parts and node.tag not in ("ul", "ol", "div", "span", "td", "th"):
            break
    return "\n".join(parts)


def _term(doc: Document, dd: int) -> str:
    terms = [c for c in doc.children(doc.nodes[dd].parent) if doc.nodes[c].tag == "dt" and c < dd]
    return doc.text(terms[-1], visible=True) if terms else ""


def _only_pictures_differ(doc: Document, one: tuple[int, str], other: tuple[int, str]) -> bool:
    """Whether two links side by side look different by their pictures alone; two formats of a file do not count."""
    (a, first), (b, second) = one, other
    if doc.nodes[a].parent != doc.nodes[b].parent or words.file_type(first) or words.file_type(second):
        return False
    between = range(doc.nodes[a].end, b)
    if any(doc.nodes[k].tag not in ("#text", "br") or doc.nodes[k].text.strip() for k in between):
        return False
    pictures = _pictures(doc, a), _pictures(doc, b)
    return all(pictures) and pictures[0] != pictures[1]


def _pictures(doc: Document, i: int) -> tuple[str, ...]:
    found = [doc.style(i).image]
    for k in doc.elements(i):
        found.append(doc.style(k).image)
        if doc.nodes[k].tag == "img":
            found.append(doc.href(k))
    return tuple(picture for picture in found if picture)
