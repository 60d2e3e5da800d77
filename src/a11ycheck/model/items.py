"""The check items of the three-tier scheme, and the success criteria that rules refer to."""

from __future__ import annotations

from enum import StrEnum

from a11ycheck.model.base import Level, Value, Words
from a11ycheck.model.rule import Method


class CheckItem(Value, frozen=True, kw_only=True):
    """A check item. The guideline assigns no item to a level: the level is this project's proposal."""

    id: str
    """``WC-1.1.1`` for a success criterion, else ``LNK-01`` …"""
    level: Level
    """The proposed level."""
    title: Words
    """What it is about."""
    sources: tuple[str, ...] = ()
    """The guidelines that it comes from."""
    method: Method
    """Who can decide it."""
    reason: str = ""
    """Why it stands on this level (Japanese)."""
    severity: str = ""
    """The Digital Agency guidebook's tier, 重大 or 必須 (secondary sources); empty for none."""


class Standard(StrEnum):
    """A standard whose criteria of levels A and AA a report goes through, and in whose words."""

    JIS2016 = "jis2016"
    """JIS X 8341-3:2016: 38 criteria, 4.1.1 included."""
    WCAG22 = "wcag22"
    """WCAG 2.2: 55 criteria, without 4.1.1."""

    @property
    def label(self) -> str:
        """Its name."""
        return "WCAG 2.2" if self is Standard.WCAG22 else "JIS X 8341-3:2016"


class Criterion(Value, frozen=True, kw_only=True):
    """A WCAG success criterion with its names."""

    number: str
    """``1.1.1`` …"""
    level: str
    """A, AA or AAA."""
    en: str
    """English name."""
    wcag22: str | None = None
    """Japanese name in WAIC's WCAG 2.2; None if WCAG 2.2 does not have it."""
    jis2016: str | None = None
    """Name in JIS X 8341-3:2016 checklists; None if JIS 2016 does not have it or its name is not known to us."""

    def name_in(self, standard: Standard) -> str | None:
        """Its Japanese name in the words of a standard; None if the standard does not have it."""
        return self.wcag22 if standard is Standard.WCAG22 else self.jis2016
