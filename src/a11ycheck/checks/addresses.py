"""How a site treats addresses: those that do not exist, and its own that are still written with http."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from a11ycheck.checks.api import Options, Site, SiteCheck, cant_tell, passed
from a11ycheck.checks.document import Document
from a11ycheck.checks.holders import named
from a11ycheck.checks.hosts import is_public
from a11ycheck.checks.words import short
from a11ycheck.model import Verdict

_NOWHERE = "/a11ycheck-no-such-page"
_GOOD, _REDIRECT = 200, 300
_GONE = frozenset({404, 410})
_MAX_NAMED = 3


def _nowhere(site: Site) -> Iterator[tuple[str, str]]:
    """(host, an address on it that surely does not exist) for every public start host with a judged page."""
    judged = {urlsplit(page.url).netloc: page.url for page in site.judged}
    for start in site.starts:
        parts = urlsplit(start)
        if parts.netloc in judged and parts.scheme in ("http", "https") and is_public(parts.hostname or ""):
            yield parts.netloc, f"{parts.scheme}://{parts.netloc}{_NOWHERE}"


def _judge_nowhere(site: Site, _: Options) -> Iterator[Verdict]:
    for host, address in dict(_nowhere(site)).items():
        answer = site.answers.get(address)
        if answer is None or answer.held_back:
            continue
        if answer.status in _GONE:
            yield passed()
        elif _GOOD <= answer.status < _REDIRECT:
            yield cant_tell("found", subject=host, url=address, to=short(answer.url, 100), status=answer.status)


def _collect_plain(doc: Document, _: Options) -> list[str] | None:
    """The page's links to its own host over plain http; None where the page is not encrypted itself."""
    if not doc.url.startswith("https://"):
        return None
    urls = (doc.href(i) for i in doc.links)
    return [short(url, 100) for url in dict.fromkeys(urls) if url.startswith("http://") and doc.is_internal(url)][:50]


def _judge_plain(site: Site, _: Options) -> Iterator[Verdict]:
    values: list[tuple[str, Any]] = [(page.url, page.value) for page in site.judged if page.value is not None]
    links = {url: None for _, value in values for url in value}
    if links:
        examples = ", ".join(list(links)[:_MAX_NAMED]) + (", …" if len(links) > _MAX_NAMED else "")
        holders = [page for page, value in values if value]
        yield cant_tell("plain", count=len(links), links=examples, on=len(holders), pages=named(holders))
    elif values:
        yield passed()


not_found = SiteCheck(
    collect=lambda _doc, _options: None,
    judge=_judge_nowhere,
    asks=lambda site, _options: [address for _, address in _nowhere(site)],
)
"""An address that does not exist is answered with “not found”."""

plain_links = SiteCheck(collect=_collect_plain, judge=_judge_plain)
"""Links within an encrypted site do not lead through plain http."""
