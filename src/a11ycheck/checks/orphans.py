"""Pages that no other page leads to."""

from __future__ import annotations

from collections.abc import Iterator
from sys import intern

from a11ycheck.checks.api import Options, Site, SiteCheck, cant_tell, passed
from a11ycheck.checks.document import Document
from a11ycheck.checks.targets import address_key
from a11ycheck.model import Verdict

_WEB = ("http://", "https://", "file://")
_MIN_PAGES = 3
_MAX_KEPT = 3000
_MOST = 50


def _collect(doc: Document, _: Options) -> list[str]:
    """The pages of the site that the page links to or shows in a frame."""
    places = (doc.href(i) for i in (*doc.links, *doc.by_tag("iframe", "frame")))
    internal = (url for url in places if url.startswith(_WEB) and doc.is_internal(url) and not doc.is_same_page(url))
    # Most pages of a site lead to the same places: one text for all of them.
    return [intern(key) for key in dict.fromkeys(map(address_key, internal))][:_MAX_KEPT]


def _judge(site: Site, _: Options) -> Iterator[Verdict]:
    judged = site.judged
    if not site.complete or len(judged) < _MIN_PAGES:
        return
    led_to = {key for page in judged for key in page.value or ()}
    starts = {address_key(url) for url in site.starts}
    found = 0
    for page in judged:
        key = address_key(page.url)
        if key in starts or page.found_on == "start":
            continue
        if key in led_to or page.found_on.startswith(_WEB):
            yield passed(page=page.url)
        elif found < _MOST:
            found += 1
            yield cant_tell("orphan", page=page.url)


none = SiteCheck(collect=_collect, judge=_judge)
"""Every page can be reached by a link from another one. Told only where the whole site was looked at."""
