"""Levels 2 and 3 of Japan's rules on machine readability of government data, for Excel and CSV files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from a11ycheck.checks.api import Options, cant_tell, failed, passed
from a11ycheck.checks.document import Document
from a11ycheck.checks.prose import some
from a11ycheck.checks.tables import NUMBER, YEAR, Table, data_tables, place
from a11ycheck.checks.words import short
from a11ycheck.model import FileKind, Verdict

_UNITS = "円|千円|万円|百万円|億円|[%％]|人|名|件|台|世帯|戸|棟|ha|㎡|m2|㎢|km|kg|t|トン|か所|箇所|ヶ所"
_MORE_UNITS = "校|回|冊|本|枚|団体|施設"
_WITH_UNIT = re.compile(
    rf"[-△▲−]?\d[\d,]*(?:\.\d+)?\s*(?:{_UNITS}|{_MORE_UNITS})(?:\s*[※*＊]\d*)?|[-△▲−]?\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?"
)
_DITTO = re.compile(r"[〃々″]|同上|”|\"")
_ERA = re.compile(r"(?:令和|平成|昭和|大正|明治|[RHS])\s*(?:\d{1,2}|元)(?:\s*年|[./-]\d|\s*年度|\Z)")
_WESTERN = re.compile(r"(?<!\d)(?:18|19|20)\d\d(?!\d)")
_OTHER = re.compile(r"その他\s*[(（【\[:：].+")
_SYMBOL = re.compile(r"[xXχ＊*]{1,3}|[-－―‐ー—]{1,3}|…|\.{3}|[△▲Δ]|n/?a|秘|不詳", re.IGNORECASE)
_LEGEND = re.compile(r"注|凡例|秘匿|[「『“][-－―x*…△]|該当(?:なし|数字)|不詳|皆無|x\s*は")
_PERIOD = re.compile(r"(?:(?:19|20)\d\d|(?:令和|平成|昭和|[RHS])\s*(?:\d{1,2}|元))(?:年|年度)?(?:\D.*)?|\d{1,2}月")
_MIN_CELLS = 3
_MIN_DITTO = 2
_HALF, _FIFTH = 0.5, 0.2


def numeric_values(doc: Document, options: Options) -> Iterator[Verdict]:
    """Numbers stand alone, without units and thousands separators (L2-01)."""
    tables = data_tables(doc)
    said = False
    for table in tables:
        for column, name in _named(table):
            texts = [t for row in table.data_rows if table.kind(row, column) != " " and (t := table.cell(row, column))]
            plain = [t.strip() for t in texts]
            marked = [
                table.cell(row, column).strip()
                for row in table.data_rows
                # What Excel holds as a number only looks as it does by its format.
                if _is_text(table, row, column) and _WITH_UNIT.fullmatch(table.cell(row, column).strip())
            ]
            if len(marked) >= _MIN_CELLS and len(marked) >= _FIFTH * len(plain):
                said = True
                yield failed("text", sheet=table.name, column=name, count=len(marked), text=some(marked))
                break
    if tables and not said:
        yield passed()


def full_labels(doc: Document, options: Options) -> Iterator[Verdict]:
    """Labels are repeated in every row (L2-02)."""
    tables = data_tables(doc)
    said = False
    for table in tables:
        first = table.block.left
        ditto = [
            (r, c) for r in table.data_rows for c in table.columns if _DITTO.fullmatch(table.cell(r, c).strip() or "-")
        ]
        labels = [table.cell(row, first).strip() for row in table.data_rows]
        blanks = sum(not label for label in labels)
        if len(ditto) >= _MIN_DITTO:
            said = True
            places = some([place(r, c) for r, c in ditto])
            yield failed("ditto", sheet=table.name, count=len(ditto), places=places)
        elif labels[0] and blanks >= _FIFTH * len(labels) and len(set(labels)) > _MIN_DITTO:
            said = True
            yield cant_tell("omitted", sheet=table.name, count=blanks, column=place(table.block.top, first))
    if tables and not said:
        yield passed()


def unique_columns(doc: Document, options: Options) -> Iterator[Verdict]:
    """One row names every column, and no two the same (L2-03)."""
    tables = data_tables(doc)
    said = False
    for table in tables:
        twice = [name for name, count in Counter(filter(None, table.names())).items() if count > 1]
        if table.header > 1:
            said = True
            yield cant_tell("several-rows", sheet=table.name, rows=table.header)
        elif twice:
            said = True
            yield failed("duplicate", sheet=table.name, text=some([short(name, 20) for name in twice]))
    if tables and not said:
        yield passed()


def other_choice(doc: Document, options: Options) -> Iterator[Verdict]:
    """“Other” and what it stands for are in columns of their own (L2-05)."""
    tables = data_tables(doc)
    found = [
        (table, table.cell(r, c).strip())
        for table in tables
        for r in table.data_rows
        for c in table.columns
        if _OTHER.fullmatch(table.cell(r, c).strip())
    ]
    if len(found) >= _MIN_DITTO:
        yield cant_tell("detail", sheet=found[0][0].name, count=len(found), text=some([short(t, 20) for _, t in found]))
    elif tables:
        yield passed()


def formulas(doc: Document, options: Options) -> Iterator[Verdict]:
    """Results stand in the cells, not the formulas that make them (L2-06)."""
    file = doc.snapshot.file
    tables = data_tables(doc) if file is not None and file.kind is FileKind.XLSX else ()
    said = False
    for table in tables:
        cells = [(r, c) for r in table.data_rows for c in table.columns if table.kind(r, c) == "f"]
        if cells:
            said = True
            yield failed("formulas", sheet=table.name, count=len(cells), places=some([place(*at) for at in cells]))
    if tables and not said:
        yield passed()


def header_first(doc: Document, options: Options) -> Iterator[Verdict]:
    """A file begins with the names of its columns (L3-01)."""
    tables = data_tables(doc)
    said = False
    for table in tables:
        if table.block.top or table.block.left:
            said = True
            yield failed("later", sheet=table.name, place=place(table.block.top, table.block.left))
    if tables and not said:
        yield passed()


def special_symbols(doc: Document, options: Options) -> Iterator[Verdict]:
    """Marks in columns of numbers are explained (L3-03)."""
    tables = data_tables(doc)
    said = False
    for table in tables:
        explained = any(_LEGEND.search(table.cell(r, c)) for r, c in table.around) or _LEGEND.search(
            " ".join(table.names())
        )
        marks: Counter[str] = Counter()
        for column in table.columns:
            if table.is_numeric(column):
                marks.update(text for text in table.column(column) if _SYMBOL.fullmatch(text))
        if marks and not explained:
            said = True
            yield cant_tell("unexplained", sheet=table.name, text=some(list(marks)), count=marks.total())
    if tables and not said:
        yield passed()


def time_axis(doc: Document, options: Options) -> Iterator[Verdict]:
    """Years are of the common era, alone or beside the Japanese one (L3-05)."""
    tables = data_tables(doc)
    said = False
    for table in tables:
        names = table.names()
        columns = [table.column(c) for c in table.columns]
        eras = [text for text in names if _ERA.match(text) and not _WESTERN.search(text)]
        western = any(_WESTERN.search(text) for text in names)
        for texts in columns:
            found = [text for text in texts if _ERA.match(text) and not _WESTERN.search(text)]
            if len(found) >= _HALF * len(texts):
                eras += found
            western = western or sum(bool(_WESTERN.match(t)) for t in texts) >= _HALF * len(texts) > 0
        if len(eras) >= _MIN_DITTO and not western:
            said = True
            yield failed("era", sheet=table.name, text=some([short(text, 15) for text in dict.fromkeys(eras)]))
    if tables and not said:
        yield passed()


def encoding(doc: Document, options: Options) -> Iterator[Verdict]:
    """A CSV file is in UTF-8, or says what else it is in (L3-08)."""
    file = doc.snapshot.file
    if file is None or file.csv is None:
        return
    code = file.csv.encoding
    if code in ("utf-8", "utf-8-sig"):
        yield passed()
    elif code == "cp932":
        yield cant_tell("shift-jis")
    else:
        yield failed("unusual", text=code or "?")


def long_format(doc: Document, options: Options) -> Iterator[Verdict]:
    """Points in time stand one below the other, not side by side (L3-09)."""
    tables = data_tables(doc)
    said = False
    for table in tables:
        periods = [name for name in table.names() if _PERIOD.fullmatch(name)]
        if len(periods) >= int(options.get("min_columns", 4)):
            said = True
            yield cant_tell("wide", sheet=table.name, count=len(periods), text=some([short(p, 15) for p in periods]))
    if tables and not said:
        yield passed()


def _named(table: Table) -> Iterator[tuple[int, str]]:
    for column, name in zip(table.columns, table.names(), strict=True):
        yield column, short(name, 30) or place(table.block.top, column)


def _is_text(table: Table, row: int, column: int) -> bool:
    """Whether a cell holds a text: in CSV a number with separators is one, too."""
    text = table.cell(row, column).strip()
    if table.sheet.name:
        return table.kind(row, column) == "s"
    return not (NUMBER.match(text) and "," not in text and "%" not in text) and not YEAR.fullmatch(text)
