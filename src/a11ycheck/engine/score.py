"""From page results to the matrix of levels and quality axes, one page at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from a11ycheck.model import (
    Axis,
    Cell,
    Finding,
    Level,
    LevelScore,
    LevelVerdict,
    Method,
    Outcome,
    PageResult,
    Rule,
    RuleCount,
    Scan,
)

_JUDGED = (Outcome.PASSED, Outcome.FAILED, Outcome.CANT_TELL)


@dataclass(slots=True)
class _Count:
    """A cell while it is counted."""

    applicable: int = 0
    failed: int = 0
    cant_tell: int = 0
    findings: int = 0
    advice: int = 0


class Tally:
    """Counts how a site stands. Keeps nothing of the pages but numbers.

    A site rule is one pair (site × rule), whatever number of pages there are. Best-practice rules count
    as ``advice`` only. ``manual`` is the number of check items for which a person has to look.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        """
        Args:
            rules: the rules that judge, manual ones included.
        """
        self._rules = {rule.id: rule for rule in rules}
        self._counts = {(level, axis): _Count() for level in Level for axis in Axis}
        self._ran: set[Level] = set()
        self._pages = 0

    def add(self, result: PageResult) -> None:
        """A page, judged or not."""
        if result.problem is not None:
            return
        # Of a file that could not be read nothing is known.
        self._pages += bool(result.metrics.get("readable", 1))
        for rule_id, count in result.outcomes.items():
            rule = self._rules.get(rule_id)
            # A site rule that is named on a page has its one pair in ``add_site``.
            if rule is not None and "site" not in rule.needs:
                self._add_outcome(rule, count)
        self._add_findings(result.findings)

    def add_site(self, outcomes: Mapping[str, RuleCount], findings: Iterable[Finding]) -> None:
        """How the site rules fared; their findings that ``add`` has not seen."""
        for rule_id, count in outcomes.items():
            rule = self._rules.get(rule_id)
            if rule is not None:
                self._add_outcome(rule, count)
        self._add_findings(findings)

    def levels(self) -> tuple[LevelScore, ...]:
        """Levels 1 to 3 as they stand now, each with all four axes."""
        return tuple(self._level(level) for level in Level)

    def _add_outcome(self, rule: Rule, count: RuleCount) -> None:
        if rule.advice or count.outcome is Outcome.UNTESTED:
            return
        self._ran.add(rule.level)
        if count.outcome not in _JUDGED:
            return
        cell = self._counts[rule.level, rule.quality]
        cell.applicable += 1
        cell.failed += count.outcome is Outcome.FAILED
        cell.cant_tell += count.outcome is Outcome.CANT_TELL

    def _add_findings(self, findings: Iterable[Finding]) -> None:
        for finding in findings:
            rule = self._rules.get(finding.rule_id)
            if rule is None:
                continue
            cell = self._counts[rule.level, rule.quality]
            if rule.advice:
                cell.advice += 1
            elif finding.outcome is Outcome.FAILED:
                cell.findings += 1

    def _level(self, level: Level) -> LevelScore:
        counts = [self._counts[level, axis] for axis in Axis]
        total = Cell(
            applicable=sum(count.applicable for count in counts),
            failed=sum(count.failed for count in counts),
            cant_tell=sum(count.cant_tell for count in counts),
            findings=sum(count.findings for count in counts),
            advice=sum(count.advice for count in counts),
            manual=self._manual(level, *Axis),
        )
        return LevelScore(
            level=level,
            total=total,
            axes={axis: self._cell(level, axis) for axis in Axis},
            verdict=self._verdict(level, total),
        )

    def _cell(self, level: Level, axis: Axis) -> Cell:
        count = self._counts[level, axis]
        return Cell(
            applicable=count.applicable,
            failed=count.failed,
            cant_tell=count.cant_tell,
            findings=count.findings,
            advice=count.advice,
            manual=self._manual(level, axis),
        )

    def _manual(self, level: Level, *axes: Axis) -> int:
        return len(
            {
                rule.item
                for rule in self._rules.values()
                if rule.method is Method.MANUAL and rule.level == level and rule.quality in axes
            }
        )

    def _verdict(self, level: Level, total: Cell) -> LevelVerdict:
        if not self._pages or level not in self._ran:
            return LevelVerdict.NOT_CHECKED
        # CONFIRMED needs people's recorded answers; a machine alone never gives it.
        return LevelVerdict.PROBLEMS if total.failed else LevelVerdict.NONE_FOUND


def tally(scan: Scan, pages: Iterable[PageResult]) -> tuple[LevelScore, ...]:
    """The score of a stored scan, counted again from its pages."""
    counted = Tally(scan.rules)
    for result in pages:
        counted.add(result)
    counted.add_site(scan.site_outcomes, scan.site_findings)
    return counted.levels()
