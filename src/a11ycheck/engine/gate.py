"""Whether a scan may pass, and whether it can be trusted at all: the exit code."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum
from typing import Literal

from a11ycheck.model import Finding, Level, Outcome, Rule, Scan, ScanState, Value

PASSED, FAILED, UNTRUSTED = 0, 1, 3
"""Exit codes. (2, wrong usage, is never decided here.)"""


class Gate(Value, frozen=True, kw_only=True):
    """Where the line is."""

    fail_on: Literal[1, 2, 3] | None = 1
    """The lowest tier whose failures fail the gate, with all above it; None: nothing does."""


class GateResult(Value, frozen=True, kw_only=True):
    """What the gate says."""

    failed: bool
    """Whether something at or above the line failed."""
    counts: dict[Level, int]
    """Failed findings that count, on every level, below the line too."""


class Distrust(StrEnum):
    """Why a scan says nothing reliable about the site."""

    INTERRUPTED = "interrupted"
    """It did not come to its end."""
    START_UNREACHABLE = "start-unreachable"
    """A start page could not be reached."""
    NO_PAGE = "no-page"
    """No page was checked."""
    TOO_MANY_BROKEN = "too-many-broken"
    """Too large a share of the pages could not be checked."""


def judge(gate: Gate, findings: Iterable[Finding], rules: Mapping[str, Rule]) -> GateResult:
    """Judges findings. Best-practice rules (advice) and cantTell never count.

    Args:
        gate: where the line is.
        findings: those that no baseline accepts.
        rules: the scan's rules by id.
    """
    counts = dict.fromkeys(Level, 0)
    for finding in findings:
        rule = rules.get(finding.rule_id)
        if rule is not None and finding.outcome is Outcome.FAILED and not rule.advice:
            counts[rule.level] += 1
    failed = gate.fail_on is not None and any(counts[level] for level in Level if level <= gate.fail_on)
    return GateResult(failed=failed, counts=counts)


def distrust(scan: Scan, *, start_failed: bool = False, max_broken: float = 0.2) -> tuple[Distrust, ...]:
    """Why a finished scan is not to be trusted; empty if it is.

    Args:
        scan: the scan.
        start_failed: whether a start page could not be reached.
        max_broken: the share of pages, 0 to 1, that may stay unchecked although they should have been checked.
    """
    found = []
    if scan.state is not ScanState.COMPLETE:
        found.append(Distrust.INTERRUPTED)
    if start_failed:
        found.append(Distrust.START_UNREACHABLE)
    if not scan.pages_checked:
        found.append(Distrust.NO_PAGE)
    if scan.pages_broken > max_broken * (scan.pages_checked + scan.pages_broken):
        found.append(Distrust.TOO_MANY_BROKEN)
    return tuple(found)


def exit_code(result: GateResult, problems: Collection[Distrust]) -> int:
    """0, 1 or 3; a scan that is not to be trusted outweighs the gate."""
    if problems:
        return UNTRUSTED
    return FAILED if result.failed else PASSED
