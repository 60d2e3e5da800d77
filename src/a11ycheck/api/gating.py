"""Judges a finished scan: baseline, gate, trust, exit code."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import Literal

from a11ycheck.engine import baseline as baselines
from a11ycheck.engine.compare import Coverage
from a11ycheck.engine.gate import Distrust, Gate, distrust, exit_code
from a11ycheck.engine.gate import judge as judge_gate
from a11ycheck.engine.ports import Store
from a11ycheck.errors import ConfigError
from a11ycheck.model import Finding, Outcome, Scan
from a11ycheck.settings import ScanSettings


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a scan means for its caller."""

    exit_code: int
    """0, 1 or 3."""
    problems: tuple[str, ...] = ()
    """Why the exit code is not 0, one sentence each."""
    notes: tuple[str, ...] = ()
    """What else is worth knowing."""


def judge(
    scan: Scan,
    store: Store,
    settings: ScanSettings,
    *,
    update: bool = False,
    reason: str = "",
    start_failed: bool = False,
) -> Judgement:
    """Judges a finished scan.

    Args:
        scan: the scan.
        store: holds its pages.
        settings: gate, baseline, share of broken pages.
        update: write what was found to the baseline file.
        reason: noted for what the baseline newly accepts.
        start_failed: whether a start page could not be reached.

    Raises:
        ConfigError: the baseline file cannot be used.
        OutputError: the baseline file cannot be written.
    """
    findings = _counted(scan, store)
    doubts = distrust(scan, start_failed=start_failed, max_broken=settings.max_broken)
    notes: list[str] = []
    if settings.baseline is not None:
        findings, notes = _with_baseline(findings, scan, store, settings, update=update and not doubts, reason=reason)
        if update and doubts:
            notes.append("The baseline was left as it is: the scan is not to be trusted.")
    gate = judge_gate(Gate(fail_on=_LINES[settings.fail_on]), findings, {rule.id: rule for rule in scan.rules})
    problems = [_doubt(doubt, scan) for doubt in doubts if doubt is not Distrust.TOO_MANY_BROKEN or scan.pages_checked]
    if gate.failed and settings.fail_on is not None:
        counts = ", ".join(
            f"{gate.counts[level]} on level {int(level)}" for level in gate.counts if level <= settings.fail_on
        )
        problems.append(f"The gate failed (--fail-on {settings.fail_on}): failures found: {counts}.")
    return Judgement(exit_code(gate, doubts), tuple(problems), tuple(notes))


def known_baseline(settings: ScanSettings, *, update: bool) -> baselines.Baseline | None:
    """The accepted findings so far; None for none. To be asked before the scan, too: it may take hours.

    Raises:
        ConfigError: the baseline file cannot be used.
    """
    path = settings.baseline
    if path is None or (update and not path.exists()):
        return None
    if not path.exists():
        raise ConfigError(
            f"{path}: there is no such baseline file. Write it once with --update-baseline, then fill in the reasons."
        )
    return baselines.read(path)


_DOUBTS = {
    Distrust.INTERRUPTED: "The scan was interrupted after {checked}; what was checked is kept as {id}.",
    Distrust.START_UNREACHABLE: "The start page could not be checked.",
    Distrust.NO_PAGE: "No page was checked, so nothing can be said about this site.",
    Distrust.TOO_MANY_BROKEN: (
        "{broken} could not be checked, against {checked} that could: more than --max-broken allows. "
        "The report lists them with the reasons."
    ),
}


def _doubt(doubt: Distrust, scan: Scan) -> str:
    return _DOUBTS[doubt].format(checked=_pages(scan.pages_checked), broken=_pages(scan.pages_broken), id=scan.id)


def _pages(count: int) -> str:
    return f"{count} page" if count == 1 else f"{count} pages"


_LINES: dict[int | None, Literal[1, 2, 3] | None] = {1: 1, 2: 2, 3: 3, None: None}


def _counted(scan: Scan, store: Store) -> tuple[Finding, ...]:
    """The failed findings of rules that count."""
    rules = {rule.id: rule for rule in scan.rules}
    of_pages = (finding for page in store.pages(scan.id) for finding in page.findings)
    return tuple(
        finding
        for finding in chain(of_pages, scan.site_findings)
        if finding.outcome is Outcome.FAILED and finding.rule_id in rules and not rules[finding.rule_id].advice
    )


def _with_baseline(
    findings: tuple[Finding, ...], scan: Scan, store: Store, settings: ScanSettings, *, update: bool, reason: str
) -> tuple[tuple[Finding, ...], list[str]]:
    path = settings.baseline
    if path is None:
        return findings, []
    coverage = Coverage(scan)
    for page in store.pages(scan.id):
        coverage.add(page)
    today = scan.started.date()
    old = known_baseline(settings, update=True)
    if update:
        rules = {rule.id: rule for rule in scan.rules}
        line = settings.fail_on or 3
        above = tuple(f for f in findings if rules[f.rule_id].level <= line)
        new = baselines.update(above, old, today, reason, coverage.judged)
        baselines.write(path, new)
        notes = [f"Findings that the baseline {path} accepts from now on: {sum(e.count for e in new.entries)}."]
        applied = baselines.apply(findings, new, today, coverage.judged)
    else:
        notes = []
        applied = baselines.apply(findings, old or baselines.Baseline(created=today), today, coverage.judged)
    if applied.accepted:
        notes.append(f"Accepted by the baseline {path}: {len(applied.accepted)}.")
    if applied.expired:
        notes.append(f"Accepted until a day that has passed, so that they count again: {len(applied.expired)}.")
    if applied.stale:
        notes.append(f"No longer needed in the baseline: {len(applied.stale)}. --update-baseline removes them.")
    return applied.counted, notes
