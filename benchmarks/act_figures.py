"""Counts outcomes of the W3C ACT test cases as W3C counts them: per ACT rule, and in all, for us and for others.

The way of counting is that of https://github.com/act-rules/act-tools, by which W3C makes its implementation pages
(https://www.w3.org/WAI/standards-guidelines/act/implementations/).
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Case = Mapping[str, Any]
"""A test case as it stands in testcases.json."""
KINDS = ("complete", "partial", "inconsistent", "untested")
_ORDER = ("failed", "cantTell", "passed", "inapplicable")


@dataclass(frozen=True, slots=True, kw_only=True)
class ActResult:
    """How one tool fares on one ACT rule."""

    id: str
    """The ACT rule's id."""
    name: str
    """Its name."""
    approved: bool
    """Whether W3C has approved it. Then only its approved cases count."""
    procedures: tuple[str, ...]
    """The tool's rules that stand for it; none if it has none."""
    kind: str
    """complete, partial, inconsistent or untested."""
    failing: int
    """Failed cases."""
    found: int
    """Of these, called failed."""
    false: int
    """Passed or inapplicable cases that were called failed."""
    false_anywhere: int
    """The same over all cases, the unapproved ones of an approved rule too."""
    asked: int
    """Cases left to a person: cantTell."""
    missing: tuple[str, ...] = ()
    """Success criteria that a failure does not satisfy, but that the tool's rules do not name."""
    extra: tuple[str, ...] = ()
    """Success criteria that the tool's rules name and the ACT rule does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """The sums of one tool."""

    name: str
    """Name and version."""
    approved: Counter[str]
    """Approved rules by kind."""
    proposed: Counter[str]
    """Proposed rules by kind."""
    found: int
    """Approved failed cases called failed."""
    failing: int
    """Approved failed cases."""
    false: int
    """False positives among the approved cases."""
    false_anywhere: int
    """False positives among all cases."""


def results(
    cases: Sequence[Case],
    outcomes: Sequence[str],
    procedures: Mapping[str, tuple[str, ...]],
    criteria: Mapping[str, frozenset[str]] | None = None,
) -> list[ActResult]:
    """Counts outcomes per ACT rule.

    Args:
        cases: the test cases.
        outcomes: the outcome of each: failed, cantTell, passed, inapplicable or untested.
        procedures: the tool's rules by ACT rule.
        criteria: the success criteria (``1.1.1``) that these name; None where that is not to be judged.
    """
    by_rule: dict[str, list[tuple[Case, str]]] = defaultdict(list)
    for case, outcome in zip(cases, outcomes, strict=True):
        by_rule[case["ruleId"]].append((case, outcome))
    return [_result(rule, pairs, procedures.get(rule, ()), criteria) for rule, pairs in sorted(by_rule.items())]


def _result(
    rule: str,
    pairs: Sequence[tuple[Case, str]],
    procedures: tuple[str, ...],
    criteria: Mapping[str, frozenset[str]] | None,
) -> ActResult:
    approved = any(case.get("approved") for case, _ in pairs)
    counted = [pair for pair in pairs if pair[0].get("approved") or not approved]
    missing, extra = _criteria(pairs[0][0], criteria.get(rule, frozenset())) if criteria and procedures else ((), ())
    kind = _consistency(counted)
    return ActResult(
        id=rule,
        name=pairs[0][0]["ruleName"],
        approved=approved,
        procedures=procedures,
        kind="partial" if kind == "complete" and (missing or extra) else kind,
        failing=sum(c["expected"] == "failed" for c, _ in counted),
        found=sum(c["expected"] == "failed" and o == "failed" for c, o in counted),
        false=sum(c["expected"] != "failed" and o == "failed" for c, o in counted),
        false_anywhere=sum(c["expected"] != "failed" and o == "failed" for c, o in pairs),
        asked=sum(o == "cantTell" for _, o in counted),
        missing=missing,
        extra=extra,
    )


def _consistency(pairs: Iterable[tuple[Case, str]]) -> str:
    pairs = list(pairs)
    if any(case["expected"] != "failed" and outcome == "failed" for case, outcome in pairs):
        return "inconsistent"
    failing = [outcome for case, outcome in pairs if case["expected"] == "failed"]
    if "failed" not in failing:
        return "untested"
    missed = any(outcome in ("passed", "inapplicable", "untested") for outcome in failing)
    return "partial" if missed or any(outcome == "untested" for _, outcome in pairs) else "complete"


def _criteria(case: Case, named: frozenset[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Criteria that our rules should name and do not, and those that they name beyond the ACT rule's."""
    demanded, allowed = set(), set()
    for key, value in (case.get("ruleAccessibilityRequirements") or {}).items():
        standard, _, number = key.partition(":")
        if standard not in ("wcag20", "wcag21", "wcag22"):
            continue
        allowed.add(number)
        if value.get("forConformance") and value.get("failed") == "not satisfied" and not value.get("secondary"):
            demanded.add(number)
    return tuple(sorted(demanded - named)), tuple(sorted(named - allowed))


