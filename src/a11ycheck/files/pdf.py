"""PDF files: what they say of themselves, their tags, and the text that can be taken out of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf

from a11ycheck.files.pdf_tags import read_tags
from a11ycheck.files.pdf_text import read_text
from a11ycheck.files.text import DamagedError, LockedError, clean
from a11ycheck.model.file import PdfFacts

_MAX_BOOKMARKS = 1000
_MAX_FIELDS = 2000
_BUTTON = 1 << 16
"""Field flag: a push button."""


def read(path: Path) -> PdfFacts:
    """What a PDF says of itself.

    Raises:
        DamagedError, LockedError: nothing can be read of it.
    """
    try:
        with pikepdf.open(path) as pdf:
            root = pdf.Root
            pages = len(pdf.pages)
            if not pages:
                raise DamagedError
            fields, bare = _fields(root)
            return PdfFacts(
                version=clean(pdf.pdf_version, 10),
                pages=pages,
                marked=_flag(root, "/MarkInfo", "/Marked"),
                language=clean(_text(root.get("/Lang")), 40),
                title=_title(pdf),
                shows_title=_flag(root, "/ViewerPreferences", "/DisplayDocTitle"),
                bookmarks=_bookmarks(root),
                fields=fields,
                bare_fields=bare,
                encrypted=pdf.is_encrypted,
                readable_aloud=bool(pdf.allow.accessibility or pdf.allow.extract),
                scripts=_has_scripts(root),
                **read_tags(root),
                **read_text(path),
            )
    except pikepdf.PasswordError as error:
        raise LockedError from error
    except pikepdf.PdfError as error:
        raise DamagedError from error


def _text(value: Any) -> str:
    if not isinstance(value, pikepdf.String):
        return ""
    try:
        return str(value)
    except (UnicodeError, ValueError):
        return bytes(value).decode("latin-1")


def _flag(root: Any, *names: str) -> bool:
    value = root
    for name in names:
        value = value.get(name) if isinstance(value, pikepdf.Dictionary) else None
    return value is True


def _title(pdf: pikepdf.Pdf) -> str:
    info = pdf.trailer.get("/Info")
    title = clean(_text(info.get("/Title")) if isinstance(info, pikepdf.Dictionary) else "", 300)
    if title or "/Metadata" not in pdf.Root:
        return title
    try:
        with pdf.open_metadata() as metadata:
            return clean(metadata.get("dc:title", ""), 300)
    except Exception:  # noqa: BLE001 - broken metadata of any kind name no title
        return ""


def _bookmarks(root: Any) -> int:
    outlines = root.get("/Outlines")
    waiting = [outlines.get("/First")] if isinstance(outlines, pikepdf.Dictionary) else []
    seen: set[tuple[int, int]] = set()
    while waiting and len(seen) < _MAX_BOOKMARKS:
        item = waiting.pop()
        if not isinstance(item, pikepdf.Dictionary) or item.objgen in seen:
            continue
        seen.add(item.objgen)
        waiting += [item.get("/Next"), item.get("/First")]
    return len(seen)


def _fields(root: Any) -> tuple[int, int]:
    """Form fields that people fill in, and those of them without a description."""
    form = root.get("/AcroForm")
    waiting = [(field, "", 0, False) for field in _array(form, "/Fields")]
    seen: set[tuple[int, int]] = set()
    count = bare = 0
    while waiting and len(seen) < _MAX_FIELDS:
        field, kind, flags, named = waiting.pop()
        if not isinstance(field, pikepdf.Dictionary) or (field.is_indirect and field.objgen in seen):
            continue
        seen.add(field.objgen if field.is_indirect else (-len(seen) - 1, 0))
        kind = str(field.get("/FT", kind))
        flags = _number(field.get("/Ff"), flags)
        named = named or bool(_text(field.get("/TU")).strip())
        kids = [kid for kid in _array(field, "/Kids") if isinstance(kid, pikepdf.Dictionary)]
        # Kids without a name of their own are the places where one field is shown.
        below = [kid for kid in kids if "/T" in kid]
        if below:
            waiting += [(kid, kind, flags, named) for kid in below]
        elif kind in ("/Tx", "/Ch", "/Sig") or (kind == "/Btn" and not flags & _BUTTON):
            count += 1
            bare += not (named or any(_text(kid.get("/TU")).strip() for kid in kids[:100]))
    return count, bare


def _array(holder: Any, name: str) -> list[Any]:
    value = holder.get(name) if isinstance(holder, pikepdf.Dictionary) else None
    return list(value)[:_MAX_FIELDS] if isinstance(value, pikepdf.Array) else []


def _number(value: Any, default: int) -> int:
    return value if isinstance(value, int) else default


def _has_scripts(root: Any) -> bool:
    """Whether there is JavaScript. It is never run: neither library can."""
    names = root.get("/Names")
    action = root.get("/OpenAction")
    return (isinstance(names, pikepdf.Dictionary) and "/JavaScript" in names) or (
        isinstance(action, pikepdf.Dictionary) and str(action.get("/S", "")) == "/JavaScript"
    )
