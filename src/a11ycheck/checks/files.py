"""Files of all kinds: whether anything can be read of them."""

from __future__ import annotations

from collections.abc import Iterator

from a11ycheck.checks.api import Options, cant_tell, passed
from a11ycheck.checks.document import Document
from a11ycheck.model import Verdict


def readable(doc: Document, options: Options) -> Iterator[Verdict]:
    """A file opens, without a password, in a program of today."""
    file = doc.snapshot.file
    if file is None:
        return
    if file.unread is None:
        yield passed()
    else:
        yield cant_tell(file.unread.value)
