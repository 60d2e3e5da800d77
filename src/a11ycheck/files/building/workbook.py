"""Small Excel workbooks."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from a11ycheck.files.building.archive import pack, properties, relations
from a11ycheck.files.workbook import letters

_S = (
    'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_XDR = 'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"'


def make(content: Mapping[str, Any]) -> bytes:
    """A workbook. Each of ``sheets`` holds, by its name, ``rows`` and what hides or decorates them."""
    sheets = content["sheets"]
    colours = sorted({c for sheet in sheets.values() for c in sheet.get("fills", {}).values()})
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}" state="{_state(sheet)}"/>'
        for n, (name, sheet) in enumerate(sheets.items(), 1)
    )
    parts = {
        "xl/workbook.xml": f"<workbook {_S}><sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": relations(
            ("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)
        ),
        "xl/styles.xml": _styles(colours),
    }
    for number, sheet in enumerate(sheets.values(), 1):
        parts[f"xl/worksheets/sheet{number}.xml"] = _sheet(sheet, colours)
        if "objects" in sheet:
            drawing = relations([("drawing", f"../drawings/d{number}.xml")])
            parts[f"xl/worksheets/_rels/sheet{number}.xml.rels"] = drawing
            shapes = "<xdr:twoCellAnchor><xdr:sp/></xdr:twoCellAnchor>" * int(sheet["objects"])
            charts = "<xdr:twoCellAnchor><xdr:graphicFrame/></xdr:twoCellAnchor>" * int(sheet.get("charts", 0))
            parts[f"xl/drawings/d{number}.xml"] = f"<xdr:wsDr {_XDR}>{shapes}{charts}</xdr:wsDr>"
    if "title" in content:
        parts["docProps/core.xml"] = properties(content["title"])
    return pack(parts)


def _state(sheet: Mapping[str, Any]) -> str:
    return "hidden" if sheet.get("hidden") else "visible"


def _sheet(sheet: Mapping[str, Any], colours: list[str]) -> str:
    fills = {place: colours.index(colour) + 1 for place, colour in sheet.get("fills", {}).items()}
    hidden = {int(n) for n in sheet.get("hidden rows", ())}
    columns = "".join(
        f'<col min="{n}" max="{n}" hidden="1"/>' for n in (ord(c) - 64 for c in sheet.get("hidden columns", ()))
    )
    rows = ""
    for number, row in enumerate(sheet["rows"], 1):
        cells = "".join(_cell(f"{letters(i)}{number}", value, fills) for i, value in enumerate(row or ()))
        rows += f'<row r="{number}" hidden="{int(number in hidden)}">{cells}</row>'
    merged = "".join(f'<mergeCell ref="{place}"/>' for place in sheet.get("merged", ()))
    return (
        f"<worksheet {_S}>{f'<cols>{columns}</cols>' if columns else ''}<sheetData>{rows}</sheetData>"
        f"{f'<mergeCells>{merged}</mergeCells>' if merged else ''}</worksheet>"
    )


def _cell(place: str, value: Any, fills: Mapping[str, int]) -> str:
    style = f' s="{fills[place]}"' if place in fills else ""
    if value is None or value == "":
        return f'<c r="{place}"{style}/>'
    if isinstance(value, int | float):
        return f'<c r="{place}"{style}><v>{value}</v></c>'
    if value.startswith("="):
        return f'<c r="{place}"{style}><f>{escape(value[1:])}</f><v>0</v></c>'
    return f'<c r="{place}"{style} t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'


def _styles(colours: list[str]) -> str:
    fills = "".join(
        f'<fill><patternFill patternType="solid"><fgColor rgb="FF{colour}"/></patternFill></fill>' for colour in colours
    )
    formats = "".join(f'<xf fillId="{n}"/>' for n in range(2, 2 + len(colours)))
    return (
        f'<styleSheet {_S}><fills><fill><patternFill patternType="none"/></fill>'
        f'<fill><patternFill patternType="gray125"/></fill>{fills}</fills>'
        f'<cellXfs><xf fillId="0"/>{formats}</cellXfs></styleSheet>'
    )
