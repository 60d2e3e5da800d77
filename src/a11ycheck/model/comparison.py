"""What changed from one scan to another."""

from __future__ import annotations

from enum import StrEnum

from a11ycheck.model.base import Value
from a11ycheck.model.finding import Finding


class Incomparable(StrEnum):
    """Why a finding of one scan says nothing about the other."""

    PAGE_NOT_CHECKED = "page-not-checked"
    """The other scan did not check that page."""
    RULE_ABSENT = "rule-absent"
    """The other scan did not run that rule."""
    RULE_CHANGED = "rule-changed"
    """The rule's check has changed between the scans."""
    AXE_CHANGED = "axe-changed"
    """The rule rests on axe, whose version differs."""


class Uncompared(Value, frozen=True, kw_only=True):
    """A finding that cannot be compared."""

    finding: Finding
    """The finding."""
    reason: Incomparable
    """Why."""
    side: str
    """``before`` or ``after``: the scan that holds the finding."""


class Comparison(Value, frozen=True, kw_only=True):
    """Scan ``after`` seen from scan ``before``."""

    before: str
    """Id of the earlier scan."""
    after: str
    """Id of the later scan."""
    new: tuple[Finding, ...] = ()
    """Only in the later one."""
    fixed: tuple[Finding, ...] = ()
    """Only in the earlier one."""
    remaining: tuple[Finding, ...] = ()
    """In both."""
    uncompared: tuple[Uncompared, ...] = ()
    """Not comparable, each with its reason."""
