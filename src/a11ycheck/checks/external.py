"""Whether links to other sites still lead somewhere, as far as those sites answered when they were asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urldefrag, urlsplit

from a11ycheck.checks import words
from a11ycheck.checks.api import Options, Site, SiteCheck, cant_tell, failed, passed
from a11ycheck.checks.document import Document
from a11ycheck.checks.holders import Fault
from a11ycheck.checks.links import link_name
from a11ycheck.model import LinkAnswer, Verdict

_WEB = ("http://", "https://")
_GONE = frozenset({404, 410})
_FRONT = re.compile(r"/(?:(?:index|default|top)\.\w{2,5})?\Z", re.IGNORECASE)
_MAX_KEPT = 500
_MAX_NAMED = 8
_MAX_MOVED = 30


def _collect(doc: Document, _: Options) -> dict[str, str]:
    """Links to other sites by address without fragment, with their words."""
    links: dict[str, str] = {}
    own = _site(doc.url)
    for i in doc.links:
        url = doc.href(i)
        if url.startswith(_WEB) and _site(url) != own and len(links) < _MAX_KEPT:
            links.setdefault(urldefrag(url)[0], words.short(link_name(doc, i) or doc.text(i) or url, 40))
    return links


def _site(url: str) -> str:
    """Host and port, ``www.`` aside: what the crawl takes for one site too."""
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower().removeprefix("www.")
    except ValueError:
        return ""


def _asks(site: Site, _: Options) -> Iterator[str]:
    for page in site.judged:
        yield from page.value or ()


def _judge(site: Site, _: Options) -> Iterator[Verdict]:
    """One finding for each address that is gone; what could not be decided is one finding together."""
    targets: dict[str, Fault] = {}
    for page in site.judged:
        for url, text in (page.value or {}).items():
            if url in site.answers:
                targets.setdefault(url, Fault(url, text, subject=url)).pages.append(page.url)
    asked = {url: answer for url, answer in ((u, site.answers[u]) for u in targets) if not answer.held_back}
    if asked and all(answer.problem is not None and not answer.status for answer in asked.values()):
        # Not one answer from anywhere: that says more about the checker's own way out.
        yield cant_tell("offline", count=len(asked))
        return
    unsure: list[str] = []
    moved = 0
    for url, answer in asked.items():
        if answer.no_host:
            yield targets[url].told(failed, "no-host")
        elif answer.status in _GONE:
            yield targets[url].told(failed, "gone", status=answer.status)
        elif answer.problem is not None:
            unsure.append(f"{words.short(url, 80)} ({answer.status or answer.problem})")
        elif _came_to_the_front(url, answer) and moved < _MAX_MOVED:
            moved += 1
            yield targets[url].told(cant_tell, "front", to=words.short(answer.url, 80))
        else:
            yield passed(page=targets[url].pages[0])
    if unsure:
        rest = ", …" if len(unsure) > _MAX_NAMED else ""
        yield cant_tell("unsure", count=len(unsure), links=", ".join(unsure[:_MAX_NAMED]) + rest)
    if len(asked) < len(targets):
        yield cant_tell("not-asked", count=len(targets) - len(asked), all=len(targets))


def _came_to_the_front(url: str, answer: LinkAnswer) -> bool:
    """Whether a link to a page deep in a site ended on a start page: the page itself is probably gone."""
    try:
        wanted, found = urlsplit(url), urlsplit(answer.url)
    except ValueError:
        return False
    if _FRONT.fullmatch(wanted.path) or wanted.path in ("", "/") or found.query or not _FRONT.fullmatch(found.path):
        return False
    # The front of a language or a department is a page of its own; a short link may be meant for the front.
    return wanted.path.strip("/").count("/") > 0 or "." in wanted.path


reachable = SiteCheck(collect=_collect, judge=_judge, asks=_asks)
"""Links to other sites lead to pages that are there (only with ``--check-external``)."""
