"""When a page says that it was written or changed: to people, and to machines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache

from a11ycheck.checks.document import Document
from a11ycheck.checks.prose import MAIN
from a11ycheck.language import dates
from a11ycheck.language.dates import Precision
from a11ycheck.model import State

_LABEL = re.compile(
    r"(?:最終)?更新(?:年月)?日?時?|掲載(?:開始)?日|公開(?:開始)?日?|登録日|作成日|発表日|投稿日|配信日|改訂日?"
    r"|last (?:updated|modified|reviewed)|updated|published|posted",
    re.IGNORECASE,
)
_DATE_ONLY = re.compile(r"[\s　]*(?:[（(].{1,4}[)）])?[\s　]*(?:\d{1,2}[:：]\d{2})?[\s　]*")
_NEAR = 30

_ISO = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?![\d-])")
_METAS = frozenset(
    (
        "article:modified_time",
        "article:published_time",
        "og:updated_time",
        "last-modified",
        "lastmodified",
        "dc.date",
        "dc.date.modified",
        "dcterms.modified",
        "dcterms.date",
        "datemodified",
        "datepublished",
        "revised",
        "date",
    )
)
_MEMBERS = ("dateModified", "datePublished", "uploadDate")
_JUST_NOW = 2  # days: what a server makes when it is asked says nothing about the content


@lru_cache(maxsize=1)  # a check and the measures ask for the same page
def shown_dates(doc: Document) -> tuple[list[date], bool]:
    """The labelled dates of the page, and whether a bare date stands somewhere instead."""
    stated: list[date] = []
    bare = any(doc.is_(i, State.RENDERED) for i in doc.by_tag("time"))
    label_alone = False
    for block in doc.blocks:
        found = [d for d in dates.find(block.text) if d.precision is Precision.DAY]
        if label_alone and found and found[0].start < _NEAR:
            stated.append(found[0].last)  # label and date in cells of their own
        label_alone = not found and len(block.text) < _NEAR and _LABEL.search(block.text) is not None
        stated += [d.last for d in found if _LABEL.search(block.text[max(0, d.start - _NEAR) : d.end + _NEAR])]
        if len(found) == 1 and block.region in MAIN and len(block.text) - len(found[0].text) < _NEAR:
            bare = bare or _DATE_ONLY.fullmatch(block.text.replace(found[0].text, "", 1)) is not None
    return stated, bare


@lru_cache(maxsize=1)
def machine_date(doc: Document) -> date | None:
    """The newest date that the page tells machines: structured data, meta elements, else the HTTP header.

    A date of the last two days in the header alone is the moment at which the page was made up.
    """
    today = doc.snapshot.taken.date()
    told = [day for text in _told(doc) if (day := _iso(text)) is not None and day <= today]
    if told:
        return max(told)
    try:
        sent = parsedate_to_datetime(doc.snapshot.response.headers.get("last-modified", ""))
        day = sent.astimezone(UTC).date()
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    return day if (today - day).days > _JUST_NOW else None


def _told(doc: Document) -> Iterator[str]:
    for i in doc.by_tag("meta"):
        name = doc.attr(i, "property") or doc.attr(i, "name") or doc.attr(i, "itemprop") or doc.attr(i, "http-equiv")
        if (name or "").strip().lower() in _METAS:
            yield doc.attr(i, "content") or ""
    for i in doc.by_tag("script"):
        if doc.attr(i, "type") == "application/ld+json":
            yield from _members("".join(doc.nodes[j].text for j in doc.children(i)))


def _members(text: str) -> Iterator[str]:
    """The dates of the outermost things of a JSON-LD text; what stands deeper may be about something else."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return
    things = data if isinstance(data, list) else [data]
    for thing in things:
        graph = thing.get("@graph") if isinstance(thing, dict) else None
        for one in graph if isinstance(graph, list) else [thing]:
            if isinstance(one, dict):
                yield from (value for name in _MEMBERS if isinstance(value := one.get(name), str))


def _iso(text: str) -> date | None:
    found = _ISO.match(text)
    if found is None:
        return None
    try:
        return datetime(int(found[1]), int(found[2]), int(found[3]), tzinfo=UTC).date()
    except ValueError:
        return None
