"""Writes the report's folder: beside the old one first, then in its place."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from a11ycheck.errors import OutputError, UsageError
from a11ycheck.exporters.digest import digest
from a11ycheck.exporters.files import unwritable
from a11ycheck.exporters.htmlreport.book import Book
from a11ycheck.exporters.htmlreport.criteria import criteria_file
from a11ycheck.exporters.htmlreport.language import language_files
from a11ycheck.exporters.htmlreport.levels import level_files
from a11ycheck.exporters.htmlreport.overview import overview_file
from a11ycheck.exporters.htmlreport.pages import File, page_files, page_lists, part_files, rule_files
from a11ycheck.exporters.priorities import repairs
from a11ycheck.exporters.report_data import ReportInput
from a11ycheck.model import Lang
from a11ycheck.resources import templates_dir

_MARK = b'<meta name="generator" content="a11ycheck">'
_ASSETS = ("report.css", "report.js")


def write(data: ReportInput, out: Path, lang: Lang) -> None:
    """The report in both languages; ``lang`` stands at the folder's root, the other in a folder of its name.

    Other files in ``out`` stay; an earlier report there is replaced as a whole.

    Raises:
        OutputError: it cannot be written; an earlier report is untouched.
        UsageError: ``out`` holds files of these names that are no report.
    """
    other = Lang.EN if lang is Lang.JA else Lang.JA
    names = ("assets", "criteria", "levels", "pages", "rules", "parts", "language", *map(str, Lang), "index.html")
    _refuse_foreign(out, names)
    found = digest(data.scan, data.pages(), data.people)
    work = repairs(found, data.scan.pages_checked)
    books = (
        Book(data, found, work, lang, "", (other, str(other))),
        Book(data, found, work, other, str(other), (lang, "")),
    )
    staging: Path | None = None
    try:
        out.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=".a11ycheck-report-", dir=out))
        new, old = staging / "new", staging / "old"
        old.mkdir()
        _write(new, _files(books, data))
        (new / "assets").mkdir()
        for name in _ASSETS:
            shutil.copyfile(templates_dir() / "assets" / name, new / "assets" / name)
        _replace(out, new, old, names)
    except OSError as error:
        raise unwritable(out, error) from error
    finally:
        if staging is not None:
            with suppress(OSError):
                shutil.rmtree(staging)


def _files(books: tuple[Book, ...], data: ReportInput) -> Iterator[File]:
    for book in books:
        yield overview_file(book)
        yield from level_files(book)
        yield criteria_file(book)
        yield from page_lists(book)
        yield from rule_files(book)
        yield from part_files(book)
        yield from language_files(book)
    yield from page_files(books, data.pages())


def _write(folder: Path, files: Iterator[File]) -> None:
    made: set[Path] = set()
    for path, text in files:
        target = folder / path
        if target.parent not in made:
            target.parent.mkdir(parents=True, exist_ok=True)
            made.add(target.parent)
        # Lone surrogates in a page's text were spelt out; whatever slips through must not stop a report.
        target.write_bytes(text.encode("utf-8", "replace"))


def _replace(out: Path, new: Path, old: Path, names: tuple[str, ...]) -> None:
    """Moves the old entries away and the new ones in; puts the old ones back if that fails."""
    moved: list[str] = []
    try:
        for name in names:
            if (out / name).exists():
                (out / name).rename(old / name)
            moved.append(name)
            if (new / name).exists():
                (new / name).rename(out / name)
    except OSError:
        for name in moved:
            with suppress(OSError):
                if (out / name).exists():
                    (out / name).rename(new / name)
                if (old / name).exists():
                    (old / name).rename(out / name)
        raise


def _refuse_foreign(out: Path, names: tuple[str, ...]) -> None:
    """A folder of the user's must not lose its ``pages`` or ``assets`` to a report."""
    try:
        if out.exists() and not out.is_dir():
            raise UsageError(f"{out} is a file; --out names the folder of the report")
        index = out / "index.html"
        ours = index.is_file() and _MARK in index.read_bytes()[:2048]
        if not ours:
            for name in names:
                if (out / name).exists():
                    raise UsageError(
                        f"the folder {out} holds “{name}”, which is no report of a11ycheck; choose another with --out"
                    )
    except OSError as error:
        raise OutputError(f"the folder {out} cannot be read: {error.strerror}; choose another with --out") from error
