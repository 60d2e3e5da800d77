"""What ``scan``, ``check`` and ``demo`` share: scan, keep, report, judge the gate."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

import click

from a11ycheck.api.gating import Judgement, judge, known_baseline
from a11ycheck.api.reporting import report_input, write_reports
from a11ycheck.api.scanning import Control, Scanned, scan_site
from a11ycheck.api.snapshots import judge_snapshots
from a11ycheck.cli.console import ScanProgress, print_summary, printable, stderr
from a11ycheck.cli.findings import print_findings
from a11ycheck.cli.options import BINARY
from a11ycheck.crawl.sampling import parse_url_list
from a11ycheck.errors import OutputError, UsageError
from a11ycheck.history import open_store
from a11ycheck.history.store import Store
from a11ycheck.model import Scan
from a11ycheck.settings import ScanSettings

MEMORY = "sqlite://"
"""A history that is forgotten when the program ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What the command line asks for."""

    starts: tuple[str, ...]
    urls: tuple[str, ...]
    settings: ScanSettings
    out: Path | None
    formats: tuple[str, ...]
    lang: str
    db: str | None
    quiet: bool
    verbose: bool
    update_baseline: bool = False
    baseline_reason: str = ""
    keep: bool = True
    """Whether the scan goes into the history."""
    snapshots: tuple[Path, ...] = ()
    on_done: Callable[[Scanned], None] | None = None


def execute(request: Request) -> int:
    """Scans, writes the reports, prints the summary; the exit code.

    Raises:
        A11yCheckError: as its subclasses say.
    """
    _verify(request)
    with open_store(request.db if request.keep else MEMORY) as store:
        scanned = _scan(request, store)
        scan = scanned.scan
        judgement = judge(
            scan,
            store,
            request.settings,
            update=request.update_baseline,
            reason=request.baseline_reason,
            start_failed=bool(scanned.start_problems) and not scan.pages_checked,
        )
        shown = _write(request, scanned, store)
        if not request.quiet:
            print_summary(shown, request.lang)
        _say(request, scanned, judgement)
    if request.on_done is not None:
        request.on_done(scanned)
    return judgement.exit_code


def read_urls(lines: Iterable[str]) -> tuple[str, ...]:
    """The addresses of a list, one a line; empty lines and comments (#) are passed over.

    Raises:
        UsageError: a line holds no address; names the line.
    """
    urls, errors = parse_url_list(lines)
    if errors:
        raise UsageError(f"The list of addresses cannot be used: {errors[0]}.")
    if not urls:
        raise UsageError("The list of addresses is empty.")
    return tuple(urls)


def read_lines(lines: Iterable[str]) -> tuple[str, ...]:
    """The lines of a list of addresses and files, without the empty ones and comments (#).

    Raises:
        UsageError: there are none.
    """
    texts = (line.removeprefix("\ufeff").strip() for line in lines)
    found = tuple(text for text in texts if text and not text.startswith("#"))
    if not found:
        raise UsageError("The list of addresses is empty.")
    return found


def _verify(request: Request) -> None:
    """Finds what cannot work before the scan begins."""
    if not (request.starts or request.urls or request.snapshots):
        raise UsageError("No address was given. Give one, e.g. https://www.city.example.lg.jp/")
    if request.out is not None and request.out != Path("-"):
        _verify_folder(request.out)
    if request.out == Path("-") and (len(request.formats) != 1 or request.formats[0] in BINARY):
        raise UsageError("--out - takes one text format, e.g. --format json --out -")
    if request.update_baseline and request.settings.baseline is None:
        raise UsageError("--update-baseline needs --baseline FILE.")
    known_baseline(request.settings, update=request.update_baseline)


def _verify_folder(out: Path) -> None:
    there = next((place for place in (out, *out.absolute().parents) if place.exists()), out)
    if not there.is_dir():
        raise UsageError(f"{there} is a file, so that no report can be written to {out}. Name a folder with --out.")
    if not os.access(there, os.W_OK):
        raise OutputError(f"The report cannot be written to {out}: you may not write there. Name a folder with --out.")


def _scan(request: Request, store: Store) -> Scanned:
    if request.snapshots:
        return judge_snapshots(request.snapshots, request.settings, store=store)
    progress = ScanProgress(
        quiet=request.quiet, verbose=request.verbose, lang=request.lang, max_pages=request.settings.max_pages
    )
    control = Control()

    async def run() -> Scanned:
        with suppress(NotImplementedError):  # Windows: Ctrl-C arrives as KeyboardInterrupt
            for number in (signal.SIGINT, signal.SIGTERM):
                asyncio.get_running_loop().add_signal_handler(number, control.stop)
        return await scan_site(
            request.starts, request.settings, store=store, progress=progress, urls=request.urls, control=control
        )

    try:
        with progress:
            return asyncio.run(run())
    except asyncio.CancelledError:
        raise KeyboardInterrupt from None  # stopped before there was anything to keep


def _write(request: Request, scanned: Scanned, store: Store) -> Scan:
    """Writes the reports; the scan as they show it, with the verdicts that people's answers make of it."""
    if request.out is None:
        print_findings(scanned.scan, store.pages(scanned.scan.id), request.lang)
        return scanned.scan
    data = report_input(scanned.scan, store, history=request.keep)
    target: Path | TextIO = sys.stdout if request.out == Path("-") else request.out
    write_reports(data, request.formats, target, request.lang)
    if not request.quiet and request.out != Path("-"):
        page = request.out / ("index.html" if "html" in request.formats else "")
        stderr().print(f"Report: {page}", markup=False)
    return data.scan


def _say(request: Request, scanned: Scanned, judgement: Judgement) -> None:
    """Everything that the exit code rests on, one sentence each."""
    if not request.quiet:
        for warning in scanned.warnings:
            click.echo(f"a11ycheck: note: {printable(warning)}", err=True)
        for sentence in judgement.notes:
            click.echo(f"a11ycheck: {printable(sentence)}", err=True)
    for sentence in (*scanned.start_problems, *judgement.problems):
        click.echo(f"a11ycheck: {printable(sentence)}", err=True)
