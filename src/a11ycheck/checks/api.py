"""The shape of a check.

A **page check** is a function ``(doc, options) -> Iterator[Verdict]``: pure, it knows only the
document and the rule's options. It yields one verdict for every element (or for the page) to
which the rule applies: ``passed`` too, for only then is it known that the rule applied. It yields
nothing where the rule does not apply.

A **site check** is a ``SiteCheck``: ``collect`` takes a small JSON-able value from each page, and
``judge`` sees these values of all pages together.

A rule file names either as ``check: module.function``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from a11ycheck.checks.document import Document
from a11ycheck.model import LinkAnswer, Outcome, ProblemKind, Verdict

Options = Mapping[str, Any]
PageCheck = Callable[[Document, Options], Iterator[Verdict]]


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page as a site check sees it."""

    url: str
    """Its address."""
    depth: int
    """Clicks from the start page."""
    status: int
    """HTTP status."""
    found_on: str
    """The first page that links to it, or ``start``, ``sitemap``, ``list``."""
    problem: ProblemKind | None
    """Why it was not judged; None if it was."""
    value: Any
    """What ``collect`` returned; None if it was not judged."""
    violated: tuple[str, ...] = ()
    """Requirements (``jis2016:1.1.1`` …) against which any rule found a failure on this page."""


@dataclass(frozen=True, slots=True)
class Site:
    """All pages of a scan."""

    pages: Sequence[SitePage]
    """In the order in which they were found; those that could not be judged are there too."""
    starts: tuple[str, ...]
    """Start addresses."""
    complete: bool
    """Whether every in-scope page that was found was judged (no limit, no filter cut the crawl)."""
    today: datetime
    """When the scan began."""
    answers: Mapping[str, LinkAnswer] = field(default_factory=dict)
    """By address, the answers to what the checks ``ask``; empty where nothing may be asked."""

    @property
    def judged(self) -> list[SitePage]:
        """The pages that were judged."""
        return [p for p in self.pages if p.problem is None]


@dataclass(frozen=True, slots=True)
class SiteCheck:
    """A check over all pages."""

    collect: Callable[[Document, Options], Any]
    """From one page, a small JSON-able value (or None)."""
    judge: Callable[[Site, Options], Iterator[Verdict]]
    """From all pages, verdicts; ``Verdict.page`` says which page, empty for the site."""
    asks: Callable[[Site, Options], Iterable[str]] | None = None
    """Addresses whose answer ``judge`` wants to find in ``Site.answers``, the most important first."""


def passed(node: int = -1, *, page: str = "") -> Verdict:
    """The rule applied here and found nothing wrong."""
    return Verdict(outcome=Outcome.PASSED, node=node, page=page)


def failed(key: str, node: int = -1, *, page: str = "", subject: str = "", **data: str | float) -> Verdict:
    """The rule is broken here; ``key`` names the message, ``data`` its values."""
    return Verdict(outcome=Outcome.FAILED, node=node, key=key, data=data, page=page, subject=subject)


def cant_tell(key: str, node: int = -1, *, page: str = "", subject: str = "", **data: str | float) -> Verdict:
    """A person has to look here."""
    return Verdict(outcome=Outcome.CANT_TELL, node=node, key=key, data=data, page=page, subject=subject)
