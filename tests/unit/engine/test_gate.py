"""Exit codes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from a11ycheck.engine.gate import Distrust, Gate, GateResult, distrust, exit_code, judge
from a11ycheck.model import Finding, Level, Outcome, Rule, Scan, ScanState

Make = Callable[..., Finding]
MakeRule = Callable[..., Rule]
MakeScan = Callable[..., Scan]


@pytest.mark.parametrize(
    ("fail_on", "level", "failed"),
    [(1, 1, True), (1, 2, False), (2, 1, True), (2, 2, True), (2, 3, False), (3, 3, True), (None, 1, False)],
)
def test_line(make_rule: MakeRule, make_finding: Make, fail_on: int | None, level: int, *, failed: bool) -> None:
    """The gate fails for findings on its level and on the stricter ones."""
    gate = Gate(fail_on=fail_on)  # type: ignore[arg-type]
    result = judge(gate, [make_finding("f")], {"r": make_rule("r", level=level)})
    assert result.failed is failed
    assert result.counts == dict.fromkeys(Level, 0) | {Level(level): 1}


def test_nothing_found() -> None:
    """Without findings nothing fails."""
    assert judge(Gate(), [], {}) == GateResult(failed=False, counts=dict.fromkeys(Level, 0))


def test_only_certain_faults_count(make_rule: MakeRule, make_finding: Make) -> None:
    """What a person must look at, and advice, never fail the gate."""
    findings = [make_finding("a", outcome=Outcome.CANT_TELL), make_finding("b", rule="tip")]
    result = judge(Gate(fail_on=3), findings, {"r": make_rule("r"), "tip": make_rule("tip", advice=True)})
    assert not result.failed


@pytest.mark.parametrize(
    ("fields", "start_failed", "problems"),
    [
        ({}, False, ()),
        ({"state": ScanState.INTERRUPTED}, False, (Distrust.INTERRUPTED,)),
        ({"state": ScanState.RUNNING}, False, (Distrust.INTERRUPTED,)),
        ({}, True, (Distrust.START_UNREACHABLE,)),
        ({"pages_checked": 0}, False, (Distrust.NO_PAGE,)),
        ({"pages_checked": 8, "pages_broken": 2}, False, ()),
        ({"pages_checked": 7, "pages_broken": 2}, False, (Distrust.TOO_MANY_BROKEN,)),
        ({"pages_checked": 1, "pages_other": 99}, False, ()),
        ({"pages_checked": 0, "pages_broken": 1}, True,
         (Distrust.START_UNREACHABLE, Distrust.NO_PAGE, Distrust.TOO_MANY_BROKEN)),
    ],
)  # fmt: skip
def test_trust(
    make_scan: MakeScan, fields: dict[str, object], problems: tuple[Distrust, ...], *, start_failed: bool
) -> None:
    """A scan is trusted if it came to its end, reached the start, and judged nearly all pages."""
    assert distrust(make_scan(**fields), start_failed=start_failed) == problems


@pytest.mark.parametrize(("max_broken", "trusted"), [(0.0, False), (0.5, True), (1.0, True)])
def test_share_is_a_setting(make_scan: MakeScan, max_broken: float, *, trusted: bool) -> None:
    """How many pages may stay unchecked can be set; at 1 a share never matters."""
    scan = make_scan(pages_checked=1, pages_broken=1)
    assert (not distrust(scan, max_broken=max_broken)) is trusted


@pytest.mark.parametrize(
    ("failed", "problems", "code"),
    [(False, (), 0), (True, (), 1), (False, (Distrust.NO_PAGE,), 3), (True, (Distrust.NO_PAGE,), 3)],
)
def test_exit_code(problems: tuple[Distrust, ...], code: int, *, failed: bool) -> None:
    """3 outweighs 1, and 1 outweighs 0."""
    assert exit_code(GateResult(failed=failed, counts={}), problems) == code
