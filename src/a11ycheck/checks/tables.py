"""Finds the tables of a sheet: where they begin and end, what is header and what is data.

A sheet is judged as data only where it looks like data: a form, a letter or a calendar drawn with
cells is none, whatever its file format.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from a11ycheck.checks.document import Document
from a11ycheck.model import FileFacts, FileKind, Sheet

NUMBER = re.compile(r"[-+△▲−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?\Z")
"""A text that is a number, as people write it."""
YEAR = re.compile(r"(?:19|20)\d\d(?:年(?:度)?)?")
"""A year of the common era."""
_FORM = re.compile(
    r"様式|申請|申込|届出?書|届\b|請求書|記入|記載例|チェック(?:リスト|シート)|見積|契約|報告書|計画書|調書|依頼|調査票|質問票"
    r"|アンケート用紙|回答(?:書|用紙)|仕様書|カレンダー|時刻表|名簿様式|委任状|同意書|証明書|内訳書|明細書|収支"
)
_RANGE = re.compile(r"([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})(\d{1,7}))?\Z")
_MIN_ROWS, _MIN_COLUMNS = 3, 2
_MIN_DATA_ROWS = 4
_DENSE = 0.5
_NUMERIC_SHARE = 0.15
_MANY_ROWS, _FULL = 10, 0.8
_MAX_HEADER = 4
_MAX_CUTS = 200
_TITLE_ROWS = 3


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle of cells without a wholly empty row or column in it; numbers count from 0, ends included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def height(self) -> int:
        """Rows."""
        return self.bottom - self.top + 1

    @property
    def width(self) -> int:
        """Columns."""
        return self.right - self.left + 1


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet that holds data, and its largest table."""

    sheet: Sheet
    """The sheet."""
    block: Block
    """The whole table, header included."""
    header: int
    """Rows of it, from the top, that are header."""
    others: tuple[Block, ...]
    """Further blocks of the sheet that are tables, or parts of this one, too."""
    around: tuple[tuple[int, int], ...]
    """Cells (row, column) that belong to none of them."""

    @property
    def name(self) -> str:
        """The sheet's name; “CSV” for a CSV file, which has none."""
        return self.sheet.name or "CSV"

    def cell(self, row: int, column: int) -> str:
        """The text of a cell; empty outside."""
        cells = self.sheet.rows[row] if row < len(self.sheet.rows) else ()
        return cells[column] if column < len(cells) else ""

    def kind(self, row: int, column: int) -> str:
        """As in ``Sheet.kinds``; in CSV a text that is a number is n."""
        kinds = self.sheet.kinds[row] if row < len(self.sheet.kinds) else ""
        kind = kinds[column] if column < len(kinds) else " "
        return "n" if kind == "s" and not self.sheet.name and NUMBER.match(self.cell(row, column).strip()) else kind

    @property
    def data_rows(self) -> range:
        """Rows with data."""
        return range(self.block.top + self.header, self.block.bottom + 1)

    @property
    def columns(self) -> range:
        """Columns."""
        return range(self.block.left, self.block.right + 1)

    def column(self, column: int) -> list[str]:
        """The texts of a column's data that are not empty."""
        return [text for row in self.data_rows if (text := self.cell(row, column).strip())]

    def names(self) -> list[str]:
        """For each column its name: the texts of the header rows, joined by a blank."""
        rows = range(self.block.top, self.block.top + self.header)
        return [" ".join(filter(None, (self.cell(r, c).strip() for r in rows))) for c in self.columns]

    def is_numeric(self, column: int, share: float = 0.6) -> bool:
        """Whether most of a column's data are numbers."""
        kinds = [k for row in self.data_rows if (k := self.kind(row, column)) != " "]
        return len(kinds) >= _MIN_ROWS and sum(k in "nf" for k in kinds) >= share * len(kinds)


def place(row: int, column: int) -> str:
    """The name of a cell, such as ``B4``."""
    name, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        name = chr(65 + letter) + name
    return f"{name}{row + 1}"


def range_name(block: Block) -> str:
    """The name of a block, such as ``A1:C9``."""
    return f"{place(block.top, block.left)}:{place(block.bottom, block.right)}"


def touches(ref: str, block: Block) -> bool:
    """Whether a range of cells, by its name, reaches into a block."""
    match = _RANGE.match(ref)
    if not match:
        return False
    left, top = _column(match[1]), int(match[2]) - 1
    right, bottom = _column(match[3] or match[1]), int(match[4] or match[2]) - 1
    return left <= block.right and right >= block.left and top <= block.bottom and bottom >= block.top


def data_tables(doc: Document) -> tuple[Table, ...]:
    """The tables of data in a workbook or CSV file; none in a file that is a form or a text."""
    file = doc.snapshot.file
    if file is None or file.kind not in (FileKind.XLSX, FileKind.CSV):
        return ()
    name = unquote(urlsplit(doc.url).path).rpartition("/")[2]
    if file.kind is FileKind.XLSX and _FORM.search(f"{name} {file.title}"):
        return ()
    return _tables(file)


