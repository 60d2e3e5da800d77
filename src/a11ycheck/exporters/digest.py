"""One pass over the pages of a scan: what its reports say about rules, pages and shared faults.

The pages are streamed; what is kept grows with the number of pages and of distinct faults, not with the
number of findings.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import msgspec

from a11ycheck.engine.review import Review, RuleReview
from a11ycheck.exporters.language_tally import LanguageTally
from a11ycheck.exporters.plainness_tally import PlainnessTally
from a11ycheck.model import Finding, Level, Outcome, PageResult, Problem, Rule, RuleCount, Scan

SITE = 0
"""Number of the entry that holds findings about the whole site."""
_MEASURES = ("form_", "procedure_", "age_days", "feedback")
MAX_FAULTS = 1000
"""Distinct faults kept for one rule. A fault that many pages share is met early, so it is among them."""


@dataclass(slots=True)
class PageLine:
    """A page in lists."""

    number: int
    """Its place in the scan, from 1; ``SITE`` for the whole site."""
    url: str
    """Its address."""
    title: str
    """Its title; may be empty."""
    lang: str
    """Its declared language."""
    problem: Problem | None
    """Why it was not checked."""
    failed: list[int]
    """Failed findings of levels 1 to 3."""
    review: int
    """Findings for a person who has not answered yet."""
    advice: int
    """Findings of best-practice rules."""
    measures: Mapping[str, int | float] = field(default_factory=dict)
    """What was measured of its forms and of the procedure that it explains (``form_…``, ``procedure_…``),
    how old it is, and whether it asks for opinions."""


@dataclass(slots=True)
class Fault:
    """The same fault on one or many pages."""

    rule_id: str
    """The rule."""
    finding: Finding
    """The first finding of it."""
    pages: array[int]
    """Numbers of its pages, ascending."""
    count: int
    """Findings."""


@dataclass(slots=True)
class RuleLine:
    """How a rule fared over all pages."""

    rule: Rule
    """The rule."""
    pages_applicable: int = 0
    """Pages that it applied to."""
    pages_untested: int = 0
    """Pages on which it could not judge: what it needs was not gathered."""
    applied: bytearray = field(default_factory=bytearray)
    """The same as a set of page numbers, one bit each."""
    pages_failed: array[int] = field(default_factory=lambda: array("I"))
    """Numbers of the pages with a failure."""
    pages_review: array[int] = field(default_factory=lambda: array("I"))
    """Numbers of the pages without a failure and with something for a person."""
    failed: int = 0
    """Failed findings."""
    review: int = 0
    """Findings for a person who has not answered yet."""
    cleared: int = 0
    """Findings to review that a person found to be no problem."""
    people: RuleReview = field(default_factory=RuleReview)
    """What people have answered about it."""
    faults: dict[tuple[str, Outcome], Fault] = field(default_factory=dict)
    """Distinct faults by shared id and outcome; at most ``MAX_FAULTS``."""

    @property
    def result(self) -> str:
        """failed, review, advice, confirmed, none_found, inapplicable, untested or manual (a person has to judge)."""
        if self.rule.advice and (self.failed or self.review):
            return "advice"
        if self.failed or self.people.failed:
            return "failed"
        if self.review:
            return "review"
        if (self.people.passed or self.people.inapplicable) and not self.people.open:
            return "confirmed"
        if not self.rule.check:
            return "manual"
        if self.pages_applicable:
            return "none_found"
        return "untested" if self.pages_untested else "inapplicable"

    def ordered(self) -> list[Fault]:
        """Its faults: failures first, then by pages and findings."""
        return sorted(
            self.faults.values(),
            key=lambda f: (f.finding.outcome is not Outcome.FAILED, -len(f.pages), -f.count),
        )


@dataclass(slots=True)
class Digest:
    """What one pass over the pages tells."""

    pages: list[PageLine]
    """All pages, in order; the whole site first where it has findings."""
    rules: dict[str, RuleLine]
    """Every rule of the scan, by id, ordered by level."""
    by_number: dict[int, PageLine]
    """Pages by number."""
    languages: LanguageTally
    """In which languages the pages are written."""
    plainness: PlainnessTally
    """How plain their Japanese is."""


def digest(scan: Scan, pages: Iterable[PageResult], people: Review | None = None) -> Digest:
    """Reads all pages once.

    Args:
        scan: with its rules.
        pages: its pages.
        people: their answers: what they found to be a problem counts as one, what they cleared as none.
    """
    people = people or Review()
    ordered = sorted(scan.rules, key=lambda r: (r.level, r.advice, r.id))
    rules = {rule.id: RuleLine(rule, people=people.rule(rule.id)) for rule in ordered}
    lines = []
    languages, plainness = LanguageTally(), PlainnessTally()
    if scan.site_findings or scan.site_outcomes:
        line = PageLine(SITE, scan.starts[0] if scan.starts else "", "", "", None, [0, 0, 0], 0, 0)
        _take(line, scan.site_outcomes, scan.site_findings, rules, people)
        if scan.site_findings:
            lines.append(line)
    for number, result in enumerate(pages, 1):
        line = PageLine(number, result.page.url, result.title, result.lang, result.problem, [0, 0, 0], 0, 0)
        line.measures = {k: v for k, v in result.metrics.items() if k.startswith(_MEASURES)}
        _take(line, result.outcomes, result.findings, rules, people)
        languages.take(number, result)
        plainness.take(number, result.metrics)
        lines.append(line)
    return Digest(lines, rules, {line.number: line for line in lines}, languages, plainness)


def numbered(scan: Scan, pages: Iterable[PageResult]) -> Iterator[tuple[int, PageResult | None]]:
    """The pages with the numbers that the digest gives them; None stands for the whole site."""
    if scan.site_findings:
        yield SITE, None
    yield from enumerate(pages, 1)


def judged(finding: Finding, people: Review) -> Finding | None:
    """A finding as a person's answer leaves it: failed if it is a problem, None if it is none."""
    answer = people.answer(finding)
    if answer is None:
        return finding
    if answer.outcome is not Outcome.FAILED:
        return None
    return msgspec.structs.replace(finding, outcome=Outcome.FAILED)


