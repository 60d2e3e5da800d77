"""Check sheets from the rule files, or from what a scan found."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TextIO

from a11ycheck.api.reporting import review_of
from a11ycheck.api.ruleset import load_ruleset
from a11ycheck.exporters.checksheet import Sheet, SheetFormat, make_sheet, write_sheet
from a11ycheck.exporters.digest import digest
from a11ycheck.exporters.standards import standard_of
from a11ycheck.exporters.wording import wording
from a11ycheck.history.store import Store
from a11ycheck.model import CheckItem, Scan, Standard
from a11ycheck.rules import Scheme
from a11ycheck.rules.profile import titled
from a11ycheck.settings import ScanSettings


def blank_sheet(settings: ScanSettings, lang: str, phase: str | None, level: int | None) -> Sheet:
    """A sheet of the rules that there are.

    Raises:
        RuleError: a rule file cannot be loaded.
    """
    ruleset = load_ruleset(settings)
    profile = Standard(settings.standard)
    return make_sheet(
        ruleset.active,
        items=_items(ruleset.scheme, profile),
        criteria=ruleset.scheme.criteria,
        standard=profile,
        words=wording(lang),
        phase=phase,
        level=level,
    )


def scan_sheet(
    scan: Scan, store: Store, lang: str, phase: str | None, level: int | None, standard: str | None
) -> Sheet:
    """A sheet of the rules by which a scan was judged, with what it found and where people have to look."""
    scheme = load_ruleset(ScanSettings()).scheme
    profile = Standard(standard) if standard else standard_of(scan)
    return make_sheet(
        scan.rules,
        items=_items(scheme, profile),
        criteria=scheme.criteria,
        standard=profile,
        words=wording(lang),
        phase=phase,
        level=level,
        scan=scan,
        digest=digest(scan, store.pages(scan.id), review_of(scan, store)),
    )


def save_sheet(sheet: Sheet, kind: str, out: Path | TextIO, lang: str) -> None:
    """Writes a sheet to a file, or as text to a stream.

    Raises:
        OutputError: it cannot be written; what stood there before is untouched.
    """
    write_sheet(SheetFormat(kind), sheet, out, wording(lang), datetime.now().astimezone())


def _items(scheme: Scheme, profile: Standard) -> dict[str, CheckItem]:
    return {item.id: item for item in titled(scheme.items.values(), profile, scheme.criteria)}
