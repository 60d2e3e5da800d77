"""What pages tell search engines about each other: which address is the real one, and what each is about."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from a11ycheck.checks.api import Options, Site, SiteCheck, SitePage, cant_tell, failed, passed
from a11ycheck.checks.document import Document, collapse
from a11ycheck.checks.holders import Fault
from a11ycheck.checks.targets import address_key
from a11ycheck.checks.words import short
from a11ycheck.model import ProblemKind, Verdict

_WEB = ("http://", "https://")
_FRONT = re.compile(r"/(?:index|default)\.\w{2,5}\Z", re.IGNORECASE)
_MANY = 3
"""So many different pages with one real address or one description are no coincidence."""
_MOST_TOLD = 5
_MIN_TEXT = 10


def _collect(doc: Document, _: Options) -> dict[str, Any]:
    """The page's canonical address, its description, and a hash of its main text."""
    canonical = next(
        (doc.href(i) for i in doc.by_tag("link") if "canonical" in (doc.attr(i, "rel") or "").lower().split()), ""
    )
    descriptions = (
        collapse(doc.attr(i, "content") or "")
        for i in doc.by_tag("meta")
        if (doc.attr(i, "name") or "").strip().lower() == "description"
    )
    text = doc.main_text.encode("utf-8", "surrogatepass")
    return {
        "canonical": canonical if canonical.startswith(_WEB) else "",
        "description": next((text for text in descriptions if len(text) >= _MIN_TEXT), "")[:300],
        "content": hashlib.blake2b(text, digest_size=8).hexdigest(),
    }


def _judge(site: Site, _: Options) -> Iterator[Verdict]:
    pages = [page for page in site.judged if page.value]
    if not any(page.value["canonical"] or page.value["description"] for page in pages):
        return
    doubts = [*_canonicals(site, pages), *_descriptions(pages)]
    if doubts:
        yield from doubts
    else:
        yield passed()


def _canonicals(site: Site, pages: list[SitePage]) -> Iterator[Verdict]:
    """Pages that send search engines to an address that is gone, or many different pages that send them to one."""
    by_key = {_key(page.url): page for page in site.pages}
    elsewhere: dict[str, Fault] = {}
    contents: dict[str, set[str]] = {}
    for page in pages:
        url = page.value["canonical"]
        if not url or _key(url) == _key(page.url):
            continue
        elsewhere.setdefault(_key(url), Fault(url, short(url, 80))).pages.append(page.url)
        contents.setdefault(_key(url), set()).add(page.value["content"])
    told = 0
    for key, fault in elsewhere.items():
        target = by_key.get(key)
        if target is not None and target.problem is ProblemKind.HTTP_ERROR:
            yield fault.told(failed, "canonical-broken", status=target.status)
        elif len(contents[key]) >= _MANY and told < _MOST_TOLD:
            told += 1
            yield fault.told(cant_tell, "canonical-shared")


def _descriptions(pages: list[SitePage]) -> Iterator[Verdict]:
    """Descriptions that stand on many different pages: they say of none what it is about."""
    by_text: dict[str, Fault] = {}
    contents: dict[str, set[str]] = {}
    for page in pages:
        text = page.value["description"]
        if text:
            by_text.setdefault(text, Fault(page.url, short(text, 60))).pages.append(page.url)
            contents.setdefault(text, set()).add(page.value["content"])
    shared = [fault for text, fault in by_text.items() if len(contents[text]) >= _MANY]
    shared.sort(key=lambda fault: -len(fault.pages))
    for fault in shared[:_MOST_TOLD]:
        yield fault.told(cant_tell, "description-shared")


def _key(url: str) -> str:
    """Equal for spellings of one page: scheme, ``www.``, a closing slash and ``index.html`` make no difference."""
    try:
        parts = urlsplit(address_key(url))
    except ValueError:
        return url
    path = _FRONT.sub("/", parts.path).rstrip("/")
    return f"{parts.netloc.removeprefix('www.')}{path}?{parts.query}"


described = SiteCheck(collect=_collect, judge=_judge)
"""Pages name their own address as the real one, and each has a description of its own."""
