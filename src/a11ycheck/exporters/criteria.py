"""What a scan and people's answers say on each success criterion of the report's profile.

It is no judgement of conformance: rules look at a part of a criterion, and what they leave to people is
named beside the result.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from a11ycheck.exporters.digest import Digest, RuleLine
from a11ycheck.model import Criterion, Method, Standard
from a11ycheck.rules.profile import criteria_of, spoken_for, violated

RESULTS = ("failed", "review", "person", "confirmed", "none_found", "inapplicable", "uncovered")
"""Results of a criterion, the one that asks for most attention first."""


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """One criterion."""

    criterion: Criterion
    """The criterion."""
    name: str
    """Its Japanese name in the words of the profile's standard."""
    result: str
    """One of ``RESULTS``."""
    lines: tuple[RuleLine, ...]
    """The rules that speak for it, those that ask for attention first; no advice."""
    pages_applicable: int
    """Pages (and the site) to which one of them applied."""
    pages_failed: int
    """Of these, with a failure that violates the criterion."""
    pages_cant_tell: int
    """Of these, without such a failure but with something for a person."""
    remaining: tuple[RuleLine, ...]
    """The rules that people still have to answer."""

    @property
    def open(self) -> int:
        """Questions to people that have no answer."""
        return sum(line.people.open for line in self.remaining)


def criterion_lines(digest: Digest, standard: Standard, criteria: Mapping[str, Criterion]) -> tuple[CriterionLine, ...]:
    """Every criterion of the profile, in the order of the numbers."""
    speaking: dict[str, list[RuleLine]] = {}
    for line in digest.rules.values():
        if not line.rule.disabled:
            for number in spoken_for(line.rule, standard, criteria):
                speaking.setdefault(number, []).append(line)
    return tuple(
        _line(criterion, speaking.get(criterion.number, []), standard, criteria)
        for criterion in criteria_of(standard, criteria)
    )


def _line(
    criterion: Criterion, lines: list[RuleLine], standard: Standard, criteria: Mapping[str, Criterion]
) -> CriterionLine:
    violating = [line for line in lines if criterion.number in violated(line.rule, standard, criteria)]
    failed = {number for line in violating for number in line.pages_failed}
    others = (line for line in lines if line not in violating)
    unclear = {number for line in lines for number in line.pages_review}
    # A failure of a rule that does not violate the criterion is a reason to look at it, not a failure of it.
    unclear |= {number for line in others for number in line.pages_failed}
    order = ("failed", "review", "manual", "confirmed", "none_found", "untested", "inapplicable", "advice")
    lines = sorted(lines, key=lambda line: (order.index(line.result), line.rule.id))
    remaining = tuple(line for line in lines if line.people.open)
    by_person = any(line.people.failed for line in violating)
    applied = 0
    for line in lines:
        applied |= int.from_bytes(line.applied, "little")
    return CriterionLine(
        criterion,
        criterion.name_in(standard) or criterion.en,
        _result(lines, failed=bool(failed) or by_person, unclear=bool(unclear), remaining=bool(remaining)),
        tuple(lines),
        applied.bit_count(),
        len(failed),
        len(unclear - failed),
        remaining,
    )


def _result(lines: list[RuleLine], *, failed: bool, unclear: bool, remaining: bool) -> str:
    if not lines:
        return "uncovered"
    if failed:
        return "failed"
    if unclear:
        return "review"
    results = {line.result for line in lines}
    if "manual" in results and "none_found" not in results:
        return "person"
    asked = any(line.rule.method is not Method.AUTOMATIC for line in lines)
    if "confirmed" in results and asked and not remaining:
        return "confirmed"
    if results & {"none_found", "confirmed"}:
        return "none_found"
    return "person" if "untested" in results else "inapplicable"
