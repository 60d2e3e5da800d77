"""Makes small real files out of a description: the examples of rules about files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from a11ycheck.files.building import office, workbook
from a11ycheck.files.building import pdf as pdf_files
from a11ycheck.files.building.archive import make_bomb
from a11ycheck.model.file import FileKind

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
KINDS = ("pdf", "docx", "pptx", "xlsx", "csv", "legacy", "bomb")
"""What a description may begin with (see docs/rule-format.md)."""


def build(description: Mapping[str, Any], folder: Path) -> tuple[Path, FileKind]:
    """Writes the file that a description is of.

    Args:
        description: one kind with what the file holds; ``name`` names it.
        folder: where it is written.

    Returns:
        The file, and its kind.

    Raises:
        ValueError: the description cannot be understood.
    """
    kinds = [kind for kind in KINDS if kind in description]
    if len(kinds) != 1 or set(description) - {*KINDS, "name"}:
        raise ValueError(f"a file is described by one of {', '.join(KINDS)}, and “name”")
    content = description[kinds[0]]
    kind = FileKind.XLSX if kinds[0] == "bomb" else FileKind(kinds[0])
    path = folder / str(description.get("name", f"file.{'xls' if kind is FileKind.LEGACY else kind}"))
    path.write_bytes(make_bomb() if kinds[0] == "bomb" else _bytes(kind, content if content is not None else {}))
    return path, kind


def _bytes(kind: FileKind, content: Any) -> bytes:
    match kind:
        case FileKind.PDF:
            return pdf_files.make(content)
        case FileKind.DOCX:
            return office.make_document(content)
        case FileKind.PPTX:
            return office.make_slides(content)
        case FileKind.XLSX:
            return workbook.make(content)
        case FileKind.CSV:
            text = content if isinstance(content, str) else content["text"]
            encoding = "utf-8" if isinstance(content, str) else content.get("encoding", "utf-8")
            return str(text).encode(encoding)
        case FileKind.LEGACY:
            return _OLE
