"""How much CPU the reports of a scan take: ``python -m benchmarks.report [PAGES ...]``."""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from tests.fakes.scans import report_input

from a11ycheck.exporters import Format, export


def main(sizes: list[int]) -> None:
    """Prints CPU seconds, size and files of every format for scans of these sizes, 60 findings a page."""
    print(f"{'pages':>6} {'format':<9} {'CPU s':>7} {'MB':>7} {'files':>6}")
    for size in sizes:
        given = report_input(size)
        # Making the scan up is not what is measured.
        pages = tuple(given.pages())
        data = replace(given, pages=pages.__iter__)
        for kind in Format:
            with tempfile.TemporaryDirectory() as folder:
                out = Path(folder) / (kind.file_name or "report")
                start = time.process_time()
                export(kind, data, out)
                spent = time.process_time() - start
                files = [p for p in Path(folder).rglob("*") if p.is_file()]
                total = sum(p.stat().st_size for p in files) / 1e6
            print(f"{size:>6} {kind:<9} {spent:>7.2f} {total:>7.1f} {len(files):>6}")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [46, 1000])
