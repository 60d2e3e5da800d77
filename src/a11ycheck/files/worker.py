"""The reading process: one request a line on stdin, one answer a line on stdout.

It is started by ``FileReader`` and confines itself before it opens the first file.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import msgspec

from a11ycheck.files.limits import begin_file, confine
from a11ycheck.files.text import DamagedError, LockedError, TooMuchError
from a11ycheck.model.file import FileFacts, FileKind, ReadRequest, Unread

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def main() -> None:
    """Answers until stdin is closed."""
    from a11ycheck.files import pdf, slides, table_text, word, workbook  # noqa: F401 - loaded before the limits

    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no answer
    confine()
    for line in sys.stdin.buffer:
        request = msgspec.json.decode(line, type=ReadRequest)
        begin_file()
        answers.write(msgspec.json.encode(read(Path(request.path), request.kind)) + b"\n")
        answers.flush()


def read(path: Path, kind: FileKind) -> FileFacts:
    """Reads one file. Whatever is wrong with it is in the answer."""
    size = 0
    try:
        size = path.stat().st_size
        return msgspec.structs.replace(_read(path, kind), size=size)
    except LockedError:
        why = Unread.LOCKED
    except (TooMuchError, MemoryError, RecursionError):
        why = Unread.TOO_MUCH
    except Exception:  # noqa: BLE001 - a hostile file may make a library raise anything
        why = Unread.DAMAGED
    if why is Unread.DAMAGED and size and kind is not FileKind.PDF and _is_legacy(path):
        why, kind = Unread.LEGACY, FileKind.LEGACY
    return FileFacts(kind=kind, size=size, unread=why)


def _read(path: Path, kind: FileKind) -> FileFacts:
    from a11ycheck.files import pdf, slides, table_text, word, workbook

    match kind:
        case FileKind.PDF:
            about = pdf.read(path)
            return FileFacts(kind=kind, pdf=about, title=about.title)
        case FileKind.DOCX | FileKind.PPTX:
            office = (word if kind is FileKind.DOCX else slides).read(path)
            return FileFacts(kind=kind, office=office, title=office.title)
        case FileKind.XLSX:
            title, sheets = workbook.read(path)
            return FileFacts(kind=kind, sheets=sheets, title=title)
        case FileKind.CSV:
            written, sheet = table_text.read(path)
            return FileFacts(kind=kind, csv=written, sheets=(sheet,))
        case FileKind.LEGACY:
            if not _is_legacy(path):
                raise DamagedError
            return FileFacts(kind=kind, unread=Unread.LEGACY)


def _is_legacy(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_OLE)) == _OLE


if __name__ == "__main__":
    main()
