"""A page as the crawl knows it, before it is opened."""

from __future__ import annotations

from enum import StrEnum

from a11ycheck.model.base import Value


class Kind(StrEnum):
    """What an address leads to."""

    HTML = "html"
    PDF = "pdf"
    OTHER = "other"
    """An Office file, picture, archive, feed …"""


class Page(Value, frozen=True, kw_only=True):
    """An address to be checked."""

    url: str
    """Canonical absolute address."""
    depth: int = 0
    """Clicks from the nearest start page; 0 for a start page."""
    found_on: str = ""
    """The page whose link led here, or how else it was found: ``start``, ``sitemap``, ``list``."""
    kind: Kind = Kind.HTML
    """What it turned out to be."""
