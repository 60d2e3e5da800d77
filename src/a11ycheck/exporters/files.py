"""Writes files so that a reader never meets half of one."""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, TextIO

from a11ycheck.errors import OutputError


@contextmanager
def atomic_text(path: Path, *, newline: str = "\n", encoding: str = "utf-8") -> Iterator[TextIO]:
    """A text file that appears under its name only when it is complete.

    Raises:
        OutputError: it cannot be written; what stood there before is untouched.
    """
    with atomic_binary(path) as raw:
        stream = io.TextIOWrapper(raw, encoding=encoding, newline=newline)
        yield stream
        stream.flush()
        stream.detach()


@contextmanager
def atomic_binary(path: Path) -> Iterator[BinaryIO]:
    """The same for a file of bytes.

    Raises:
        OutputError: it cannot be written; what stood there before is untouched.
    """
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as stream:
            yield stream
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
        temporary = None
    except OSError as error:
        raise unwritable(path, error) from error
    finally:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink()


def unwritable(path: Path, error: OSError) -> OutputError:
    """The error for a report that cannot be written to ``path``."""
    reason = error.strerror or type(error).__name__
    return OutputError(
        f"the report {path} cannot be written: {reason}; free some space or choose another place with --out"
    )


def _umask() -> int:
    # There is no way to read the mask without setting it; mkstemp files are private otherwise.
    mask = os.umask(0)
    os.umask(mask)
    return mask
