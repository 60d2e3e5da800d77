"""Excel workbooks: the cells as they stand, and what hides or decorates them."""

from __future__ import annotations

import re
from pathlib import Path

from a11ycheck.files.package import Element, Package
from a11ycheck.files.text import DamagedError, cell_text, clean
from a11ycheck.model.file import Sheet

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_XDR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_WORKBOOK = "xl/workbook.xml"
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})\Z")
MAX_ROWS, MAX_COLUMNS, MAX_CHARACTERS = 1000, 100, 200
_MAX_SHEETS = 20
_MAX_STRINGS = 200_000
_WHITE = frozenset({"FFFFFFFF", "00FFFFFF"})
_KINDS = {"s": "s", "inlineStr": "s", "str": "s", "b": "b", "e": "b"}


def read(path: Path) -> tuple[str, tuple[Sheet, ...]]:
    """The title in the file's properties, and its sheets.

    Raises:
        DamagedError, LockedError, TooMuchError: nothing can be read of it.
    """
    with Package(path) as package:
        if _WORKBOOK not in package:
            raise DamagedError
        relations = package.relations(_WORKBOOK)
        listed = [
            (element.get("name", ""), element.get("state", ""), relations.get(element.get(_ID, ""), ("", "")))
            for _, element in package.elements(_WORKBOOK, f"{_S}sheet")
        ]
        strings, fills = _strings(package), _fills(package)
        sheets = tuple(
            _sheet(package, part, strings, fills, name=clean(name, 100), hidden=state in ("hidden", "veryHidden"))
            for name, state, (kind, part) in listed[:_MAX_SHEETS]
            if kind == "worksheet"
        )
        return package.title(), sheets


def letters(column: int) -> str:
    """The letters of a column, counted from 0."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def _strings(package: Package) -> list[str]:
    found = []
    for _, element in package.elements("xl/sharedStrings.xml", f"{_S}si"):
        found.append(_text(element))
        element.clear()
        if len(found) >= _MAX_STRINGS:
            break
    return found


def _text(element: Element) -> str:
    """The text of a string, without the readings (phonetic runs) that Japanese Excel keeps beside it."""
    parts = [t.text or "" for t in element.iter(f"{_S}t") if (p := t.getparent()) is None or p.tag != f"{_S}rPh"]
    return "".join(parts)[:MAX_CHARACTERS]


def _fills(package: Package) -> list[str]:
    """For each cell format a letter for its background, a blank for none or white."""
    fills, formats = [], []
    for _, element in package.elements("xl/styles.xml", f"{_S}fill", f"{_S}cellXfs"):
        if element.tag == f"{_S}fill":
            fills.append(_fill(element))
        else:
            formats = [_index(xf.get("fillId")) for xf in element.iterchildren(f"{_S}xf")]
    names = {colour: chr(65 + n % 26) for n, colour in enumerate(dict.fromkeys(c for c in fills if c))}
    return [names.get(fills[f], " ") if 0 <= f < len(fills) else " " for f in formats]


def _fill(element: Element) -> str:
    for pattern in element.iterchildren(f"{_S}patternFill"):
        if pattern.get("patternType", "none") in ("none", "gray125"):
            return ""
        for colour in pattern.iterchildren(f"{_S}fgColor"):
            value = colour.get("rgb") or f"theme {colour.get('theme')} {colour.get('tint')} {colour.get('indexed')}"
            # Theme colour 0 is the window's background.
            return "" if value in _WHITE or value == "theme 0 None None" else value
    return ""


class _Rows:
    """The cells of a sheet while it is read."""

    def __init__(self, strings: list[str], fills: list[str]) -> None:
        self._strings, self._fills = strings, fills
        self.rows: list[tuple[str, ...]] = []
        self.kinds: list[str] = []
        self.fills: list[str] = []
        self.hidden: list[int] = []
        self.cut = False
        self.width = 0

    def add(self, element: Element) -> None:
        number = _index(element.get("r")) or len(self.rows) + 1
        if number > MAX_ROWS:
            self.cut = self.cut or any(len(cell) for cell in element)
            return
        texts, kinds, fills = [""] * MAX_COLUMNS, [" "] * MAX_COLUMNS, [" "] * MAX_COLUMNS
        last = place = -1
        for cell in element.iterchildren(f"{_S}c"):
            match = _CELL.match(cell.get("r", ""))
            place = _column(match[1]) if match else place + 1
            if place >= MAX_COLUMNS:
                self.cut = True
                break
            texts[place], kinds[place] = self._cell(cell)
            style = _index(cell.get("s"))
            fills[place] = self._fills[style] if 0 <= style < len(self._fills) else " "
            if kinds[place] != " ":
                last = place
        while len(self.rows) < number:  # rows without a cell are not written
            self.rows.append(())
            self.kinds.append("")
            self.fills.append("")
        self.rows[number - 1] = tuple(texts[: last + 1])
        self.kinds[number - 1] = "".join(kinds[: last + 1])
        self.fills[number - 1] = "".join(fills[: last + 1]).rstrip()
        self.width = max(self.width, last + 1)
        if element.get("hidden") in ("1", "true") and last >= 0:
            self.hidden.append(number)

    def _cell(self, cell: Element) -> tuple[str, str]:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            text = _text(cell)
        else:
            text = next((v.text or "" for v in cell.iterchildren(f"{_S}v")), "")
            if kind == "s":
                index = _index(text)
                text = self._strings[index] if 0 <= index < len(self._strings) else ""
        text = cell_text(text, MAX_CHARACTERS)
        if next(cell.iterchildren(f"{_S}f"), None) is not None:
            return text, "f"
        return text, (_KINDS.get(kind, "n") if text else " ")


def _sheet(
    package: Package,
    part: str,
    strings: list[str],
    fills: list[str],
    *,
    name: str,
    hidden: bool,
) -> Sheet:
    rows = _Rows(strings, fills)
    merged: list[str] = []
    columns: list[tuple[int, int]] = []
    wanted = (f"{_S}row", f"{_S}mergeCell", f"{_S}col")
    for _, element in package.elements(part, *wanted):
        if element.tag == f"{_S}row":
            rows.add(element)
            element.clear()
            parent = element.getparent()
            while parent is not None and element.getprevious() is not None:
                del parent[0]
        elif element.tag == f"{_S}mergeCell":
            if len(merged) < 200:  # noqa: PLR2004
                merged.append(clean(element.get("ref", ""), 30))
        elif element.get("hidden") in ("1", "true") and len(columns) < MAX_COLUMNS:
            columns.append((_index(element.get("min")), _index(element.get("max"))))
    used = [c for first, last in columns for c in range(first - 1, min(last, rows.width)) if c >= 0]
    while rows.rows and not rows.rows[-1]:
        for kept in (rows.rows, rows.kinds, rows.fills):
            kept.pop()
    return Sheet(
        name=name,
        rows=tuple(rows.rows),
        kinds=tuple(rows.kinds),
        fills=tuple(rows.fills),
        cut=rows.cut,
        merged=tuple(merged),
        hidden_rows=tuple(rows.hidden[:200]),
        hidden_columns=tuple(letters(c) for c in used[:100]),
        hidden=hidden,
        objects=_objects(package, part),
    )


def _objects(package: Package, part: str) -> int:
    wanted = [f"{_XDR}{kind}" for kind in ("pic", "sp")]
    drawings = [target for kind, target in package.relations(part).values() if kind == "drawing"]
    return sum(1 for drawing in drawings[:20] for _ in package.elements(drawing, *wanted))


def _column(name: str) -> int:
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _index(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else -1  # noqa: PLR2004
