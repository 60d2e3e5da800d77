"""What to repair first: faults that one repair clears, ordered by what the repair is worth."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from a11ycheck.exporters.digest import SITE, Digest, Fault
from a11ycheck.model import Impact, Level, Outcome, Rule

COMMON_REGIONS = ("header", "nav", "footer", "aside", "head")
"""Parts of a page that a site usually has in one template."""
_LEVEL_WEIGHT = {Level.MUST: 10, Level.RECOMMENDED: 3, Level.IDEAL: 1}
_IMPACT_WEIGHT = {Impact.CRITICAL: 4, Impact.SERIOUS: 3, Impact.MODERATE: 2, Impact.MINOR: 1}


@dataclass(frozen=True, slots=True)
class Repair:
    """A piece of work."""

    slug: str
    """File name of its page; empty if it is not about a shared part."""
    rule: Rule
    """The rule that is broken."""
    region: str
    """The part of the page; empty where the faults stand on single pages."""
    faults: tuple[Fault, ...]
    """What is repaired, the widest first."""
    pages: tuple[int, ...]
    """Numbers of the pages that get better."""
    findings: int
    """Findings that go away."""
    value: float
    """What it is worth, to order by."""

    @property
    def whole_site(self) -> bool:
        """Whether it is about the site as a whole and not about pages."""
        return self.pages == (SITE,)


def repairs(digest: Digest, pages_checked: int) -> list[Repair]:
    """All pieces of work, the most valuable first. Advice and what a person has to judge is left out.

    Faults in a common part of the page that two or more pages share are one piece of work for each rule and
    part; a fault in the main text that pages share is one of its own; what stands on single pages is
    collected by rule.
    """
    found: list[Repair] = []
    for line in digest.rules.values():
        if line.rule.advice or not line.failed:
            continue
        groups: dict[tuple[str, str], list[Fault]] = {}
        for (shared_id, outcome), fault in line.faults.items():
            if outcome is Outcome.FAILED:
                groups.setdefault(_group(shared_id, fault), []).append(fault)
        found.extend(
            _repair(line.rule, region, shared, faults, pages_checked) for (region, shared), faults in groups.items()
        )
    return sorted(found, key=lambda r: (-r.value, r.rule.level, r.rule.id, r.slug))


def _group(shared_id: str, fault: Fault) -> tuple[str, str]:
    if len(fault.pages) < 2:  # noqa: PLR2004 - on one page only
        return "", ""
    region = fault.finding.region
    return (region, "") if region in COMMON_REGIONS else (region or "body", shared_id)


def _repair(rule: Rule, region: str, shared_id: str, faults: list[Fault], pages_checked: int) -> Repair:
    faults.sort(key=lambda f: (-len(f.pages), -f.count))
    pages = tuple(sorted({number for fault in faults for number in fault.pages}))
    findings = sum(fault.count for fault in faults)
    reached = max(pages_checked, 1) if pages == (SITE,) else len(pages)
    weight = _LEVEL_WEIGHT[rule.level] * _IMPACT_WEIGHT[rule.impact]
    # Pages and findings that are gained, for each place that has to be edited.
    value = reached * findings * weight / len(faults)
    slug = ""
    if region:
        slug = hashlib.sha256(f"{rule.id}\0{region}\0{shared_id}".encode(errors="replace")).hexdigest()[:12]
    return Repair(slug, rule, region, tuple(faults), pages, findings, value)
