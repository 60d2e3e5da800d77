"""Between the model and the rows of the tables."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from typing import Any

import msgspec
from sqlalchemy import Row

from a11ycheck.model import (
    Answer,
    Finding,
    Kind,
    Outcome,
    Page,
    PageResult,
    Problem,
    ProblemKind,
    Rule,
    Scan,
    ScanState,
)

Values = dict[str, Any]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def microseconds(time: datetime) -> int:
    """Since 1970, whatever the time zone."""
    return (time - _EPOCH) // timedelta(microseconds=1)


def of_scan(scan: Scan) -> Values:
    """The row of a scan."""
    return {
        "id": scan.id,
        "site": scan.site,
        "starts": scan.starts,
        "started": scan.started.isoformat(),
        "started_us": microseconds(scan.started),
        "finished": None if scan.finished is None else scan.finished.isoformat(),
        "state": scan.state.value,
        "versions": scan.versions,
        "settings": scan.settings,
        "site_findings": scan.site_findings,
        "site_outcomes": scan.site_outcomes,
        "score": scan.score,
        "pages_checked": scan.pages_checked,
        "pages_broken": scan.pages_broken,
        "pages_other": scan.pages_other,
        "notes": scan.notes,
    }


def to_scan(row: Row[Any], rules: tuple[Rule, ...] = ()) -> Scan:
    """The scan of a row."""
    return Scan(
        id=row.id,
        site=row.site,
        starts=row.starts,
        started=datetime.fromisoformat(row.started),
        finished=None if row.finished is None else datetime.fromisoformat(row.finished),
        state=ScanState(row.state),
        versions=row.versions,
        settings=row.settings,
        rules=rules,
        site_findings=row.site_findings,
        site_outcomes=row.site_outcomes,
        score=row.score,
        pages_checked=row.pages_checked,
        pages_broken=row.pages_broken,
        pages_other=row.pages_other,
        notes=row.notes,
    )


def of_rules(rules: Iterable[Rule]) -> list[Values]:
    """The rows of rules."""
    return [
        {
            "hash": _hash(rule),
            "rule_id": rule.id,
            "version": rule.version,
            "level": int(rule.level),
            "data": rule,
        }
        for rule in rules
    ]


def of_page(result: PageResult) -> tuple[Values, list[Values], list[Values]]:
    """A page's row (without its key), the rows of its faults, and those of its findings (without their scan)."""
    page, problem = result.page, result.problem
    values = {
        "url": page.url,
        "depth": page.depth,
        "found_on": page.found_on,
        "kind": page.kind.value,
        "status": result.status,
        "final_url": result.final_url,
        "title": result.title,
        "lang": result.lang,
        "problem": None if problem is None else problem.kind.value,
        "problem_detail": "" if problem is None else problem.detail,
        "outcomes": result.outcomes,
        "metrics": result.metrics,
        "template": result.template,
        "links": result.links,
    }
    faults, findings = {}, []
    for ordinal, finding in enumerate(result.findings):
        fault = _fault_of(finding)
        faults[fault["hash"]] = fault
        findings.append(
            {
                "ordinal": ordinal,
                "fault": fault["hash"],
                "page_url": None if finding.page_url == page.url else finding.page_url,
                "fingerprint": finding.fingerprint,
            }
        )
    return values, list(faults.values()), findings


def to_page_result(row: Row[Any], findings: Iterable[Row[Any]]) -> PageResult:
    """The result of a page from its row and those of its findings."""
    problem = None
    if row.problem is not None:
        problem = Problem(kind=ProblemKind(row.problem), detail=row.problem_detail)
    return PageResult(
        page=Page(url=row.url, depth=row.depth, found_on=row.found_on, kind=Kind(row.kind)),
        status=row.status,
        final_url=row.final_url,
        title=row.title,
        lang=row.lang,
        problem=problem,
        outcomes=row.outcomes,
        findings=tuple(to_finding(finding) for finding in findings),
        metrics=row.metrics,
        template=row.template,
        links=row.links,
    )


def to_finding(row: Row[Any]) -> Finding:
    """A finding from its row, joined with its fault and its page."""
    return Finding(
        rule_id=row.rule_id,
        page_url=row.page_url,
        outcome=Outcome(row.outcome),
        key=row.key,
        data=row.data,
        selector=row.selector,
        snippet=row.snippet,
        region=row.region,
        fingerprint=row.fingerprint,
        shared_id=row.shared_id,
    )


def of_answer(answer: Answer) -> Values:
    """The row of an answer."""
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in msgspec.structs.asdict(answer).items()
    } | {"outcome": answer.outcome.value}


def to_answer(row: Row[Any]) -> Answer:
    """The answer of a row."""
    values = {name: getattr(row, name) for name in Answer.__struct_fields__}
    times = {name: datetime.fromisoformat(values[name]) for name in ("when", "scan_started")}
    return Answer(**(values | times | {"outcome": Outcome(row.outcome)}))


def _fault_of(finding: Finding) -> Values:
    fault = {
        "rule_id": finding.rule_id,
        "outcome": finding.outcome.value,
        "key": finding.key,
        "data": finding.data,
        "selector": finding.selector,
        "snippet": finding.snippet,
        "region": finding.region,
        "shared_id": finding.shared_id,
    }
    return fault | {"hash": _hash(list(fault.values()))}


def _hash(value: Any) -> bytes:
    return blake2b(msgspec.json.encode(value), digest_size=16).digest()
