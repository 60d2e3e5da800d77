"""Scans, pages and findings in a few words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from a11ycheck.model import (
    Axis,
    Finding,
    Impact,
    Level,
    Method,
    Outcome,
    Page,
    PageResult,
    Problem,
    ProblemKind,
    Rule,
    RuleCount,
    Scan,
    ScanState,
    Versions,
    Words,
)

SITE = "https://www.city.example.lg.jp"


@pytest.fixture
def make_rule() -> Callable[..., Rule]:
    """A function that makes rules."""

    def make(id_: str, level: int = 1, **fields: Any) -> Rule:
        words = Words(ja="文", en="text")
        if fields.get("check") == "axe.rule":
            fields = {"needs": ("axe",), "options": {"ids": [id_]}} | fields
        known: dict[str, Any] = {
            "quality": Axis.ACCESSIBILITY,
            "method": Method.AUTOMATIC,
            "check": "links.is_specific",
            "item": f"I-{id_}",
            "version": "v1",
        }
        return Rule(
            id=id_,
            level=Level(level),
            name=words,
            phases=(),
            impact=Impact.MINOR,
            why=words,
            fix=words,
            **known | fields,
        )

    return make


@pytest.fixture
def make_finding() -> Callable[..., Finding]:
    """A function that makes findings."""

    def make(fingerprint: str, rule: str = "r", page: str = "/a", outcome: Outcome = Outcome.FAILED) -> Finding:
        return Finding(
            rule_id=rule,
            page_url=SITE + page,
            outcome=outcome,
            key="k",
            selector="a",
            fingerprint=fingerprint,
            shared_id="s",
        )

    return make


@pytest.fixture
def make_page() -> Callable[..., PageResult]:
    """A function that makes results of pages; outcomes may be given by their words."""

    def make(
        path: str = "/a",
        *findings: Finding,
        outcomes: Mapping[str, str] | None = None,
        problem: ProblemKind | None = None,
        final: str = "",
    ) -> PageResult:
        if outcomes is None:
            outcomes = {"r": "failed"} if findings else {"r": "passed"}
        return PageResult(
            page=Page(url=SITE + path),
            final_url=SITE + (final or path),
            problem=None if problem is None else Problem(kind=problem),
            outcomes={} if problem else {rule: RuleCount(outcome=Outcome(word)) for rule, word in outcomes.items()},
            findings=findings,
        )

    return make


@pytest.fixture
def make_scan(make_rule: Callable[..., Rule]) -> Callable[..., Scan]:
    """A function that makes complete scans."""

    def make(id_: str = "s", *rules: Rule, axe: str = "4.12.1", **fields: Any) -> Scan:
        known: dict[str, Any] = {
            "started": datetime(2026, 11, 20, 9, 0, tzinfo=UTC),
            "state": ScanState.COMPLETE,
            "versions": Versions(tool="0", axe=axe, browser="b", rules="r1"),
            "rules": rules or (make_rule("r"),),
            "pages_checked": 10,
        }
        return Scan(id=id_, site=SITE, starts=(SITE + "/",), **known | fields)

    return make
