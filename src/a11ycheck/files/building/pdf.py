"""Small PDF files."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

_SIZE = (595, 842)
_TO_UNICODE = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfrange <0000> <FFFF> <0000> endbfrange
endcmap end end"""


def make(content: Mapping[str, Any]) -> bytes:
    """A PDF. ``pages`` holds a text, ``image`` or ``blank`` for each page; ``copies`` repeats them."""
    if content.get("damaged"):
        return b"%PDF-1.7\nthis is no PDF\n%%EOF\n"
    pdf = pikepdf.new()
    for page in list(content.get("pages", ["本文"])) * int(content.get("copies", 1)):
        _page(pdf, page)
    root = pdf.Root
    if "title" in content:
        pdf.trailer.Info = pdf.make_indirect(Dictionary(Title=String(content["title"])))
    if "language" in content:
        root.Lang = String(content["language"])
    if content.get("shows title"):
        root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    if "tags" in content:
        root.MarkInfo = Dictionary(Marked=True)
        tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        if content["tags"]:
            tree.K = Array([_tag(pdf, tag, tree) for tag in content["tags"]])
        root.StructTreeRoot = tree
    if content.get("bookmarks"):
        with pdf.open_outline() as outline:
            outline.root.extend(pikepdf.OutlineItem(str(text), 0) for text in content["bookmarks"])
    if content.get("fields"):
        root.AcroForm = Dictionary(Fields=Array([_field(pdf, field) for field in content["fields"]]))
    buffer = io.BytesIO()
    pdf.save(buffer, encryption=_encryption(content) or False)
    return buffer.getvalue()


def _encryption(content: Mapping[str, Any]) -> pikepdf.Encryption | None:
    if "password" not in content and not content.get("locked"):
        return None
    allow = pikepdf.Permissions(accessibility=False, extract=False) if content.get("locked") else pikepdf.Permissions()
    # Revision 3: later ones always let assistive technology take the text when qpdf writes them.
    user = content.get("password", "")
    return pikepdf.Encryption(owner="owner", user=user, R=3, aes=False, metadata=False, allow=allow)


def _page(pdf: pikepdf.Pdf, content: str) -> None:
    width, height = _SIZE
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name.Example,
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array(
            [
                Dictionary(
                    Type=Name.Font,
                    Subtype=Name.CIDFontType2,
                    BaseFont=Name.Example,
                    CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
                    DW=1000,
                )
            ]
        ),
        ToUnicode=pdf.make_stream(_TO_UNICODE),
    )
    resources = Dictionary(Font=Dictionary(F1=font))
    if content == "blank":
        code = b""
    elif content == "image":
        image = pdf.make_stream(bytes(4))
        image.stream_dict = Dictionary(
            Type=Name.XObject, Subtype=Name.Image, Width=2, Height=2, ColorSpace=Name.DeviceGray, BitsPerComponent=8
        )
        resources.XObject = Dictionary(Im1=image)
        code = f"q {width} 0 0 {height} 0 0 cm /Im1 Do Q".encode()
    else:
        lines = [f"<{line.encode('utf-16-be').hex()}> Tj 0 -20 Td" for line in content.splitlines()]
        code = f"BT /F1 12 Tf 50 {height - 80} Td {' '.join(lines)} ET".encode()
    pdf.pages.append(
        pikepdf.Page(
            Dictionary(
                Type=Name.Page, MediaBox=Array([0, 0, *_SIZE]), Resources=resources, Contents=pdf.make_stream(code)
            )
        )
    )


def _tag(pdf: pikepdf.Pdf, tag: Any, parent: Any) -> Any:
    """A structure element: ``P``, ``{Figure: alternative text}`` or ``{Table: [its parts]}``."""
    name, content = next(iter(tag.items())) if isinstance(tag, Mapping) else (tag, None)
    element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{name}"), P=parent))
    if isinstance(content, str):
        element.Alt = String(content)
    elif content:
        element.K = Array([_tag(pdf, part, element) for part in content])
    return element


def _field(pdf: pikepdf.Pdf, field: Mapping[str, str]) -> Any:
    entry = Dictionary(FT=Name.Tx, T=String(field["name"]), Subtype=Name.Widget, Rect=Array([50, 50, 200, 70]))
    if "description" in field:
        entry.TU = String(field["description"])
    return pdf.make_indirect(entry)
