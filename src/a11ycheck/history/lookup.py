"""Finding a scan by what a person types."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from a11ycheck.errors import UsageError
from a11ycheck.history.clean import clean_text
from a11ycheck.history.schema import scans

_LATEST = re.compile(r"latest(?:~(\d{1,9}))?")
_SHOWN = 5


def newest_first() -> Select[Any]:
    """All scans, the newest first."""
    return select(scans).order_by(scans.c.started_us.desc(), scans.c.number.desc())


def exact(connection: Connection, scan_id: str) -> Row[Any] | None:
    """The scan with this id."""
    return connection.execute(select(scans).where(scans.c.id == clean_text(scan_id))).first()


def number(connection: Connection, scan_id: str) -> int:
    """The number of the scan with this id.

    Raises:
        UsageError: there is none.
    """
    found = connection.execute(select(scans.c.number).where(scans.c.id == clean_text(scan_id))).scalar()
    if found is None:
        raise UsageError(_unknown(connection, scan_id))
    return int(found)


def resolve(connection: Connection, given: str) -> Row[Any]:
    """The scan that is meant by an id, the beginning of one, ``latest`` or ``latest~N``.

    Raises:
        UsageError: none is, or several are.
    """
    given = clean_text(given)
    latest = _LATEST.fullmatch(given)
    if latest:
        return _latest(connection, int(latest[1] or 0))
    row = exact(connection, given)
    if row is not None:
        return row
    matches = connection.execute(newest_first().where(scans.c.id.startswith(given, autoescape=True))).all()
    if len(matches) == 1:
        return matches[0]
    if not matches or not given:
        raise UsageError(_unknown(connection, given))
    shown = ", ".join(row.id for row in matches[:_SHOWN]) + (", …" if len(matches) > _SHOWN else "")
    raise UsageError(f"“{given}” is the beginning of {len(matches)} scans ({shown}); write more of the id.")


def _latest(connection: Connection, back: int) -> Row[Any]:
    row = connection.execute(newest_first().offset(back).limit(1)).first()
    if row is not None:
        return row
    if back and connection.execute(newest_first().limit(1)).first() is not None:
        raise UsageError(f"There is no scan latest~{back}: the history does not reach back that far.")
    raise UsageError("The history holds no scan yet; “a11ycheck scan URL” makes the first one.")


def _unknown(connection: Connection, given: str) -> str:
    ids = list(connection.scalars(newest_first().with_only_columns(scans.c.id)))
    if not ids:
        return f"There is no scan “{given}”: the history is empty."
    near = get_close_matches(given, ids, n=3, cutoff=0.5)
    hint = f"the nearest are {', '.join(near)}" if near else f"the latest is {ids[0]}"
    return f"There is no scan “{given}” in the history; {hint}. “a11ycheck history list” shows all."
