"""What was read of a file that is no web page: all that a rule about files may know."""

from __future__ import annotations

from enum import StrEnum
from urllib.parse import unquote, urlsplit

import msgspec

from a11ycheck.model.base import Value


class FileKind(StrEnum):
    """A kind of file that is looked at."""

    PDF = "pdf"
    DOCX = "docx"
    PPTX = "pptx"
    XLSX = "xlsx"
    CSV = "csv"
    LEGACY = "legacy"
    """Word, Excel and PowerPoint files of before 2007. They are named, not read."""


SUFFIXES = {
    "pdf": FileKind.PDF,
    "docx": FileKind.DOCX,
    "docm": FileKind.DOCX,
    "pptx": FileKind.PPTX,
    "pptm": FileKind.PPTX,
    "xlsx": FileKind.XLSX,
    "xlsm": FileKind.XLSX,
    "csv": FileKind.CSV,
    "doc": FileKind.LEGACY,
    "xls": FileKind.LEGACY,
    "ppt": FileKind.LEGACY,
}
"""Kinds by the end of a file's name, without the dot, in lower case."""

MEDIA_TYPES = {
    "application/pdf": FileKind.PDF,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": FileKind.DOCX,
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": FileKind.PPTX,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": FileKind.XLSX,
    "text/csv": FileKind.CSV,
    "application/msword": FileKind.LEGACY,
    "application/vnd.ms-excel": FileKind.LEGACY,
    "application/vnd.ms-powerpoint": FileKind.LEGACY,
}
"""Kinds by media type, for addresses whose name says nothing."""


def file_kind(url: str) -> FileKind | None:
    """The kind of file that an address names by its end; None for any other address."""
    try:
        name = unquote(urlsplit(url).path).rpartition("/")[2]
    except ValueError:
        return None
    return SUFFIXES.get(name.rpartition(".")[2].lower()) if "." in name else None


class Unread(StrEnum):
    """Why nothing could be read of a file."""

    DAMAGED = "damaged"
    """It is not what its name says, or broken."""
    LOCKED = "locked"
    """It asks for a password."""
    LEGACY = "legacy"
    """Its format is one of before 2007."""
    TOO_MUCH = "too-much"
    """Unpacked, it is larger than what is read, or it used up time or memory."""


class PdfFacts(Value, frozen=True, kw_only=True):
    """What a PDF says of itself."""

    version: str = ""
    """PDF version, e.g. ``1.7``."""
    pages: int = 0
    """Pages."""
    pages_read: int = 0
    """Pages, from the first, whose text was looked at."""
    characters: int = 0
    """Characters of text on them, white space left out."""
    image_pages: tuple[int, ...] = ()
    """Numbers (from 1) of those without any text on which a picture covers at least half of the page."""
    empty_pages: int = 0
    """How many of them have neither text nor such a picture."""
    garbled: int = 0
    """Characters that have no meaning outside the file's own fonts (private use, replacement, control)."""
    sample: str = ""
    """The beginning of the text, at most 2,000 characters."""
    marked: bool = False
    """Whether it says that it is tagged (MarkInfo)."""
    tags: int = 0
    """Structure elements that were looked at; 0 for an empty or missing structure tree."""
    tags_cut: bool = False
    """Whether there were more of them."""
    headings: int = 0
    """Structure elements that are headings."""
    figures: int = 0
    """Structure elements that are figures."""
    bare_figures: int = 0
    """Of these, without alternative or actual text on themselves or around them."""
    alternatives: tuple[str, ...] = ()
    """Alternative texts of figures, the first 100, at most 100 characters of each."""
    tables: int = 0
    """Structure elements that are tables."""
    bare_tables: int = 0
    """Of these, without any header cell."""
    fields: int = 0
    """Form fields."""
    bare_fields: int = 0
    """Of these, without a description (tooltip)."""
    language: str = ""
    """Language of the document (Lang), as it is written."""
    title: str = ""
    """Title out of the document information or the metadata."""
    shows_title: bool = False
    """Whether viewers are asked to show the title and not the file's name (DisplayDocTitle)."""
    bookmarks: int = 0
    """Bookmarks, counted up to 1,000."""
    encrypted: bool = False
    """Whether it is encrypted (it opened without a password)."""
    readable_aloud: bool = True
    """Whether its permissions let assistive technology take the text."""
    scripts: bool = False
    """Whether it holds JavaScript."""


