"""Level 1 of Japan's rules on machine readability of government data, for Excel and CSV files.

Each check says one thing for a file, with the first places where it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from a11ycheck.checks.api import Options, cant_tell, failed, passed
from a11ycheck.checks.document import Document
from a11ycheck.checks.prose import some
from a11ycheck.checks.tables import NUMBER, YEAR, Table, data_tables, place, range_name, touches
from a11ycheck.checks.words import short
from a11ycheck.language import characters
from a11ycheck.language.spaced_words import Kind, spaced
from a11ycheck.model import FileKind, Verdict

_NOTE = re.compile(
    r"\s*(?:[※＊*]|[(（]?(?:注|備考|出典|出所|資料|単位|凡例|作成|更新|最終|平成|令和|問[合い])|https?:)"
)
_NO_NAME = re.compile(r"(?:列|column|unnamed:?|field|f|項目)\s*\d*", re.IGNORECASE)
_TWO_VALUES = re.compile(
    r"[-△▲]?\d[\d,.]*\s*[(（]\s*[-△▲]?\d[\d,.]*\s*[%％]?\s*[)）]|[-△▲]?\d[\d,.]*(?:\s*[、;；]\s*[-△▲]?\d[\d,.]*)+|\d[\d,.]*(?:\n\d[\d,.]*)+"
)
_MIN_TWO = 2
_MAX_LABEL = 30
_HALF = 0.5
_MOST = 3


def single_table(doc: Document, options: Options) -> Iterator[Verdict]:
    """A sheet holds one table, which no empty row or column cuts apart (L1-02, L1-03)."""
    tables = data_tables(doc)
    parted = [table for table in tables if table.others]
    for table in parted[:_MOST]:
        blocks = sorted((table.block, *table.others), key=lambda b: (b.top, b.left))
        yield failed("several", sheet=table.name, count=len(blocks), places=some([range_name(b) for b in blocks]))
    if tables and not parted:
        yield passed()


def nothing_outside(doc: Document, options: Options) -> Iterator[Verdict]:
    """Beside and below a table there are no stray notes (L1-04)."""
    tables = data_tables(doc)
    doubts = False
    for table in tables:
        stray = [
            (r, c)
            for r, c in table.around
            if (c > table.block.right or r > table.block.bottom) and not _NOTE.match(table.cell(r, c))
        ]
        if stray:
            doubts = True
            texts = [short(table.cell(r, c), 20) for r, c in stray]
            yield cant_tell("outside", sheet=table.name, places=_places(stray), text=some(texts))
    if tables and not doubts:
        yield passed()


def column_names(doc: Document, options: Options) -> Iterator[Verdict]:
    """Every column has a name that says what it holds (L1-05)."""
    tables = data_tables(doc)
    said = False
    for table in tables:
        names = dict(zip(table.columns, table.names(), strict=True))
        used = {c: name for c, name in names.items() if len(table.column(c)) >= _HALF * len(table.data_rows)}
        nameless = [c for c, name in used.items() if not name]
        empty = [name for name in used.values() if _NO_NAME.fullmatch(name)]
        numbers = [name for name in used.values() if NUMBER.match(name) and not YEAR.fullmatch(name)]
        if nameless:
            said = True
            cells = [(table.block.top + table.header - 1, c) for c in nameless]
            yield failed("missing", sheet=table.name, count=len(nameless), places=_places(cells))
        elif empty:
            said = True
            yield failed("placeholder", sheet=table.name, text=some(empty))
        elif len(numbers) >= _MIN_TWO and len(numbers) >= _HALF * len(used):
            said = True
            yield cant_tell("numbers", sheet=table.name, text=some(numbers))
    if tables and not said:
        yield passed()


def cell_layout(doc: Document, options: Options) -> Iterator[Verdict]:
    """Cells hold no spaces and line breaks that only arrange what is seen (L1-06)."""
    tables = data_tables(doc)
    said = False
    for table in tables:
        padded, broken = [], []
        for (r, c), text in _cells(table):
            if _is_arranged(text, in_header=r < table.block.top + table.header):
                padded.append((r, c))
            elif "\n" in text.strip():
                broken.append((r, c))
        if padded:
            said = True
            texts = [short(table.cell(r, c), 15) for r, c in padded]
            yield failed("spaces", sheet=table.name, count=len(padded), places=_places(padded), text=some(texts))
        if broken:
            said = True
            yield cant_tell("breaks", sheet=table.name, count=len(broken), places=_places(broken))
    if tables and not said:
        yield passed()


def one_value(doc: Document, options: Options) -> Iterator[Verdict]:
    """A cell holds one value (L1-07)."""
    tables = data_tables(doc)
    said = False
    for table in tables:
        found = [at for at, text in _cells(table, data=True) if _TWO_VALUES.fullmatch(text.strip())]
        if len(found) >= _MIN_TWO:
            said = True
            texts = [short(table.cell(r, c), 15) for r, c in found]
            yield failed("several", sheet=table.name, count=len(found), places=_places(found), text=some(texts))
    if tables and not said:
        yield passed()


def platform_characters(doc: Document, options: Options) -> Iterator[Verdict]:
    """Cells hold no characters that some devices lack (L1-08)."""
    tables = data_tables(doc)
    said = False
    for table in tables:
        found: dict[str, tuple[int, int]] = {}
        private: list[tuple[int, int]] = []
        for at, text in _cells(table):
            if characters.private_use(text):
                private.append(at)
            for char in (*characters.platform_dependent(text), *characters.circled_digits(text)):
                found.setdefault(char, at)
        if private:
            said = True
            yield failed("private", sheet=table.name, count=len(private), places=_places(private))
        if found:
            said = True
            yield failed(
                "dependent",
                sheet=table.name,
                text=some(list(found)),
                suggestion=some([characters.plain(char) for char in found]),
                places=_places(list(dict.fromkeys(found.values()))),
            )
    if tables and not said:
        yield passed()


def blank_and_zero(doc: Document, options: Options) -> Iterator[Verdict]:
    """In columns of numbers nothing and zero are told apart (L1-09)."""
    tables = data_tables(doc)
    said = False
    for table in tables:
        for column, name in zip(table.columns, table.names(), strict=True):
            if not table.is_numeric(column):
                continue
            values = table.column(column)
            blanks = len(table.data_rows) - len(values)
            zeros = sum(value in ("0", "0.0") for value in values)
            if blanks and zeros:
                said = True
                shown = name or place(table.block.top, column)
                yield cant_tell("both", sheet=table.name, column=short(shown, 30), blanks=blanks, zeros=zeros)
                break
    if tables and not said:
        yield passed()


def objects(doc: Document, options: Options) -> Iterator[Verdict]:
    """No pictures, shapes or text boxes lie over the cells (L1-10)."""
    tables = _workbook(doc)
    covered = [table for table in tables if table.sheet.objects]
    for table in covered:
        yield failed("objects", sheet=table.name, count=table.sheet.objects)
    if tables and not covered:
        yield passed()


def colour_meaning(doc: Document, options: Options) -> Iterator[Verdict]:
    """Colours of cells carry no meaning that no cell states (L1-11)."""
    tables = _workbook(doc)
    said = False
    for table in tables:
        odd = _odd_fills(table)
        if odd:
            said = True
            yield cant_tell("colours", sheet=table.name, count=len(odd), places=_places(odd))
    if tables and not said:
        yield passed()


def merged_cells(doc: Document, options: Options) -> Iterator[Verdict]:
    """No cells of a table are merged (L1-12)."""
    tables = _workbook(doc)
    said = False
    for table in tables:
        found = [ref for ref in table.sheet.merged if touches(ref, table.block)]
        if found:
            said = True
            yield failed("merged", sheet=table.name, count=len(found), places=some(found))
    if tables and not said:
        yield passed()


def hidden_cells(doc: Document, options: Options) -> Iterator[Verdict]:
    """No rows, columns or sheets are left hidden (L1-13)."""
    tables = _workbook(doc)
    said = False
    for table in tables:
        sheet = table.sheet
        if sheet.hidden_rows or sheet.hidden_columns:
            said = True
            names = [*(str(row) for row in sheet.hidden_rows), *sheet.hidden_columns]
            yield failed("hidden", sheet=table.name, count=len(names), places=some(names, 6))
    file = doc.snapshot.file
    sheets = [sheet.name for sheet in file.sheets if sheet.hidden and sheet.rows] if file is not None else []
    if tables and sheets:
        said = True
        yield cant_tell("sheet", count=len(sheets), text=some(sheets))
    if tables and not said:
        yield passed()


def csv_records(doc: Document, options: Options) -> Iterator[Verdict]:
    """A CSV file holds one record a line, all with the same number of cells (L1-14, L1-15)."""
    file = doc.snapshot.file
    if file is None or file.csv is None or not file.sheets or not any(file.sheets[0].rows):
        return
    rows = file.sheets[0].rows
    said = False
    if file.csv.open_quote:
        said = True
        yield failed("quote")
    elif file.csv.broken_records:
        said = True
        numbers = [str(number) for number in file.csv.broken_records]
        yield failed("line-break", count=len(numbers), numbers=some(numbers, 6))
    lengths = [len(row) for row in rows if any(row)]
    usual = max(set(lengths), key=lengths.count)
    longer = [str(n) for n, row in enumerate(rows, 1) if len(row) > usual and any(row[usual:])]
    uneven = [str(n) for n, row in enumerate(rows, 1) if any(row) and len(row) != usual]
    if longer and not file.csv.open_quote:
        said = True
        yield failed("longer", count=len(longer), numbers=some(longer, 6), columns=usual)
    elif uneven and not file.csv.open_quote:
        said = True
        yield failed("uneven", count=len(uneven), numbers=some(uneven, 6), columns=usual)
    if not said:
        yield passed()


def _workbook(doc: Document) -> tuple[Table, ...]:
    file = doc.snapshot.file
    return data_tables(doc) if file is not None and file.kind is FileKind.XLSX else ()


def _cells(table: Table, *, data: bool = False) -> Iterator[tuple[tuple[int, int], str]]:
    """The cells of a table that hold text."""
    first = table.block.top + (table.header if data else 0)
    for row in range(first, table.block.bottom + 1):
        for column in table.columns:
            text = table.cell(row, column)
            if text and table.kind(row, column) != "f":
                yield (row, column), text


def _places(cells: Sequence[tuple[int, int]]) -> str:
    return some([place(row, column) for row, column in cells])


def _is_arranged(text: str, *, in_header: bool) -> bool:
    """Whether spaces arrange a cell's text: before it, or between the characters of a word.

    In the header single characters with spaces between them are no name of a person.
    """
    if text[0] in " \u3000\t" and text.strip():
        return True
    if len(text) > _MAX_LABEL or not (" " in text or "\u3000" in text):
        return False
    return any(in_header or word.kind is Kind.WORD for word in spaced(text))


def _odd_fills(table: Table) -> list[tuple[int, int]]:
    """Cells whose background differs from most of their row and from most of their column."""
    grid: list[list[str]] = []
    for row in table.data_rows:
        filled = table.sheet.fills[row] if row < len(table.sheet.fills) else ""
        grid.append([filled[c] if c < len(filled) else " " for c in table.columns])
    if not any(fill != " " for line in grid for fill in line):
        return []
    usual_in_column = [max(set(fills), key=fills.count) for fills in zip(*grid, strict=True)]
    odd = []
    for line, row in zip(grid, table.data_rows, strict=True):
        usual = max(set(line), key=line.count)
        odd += [
            (row, c)
            for fill, c, in_column in zip(line, table.columns, usual_in_column, strict=True)
            if fill not in (usual, in_column)
        ]
    return odd if len(odd) <= _HALF * len(grid) * len(grid[0]) else []
