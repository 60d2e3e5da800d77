"""The shape of ``scan.json``. Its schema is made from these types, so the two cannot differ."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from a11ycheck.engine.review import Review
from a11ycheck.exporters.criteria import CriterionLine
from a11ycheck.exporters.messages import message
from a11ycheck.model import (
    Answer,
    Axis,
    Cell,
    Finding,
    Lapse,
    Level,
    LevelScore,
    LevelVerdict,
    Method,
    PageResult,
    ProblemKind,
    Rule,
    Scan,
    ScanState,
    Standard,
    Value,
    Versions,
    Words,
)

SCHEMA = 1
"""Raised when a field changes its meaning or goes away."""


class ScanHead(Value, frozen=True, kw_only=True):
    """What was checked, when, with what."""

    id: str
    site: str
    starts: tuple[str, ...]
    started: datetime
    finished: datetime | None
    state: ScanState
    versions: Versions
    settings: dict[str, Any]
    pages_checked: int
    pages_broken: int
    pages_other: int
    notes: tuple[str, ...]


class CellPart(Value, frozen=True, kw_only=True):
    """Counts of one level and quality axis; score is null where nothing applied."""

    score: float | None
    applicable: int
    failed: int
    cant_tell: int
    findings: int
    advice: int
    manual: int


class ScorePart(Value, frozen=True, kw_only=True):
    """How the site stands on one level."""

    level: Level
    verdict: LevelVerdict
    total: CellPart
    axes: dict[Axis, CellPart]
    people: PeoplePart | None = None


class RulePart(Value, frozen=True, kw_only=True):
    """A rule by which pages were judged."""

    id: str
    level: Level
    quality: Axis
    method: Method
    item: str
    requirements: tuple[str, ...]
    related: tuple[str, ...]
    act: tuple[str, ...]
    advice: bool
    name: Words
    phases: tuple[str, ...] = ()
    version: str = ""


class AnswerPart(Value, frozen=True, kw_only=True):
    """What a person answered. ``lapsed`` says why it does not count for this scan; null if it does."""

    rule: str
    page: str
    fingerprint: str
    outcome: Literal["passed", "failed", "inapplicable", "untested"]
    note: str
    by: str
    when: datetime
    scan: str
    lapsed: Lapse | None = None


class PeoplePart(Value, frozen=True, kw_only=True):
    """How far people are on one level: questions without an answer, and answers that count."""

    open: int
    passed: int
    failed: int
    inapplicable: int


class CriterionPart(Value, frozen=True, kw_only=True):
    """What was found on one success criterion of the profile; no judgement of conformance."""

    standard: Standard
    number: str
    level: str
    name: Words
    result: Literal["failed", "review", "person", "confirmed", "none_found", "inapplicable", "uncovered"]
    pages_applicable: int
    pages_failed: int
    pages_cant_tell: int
    open: int
    rules: tuple[str, ...]


class FindingPart(Value, frozen=True, kw_only=True):
    """What failed, or what a person has to look at."""

    rule: str
    level: Level | None
    outcome: Literal["failed", "cantTell"]
    key: str
    advice: bool
    message: Words
    selector: str
    snippet: str
    region: str
    requirements: tuple[str, ...]
    fingerprint: str
    shared_id: str
    answer: AnswerPart | None = None


class ProblemPart(Value, frozen=True, kw_only=True):
    """Why a page was not checked."""

    kind: ProblemKind
    detail: str


class PagePart(Value, frozen=True, kw_only=True):
    """A page."""

    url: str
    status: int
    problem: ProblemPart | None
    metrics: dict[str, int | float]
    outcomes: dict[str, Literal["passed", "failed", "cantTell", "inapplicable"]]
    findings: tuple[FindingPart, ...]


class Document(Value, frozen=True, kw_only=True):
    """A scan: version 1 of the format."""

    schema: Literal[1]
    scan: ScanHead
    score: tuple[ScorePart, ...]
    rules: tuple[RulePart, ...]
    pages: tuple[PagePart, ...]
    site_findings: tuple[FindingPart, ...]
    criteria: tuple[CriterionPart, ...] = ()
    answers: tuple[AnswerPart, ...] = ()


def scan_head(scan: Scan) -> ScanHead:
    """The head of a scan."""
    return ScanHead(**{name: getattr(scan, name) for name in ScanHead.__struct_fields__})


def score_part(score: LevelScore, people: PeoplePart) -> ScorePart:
    """The score of one level."""
    return ScorePart(
        level=score.level,
        verdict=score.verdict,
        total=_cell(score.total),
        axes={axis: _cell(cell) for axis, cell in score.axes.items()},
        people=people,
    )


def rule_part(rule: Rule) -> RulePart:
    """A rule, as ``scan.json`` and ``rules list --format json`` show it."""
    return RulePart(**{name: getattr(rule, name) for name in RulePart.__struct_fields__})


def people_part(scan: Scan, level: Level, people: Review) -> PeoplePart:
    """How far people are on a level."""
    states = [people.rule(rule.id) for rule in scan.rules if rule.level == level]
    return PeoplePart(
        open=sum(state.open for state in states),
        passed=sum(state.passed for state in states),
        failed=sum(state.failed for state in states),
        inapplicable=sum(state.inapplicable for state in states),
    )


def answer_part(answer: Answer, lapsed: Lapse | None = None) -> AnswerPart:
    """An answer."""
    return AnswerPart(
        rule=answer.rule_id,
        page=answer.place,
        fingerprint=answer.fingerprint,
        outcome=answer.outcome.value,  # type: ignore[arg-type]  # one of ANSWERS
        note=answer.note,
        by=answer.by,
        when=answer.when,
        scan=answer.scan_id,
        lapsed=lapsed,
    )


def criterion_part(line: CriterionLine, standard: Standard) -> CriterionPart:
    """A success criterion."""
    return CriterionPart(
        standard=standard,
        number=line.criterion.number,
        level=line.criterion.level,
        name=Words(ja=line.name, en=line.criterion.en),
        result=line.result,  # type: ignore[arg-type]  # one of RESULTS
        pages_applicable=line.pages_applicable,
        pages_failed=line.pages_failed,
        pages_cant_tell=line.pages_cant_tell,
        open=line.open,
        rules=tuple(rule.rule.id for rule in line.lines),
    )


def finding_part(finding: Finding, rule: Rule | None, answer: Answer | None) -> FindingPart:
    """A finding with its message in both languages."""
    return FindingPart(
        rule=finding.rule_id,
        level=rule.level if rule else None,
        outcome="failed" if finding.outcome == "failed" else "cantTell",
        key=finding.key,
        advice=rule.advice if rule else False,
        message=Words(
            ja=message(rule, finding.key, finding.data, "ja"), en=message(rule, finding.key, finding.data, "en")
        ),
        selector=finding.selector,
        snippet=finding.snippet,
        region=finding.region,
        requirements=rule.requirements if rule else (),
        fingerprint=finding.fingerprint,
        shared_id=finding.shared_id,
        answer=answer_part(answer) if answer else None,
    )


def page_part(result: PageResult, rules: dict[str, Rule], people: Review) -> PagePart:
    """A page with its findings. A rule that was not run on it is not among its outcomes."""
    problem = result.problem
    return PagePart(
        url=result.page.url,
        status=result.status,
        problem=ProblemPart(kind=problem.kind, detail=problem.detail) if problem else None,
        metrics=result.metrics,
        outcomes={
            rule_id: count.outcome.value  # type: ignore[misc]  # untested is left out below
            for rule_id, count in result.outcomes.items()
            if count.outcome != "untested"
        },
        findings=tuple(
            finding_part(finding, rules.get(finding.rule_id), people.answer(finding)) for finding in result.findings
        ),
    )


def _cell(cell: Cell) -> CellPart:
    return CellPart(**{name: getattr(cell, name) for name in CellPart.__struct_fields__})
