"""What Word, PowerPoint and Excel say of a picture."""

from __future__ import annotations

from collections.abc import Iterable

from a11ycheck.files.package import Element
from a11ycheck.files.text import clean

_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_MAX_TEXTS = 100


class Pictures:
    """Counts pictures, and those without an alternative text."""

    def __init__(self) -> None:
        self.count = 0
        """Pictures."""
        self.bare = 0
        """Of these, without alternative text and not marked as decoration."""
        self.texts: list[str] = []
        """Alternative texts, the first 100."""

    def add(self, properties: Iterable[Element], text: str = "") -> None:
        """Counts a picture.

        Args:
            properties: its docPr or cNvPr elements.
            text: an alternative text that stands elsewhere.
        """
        self.count += 1
        decorative = False
        for element in properties:
            text = text or (element.get("descr") or element.get("title") or "").strip()
            decorative = decorative or any(mark.get("val") in ("1", "true") for mark in element.iter(_DECORATIVE))
        if text and len(self.texts) < _MAX_TEXTS:
            self.texts.append(clean(text, 100))
        self.bare += not (text or decorative)
