"""The shape of ``scan.json``. Its schema is made from these types, so the two cannot differ."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from a11ycheck.exporters.messages import message
from a11ycheck.model import (
    Axis,
    Cell,
    Finding,
    Level,
    LevelScore,
    LevelVerdict,
    Method,
    PageResult,
    ProblemKind,
    Rule,
    Scan,
    ScanState,
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


def scan_head(scan: Scan) -> ScanHead:
    """The head of a scan."""
    return ScanHead(**{name: getattr(scan, name) for name in ScanHead.__struct_fields__})


def score_part(score: LevelScore) -> ScorePart:
    """The score of one level."""
    return ScorePart(
        level=score.level,
        verdict=score.verdict,
        total=_cell(score.total),
        axes={axis: _cell(cell) for axis, cell in score.axes.items()},
    )


def rule_part(rule: Rule) -> RulePart:
    """A rule, as ``scan.json`` and ``rules list --format json`` show it."""
    return RulePart(**{name: getattr(rule, name) for name in RulePart.__struct_fields__})


def finding_part(finding: Finding, rule: Rule | None) -> FindingPart:
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
    )


def page_part(result: PageResult, rules: dict[str, Rule]) -> PagePart:
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
        findings=tuple(finding_part(finding, rules.get(finding.rule_id)) for finding in result.findings),
    )


def _cell(cell: Cell) -> CellPart:
    return CellPart(**{name: getattr(cell, name) for name in CellPart.__struct_fields__})
