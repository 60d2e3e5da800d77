"""What a file is in the terms of pages."""

from __future__ import annotations

import msgspec

from a11ycheck.model import FileFacts, FileKind, Kind, PageResult, Problem, ProblemKind

_NO_PAGE = Problem(kind=ProblemKind.NOT_HTML)


def page_kind(kind: FileKind) -> Kind:
    """What an address that leads to such a file is."""
    return Kind.PDF if kind is FileKind.PDF else Kind.OTHER


def file_metrics(file: FileFacts) -> dict[str, int | float]:
    """Measures of a file; ``readable`` is 0 where nothing could be read of it."""
    found: dict[str, int | float] = {"bytes": file.size, "readable": int(file.unread is None)}
    if file.pdf is not None:
        found |= {"pages": file.pdf.pages, "text_length": file.pdf.characters}
    if file.sheets:
        found["sheets"] = len(file.sheets)
    return found


def file_language(file: FileFacts) -> str:
    """The language that a file declares; empty if it declares none."""
    part = file.pdf or file.office
    return part.language.lower() if part is not None else ""


def was_read(result: PageResult) -> bool:
    """Whether a result is that of a file of which something could be read."""
    return result.page.kind is not Kind.HTML and result.problem is None and bool(result.metrics.get("readable"))


def as_seen_by_page_rules(result: PageResult) -> PageResult:
    """A file as rules about pages know it: an address that is no page."""
    if result.problem is not None or result.page.kind is Kind.HTML:
        return result
    return msgspec.structs.replace(result, problem=_NO_PAGE)
