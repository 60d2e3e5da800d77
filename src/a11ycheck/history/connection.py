"""Finding, opening and preparing the database."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from platformdirs import user_data_path
from sqlalchemy import (
    URL,
    Connection,
    Engine,
    Text,
    column,
    create_engine,
    event,
    inspect,
    make_url,
    select,
    table,
    text,
)
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import QueuePool

from a11ycheck.errors import StoreError, UsageError
from a11ycheck.history.failures import told_plainly
from a11ycheck.history.schema import REVISION, VERSION_TABLE, metadata
from a11ycheck.history.store import Store

ENVIRONMENT = "A11YCHECK_DB"
"""Environment variable that names another database."""

_POSTGRES = ("postgres", "postgresql", "postgresql+psycopg")
_version = table(VERSION_TABLE, column("version_num", Text))
_ADVISORY_LOCK = 0x613131795F6462  # any number, the same in every a11ycheck


def default_path() -> Path:
    """The history in the user's data folder."""
    return user_data_path("a11ycheck", appauthor=False) / "history.sqlite3"


def open_store(url: str | None = None, *, timeout: float = 30.0) -> Store:
    """Opens the history, makes it where there is none, and brings an older one to the present schema.

    Args:
        url: a path, or an SQLAlchemy URL (``sqlite:///…``, ``postgresql+psycopg://…``). None: what the
            environment variable A11YCHECK_DB says, else the user's own history. ``sqlite://`` is a history
            in memory, forgotten when the store is closed.
        timeout: seconds to wait for another program that writes.

    Raises:
        UsageError: the URL cannot be used.
        StoreError: the database cannot be opened.
    """
    address = _address(url or os.environ.get(ENVIRONMENT) or str(default_path()))
    place = _place(address)
    if address.get_backend_name() == "sqlite":
        _make_folder(address, place)
    engine = _engine(address, timeout)
    try:
        with told_plainly(place):
            _prepare(engine, place)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine, place)


def _address(given: str) -> URL:
    if not re.match(r"[A-Za-z][\w+]+://", given):  # a drive letter (C:\…) is no scheme
        return URL.create("sqlite", database=str(Path(given).expanduser()))
    try:
        address = make_url(given)
        backend = address.get_backend_name()
    except (ArgumentError, ValueError):
        raise UsageError("The database URL given cannot be read; write a path or postgresql+psycopg://…") from None
    if address.drivername in _POSTGRES:
        return address.set(drivername="postgresql+psycopg")
    if backend != "sqlite":
        raise UsageError(
            f"The history cannot be kept in “{address.drivername}”; give a path, sqlite:///… or postgresql+psycopg://…."
        )
    return address


def _place(address: URL) -> str:
    if address.get_backend_name() == "sqlite":
        return "in memory" if _in_memory(address) else str(address.database)
    return address.set(query={}).render_as_string(hide_password=True)


def _in_memory(address: URL) -> bool:
    return not address.database or address.database == ":memory:"


def _make_folder(address: URL, place: str) -> None:
    if "uri" in address.query or _in_memory(address):
        return
    path = Path(place)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        is_folder = path.is_dir()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise StoreError(
            f"The folder for the history database {place} cannot be made ({reason}); name another file with --db."
        ) from None
    if is_folder:
        raise StoreError(f"{place} is a folder; name a file in it for the history database.")


def _engine(address: URL, timeout: float) -> Engine:
    if address.get_backend_name() == "sqlite":
        if _in_memory(address):
            # The database is its connection: there is one, and who uses it has it alone.
            one = {"poolclass": QueuePool, "pool_size": 1, "max_overflow": 0, "pool_timeout": timeout}
            engine = create_engine(address, connect_args={"check_same_thread": False}, **one)
        else:
            engine = create_engine(address, connect_args={"timeout": timeout})
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    try:
        return create_engine(address, pool_pre_ping=True, connect_args={"connect_timeout": max(2, int(timeout))})
    except ImportError:
        raise UsageError(
            'A history in PostgreSQL needs the package psycopg: run pip install "a11ycheck[postgres]".'
        ) from None


def _set_up_sqlite(dbapi_connection: Any, _record: Any) -> None:
    # We begin transactions ourselves (_begin_sqlite), so that changes of the schema are in them too.
    dbapi_connection.isolation_level = None
    dbapi_connection.execute("PRAGMA foreign_keys = ON")
    if dbapi_connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
        # In WAL mode this survives a killed process; only a power cut may cost the last pages.
        dbapi_connection.execute("PRAGMA synchronous = NORMAL")


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes its lock at once: a reader that turns writer would fail instead of waiting.
    write = connection.get_execution_options().get("write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def _prepare(engine: Engine, place: str) -> None:
    with engine.connect() as connection, connection.begin():
        if _revision(connection, place) == REVISION:
            return
    if engine.dialect.name == "sqlite" and not _in_memory(engine.url):
        _use_wal(engine)
    with engine.connect().execution_options(write=True) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})
        # Whoever held the lock before may have done the work.
        if _revision(connection, place) == REVISION:
            return
        # alembic is slow to import, and most of the time there is nothing to migrate.
        from a11ycheck.history import migrations

        migrations.upgrade(connection)


def _revision(connection: Connection, place: str) -> str | None:
    """The migration at which the database stands; None for an empty one."""
    tables = set(inspect(connection).get_table_names())
    if VERSION_TABLE not in tables:
        ours = tables & set(metadata.tables)
        if ours or (tables and connection.dialect.name == "sqlite"):
            raise StoreError(f"The database {place} belongs to another program; name another one with --db.")
        return None
    revision = connection.scalar(select(_version.c.version_num))
    if revision is not None and revision > REVISION:
        raise StoreError(f"The history database {place} was made by a newer a11ycheck; update this one.")
    return revision


def _use_wal(engine: Engine) -> None:
    """Lets readers and the writer work at the same time, where the file system can do it."""
    raw = engine.raw_connection()
    try:
        raw.cursor().execute("PRAGMA journal_mode = WAL")
    except engine.dialect.loaded_dbapi.OperationalError:
        # Not on this file system, or another a11ycheck is doing it now: the default mode works too.
        pass
    finally:
        raw.close()
        engine.dispose()  # connections set themselves up by the mode that they meet