def _take(
    line: PageLine,
    outcomes: dict[str, RuleCount],
    findings: tuple[Finding, ...],
    rules: dict[str, RuleLine],
    people: Review,
) -> None:
    number = line.number
    for rule_id, count in outcomes.items():
        rule = rules.get(rule_id)
        if rule is not None and count.outcome is Outcome.UNTESTED:
            rule.pages_untested += 1
        elif rule is not None and count.outcome is not Outcome.INAPPLICABLE:
            rule.pages_applicable += 1
            _mark(rule.applied, number)
    for found in findings:
        rule = rules.get(found.rule_id)
        if rule is None:
            continue
        finding = judged(found, people)
        if finding is None:
            rule.cleared += 1
            continue
        if finding.outcome is Outcome.FAILED:
            rule.failed += 1
            _note(rule.pages_failed, number)
            if rule.rule.advice:
                line.advice += 1
            else:
                line.failed[rule.rule.level - Level.MUST] += 1
        else:
            rule.review += 1
            _note(rule.pages_review, number)
            line.review += 1
        key = (finding.shared_id, finding.outcome)
        fault = rule.faults.get(key)
        if fault is not None:
            fault.count += 1
            _note(fault.pages, number)
        elif len(rule.faults) < MAX_FAULTS:
            rule.faults[key] = Fault(finding.rule_id, finding, array("I", (number,)), 1)


def _note(numbers: array[int], number: int) -> None:
    if not numbers or numbers[-1] != number:
        numbers.append(number)


def _mark(bits: bytearray, number: int) -> None:
    at = number >> 3
    if at >= len(bits):
        bits.extend(bytes(at + 1 - len(bits)))
    bits[at] |= 1 << (number & 7)
