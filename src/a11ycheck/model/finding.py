"""What a check says (Verdict) and what a report keeps of it (Finding)."""

from __future__ import annotations

import msgspec

from a11ycheck.model.base import Outcome, Value

Datum = str | int | float | bool
"""A value that a message can name."""


class Verdict(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One judgement of a check about one element, one page or one site."""

    outcome: Outcome
    """passed, failed or cantTell. A check that yields nothing is inapplicable."""
    node: int = -1
    """Index of the element in the snapshot; -1 for the whole page."""
    key: str = ""
    """The message; empty when passed."""
    data: dict[str, Datum] = {}
    """Values for the message."""
    page: str = ""
    """Site rules only: the page that it is about; empty for the whole site."""
    subject: str = ""
    """Site rules only: what the finding is about where it is not the page, e.g. the address of a broken link.

    The fingerprint then rests on it, and not on the page that happens to be named first.
    """
    selector: str = ""
    """Selector, where the element is not among the snapshot's nodes (axe in a foreign frame)."""
    snippet: str = ""
    """Opening tag, for the same case."""


class Finding(Value, frozen=True, kw_only=True):
    """A failed or cantTell verdict, as it is stored and shown."""

    rule_id: str
    """The rule."""
    page_url: str
    """The page; the site's address for a finding about the whole site."""
    outcome: Outcome
    """failed or cantTell."""
    key: str
    """Which of the rule's messages."""
    data: dict[str, Datum] = {}
    """Values for the message."""
    selector: str = ""
    """CSS selector; parts for frames and shadow trees are joined by `` >>> ``. Empty: the whole page."""
    snippet: str = ""
    """The element's opening tag and the beginning of its text, at most 300 characters."""
    region: str = ""
    """The part of the page: header, nav, main, aside, footer, head, body."""
    fingerprint: str
    """Stable from scan to scan: rule, page, what the element is."""
    shared_id: str
    """Equal for the same fault in the same page part on many pages."""
