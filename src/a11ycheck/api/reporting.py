"""Reports from a stored scan."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

import msgspec

from a11ycheck.api.ruleset import load_items
from a11ycheck.engine.compare import compare
from a11ycheck.engine.review import Review, confirmed, review
from a11ycheck.exporters import Format, ReportInput, export
from a11ycheck.exporters.standards import standard_of
from a11ycheck.history.store import Store
from a11ycheck.model import Scan, Standard
from a11ycheck.rules.profile import titled

_TREND = 24
"""Scans that a report's trend shows at most."""


def report_input(scan: Scan, store: Store, *, history: bool = True, standard: str | None = None) -> ReportInput:
    """All that the reports of a scan are made from.

    Args:
        scan: the scan, with its rules.
        store: holds its pages, and the scans before.
        history: whether to compare with the scan before and to show a trend.
        standard: the profile; None for that of the scan.
    """
    scheme = load_items()
    profile = Standard(standard) if standard else standard_of(scan)
    people = review_of(scan, store)
    scan = msgspec.structs.replace(scan, score=confirmed(scan, people))
    previous = store.previous(scan) if history else None
    comparison = None
    if previous is not None:
        comparison = compare(previous, store.pages(previous.id), scan, store.pages(scan.id))
    trend = tuple(reversed(store.scans(scan.site, limit=_TREND))) if history else ()
    return ReportInput(
        scan=scan,
        pages=lambda: store.pages(scan.id),
        previous=previous,
        comparison=comparison,
        trend=trend,
        measures=store.measures,
        items=titled(scheme.items.values(), profile, scheme.criteria),
        criteria=scheme.criteria,
        standard=profile,
        people=people,
    )


def reviewed(scan: Scan, store: Store) -> Scan:
    """The scan with the verdicts that people's answers make of it."""
    return msgspec.structs.replace(scan, score=confirmed(scan, review_of(scan, store)))


def review_of(scan: Scan, store: Store) -> Review:
    """What people have answered about a scan, and what is open."""
    return review(scan, store.pages(scan.id), store.answers(scan.site))


def write_reports(data: ReportInput, formats: tuple[str, ...], out: Path | TextIO, lang: str) -> None:
    """Writes each format into the folder ``out``, or a single one to a stream.

    Raises:
        OutputError: a report cannot be written; what stood there before is untouched.
    """
    for name in formats:
        target = out / Format(name).file_name if isinstance(out, Path) else out
        export(name, data, target, lang)
