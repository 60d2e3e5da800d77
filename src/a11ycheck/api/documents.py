"""Reads texts out of files: plain text, Markdown, Word."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from lxml import etree

from a11ycheck.errors import UsageError
from a11ycheck.language import markdown
from a11ycheck.language.markdown import Extract

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MOST = 50_000_000  # bytes of text in a Word file; more is a bomb
_SKIPPED = frozenset({f"{_W}del", f"{_W}rt", f"{_W}instrText", f"{_W}moveFrom", f"{_W}delText"})


def read(data: bytes, name: str) -> Extract:
    """The text of a file.

    Args:
        data: its bytes.
        name: its name; the ending says what it is: ``.md`` Markdown, ``.docx`` Word, anything else plain text.

    Raises:
        UsageError: it is no Word file, or a broken one.
    """
    kind = Path(name).suffix.lower()
    if kind == ".docx":
        return _whole(_word(data, name))
    text = decode(data)
    return markdown.extract(text) if kind in (".md", ".markdown") else _whole(text)


def decode(data: bytes) -> str:
    """Bytes as text: UTF-8 (with or without a byte order mark), UTF-16 with one, else what Japanese Windows writes."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", "replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            try:
                text = data.decode("cp932")
            except UnicodeDecodeError:
                text = data.decode("utf-8-sig", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _whole(text: str) -> Extract:
    return Extract(text, ())


def _word(data: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if archive.getinfo("word/document.xml").file_size > _MOST:
                raise UsageError(f"{name}: the text of this Word file is larger than {_MOST // 1_000_000} MB")
            with archive.open("word/document.xml") as part:
                body = part.read(_MOST + 1)[:_MOST]
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        root = etree.fromstring(body, parser)
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError, NotImplementedError, RuntimeError, OSError) as error:
        raise UsageError(f"{name}: this is no Word file (.docx) that can be read: {error}") from error
    return "\n".join(_paragraph(p) for p in root.iter(f"{_W}p"))


def _paragraph(paragraph: etree._Element) -> str:
    """The text of a paragraph, deleted text and ruby readings left out."""
    parts: list[str] = []
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        if element.tag in _SKIPPED or element.tag == f"{_W}p":  # paragraphs of text boxes come by themselves
            continue
        if element.tag == f"{_W}t":
            parts.append(element.text or "")
        elif element.tag == f"{_W}tab":
            parts.append(" ")
        elif element.tag in (f"{_W}br", f"{_W}cr"):
            parts.append("\n")
        stack.extend(reversed(element))
    return "".join(parts)