class OfficeFacts(Value, frozen=True, kw_only=True):
    """What a Word or PowerPoint file says of itself."""

    title: str = ""
    """Title in the file's properties."""
    language: str = ""
    """Language of the text by default, e.g. ``ja-JP``."""
    paragraphs: int = 0
    """Paragraphs with text."""
    headings: int = 0
    """Of these, with a heading style."""
    large_lines: int = 0
    """Of these, short and wholly bold or larger than the rest, without a heading style."""
    pictures: int = 0
    """Pictures, charts and drawings."""
    bare_pictures: int = 0
    """Of these, without alternative text and not marked as decoration."""
    alternatives: tuple[str, ...] = ()
    """Alternative texts of pictures, the first 100, at most 100 characters of each."""
    tables: int = 0
    """Tables of at least two rows and columns."""
    bare_tables: int = 0
    """Of these, without a row marked as header."""
    slides: int = 0
    """Slides."""
    untitled_slides: tuple[int, ...] = ()
    """Numbers of slides without a title, at most 100."""


class Sheet(Value, frozen=True, kw_only=True):
    """A sheet of a workbook, or a CSV file."""

    name: str = ""
    """Its name; empty for CSV."""
    rows: tuple[tuple[str, ...], ...] = ()
    """Cells as texts from the top left, at most 1,000 rows of 100 cells of 200 characters. In a workbook a row
    ends with its last cell that is not empty, in a CSV file where the file ends it."""
    kinds: tuple[str, ...] = ()
    """For each row one letter a cell: n number, s text, f formula, b other; a blank for an empty one."""
    fills: tuple[str, ...] = ()
    """For each row one letter a cell, equal for equal background colours; a blank for none."""
    cut: bool = False
    """Whether there is more than what ``rows`` holds."""
    merged: tuple[str, ...] = ()
    """Merged ranges, e.g. ``A1:C1``, at most 200."""
    hidden_rows: tuple[int, ...] = ()
    """Numbers of hidden rows that hold something, at most 200."""
    hidden_columns: tuple[str, ...] = ()
    """Letters of hidden columns, at most 100."""
    hidden: bool = False
    """Whether the sheet itself is hidden."""
    objects: int = 0
    """Pictures, shapes and text boxes that lie over the cells; charts left out."""


class CsvFacts(Value, frozen=True, kw_only=True):
    """How a CSV file is written."""

    encoding: str = ""
    """``utf-8``, ``utf-8-sig`` (with BOM), ``cp932`` (Shift_JIS), ``utf-16`` or empty where none fits."""
    separator: str = ","
    """Character between two cells."""
    broken_records: tuple[int, ...] = ()
    """Numbers of records with a line break inside of a cell, at most 100."""
    open_quote: bool = False
    """Whether a quotation mark is never closed."""


class FileFacts(Value, frozen=True, kw_only=True):
    """A file as the rules see it."""

    kind: FileKind
    """What it is."""
    size: int = 0
    """Bytes."""
    unread: Unread | None = None
    """Why nothing was read of it; None if it was read."""
    pdf: PdfFacts | None = None
    """Of a PDF."""
    office: OfficeFacts | None = None
    """Of a Word or PowerPoint file."""
    sheets: tuple[Sheet, ...] = ()
    """Of a workbook or CSV file, at most 20."""
    csv: CsvFacts | None = None
    """Of a CSV file."""
    title: str = ""
    """Its title, as far as it names one."""


class ReadRequest(msgspec.Struct, frozen=True, kw_only=True):
    """What a reading process is asked."""

    path: str
    """The file."""
    kind: FileKind
    """What it is taken for."""


__all__ = [
    "MEDIA_TYPES",
    "SUFFIXES",
    "CsvFacts",
    "FileFacts",
    "FileKind",
    "OfficeFacts",
    "PdfFacts",
    "ReadRequest",
    "Sheet",
    "Unread",
    "file_kind",
]
