"""CSV files: encoding, separator, records."""

from __future__ import annotations

import codecs
import csv
import io
from pathlib import Path

from a11ycheck.files.text import DamagedError, cell_text
from a11ycheck.files.workbook import MAX_CHARACTERS, MAX_COLUMNS, MAX_ROWS
from a11ycheck.model.file import CsvFacts, Sheet

_MAX_BYTES = 3_000_000
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_ENCODINGS = ("utf-8", "cp932", "euc_jp")
_HTML = (b"<!doctype", b"<html", b"%pdf-", b"pk\x03\x04")
_MAX_BROKEN = 100


def read(path: Path) -> tuple[CsvFacts, Sheet]:
    """How a CSV file is written, and its cells.

    Raises:
        DamagedError: it is no text.
    """
    with path.open("rb") as file:
        data = file.read(_MAX_BYTES + 1)
    cut = len(data) > _MAX_BYTES
    if data.lstrip()[:9].lower().startswith(_HTML):
        raise DamagedError
    encoding, text = _decode(data[:_MAX_BYTES])
    if "\0" in text:
        raise DamagedError
    separator = _separator(text)
    csv.field_size_limit(_MAX_BYTES)
    rows: list[tuple[str, ...]] = []
    broken: list[int] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for record in reader:
            if len(rows) >= MAX_ROWS:
                cut = True
                break
            if any("\n" in cell or "\r" in cell for cell in record) and len(broken) < _MAX_BROKEN:
                broken.append(len(rows) + 1)
            rows.append(tuple(cell_text(cell, MAX_CHARACTERS) for cell in record[:MAX_COLUMNS]))
    except csv.Error as error:
        raise DamagedError from error
    facts = CsvFacts(
        encoding=encoding,
        separator=separator,
        broken_records=tuple(broken),
        open_quote=not cut and text.count('"') % 2 == 1,
    )
    return facts, Sheet(rows=tuple(rows), kinds=tuple("".join("s" if c else " " for c in r) for r in rows), cut=cut)


def _decode(data: bytes) -> tuple[str, str]:
    for bom, name in _BOMS:
        if data.startswith(bom):
            return name, data.decode(name, "replace")
    for name in _ENCODINGS:
        try:
            # The last character may be cut in two.
            return name, codecs.getincrementaldecoder(name)().decode(data, final=len(data) < _MAX_BYTES)
        except UnicodeDecodeError:
            continue
    return "", data.decode("utf-8", "replace")


def _separator(text: str) -> str:
    head = text[:20_000]
    counts = {mark: head.count(mark) for mark in (",", "\t", ";")}
    return "," if counts[","] else max(("\t", ";"), key=counts.__getitem__) if counts["\t"] or counts[";"] else ","
