"""Reports from a stored scan."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

from a11ycheck.api.ruleset import load_items
from a11ycheck.engine.compare import compare
from a11ycheck.exporters import Format, ReportInput, export
from a11ycheck.history.store import Store
from a11ycheck.model import Scan

_TREND = 24
"""Scans that a report's trend shows at most."""


def report_input(scan: Scan, store: Store, *, history: bool = True) -> ReportInput:
    """All that the reports of a scan are made from.

    Args:
        scan: the scan, with its rules.
        store: holds its pages, and the scans before.
        history: whether to compare with the scan before and to show a trend.
    """
    scheme = load_items()
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
        items=tuple(scheme.items.values()),
        criteria=scheme.criteria,
    )


def write_reports(data: ReportInput, formats: tuple[str, ...], out: Path | TextIO, lang: str) -> None:
    """Writes each format into the folder ``out``, or a single one to a stream.

    Raises:
        OutputError: a report cannot be written; what stood there before is untouched.
    """
    for name in formats:
        target = out / Format(name).file_name if isinstance(out, Path) else out
        export(name, data, target, lang)
