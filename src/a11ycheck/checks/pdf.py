"""PDF files: their text, tags, title, language and aids to find one's way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from a11ycheck.checks import language_names
from a11ycheck.checks.api import Options, cant_tell, failed, passed
from a11ycheck.checks.document import Document
from a11ycheck.checks.languages import agrees, normal_code, weight
from a11ycheck.checks.office import FROM_PROGRAM, POOR
from a11ycheck.checks.prose import some
from a11ycheck.checks.titles import is_placeholder
from a11ycheck.checks.words import short
from a11ycheck.language.detect import SURE, detect
from a11ycheck.model import PdfFacts, Verdict

_FILE_NAME = re.compile(
    r"[\w.()\[\]~ -]{1,120}\.(?:docx?|xlsx?|pptx?|pdf|jtdc?|indd|ai|tiff?|jpe?g|png)", re.IGNORECASE
)
_CODE_NAME = re.compile(r"[\d_.-]{4,}|(?:scan|img|image|doc|document|slide|file|print)[\s_-]*\d*", re.IGNORECASE)
_PROGRAM = re.compile(
    r"^(?:microsoft (?:word|excel|powerpoint)|microsoft®? \w+|adobe \w+|一太郎)\s*[-–:]\s*", re.IGNORECASE
)
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_MIN_GARBLED = 0.2
_MIN_CHARACTERS = 50
_MIN_LETTERS = 60


def text_layer(doc: Document, options: Options) -> Iterator[Verdict]:
    """The pages' words are text, and not only pictures of text."""
    pdf = _pdf(doc)
    if pdf is None or not pdf.pages_read:
        return
    images = len(pdf.image_pages)
    described = pdf.figures - pdf.bare_figures
    if images and images + pdf.empty_pages == pdf.pages_read:
        if described >= images:
            yield cant_tell("described", pages=pdf.pages)
        else:
            yield failed("image-only", pages=pdf.pages)
    elif pdf.empty_pages == pdf.pages_read:
        yield cant_tell("no-text", pages=pdf.pages)
    elif images:
        yield cant_tell("image-pages", count=images, pages=pdf.pages, numbers=_numbers(pdf.image_pages))
    elif pdf.characters >= _MIN_CHARACTERS and pdf.garbled >= _MIN_GARBLED * pdf.characters:
        yield cant_tell("garbled", share=round(100 * pdf.garbled / pdf.characters))
    else:
        yield passed()


def tags(doc: Document, options: Options) -> Iterator[Verdict]:
    """The file is tagged: headings, lists and tables are marked as such."""
    pdf = _with_text(doc)
    if pdf is None:
        return
    if not pdf.tags:
        yield failed("empty" if pdf.marked else "untagged", pages=pdf.pages)
    elif not pdf.headings and not pdf.tags_cut and pdf.pages >= int(options.get("min_pages", 5)):
        yield cant_tell("no-headings", pages=pdf.pages)
    else:
        yield passed()


def title(doc: Document, options: Options) -> Iterator[Verdict]:
    """The file has a title that says what it is about."""
    pdf = _pdf(doc)
    if pdf is None:
        return
    text = pdf.title.strip()
    own = _PROGRAM.sub("", text)
    if not text:
        yield failed("missing")
    elif (is_placeholder(own) or FROM_PROGRAM.fullmatch(own)) and not _FILE_NAME.fullmatch(own):
        yield failed("placeholder", text=short(text))
    elif own != text or _FILE_NAME.fullmatch(own) or _CODE_NAME.fullmatch(own):
        yield cant_tell("file-name", text=short(text))
    else:
        yield passed()


def title_shown(doc: Document, options: Options) -> Iterator[Verdict]:
    """Viewers are asked to show the title in place of the file's name."""
    pdf = _pdf(doc)
    if pdf is not None and pdf.title.strip():
        yield passed() if pdf.shows_title else failed("hidden", text=short(pdf.title))


def language(doc: Document, options: Options) -> Iterator[Verdict]:
    """The file says which language it is in, and its text is in that language."""
    pdf = _with_text(doc)
    if pdf is None:
        return
    declared = pdf.language.strip()
    if not declared:
        yield failed("missing")
        return
    if not _TAG.fullmatch(declared):
        yield failed("invalid", text=short(declared, 20))
        return
    found = detect(pdf.sample)
    code = normal_code(declared)
    # Text that cannot be told apart, and codes that nobody knows, prove nothing.
    if weight(pdf.sample) >= _MIN_LETTERS and found.confidence >= SURE and code and not agrees(code, found.code):
        # Kana are certain; what is in Latin letters may be a table of names or a list of addresses.
        say, key = (failed, "mismatch") if found.code == "ja" else (cant_tell, "unsure")
        yield say(key, declared=language_names.title(code), detected=language_names.title(found.code))
    else:
        yield passed()


def bookmarks(doc: Document, options: Options) -> Iterator[Verdict]:
    """A long file has bookmarks."""
    pdf = _with_text(doc)
    if pdf is not None and pdf.pages >= int(options.get("min_pages", 21)):
        yield passed() if pdf.bookmarks else failed("missing", pages=pdf.pages)


def figure_alternatives(doc: Document, options: Options) -> Iterator[Verdict]:
    """Figures among the tags have alternative texts that say something."""
    pdf = _pdf(doc)
    if pdf is None or not pdf.figures:
        return
    poor = [text for text in pdf.alternatives if POOR.fullmatch(text.strip())]
    if pdf.bare_figures:
        yield failed("missing", count=pdf.bare_figures, figures=pdf.figures)
    if poor:
        yield cant_tell("poor", count=len(poor), text=some([short(text, 30) for text in poor]))
    if not (pdf.bare_figures or poor):
        yield passed()


def table_headers(doc: Document, options: Options) -> Iterator[Verdict]:
    """Tables among the tags have header cells."""
    pdf = _pdf(doc)
    if pdf is not None and pdf.tables:
        yield cant_tell("missing", count=pdf.bare_tables, tables=pdf.tables) if pdf.bare_tables else passed()


def field_names(doc: Document, options: Options) -> Iterator[Verdict]:
    """Form fields have descriptions."""
    pdf = _pdf(doc)
    if pdf is not None and pdf.fields:
        yield cant_tell("missing", count=pdf.bare_fields, fields=pdf.fields) if pdf.bare_fields else passed()


def permissions(doc: Document, options: Options) -> Iterator[Verdict]:
    """Protection does not keep assistive technology from reading."""
    pdf = _pdf(doc)
    if pdf is not None and pdf.encrypted:
        yield passed() if pdf.readable_aloud else failed("locked")


def _pdf(doc: Document) -> PdfFacts | None:
    return doc.snapshot.file.pdf if doc.snapshot.file is not None else None


def _with_text(doc: Document) -> PdfFacts | None:
    """The facts of a PDF that has text; what is a picture altogether has worse faults."""
    pdf = _pdf(doc)
    return pdf if pdf is not None and pdf.characters else None


def _numbers(pages: Sequence[int]) -> str:
    shown = ", ".join(str(number) for number in pages[:8])
    return f"{shown}, …" if len(pages) > 8 else shown  # noqa: PLR2004
