"""Word and PowerPoint files: title, headings, pictures, tables, slides."""

from __future__ import annotations

import re
from collections.abc import Iterator

from a11ycheck.checks.api import Options, cant_tell, failed, passed
from a11ycheck.checks.document import Document
from a11ycheck.checks.prose import some
from a11ycheck.checks.titles import is_placeholder
from a11ycheck.checks.words import short
from a11ycheck.model import OfficeFacts, Verdict

POOR = re.compile(
    r".{0,80}\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf|svg)|(?:図|画像|写真|イメージ|picture|image|figure|photo|img)[\s_#:]*\d*",
    re.IGNORECASE,
)
"""Alternative texts that are file names or say nothing."""
FROM_PROGRAM = re.compile(
    r"(?:PowerPoint|Word)\s*(?:プレゼンテーション|文書|presentation|document)|プレゼンテーション\s*\d*|スライド\s*\d*|slide\s*\d*",
    re.IGNORECASE,
)
"""Titles that PowerPoint and Word give on their own."""


def title(doc: Document, options: Options) -> Iterator[Verdict]:
    """The file's properties name a title."""
    office = _office(doc)
    if office is None:
        return
    if not office.title:
        yield failed("missing")
    elif is_placeholder(office.title) or FROM_PROGRAM.fullmatch(office.title):
        yield failed("placeholder", text=short(office.title))
    else:
        yield passed()


def picture_alternatives(doc: Document, options: Options) -> Iterator[Verdict]:
    """Pictures have alternative texts or are marked as decoration."""
    office = _office(doc)
    if office is None or not office.pictures:
        return
    poor = [text for text in office.alternatives if POOR.fullmatch(text)]
    if office.bare_pictures:
        yield failed("missing", count=office.bare_pictures, pictures=office.pictures)
    if poor:
        yield cant_tell("poor", count=len(poor), text=some([short(text, 30) for text in poor]))
    if not (office.bare_pictures or poor):
        yield passed()


def headings(doc: Document, options: Options) -> Iterator[Verdict]:
    """A long text uses heading styles."""
    office = _office(doc)
    if office is None or office.slides or office.paragraphs < int(options.get("min_paragraphs", 30)):
        return
    if office.headings:
        yield passed()
    elif office.large_lines >= int(options.get("min_lines", 3)):
        yield cant_tell("look-only", count=office.large_lines)


def table_headers(doc: Document, options: Options) -> Iterator[Verdict]:
    """Tables of a text have a row that is marked as header."""
    office = _office(doc)
    if office is not None and not office.slides and office.tables:
        bare = office.bare_tables
        yield cant_tell("missing", count=bare, tables=office.tables) if bare else passed()


def slide_titles(doc: Document, options: Options) -> Iterator[Verdict]:
    """Every slide has a title."""
    office = _office(doc)
    if office is not None and office.slides:
        bare = office.untitled_slides
        if bare:
            yield failed("missing", count=len(bare), numbers=", ".join(str(n) for n in bare[:10]))
        else:
            yield passed()


def _office(doc: Document) -> OfficeFacts | None:
    return doc.snapshot.file.office if doc.snapshot.file is not None else None
