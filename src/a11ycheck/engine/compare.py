"""What changed between scans, said only where both of them looked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import StrEnum

from a11ycheck.engine.identity import page_key
from a11ycheck.model import (
    Comparison,
    Finding,
    Incomparable,
    Level,
    Outcome,
    PageResult,
    Rule,
    Scan,
    ScanState,
    Uncompared,
    Value,
)


class Coverage:
    """What a scan has judged: which rules, on which pages. Small, however many pages there were."""

    def __init__(self, scan: Scan) -> None:
        """
        Args:
            scan: the scan, with its rules.
        """
        self.axe = scan.versions.axe
        self.rules: dict[str, Rule] = {rule.id: rule for rule in scan.rules}
        self._site_rules = {rule.id for rule in scan.rules if "site" in rule.needs} | set(scan.site_outcomes)
        self._site_judged = {
            rule_id
            for rule_id, count in scan.site_outcomes.items()
            # A site rule has nothing to judge when the scan saw too little of the site: that is no “all is well”.
            if count.outcome not in (Outcome.UNTESTED, Outcome.INAPPLICABLE)
        }
        self._judged: dict[str, frozenset[str]] = {}
        self._known = {page_key(start) for start in scan.starts}
        self._shared: dict[frozenset[str], frozenset[str]] = {}

    def add(self, result: PageResult) -> None:
        """A page of the scan."""
        keys = {page_key(result.page.url), page_key(result.final_url or result.page.url)}
        self._known |= keys
        if result.problem is not None:
            return
        judged = frozenset(rule for rule, count in result.outcomes.items() if count.outcome is not Outcome.UNTESTED)
        judged = self._shared.setdefault(judged, judged)  # nearly all pages were judged by the same rules
        for key in keys:
            self._judged[key] = judged

    def gap(self, rule_id: str, page_url: str) -> Incomparable | None:
        """Why the scan can say nothing about a rule on a page; None if it judged that."""
        if rule_id in self._site_rules:
            if rule_id not in self._site_judged:
                return Incomparable.RULE_ABSENT
            return None if page_key(page_url) in self._known else Incomparable.PAGE_NOT_CHECKED
        if rule_id not in self.rules:
            return Incomparable.RULE_ABSENT
        judged = self._judged.get(page_key(page_url))
        if judged is None:
            return Incomparable.PAGE_NOT_CHECKED
        return None if rule_id in judged else Incomparable.RULE_ABSENT

    def judged(self, rule_id: str, page_url: str) -> bool:
        """Whether the scan judged a rule on a page."""
        return self.gap(rule_id, page_url) is None


def compare(
    before: Scan, before_pages: Iterable[PageResult], after: Scan, after_pages: Iterable[PageResult]
) -> Comparison:
    """Compares two scans finding by finding, by fingerprint.

    A finding that both have is remaining, also when it has become failed or cantTell. One that only one
    scan has is new or fixed if the other judged the same rule on that page, else it is not comparable.

    Args:
        before: the earlier scan, with its rules.
        before_pages: its pages.
        after: the later scan, with its rules.
        after_pages: its pages.
    """
    old, now = Coverage(before), Coverage(after)
    unmatched: dict[str, list[Finding]] = {}
    for finding in _findings(before, before_pages, old):
        unmatched.setdefault(finding.fingerprint, []).append(finding)
    remaining: list[Finding] = []
    only_after: list[Finding] = []
    for finding in _findings(after, after_pages, now):
        same = unmatched.get(finding.fingerprint)
        if same:
            same.pop(0)
            remaining.append(finding)
        else:
            only_after.append(finding)
    only_before = [finding for findings in unmatched.values() for finding in findings]
    fixed, lost = _split(only_before, old, now, "before")
    new, unknown = _split(only_after, now, old, "after")
    return Comparison(
        before=before.id,
        after=after.id,
        new=new,
        fixed=fixed,
        remaining=tuple(remaining),
        uncompared=lost + unknown,
    )


class TrendNote(StrEnum):
    """Why a scan's scores do not compare fully with those of the scan before."""

    INCOMPLETE = "incomplete"
    """The scan did not come to its end."""
    RULES_CHANGED = "rules-changed"
    """Other rules judged."""
    AXE_CHANGED = "axe-changed"
    """Another version of axe judged."""
    SETTINGS_CHANGED = "settings-changed"
    """Pages were chosen or opened in another way."""


class TrendRow(Value, frozen=True, kw_only=True):
    """How a site stood at one time."""

    scan: str
    """Id of the scan."""
    started: datetime
    """When it started."""
    pages: int
    """Pages that were judged."""
    scores: tuple[float | None, ...]
    """Scores of levels 1 to 3; None where nothing was judged."""
    findings: tuple[int, ...]
    """Failed findings of levels 1 to 3."""
    notes: tuple[TrendNote, ...] = ()
    """What to know before comparing it with the row before."""


def trend(scans: Iterable[Scan]) -> tuple[TrendRow, ...]:
    """How the scores went, the oldest scan first.

    Args:
        scans: scans of one site in any order; their rules are not needed.
    """
    ordered = sorted(scans, key=lambda scan: scan.started)
    return tuple(_row(scan, previous) for scan, previous in zip(ordered, [None, *ordered], strict=False))


def _findings(scan: Scan, pages: Iterable[PageResult], coverage: Coverage) -> Iterator[Finding]:
    for result in pages:
        coverage.add(result)
        yield from result.findings
    yield from scan.site_findings


def _split(
    findings: list[Finding], own: Coverage, other: Coverage, side: str
) -> tuple[tuple[Finding, ...], tuple[Uncompared, ...]]:
    comparable: list[Finding] = []
    uncompared: list[Uncompared] = []
    for finding in findings:
        reason = _incomparable(finding, own, other)
        if reason is None:
            comparable.append(finding)
        else:
            uncompared.append(Uncompared(finding=finding, reason=reason, side=side))
    return tuple(comparable), tuple(uncompared)


def _incomparable(finding: Finding, own: Coverage, other: Coverage) -> Incomparable | None:
    gap = other.gap(finding.rule_id, finding.page_url)
    if gap is not None:
        return gap
    mine, theirs = own.rules.get(finding.rule_id), other.rules.get(finding.rule_id)
    if mine is None or theirs is None:
        return Incomparable.RULE_ABSENT
    if mine.version != theirs.version:
        return Incomparable.RULE_CHANGED
    if mine.axe_ids and own.axe != other.axe:
        return Incomparable.AXE_CHANGED
    return None


def _row(scan: Scan, previous: Scan | None) -> TrendRow:
    cells = {score.level: score.total for score in scan.score}
    return TrendRow(
        scan=scan.id,
        started=scan.started,
        pages=scan.pages_checked,
        scores=tuple(cells[level].score if level in cells else None for level in Level),
        findings=tuple(cells[level].findings if level in cells else 0 for level in Level),
        notes=tuple(_notes(scan, previous)),
    )


def _notes(scan: Scan, previous: Scan | None) -> Iterator[TrendNote]:
    if scan.state is not ScanState.COMPLETE:
        yield TrendNote.INCOMPLETE
    if previous is None:
        return
    if scan.versions.rules != previous.versions.rules:
        yield TrendNote.RULES_CHANGED
    if scan.versions.axe != previous.versions.axe:
        yield TrendNote.AXE_CHANGED
    if scan.settings != previous.settings:
        yield TrendNote.SETTINGS_CHANGED
