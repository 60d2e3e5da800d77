"""PowerPoint files: title, slide titles, pictures."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from a11ycheck.files.drawing import Pictures
from a11ycheck.files.package import Element, Package
from a11ycheck.files.text import DamagedError
from a11ycheck.model.file import OfficeFacts

_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PRESENTATION = "ppt/presentation.xml"
_MAX_SLIDES = 500
_TITLES = ("title", "ctrTitle")
_PICTURES = ("/chart", "/diagram")


def read(path: Path) -> OfficeFacts:
    """What a PowerPoint file says of itself.

    Raises:
        DamagedError, LockedError, TooMuchError: nothing can be read of it.
    """
    with Package(path) as package:
        if _PRESENTATION not in package:
            raise DamagedError
        relations = package.relations(_PRESENTATION)
        parts = [
            relations.get(element.get(_ID, ""), ("", ""))[1]
            for _, element in package.elements(_PRESENTATION, f"{_P}sldId")
        ]
        counts, pictures, untitled = Counter[str](), Pictures(), []
        for number, part in enumerate(parts[:_MAX_SLIDES], 1):
            if _slide(package, part, counts, pictures) is False:
                untitled.append(number)
        return OfficeFacts(
            title=package.title(),
            paragraphs=counts["paragraphs"],
            tables=counts["tables"],
            slides=counts["slides"],
            untitled_slides=tuple(untitled[:100]),
            pictures=pictures.count,
            bare_pictures=pictures.bare,
            alternatives=tuple(pictures.texts),
        )


def _slide(package: Package, part: str, counts: Counter[str], pictures: Pictures) -> bool | None:
    """Counts one slide; whether it has a title, None for a hidden one."""
    for _, slide in package.elements(part, f"{_P}sld"):
        if slide.get("show") in ("0", "false"):
            return None
        counts["slides"] += 1
        counts["paragraphs"] += sum(1 for paragraph in slide.iter(f"{_A}p") if _text(paragraph))
        counts["tables"] += sum(1 for _ in slide.iter(f"{_A}tbl"))
        shown = [*slide.iter(f"{_P}pic"), *(f for f in slide.iter(f"{_P}graphicFrame") if _is_picture(f))]
        for picture in shown:
            pictures.add(picture.iter(f"{_P}cNvPr"))
        return any(
            _text(shape)
            for shape in slide.iter(f"{_P}sp")
            if any(mark.get("type") in _TITLES for mark in shape.iter(f"{_P}ph"))
        )
    return None


def _text(element: Element) -> str:
    return "".join(t.text or "" for t in element.iter(f"{_A}t")).strip()


def _is_picture(frame: Element) -> bool:
    return any(data.get("uri", "").endswith(_PICTURES) for data in frame.iter(f"{_A}graphicData"))
