"""Word files: title, language, headings, pictures, tables."""

from __future__ import annotations

from pathlib import Path

from a11ycheck.files.drawing import Pictures
from a11ycheck.files.package import Element, Package
from a11ycheck.files.text import DamagedError
from a11ycheck.model.file import OfficeFacts

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_GRAPHIC = "{http://schemas.openxmlformats.org/drawingml/2006/main}graphicData"
_VML = "{urn:schemas-microsoft-com:vml}"
_PICTURES = ("/picture", "/chart", "/diagram")
_DOCUMENT = "word/document.xml"
_SHORT = 40
_LARGER = 1.2
_MIN_CELLS = 2
_BODY_SIZE = 21.0


def read(path: Path) -> OfficeFacts:
    """What a Word file says of itself.

    Raises:
        DamagedError, LockedError, TooMuchError: nothing can be read of it.
    """
    with Package(path) as package:
        if _DOCUMENT not in package:
            raise DamagedError
        return _Reading(package).facts()


class _Reading:
    def __init__(self, package: Package) -> None:
        self._package = package
        self._headings: set[str] = set()
        self._language = ""
        self._size = _BODY_SIZE
        self._pictures = Pictures()
        self._counts = dict.fromkeys(("paragraphs", "headings", "large_lines", "tables", "bare_tables"), 0)

    def facts(self) -> OfficeFacts:
        self._styles()
        wanted = (f"{_W}p", f"{_W}tbl", f"{_W}drawing", f"{_VML}imagedata", f"{_MC}Fallback")
        fallback = depth = 0
        for event, element in self._package.elements(_DOCUMENT, *wanted, starts=True):
            ends = event == "end"
            tag = element.tag
            if tag == f"{_MC}Fallback":  # what stands there stands in the choice before it already
                fallback += -1 if ends else 1
            elif tag == f"{_W}tbl" and not ends:
                depth += 1
            elif fallback or not ends:
                continue
            elif tag == f"{_W}p":
                self._paragraph(element, in_table=depth > 0)
                if not depth:
                    element.clear()
            elif tag == f"{_W}tbl":
                depth -= 1
                self._table(element)
                if not depth:
                    element.clear()
            else:
                self._picture(element)
        return OfficeFacts(
            title=self._package.title(),
            language=self._language,
            paragraphs=self._counts["paragraphs"],
            headings=self._counts["headings"],
            large_lines=self._counts["large_lines"],
            tables=self._counts["tables"],
            bare_tables=self._counts["bare_tables"],
            pictures=self._pictures.count,
            bare_pictures=self._pictures.bare,
            alternatives=tuple(self._pictures.texts),
        )

    def _styles(self) -> None:
        bases: dict[str, str] = {}
        for _, element in self._package.elements("word/styles.xml", f"{_W}style", f"{_W}docDefaults"):
            if element.tag == f"{_W}docDefaults":
                for lang in element.iter(f"{_W}lang"):
                    self._language = (lang.get(f"{_W}eastAsia") or lang.get(f"{_W}val") or "")[:20]
                for size in element.iter(f"{_W}sz"):
                    self._size = _number(size.get(f"{_W}val")) or self._size
                continue
            id_ = element.get(f"{_W}styleId", "")
            name = next((n.get(f"{_W}val", "") for n in element.iterchildren(f"{_W}name")), "")
            if name.lower().startswith("heading") or name in ("Title", "Subtitle") or _outline(element):
                self._headings.add(id_)
            for base in element.iterchildren(f"{_W}basedOn"):
                bases[id_] = base.get(f"{_W}val", "")
            element.clear()
        for id_ in bases:
            place, steps = id_, 0
            while place in bases and steps < 10:  # noqa: PLR2004 - a style that is based on itself
                place, steps = bases[place], steps + 1
                if place in self._headings:
                    self._headings.add(id_)

    def _paragraph(self, element: Element, *, in_table: bool) -> None:
        text = "".join(t.text or "" for t in element.iter(f"{_W}t")).strip()
        if not text:
            return
        self._counts["paragraphs"] += 1
        properties = next(element.iterchildren(f"{_W}pPr"), None)
        style = ""
        if properties is not None:
            style = next((s.get(f"{_W}val", "") for s in properties.iterchildren(f"{_W}pStyle")), "")
        if style in self._headings or (properties is not None and _outline(properties)):
            self._counts["headings"] += 1
        elif not in_table and len(text) <= _SHORT and not text.endswith(("。", ".")) and self._stands_out(element):
            self._counts["large_lines"] += 1

    def _stands_out(self, paragraph: Element) -> bool:
        runs = [run for run in paragraph.iter(f"{_W}r") if any((t.text or "").strip() for t in run.iter(f"{_W}t"))]
        return bool(runs) and all(self._is_strong(run) for run in runs)

    def _is_strong(self, run: Element) -> bool:
        for properties in run.iterchildren(f"{_W}rPr"):
            for bold in properties.iterchildren(f"{_W}b"):
                if bold.get(f"{_W}val") not in ("0", "false"):
                    return True
            for size in properties.iterchildren(f"{_W}sz"):
                return _number(size.get(f"{_W}val")) >= _LARGER * self._size
        return False

    def _table(self, element: Element) -> None:
        rows = list(element.iterchildren(f"{_W}tr"))
        columns = max((sum(1 for _ in row.iterchildren(f"{_W}tc")) for row in rows), default=0)
        if len(rows) < _MIN_CELLS or columns < _MIN_CELLS:
            return
        self._counts["tables"] += 1
        if not any(True for row in rows for _ in row.iterfind(f"{_W}trPr/{_W}tblHeader")):
            self._counts["bare_tables"] += 1

    def _picture(self, element: Element) -> None:
        if element.tag == f"{_W}drawing":
            kinds = [data.get("uri", "") for data in element.iter(_GRAPHIC)]
            if not any(kind.endswith(_PICTURES) for kind in kinds):
                return  # a line, an arrow, a text box
            self._pictures.add(element.iter(_DP))
        else:
            shape = element.getparent()
            self._pictures.add((), "" if shape is None else (shape.get("alt") or shape.get("title") or "").strip())


def _outline(element: Element) -> bool:
    """Whether the element gives an outline level from 1 to 9 (written 0 to 8; 9 is body text)."""
    levels = [level.get(f"{_W}val", "") for level in element.iter(f"{_W}outlineLvl")]
    return any(level in tuple("012345678") for level in levels)


def _number(text: str | None) -> float:
    try:
        return float(text or 0)
    except ValueError:
        return 0.0