def total(name: str, counted: Sequence[ActResult]) -> Tool:
    """The sums over all ACT rules."""
    approved = [r for r in counted if r.approved]
    return Tool(
        name=name,
        approved=Counter(r.kind for r in approved),
        proposed=Counter(r.kind for r in counted if not r.approved),
        found=sum(r.found for r in approved),
        failing=sum(r.failing for r in approved),
        false=sum(r.false for r in approved),
        false_anywhere=sum(r.false_anywhere for r in counted),
    )


def published(path: Path, cases: Sequence[Case]) -> Tool:
    """The sums of another tool, from its report as W3C publishes it.

    Which rules are complete is taken as W3C says it; the cases are counted here.
    """
    report = json.loads(path.read_text(encoding="utf-8"))
    said: dict[tuple[str, str], str] = {}
    for mapping in report["actRuleMapping"]:
        for result in mapping.get("testCaseResults", ()):
            heard = {o for p in result["procedureResults"] for o in p["outcomes"]}
            outcome = next((o for o in _ORDER if o in heard), "untested")
            said[mapping["ruleId"], result["testcaseId"]] = outcome
    outcomes = [said.get((case["ruleId"], case["testcaseId"]), "untested") for case in cases]
    counted = total(f"{report['name']} {report.get('version', '')}".strip(), results(cases, outcomes, {}))
    return Tool(
        name=counted.name,
        approved=Counter({k: report["approvedRules"][k] for k in KINDS}),
        proposed=Counter({k: report["proposedRules"][k] for k in KINDS}),
        found=counted.found,
        failing=counted.failing,
        false=counted.false,
        false_anywhere=counted.false_anywhere,
    )


def line(result: ActResult) -> str:
    """One ACT rule for the terminal."""
    criteria = "".join(
        f" [{word}: {', '.join(values)}]"
        for word, values in (("criteria not named", result.missing), ("criteria beyond", result.extra))
        if values
    )
    return (
        f"{result.id} {'approved' if result.approved else 'proposed'} {result.kind:<12} "
        f"{result.found:>3}/{result.failing:<3} found, {result.false} false, {result.asked} cantTell  "
        f"{result.name}{criteria}"
    )


def summary(tool: Tool) -> str:
    """One tool for the terminal."""
    return (
        f"{tool.name}: approved {_kinds(tool.approved)} (complete/partial/inconsistent/untested), "
        f"{tool.found} of {tool.failing} failed cases found, false positives {tool.false} "
        f"(all cases {tool.false_anywhere}); proposed {_kinds(tool.proposed)}"
    )


def _kinds(counter: Counter[str]) -> str:
    return "/".join(str(counter[kind]) for kind in KINDS)


def markdown(tools: Sequence[Tool], counted: Sequence[ActResult], about: str) -> str:
    """The page of the documentation.

    Args:
        tools: ours first.
        counted: our ACT rules.
        about: one paragraph on how it was measured.
    """
    rows = [
        f"| {t.name} | {_spaced(t.approved)} | {t.found} / {t.failing} "
        f"| {t.false} / {t.false_anywhere} | {_spaced(t.proposed)} |"
        for t in tools
    ]
    rules = [
        f"| [{r.id}](https://www.w3.org/WAI/standards-guidelines/act/rules/{r.id}/) | {r.name} "
        f"| {'approved' if r.approved else 'proposed'} | {r.kind} | {r.found} / {r.failing} | {r.asked} "
        f"| {', '.join(f'`{p}`' for p in r.procedures) or '–'} |"
        for r in counted
    ]
    kinds = " / ".join(KINDS)
    return "\n".join(
        [
            "# W3C ACT test cases / W3C ACT ルールのテストケース",
            "",
            about,
            "",
            (
                f"| Tool | Approved rules: {kinds} | Failed cases found (approved) "
                f"| False positives (approved / all) | Proposed rules: {kinds} |"
            ),
            "|---|---|---|---|---|",
            *rows,
            "",
            "## Rule by rule / ルールごと",
            "",
            "| ACT rule | Name | State | Ours | Failed cases found | Left to a person | Our rules |",
            "|---|---|---|---|---|---|---|",
            *rules,
            "",
        ]
    )


def _spaced(counter: Counter[str]) -> str:
    return " / ".join(str(counter[kind]) for kind in KINDS)
