"""The text that can be taken out of a PDF's pages."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from a11ycheck.files.text import DamagedError, clean

MAX_PAGES = 300
"""Pages whose text is looked at."""
_SECONDS = 8.0
_SAMPLE = 2000
_MAX_OBJECTS = 2000
_HALF = 0.5
_SPACE = re.compile(r"\s+")
_GARBLED = re.compile("[\ue000-\uf8ff\ufffd\x00-\x08\x0e-\x1f\U000f0000-\U0010fffd]")


def read_text(path: Path) -> dict[str, Any]:
    """The fields of ``PdfFacts`` about text.

    Raises:
        DamagedError: the file cannot be opened.
    """
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise DamagedError from error
    end = time.monotonic() + _SECONDS
    read = characters = garbled = empty = 0
    images, sample = [], ""
    try:
        for number in range(1, min(len(document), MAX_PAGES) + 1):
            if time.monotonic() > end:
                break
            page = _load(document, number - 1)
            read += 1
            text = _SPACE.sub(" ", _text(page)) if page is not None else ""
            count = len(text) - text.count(" ")
            characters += count
            garbled += len(_GARBLED.findall(text))
            if len(sample) < _SAMPLE:
                sample = f"{sample} {text}"[:_SAMPLE]
            if not count:
                if page is not None and _is_picture(page):
                    images.append(number)
                else:
                    empty += 1
            if page is not None:
                page.close()
    finally:
        document.close()
    return {
        "pages_read": read,
        "characters": characters,
        "image_pages": tuple(images),
        "empty_pages": empty,
        "garbled": garbled,
        "sample": clean(sample, _SAMPLE),
    }


def _load(document: pypdfium2.PdfDocument, index: int) -> pypdfium2.PdfPage | None:
    try:
        return document[index]
    except pypdfium2.PdfiumError:
        return None  # a broken page among others


def _text(page: pypdfium2.PdfPage) -> str:
    try:
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        return ""
    try:
        return str(text.get_text_range())
    except (pypdfium2.PdfiumError, UnicodeError, ValueError):
        return ""
    finally:
        text.close()


def _is_picture(page: pypdfium2.PdfPage) -> bool:
    """Whether pictures cover half of the page; a scanner may cut one into strips."""
    width, height = page.get_size()
    covered = 0.0
    try:
        for count, thing in enumerate(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3)):
            left, bottom, right, top = thing.get_bounds()
            covered += max(0.0, min(right, width) - max(left, 0)) * max(0.0, min(top, height) - max(bottom, 0))
            if covered >= _HALF * width * height:
                return True
            if count > _MAX_OBJECTS:
                break
    except pypdfium2.PdfiumError:
        return False
    return False
