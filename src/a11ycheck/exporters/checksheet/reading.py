"""Reads filled-in check sheets: Excel workbooks and CSV files, from whatever program saved them.

The one door to openpyxl. A file comes from people: it may be anything, and is read with limits.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from a11ycheck.errors import UsageError
from a11ycheck.exporters.cells import from_csv_cell
from a11ycheck.exporters.wording import wording
from a11ycheck.model import Lang, Outcome

MAX_BYTES = 50_000_000
"""Size of a file."""
MAX_UNPACKED = 400_000_000
"""Size of what a workbook unpacks to."""
MAX_ROWS = 200_000
"""Rows of a file."""
MAX_NOTE = 4_000
"""Characters of a note."""

_COLUMNS = ("rule", "page", "finding", "answer", "note", "by", "when")
_HEAD_ROWS = 20
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_ERA = re.compile(r"(?:令和|R)\s*(\d{1,2}|元)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?", re.IGNORECASE)
_REIWA = 2018


@dataclass(frozen=True, slots=True)
class Filled:
    """A row that somebody has filled in."""

    where: str
    """File, sheet and row, for messages."""
    rule_id: str
    """The rule."""
    page: str
    """The page; empty for the whole site."""
    finding: str
    """The finding or the id that equal findings share; empty for the rule as a whole."""
    outcome: Outcome
    """The answer."""
    note: str
    """What the person noted."""
    by: str
    """Who; empty if the sheet does not say."""
    when: date | None
    """When; None if the sheet does not say."""


def read_filled(path: Path) -> list[Filled]:
    """The rows of a check sheet that have an answer.

    Raises:
        UsageError: the file cannot be read, or a row cannot be understood; names file, sheet and row.
    """
    found: list[Filled] = []
    known = False
    for sheet, rows in _tables(path):
        columns: dict[str, int] = {}
        for number, row in enumerate(rows, 1):
            if number > MAX_ROWS:
                raise UsageError(f"{path}: {sheet} has more than {MAX_ROWS:,} rows; split the file.")
            if not columns:
                columns = _head(row) if number <= _HEAD_ROWS else {}
                known = known or bool(columns)
                continue
            filled = _row(f"{path}: {sheet}{number}", row, columns)
            if filled is not None:
                found.append(filled)
    if not known:
        raise UsageError(
            f"{path}: there is no check sheet in it: a row of heads with “{_name('rule', 'ja')}” and "
            f"“{_name('answer', 'ja')}” is missing. Make a sheet with “a11ycheck rules sheet” and fill that in."
        )
    return found


def _tables(path: Path) -> Iterator[tuple[str, Iterable[tuple[Any, ...]]]]:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UsageError(f"{path}: the file is larger than {MAX_BYTES // 1_000_000} MB; it is no check sheet.")
        head = path.open("rb").read(4)
        if head.startswith(b"PK"):
            yield from _workbook(path)
        elif head.startswith(b"\xd0\xcf\x11\xe0"):
            raise UsageError(f"{path}: this is the old Excel format or locked by a password; save it as .xlsx.")
        else:
            yield "", _csv_rows(path)
    except OSError as error:
        raise UsageError(f"{path}: the file cannot be read ({error.strerror or error}).") from error


def _workbook(path: Path) -> Iterator[tuple[str, Iterable[tuple[Any, ...]]]]:
    from openpyxl import load_workbook

    try:
        _refuse_bomb(path)
        book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
        try:
            for sheet in book.worksheets:
                yield f"{sheet.title} ", sheet.iter_rows(values_only=True, max_row=MAX_ROWS + 1)
        finally:
            book.close()
    except (UsageError, OSError):
        raise
    except Exception as error:  # openpyxl raises whatever a broken part of a file leads to
        raise UsageError(f"{path}: the workbook cannot be read ({type(error).__name__}); save it again.") from error


def _refuse_bomb(path: Path) -> None:
    with zipfile.ZipFile(path) as packed:
        unpacked = sum(part.file_size for part in packed.infolist())
    if unpacked > MAX_UNPACKED:
        raise UsageError(f"{path}: the workbook unpacks to more than is plausible for a check sheet.")


def _csv_rows(path: Path) -> Iterator[tuple[Any, ...]]:
    raw = path.read_bytes()
    for encoding in ("utf-8-sig", "utf-16" if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else "cp932"):
        try:
            text = raw.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise UsageError(f"{path}: the file is neither UTF-8 nor Shift_JIS; save it as “CSV UTF-8”.")
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            yield tuple(from_csv_cell(value) for value in row)
    except csv.Error as error:
        raise UsageError(f"{path}: the file is no CSV ({error}).") from error


def _head(row: tuple[Any, ...]) -> dict[str, int]:
    names = {_name(column, lang).casefold(): column for column in _COLUMNS for lang in Lang}
    found: dict[str, int] = {}
    for index, value in enumerate(row):
        column = names.get(str(value or "").strip().casefold())
        if column is not None:
            found.setdefault(column, index)
    return found if {"rule", "answer"} <= found.keys() else {}


def _row(where: str, row: tuple[Any, ...], columns: dict[str, int]) -> Filled | None:
    def value(column: str) -> Any:
        index = columns.get(column, len(row))
        return row[index] if index < len(row) and row[index] is not None else ""

    said = str(value("answer")).strip()
    if not said:
        return None
    outcome = _answers().get(said.casefold())
    if outcome is None:
        known = f"{_word('sheet_yes')}, {_word('sheet_no')}, {_word('answer_inapplicable')}, {_word('answer_untested')}"
        raise UsageError(f"{where}: the answer “{said[:40]}” is none of {known}; choose one of them.")
    rule_id = str(value("rule")).strip()
    if not rule_id:
        raise UsageError(f"{where}: there is an answer and no rule id; copy the id from the original sheet.")
    note = str(value("note")).strip()
    if len(note) > MAX_NOTE:
        raise UsageError(f"{where}: the note has more than {MAX_NOTE:,} characters; shorten it.")
    return Filled(
        where,
        rule_id,
        str(value("page")).strip(),
        str(value("finding")).strip(),
        outcome,
        note,
        str(value("by")).strip(),
        _date(where, value("when")),
    )


def _date(where: str, value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value).strip()
    if not text:
        return None
    match, era = _DATE.match(text), _ERA.match(text)
    try:
        if match:
            return date(int(match[1]), int(match[2]), int(match[3]))
        if era:
            return date(_REIWA + (1 if era[1] == "元" else int(era[1])), int(era[2]), int(era[3]))
    except ValueError:
        pass
    raise UsageError(f"{where}: “{text[:40]}” is no date; write it as 2026-11-28.")


def _answers() -> dict[str, Outcome]:
    """What may stand in the column of answers, in both languages and as programs write it."""
    keys = {
        "sheet_yes": Outcome.PASSED,
        "sheet_no": Outcome.FAILED,
        **{f"answer_{outcome}": outcome for outcome in (Outcome.PASSED, Outcome.FAILED, Outcome.INAPPLICABLE)},
        "answer_untested": Outcome.UNTESTED,
    }
    found = {_name_of(key, lang).casefold(): outcome for key, outcome in keys.items() for lang in Lang}
    return found | {outcome.value.casefold(): outcome for outcome in keys.values()}


def _name(column: str, lang: str) -> str:
    return _name_of(f"sheet_{column}", lang)


def _name_of(key: str, lang: str) -> str:
    return wording(lang).get(key)


def _word(key: str) -> str:
    return _name_of(key, "ja")
