"""Database errors in one plain sentence."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from a11ycheck.errors import StoreError

_SQLITE = {
    "SQLITE_BUSY": "is locked by another program; wait until that has ended and try again",
    "SQLITE_LOCKED": "is locked by another program; wait until that has ended and try again",
    "SQLITE_FULL": "cannot grow, because the disk is full; free some space and try again",
    "SQLITE_READONLY": "cannot be written; check the permissions of the file and of its folder",
    "SQLITE_CANTOPEN": "cannot be opened; check that the folder exists and may be written",
    "SQLITE_NOTADB": "is not a database; name another file with --db",
    "SQLITE_CORRUPT": "is damaged; restore it from a backup or name another file with --db",
    "SQLITE_IOERR": "cannot be read or written (input/output error); check the disk",
    "SQLITE_PERM": "may not be opened; check the permissions of the file",
    "SQLITE_AUTH": "may not be opened; check the permissions of the file",
}


@contextmanager
def told_plainly(place: str) -> Iterator[None]:
    """Turns what goes wrong with the database at ``place`` into a StoreError."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise StoreError(f"The history database {place} {_what(error)}.") from error
    except (msgspec.MsgspecError, zlib.error, ValueError) as error:
        raise StoreError(
            f"The history database {place} holds a value that this version of a11ycheck cannot read ({error})."
        ) from error


def _what(error: Exception) -> str:
    cause = error.orig if isinstance(error, DBAPIError) else error
    # An extended code has the plain one as its beginning: SQLITE_READONLY_DIRECTORY, SQLITE_IOERR_WRITE …
    code = "_".join(str(getattr(cause, "sqlite_errorname", "")).split("_")[:2])
    if code in _SQLITE:
        return _SQLITE[code]
    first_line = (str(cause).strip().splitlines() or [type(error).__name__])[0]
    return f"gave an error: {first_line.rstrip('.')}"
