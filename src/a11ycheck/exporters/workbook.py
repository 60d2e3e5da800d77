"""Excel workbooks, made to be read, filled in and printed. The one door to XlsxWriter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import BinaryIO, Self

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from a11ycheck.exporters.cells import excel_cell, may_be_formula

MAX_ROWS = 1_000_000
"""Rows of a sheet; Excel ends at 1,048,576."""

_BLUE, _PALE, _LINE = "#00118F", "#FDF8E3", "#B3B3B3"
_A4 = 9
_CHOICE_ROWS = 200
_FORBIDDEN_IN_NAMES = str.maketrans("", "", "[]:*?/\\'")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet."""

    title: str
    """Its head."""
    width: float
    """In characters of the body font."""
    fill_in: bool = False
    """Whether people write into it."""
    choices: tuple[str, ...] = ()
    """What may be written; offered as a list."""
    date: bool = False
    """Whether it takes a date."""


class Workbook:
    """A workbook that is written row by row and holds no row in memory.

    Every text is written as text: nothing becomes a formula, a link or a number.
    """

    def __init__(self, stream: BinaryIO, *, title: str, created: datetime) -> None:
        """
        Args:
            stream: where it is written.
            title: of the document.
            created: its date, so that the same content makes the same file.
        """
        plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        self._book = xlsxwriter.Workbook(
            stream, {"constant_memory": True, "default_date_format": "yyyy-mm-dd", "remove_timezone": True, **plain}
        )
        self._book.set_properties(
            {"title": excel_cell(title), "author": "a11ycheck", "created": created.astimezone(UTC).replace(tzinfo=None)}
        )
        self._title = title
        shared = {"font_name": "Yu Gothic", "font_size": 10, "valign": "top", "text_wrap": True}
        boxed = {**shared, "border": 1, "border_color": _LINE}
        self._formats = {
            "head": self._format(boxed, bold=True, font_color="#FFFFFF", bg_color=_BLUE, valign="vcenter"),
            "body": self._format(boxed),
            "body=": self._format(boxed, quote_prefix=True),
            "fill": self._format(boxed, bg_color=_PALE),
            "fill=": self._format(boxed, bg_color=_PALE, quote_prefix=True),
            "date": self._format(boxed, bg_color=_PALE, num_format="yyyy-mm-dd"),
            "title": self._format(shared, bold=True, font_size=14, text_wrap=False),
            "text": self._format(shared),
            "text=": self._format(shared, quote_prefix=True),
        }
        self._names: set[str] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Writes the file; after an error nothing but XlsxWriter's own temporary files is cleared away."""
        self._book.close()

    def text(self, name: str, title: str, lines: Sequence[tuple[str, str]]) -> None:
        """A sheet of explanations: pairs of a head word and a text."""
        sheet = self._sheet(name)
        sheet.set_column(0, 0, 22, self._formats["text"])
        sheet.set_column(1, 1, 100, self._formats["text"])
        sheet.hide_gridlines(2)
        sheet.write_string(0, 0, excel_cell(title), self._formats["title"])
        for row, (head, text) in enumerate(lines, 2):
            self._write(sheet, row, 0, head, "text")
            self._write(sheet, row, 1, text, "text")

    def table(self, name: str, columns: Sequence[Column], *, frozen: int = 1) -> Table:
        """A sheet with a table that is filled by the caller.

        Args:
            name: of the sheet.
            columns: its columns.
            frozen: columns that stay in sight when one scrolls sideways.
        """
        sheet = self._sheet(name)
        for index, column in enumerate(columns):
            sheet.set_column(index, index, column.width)
        for index, column in enumerate(columns):
            sheet.write_string(0, index, excel_cell(column.title), self._formats["head"])
        sheet.freeze_panes(1, frozen)
        sheet.repeat_rows(0)
        return Table(self, sheet, columns)

    def write_cell(self, sheet: Worksheet, row: int, index: int, value: str | datetime, column: Column) -> None:
        """A cell of a table."""
        if isinstance(value, datetime):
            sheet.write_datetime(row, index, value.replace(tzinfo=None), self._formats["date"])
        elif column.date and not value:
            sheet.write_blank(row, index, None, self._formats["date"])
        else:
            self._write(sheet, row, index, value, "fill" if column.fill_in else "body")

    def _write(self, sheet: Worksheet, row: int, index: int, value: str, kind: str) -> None:
        text = excel_cell(value)
        name = f"{kind}=" if may_be_formula(text) else kind
        if text:
            sheet.write_string(row, index, text, self._formats[name])
        else:
            sheet.write_blank(row, index, None, self._formats[name])

    def _sheet(self, name: str) -> Worksheet:
        plain = excel_cell(name).translate(_FORBIDDEN_IN_NAMES)[:28] or "Sheet"
        unique, number = plain, 2
        while unique.casefold() in self._names:
            unique, number = f"{plain}{number}", number + 1
        self._names.add(unique.casefold())
        sheet = self._book.add_worksheet(unique)
        sheet.set_paper(_A4)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
        # & begins a code in a head of Excel; two of them are one.
        head = excel_cell(f"{self._title} – {unique}").replace("&", "&&")[:200]
        sheet.set_header(f"&L&9{head}")
        sheet.set_footer("&R&9&P / &N")
        return sheet

    def _format(self, base: dict[str, object], **more: object) -> Format:
        return self._book.add_format({**base, **more})


class Table:
    """A table that takes rows."""

    def __init__(self, book: Workbook, sheet: Worksheet, columns: Sequence[Column]) -> None:
        self._book = book
        self._sheet = sheet
        self._columns = tuple(columns)
        self._next = 1

    def add(self, values: Sequence[str | datetime]) -> bool:
        """A row; False when the sheet is full."""
        if self._next > MAX_ROWS:
            return False
        for index, (value, column) in enumerate(zip(values, self._columns, strict=True)):
            self._book.write_cell(self._sheet, self._next, index, value, column)
        self._next += 1
        return True

    def finish(self) -> None:
        """Adds filter and lists of choices over the rows that there are."""
        last = max(1, self._next - 1)
        self._sheet.autofilter(0, 0, last, len(self._columns) - 1)
        for index, column in enumerate(self._columns):
            if column.choices:
                # Rows that people add below are offered the list too.
                self._sheet.data_validation(
                    1,
                    index,
                    last + _CHOICE_ROWS,
                    index,
                    {"validate": "list", "source": list(column.choices), "ignore_blank": True},
                )
