"""Whether links within the site lead to pages that answer, and to places that exist."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote, unquote, urldefrag, urlsplit

from a11ycheck.checks import words
from a11ycheck.checks.api import Options, Site, SiteCheck, SitePage, cant_tell, failed, passed
from a11ycheck.checks.document import Document
from a11ycheck.checks.holders import Fault
from a11ycheck.checks.links import link_name
from a11ycheck.model import ProblemKind, State, Verdict

_WEB = ("http://", "https://", "file://")
_TO_TOP = re.compile(r"(?:page|back|to|go|return|site|scroll)?[-_]?(?:to)?[-_]?(?:page)?[-_]?top", re.IGNORECASE)
# Attributes of links that a script handles: their fragment need not be a place.
_BY_SCRIPT = frozenset(
    [
        "onclick",
        "data-toggle",
        "data-bs-toggle",
        "data-target",
        "data-bs-target",
        "aria-controls",
        "aria-expanded",
        "aria-haspopup",
        "data-modal",
        "data-tab",
        "data-slide",
        "data-bs-slide",
    ]
)
_SCRIPT_ROLES = frozenset(["button", "tab", "menuitem", "option", "switch", "checkbox", "radio"])
_CLIENT_ERROR = 400
# Answers that say “not for you” or “not now”: a reader may get the page where the checker did not.
_REFUSALS = frozenset({401, 403, 405, 407, 408, 425, 429, 503})
_UNREACHED = frozenset({ProblemKind.UNREACHABLE, ProblemKind.TLS})
_MAX_KEPT = 3000


def address_key(url: str) -> str:
    """Equal for two spellings of one address (host case, default port, percent signs, fragment)."""
    try:
        parts = urlsplit(urldefrag(url)[0])
        port = parts.port
    except ValueError:
        return url
    host = (parts.hostname or "").lower()
    if port and port != {"http": 80, "https": 443}.get(parts.scheme):
        host = f"{host}:{port}"
    path = quote(unquote(parts.path or "/", errors="surrogateescape"), safe="/:@!$&'()*+,;=~", errors="surrogateescape")
    return f"{parts.scheme}://{host}{path}" + (f"?{parts.query}" if parts.query else "")


def fragment_key(fragment: str) -> str:
    """A fragment or id in the one spelling by which both are compared."""
    return unquote(fragment).strip()


def _collect(doc: Document, _: Options) -> dict[str, Any]:
    """Internal links by address with their fragments, and the places that fragments can lead to."""
    links: dict[str, str] = {}
    missing: list[tuple[str, str]] = []
    fragments = 0
    here = set(_anchors(doc))
    for i in doc.links:
        url = doc.href(i)
        if not url.startswith(_WEB) or not doc.is_internal(url) or len(links) >= _MAX_KEPT:
            continue
        address, fragment = urldefrag(url)
        text = words.short(link_name(doc, i) or doc.text(i) or url, 40)
        if not _is_target(fragment) or _acts_by_script(doc, i):
            fragment = ""
        if not doc.is_same_page(url):
            links.setdefault(f"{address}#{fragment}" if fragment else address, text)
        elif fragment and not doc.snapshot.cut:
            fragments += 1
            if fragment_key(fragment) not in here:
                missing.append((url, text))
    return {
        "links": links,
        "missing": missing,
        "fragments": fragments,
        "anchors": None if doc.snapshot.cut else sorted(here)[:_MAX_KEPT],
    }


def _judge(site: Site, _: Options) -> Iterator[Verdict]:
    """One finding for each place that cannot be reached, however many pages lead there."""
    by_key = {address_key(p.url): p for p in site.pages}
    anchors = {
        address_key(p.url): frozenset(p.value["anchors"])
        for p in site.judged
        if p.value and p.value["anchors"] is not None and len(p.value["anchors"]) < _MAX_KEPT
    }
    dead: dict[str, Fault] = {}
    lost: dict[tuple[str, str], Fault] = {}
    for page in site.judged:
        if page.value:
            clean = not _look_through(page, by_key, anchors, dead, lost)
            if clean and (page.value["links"] or page.value["fragments"]):
                yield passed(page=page.url)
    # The crawl may spell an address otherwise than the link does: nothing broken is left untold.
    for key, target in by_key.items():
        source = by_key.get(address_key(target.found_on)) if target.found_on.startswith(_WEB) else None
        if key not in dead and source is not None and _is_dead(target):
            dead[key] = Fault(target.url, target.url, [source.url])
    for key, fault in dead.items():
        yield _dead(by_key[key], fault)
    for fault in lost.values():
        yield fault.told(failed, "anchor")


def _look_through(
    page: SitePage,
    by_key: Mapping[str, SitePage],
    anchors: Mapping[str, frozenset[str]],
    dead: dict[str, Fault],
    lost: dict[tuple[str, str], Fault],
) -> bool:
    """Notes the faulty links of a page; whether there are any."""
    faulty = bool(page.value["missing"])
    for url, text in page.value["missing"]:
        # 「本文へ」 of a template leads to the same missing place on every page: that is one fault.
        place = fragment_key(urldefrag(url)[1])
        lost.setdefault(("", place), Fault(url, text, subject=f"#{place}")).pages.append(page.url)
    for url, text in page.value["links"].items():
        address, fragment = urldefrag(url)
        key = address_key(address)
        target = by_key.get(key)
        if target is not None and _is_dead(target):
            dead.setdefault(key, Fault(url, text)).pages.append(page.url)
        elif fragment and key in anchors and fragment_key(fragment) not in anchors[key]:
            lost.setdefault((key, fragment_key(fragment)), Fault(url, text)).pages.append(page.url)
        else:
            continue
        faulty = True
    return faulty


def _is_dead(target: SitePage) -> bool:
    """Whether the page that a link leads to did not come."""
    if target.problem is None:
        return False
    return target.problem is ProblemKind.HTTP_ERROR or target.status >= _CLIENT_ERROR or target.problem in _UNREACHED


def _dead(target: SitePage, fault: Fault) -> Verdict:
    if target.status in _REFUSALS:
        return fault.told(cant_tell, "refused", status=target.status)
    unreached = target.problem in _UNREACHED and target.status < _CLIENT_ERROR
    return fault.told(failed, "broken", status=0 if unreached else target.status)


def _anchors(doc: Document) -> Iterator[str]:
    for node in doc.nodes:
        if "id" in node.attrs:
            yield fragment_key(node.attrs["id"])
        if node.tag in ("a", "map") and "name" in node.attrs:
            yield fragment_key(node.attrs["name"])


def _is_target(fragment: str) -> bool:
    """Whether a fragment names a place (not the top, a text, or a route of a script)."""
    return not (
        not fragment or fragment.startswith(("!", "/", ":~:", "?")) or "=" in fragment or _TO_TOP.fullmatch(fragment)
    )


def _acts_by_script(doc: Document, i: int) -> bool:
    node = doc.nodes[i]
    return (
        node.role in _SCRIPT_ROLES
        or bool(node.state & State.SHADOW)
        or any(name in node.attrs for name in _BY_SCRIPT)
        or doc.attr(i, "href") == "#"
    )


reachable = SiteCheck(collect=_collect, judge=_judge)
"""Links within the site lead to pages that answer, and to places that exist."""
