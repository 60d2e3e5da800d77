"""What a reader of the results must know about how the crawl went."""

from __future__ import annotations

from typing import NamedTuple


class Notice(NamedTuple):
    """Something that did not stop the crawl, but limits what it can have found."""

    key: str
    """What kind of thing, e.g. ``sitemap-broken``: for notes and translations."""
    url: str
    """The address that it is about."""
    detail: str
    """One plain English phrase."""

    def __str__(self) -> str:
        """Address and phrase."""
        return f"{self.url}: {self.detail}"
