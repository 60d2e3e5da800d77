"""Makes the golden reports in reports/samples, and the stored scan that they are made from.

The scan in tests/golden/scan-1.json is kept for ever: a test renders it with the code of today, since
old scans must still be shown. ``--rescan`` scans the sample site and writes a new one; do so only when
the format of a stored scan changes, and then under the next number.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import shutil
import tempfile
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from a11ycheck.api.ruleset import load_items
from a11ycheck.api.scanning import scan_site
from a11ycheck.engine.ports import Progress
from a11ycheck.engine.review import review
from a11ycheck.exporters import Format, ReportInput, export
from a11ycheck.history import open_store
from a11ycheck.model import PageResult, Scan
from a11ycheck.sample.server import serve
from a11ycheck.settings import ScanSettings

ROOT = Path(__file__).parents[1]
FIXTURE = ROOT / "tests" / "golden" / "scan-1.json"
SAMPLES = ROOT / "reports" / "samples"
SITE = "https://www.city.aobano.example"
STARTED = datetime(2026, 11, 24, 9, 0, tzinfo=ZoneInfo("Asia/Tokyo"))
KEPT_HTML = ("index.html", "levels/1.html", "rules/image-alt.html", "assets")
"""What of the HTML report is kept: the whole of it would be hundreds of files."""


class Stored(msgspec.Struct, frozen=True):
    """A scan with its pages, as a file."""

    scan: Scan
    pages: tuple[PageResult, ...]


class Silent(Progress):
    """Says nothing."""

    def page_done(self, result: PageResult, done: int, queued: int) -> None:
        """Nothing."""


def main() -> None:
    """Writes the samples."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rescan", action="store_true", help="scan the sample site again")
    if parser.parse_args().rescan:
        FIXTURE.parent.mkdir(parents=True, exist_ok=True)
        FIXTURE.write_text(rescan(), encoding="utf-8")
    write_samples(read_fixture(), SAMPLES)


def read_fixture(path: Path = FIXTURE) -> Stored:
    """The stored scan."""
    return msgspec.json.decode(path.read_bytes(), type=Stored)


def write_samples(stored: Stored, folder: Path) -> None:
    """All formats of the stored scan."""
    scheme = load_items()
    data = ReportInput(
        scan=stored.scan,
        pages=lambda: iter(stored.pages),
        items=tuple(scheme.items.values()),
        criteria=scheme.criteria,
        people=review(stored.scan, stored.pages, ()),
    )
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for kind in (Format.CSV, Format.JUNIT, Format.MARKDOWN):
        export(kind, data, folder / kind.file_name, "ja")
    with tempfile.TemporaryDirectory() as place:
        export(Format.HTML, data, Path(place) / "html", "ja")
        for name in (*KEPT_HTML, *(f"en/{name}" for name in KEPT_HTML if name != "assets")):
            source, target = Path(place) / "html" / name, folder / "html" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            (shutil.copytree if source.is_dir() else shutil.copyfile)(source, target)


def rescan() -> str:
    """Scans the sample site; the scan as text, without what differs from machine to machine."""
    with serve(today=date(2026, 11, 24)) as url, open_store("sqlite://") as store:
        settings = ScanSettings(name="sample-city", exclude=("*y=*",))
        scan = asyncio.run(scan_site([url], settings, store=store, progress=Silent())).scan
        pages = tuple(
            msgspec.structs.replace(page, metrics={**page.metrics, "load_ms": 100} if page.metrics else {})
            for page in store.pages(scan.id)
        )
    scan = msgspec.structs.replace(
        scan, id="20261124-090000-demo", started=STARTED, finished=STARTED + timedelta(seconds=30)
    )
    text = msgspec.json.format(msgspec.json.encode(Stored(scan, pages)), indent=1).decode()
    return re.sub(r"http://127\.0\.0\.1:\d+", SITE, text) + "\n"


if __name__ == "__main__":
    main()
