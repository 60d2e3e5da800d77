"""What a person found where a machine cannot decide."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from a11ycheck.model.base import Outcome, Value

ANSWERS = (Outcome.PASSED, Outcome.FAILED, Outcome.INAPPLICABLE, Outcome.UNTESTED)
"""What can be answered; untested takes an earlier answer back."""


class Answer(Value, frozen=True, kw_only=True):
    """A person's answer about a rule, a rule on a page, or a finding. A later one about the same replaces it."""

    site: str
    """The site's name."""
    rule_id: str
    """The rule."""
    rule_version: str
    """Its version when the answer was given."""
    place: str = ""
    """The page, without the site's own host; empty for the whole site."""
    fingerprint: str = ""
    """The finding; empty for the rule as a whole."""
    template: str = ""
    """The page's structure when the answer was given; only with a page and without a finding."""
    outcome: Outcome
    """One of ``ANSWERS``."""
    note: str = ""
    """What the person saw."""
    by: str
    """Who answered."""
    when: datetime
    """When the person looked, with a time zone."""
    scan_id: str
    """The scan that the person had before them."""
    scan_started: datetime
    """When that scan started, with a time zone: the answer holds for it and for later ones."""


class Lapse(StrEnum):
    """Why an answer does not count for a scan."""

    RULE_CHANGED = "rule-changed"
    """The rule's check is another one now."""
    RULE_ABSENT = "rule-absent"
    """The scan did not run the rule."""
    PAGE_CHANGED = "page-changed"
    """The page is built differently now."""
    NOT_THERE = "not-there"
    """The scan did not check the page, or did not find there what was answered about."""
    TOO_OLD = "too-old"
    """It was given more than a year before the scan."""


class Lapsed(Value, frozen=True, kw_only=True):
    """An answer that does not count."""

    answer: Answer
    """The answer."""
    reason: Lapse
    """Why."""