@lru_cache(maxsize=4)
def _tables(file: FileFacts) -> tuple[Table, ...]:
    """All rules ask for the tables of the same file one after another."""
    tables = [_table(sheet, is_csv=file.kind is FileKind.CSV) for sheet in file.sheets if not sheet.hidden]
    return tuple(table for table in tables if table is not None)


def _table(sheet: Sheet, *, is_csv: bool) -> Table | None:
    if not is_csv and _FORM.search(" ".join([sheet.name, *(c for row in sheet.rows[:_TITLE_ROWS] for c in row)])):
        return None
    filled = [frozenset(i for i, text in enumerate(row) if text.strip()) for row in sheet.rows]
    blocks = _blocks(filled)
    sizes = {b: sum(1 for r in range(b.top, b.bottom + 1) for c in filled[r] if b.left <= c <= b.right) for b in blocks}
    main = max(sizes, key=lambda b: sizes[b], default=None)
    if main is None or not _is_table(main, sizes[main]):
        return None
    main = _without_titles(main, filled)
    parts = [b for b in blocks if b.top != main.top or b.left != main.left]
    parts = [b for b in parts if b.bottom != main.bottom or b.left != main.left]
    others = tuple(b for b in parts if _is_table(b, sizes[b]) or _is_beside(b, main))
    within = (main, *others)
    around = tuple(
        (r, c)
        for r, cells in enumerate(filled)
        for c in sorted(cells)
        if not any(b.top <= r <= b.bottom and b.left <= c <= b.right for b in within)
    )
    table = Table(sheet, main, 0, others, around)
    table = Table(sheet, main, _header(table), others, around)
    return table if is_csv or _is_data(table) else None


def _column(name: str) -> int:
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _blocks(filled: list[frozenset[int]]) -> list[Block]:
    """Cuts a sheet along its empty rows and columns until nothing is left to cut."""
    width = max((max(cells, default=-1) + 1 for cells in filled), default=0)
    waiting, found = [Block(0, 0, len(filled) - 1, width - 1)], []
    for _ in range(_MAX_CUTS):
        if not waiting:
            break
        block = waiting.pop()
        parts = _cut(block, filled)
        if len(parts) == 1 and parts[0] == block:
            found.append(block)
        else:
            waiting += parts
    return found


def _cut(block: Block, filled: list[frozenset[int]]) -> list[Block]:
    columns = range(block.left, block.right + 1)
    used = {r: [c for c in columns if c in filled[r]] for r in range(block.top, block.bottom + 1)}
    rows = _runs([r for r, cells in used.items() if cells])
    if len(rows) != 1:
        return [Block(top, block.left, bottom, block.right) for top, bottom in rows]
    top, bottom = rows[0]
    sides = _runs(sorted({c for cells in used.values() for c in cells}))
    return [Block(top, left, bottom, right) for left, right in sides]


def _runs(numbers: list[int]) -> list[tuple[int, int]]:
    """Runs of numbers that follow one another."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs


def _is_table(block: Block, cells: int) -> bool:
    return block.height >= _MIN_ROWS and block.width >= _MIN_COLUMNS and cells >= _DENSE * block.height * block.width


def _is_beside(block: Block, main: Block) -> bool:
    """Whether a narrow block stands along the table: a column that an empty one cuts off."""
    shared = min(block.bottom, main.bottom) - max(block.top, main.top) + 1
    return block.height >= _MIN_ROWS and shared >= _FULL * main.height


def _without_titles(block: Block, filled: list[frozenset[int]]) -> Block:
    """The block without lines of one cell above its header: titles and remarks on units."""
    top = block.top
    while top < block.bottom - 1 and sum(block.left <= c <= block.right for c in filled[top]) == 1 < block.width:
        top += 1
    return Block(top, block.left, block.bottom, block.right)


def _header(table: Table) -> int:
    """Rows, from the top, that are header: one that names every column, or all without a number, at most four."""
    top, bottom = table.block.top, table.block.bottom
    if all(table.cell(top, c).strip() for c in table.columns):
        return 1
    count = 0
    for row in range(top, min(top + _MAX_HEADER, bottom)):
        values = [table.cell(row, c).strip() for c in table.columns if table.kind(row, c) in "nf"]
        if any(not YEAR.fullmatch(value) for value in values):
            break
        count += 1
    # Where no row holds a number, only the first is the header for certain.
    return count if 0 < count < _MAX_HEADER else 1


def _is_data(table: Table) -> bool:
    rows = len(table.data_rows)
    if rows < _MIN_DATA_ROWS:
        return False
    kinds = [table.kind(r, c) for r in table.data_rows for c in table.columns]
    used = [k for k in kinds if k != " "]
    numeric = sum(k in "nf" for k in used) >= _NUMERIC_SHARE * len(kinds)
    return numeric or (rows >= _MANY_ROWS and len(used) >= _FULL * len(kinds))
