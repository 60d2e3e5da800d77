"""What every report is made from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from a11ycheck.engine.review import Review
from a11ycheck.model import CheckItem, Comparison, Criterion, PageResult, Scan, Standard
from a11ycheck.rules.profile import DEFAULT


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportInput:
    """A scan with all that a report says about it."""

    scan: Scan
    """The scan."""
    pages: Callable[[], Iterator[PageResult]]
    """Its pages in their order; every call begins again, and nothing holds them all."""
    previous: Scan | None = None
    """The scan before, for the change of the scores."""
    comparison: Comparison | None = None
    """What changed since then."""
    trend: tuple[Scan, ...] = ()
    """Scans of the same site, oldest first; whether this one is among them does not matter."""
    measures: Callable[[str], Sequence[Mapping[str, float]]] | None = None
    """Gives the measures of the pages of a scan in ``trend``, by its id; None where they are not at hand."""
    items: tuple[CheckItem, ...] = ()
    """The check items of the three-tier scheme."""
    criteria: Mapping[str, Criterion]
    """Success criteria by number."""
    standard: Standard = DEFAULT
    """The profile: whose criteria the report goes through, and in whose words it names them."""
    people: Review = field(default_factory=Review)
    """What people have answered, and what is still open."""
