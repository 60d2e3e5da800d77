"""Opening the history, and what is said when that fails."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, event, make_url, text
from sqlalchemy.pool import Pool

from a11ycheck.errors import A11yCheckError, StoreError, UsageError
from a11ycheck.history import default_path, migrations, open_store
from a11ycheck.history.connection import ENVIRONMENT
from a11ycheck.history.schema import REVISION, VERSION_TABLE, metadata
from a11ycheck.model import PageResult, Scan

MakeScan = Callable[..., Scan]
MakePage = Callable[..., PageResult]


def revision_of(path: Path) -> str:
    """The migration at which a file stands."""
    with closing(sqlite3.connect(path)) as connection:
        return str(connection.execute("SELECT version_num FROM a11ycheck_version").fetchone()[0])


def test_migrated_database_equals_schema(url: str) -> None:
    """The migrations lead to exactly the tables that the code works with."""
    open_store(url).close()
    address = make_url(url if "://" in url else f"sqlite:///{url}")
    engine = create_engine(address)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_newest_migration_is_known() -> None:
    """The revision in the code is the newest migration script."""
    assert ScriptDirectory.from_config(migrations.config()).get_heads() == [REVISION]


def test_database_is_migrated_once(url: str) -> None:
    """Several that open an empty database at the same time all get it, whole."""
    failures: list[BaseException] = []
    together = threading.Barrier(6)

    def work() -> None:
        try:
            together.wait()
            with open_store(url) as store:
                store.scans()
        except BaseException as error:  # noqa: BLE001 - handed to the main thread
            failures.append(error)

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_processes_migrate_once(tmp_path: Path) -> None:
    """The same with processes of their own."""
    path = tmp_path / "h.sqlite3"
    program = f"from a11ycheck.history import open_store; print(open_store({str(path)!r}).scans())"
    children = [subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) for _ in range(3)]
    assert [child.communicate()[0].strip() for child in children] == ["[]"] * 3


def test_interrupted_migration_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A migration that does not come to its end is undone, and done again the next time."""
    path = tmp_path / "h.sqlite3"

    def stopped(connection: object) -> None:
        upgrade(connection)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    upgrade = migrations.upgrade
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "upgrade", stopped)
        with pytest.raises(KeyboardInterrupt):
            open_store(str(path))
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    open_store(str(path)).close()
    assert revision_of(path) == REVISION


def test_default_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a name the history is in the user's data folder, which is made."""
    monkeypatch.delenv(ENVIRONMENT, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("HOME", str(tmp_path))
    open_store().close()
    assert default_path().name == "history.sqlite3"
    assert default_path().is_file()


def test_environment_names_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment names another database, and what is given outweighs it."""
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path / "env.sqlite3"))
    open_store().close()
    open_store(str(tmp_path / "given.sqlite3")).close()
    assert {path.name for path in tmp_path.iterdir()} >= {"env.sqlite3", "given.sqlite3"}


def test_path_may_have_any_letters(tmp_path: Path, make_scan: MakeScan) -> None:
    """A path with spaces, Japanese and URL signs is a path; so is one under a folder yet to be made."""
    path = tmp_path / "履歴 100%" / "a?b=c#d&e.sqlite3"
    with open_store(str(path)) as store:
        store.begin(make_scan())
    assert path.is_file()


def test_home_is_understood(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``~`` is the home folder."""
    monkeypatch.setenv("HOME", str(tmp_path))
    open_store("~/h.sqlite3").close()
    assert (tmp_path / "h.sqlite3").is_file()


def test_sqlite_url(tmp_path: Path) -> None:
    """An SQLite database can be named by URL."""
    open_store(f"sqlite:///{tmp_path}/h.sqlite3").close()
    assert (tmp_path / "h.sqlite3").is_file()


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_history_in_memory(url: str, make_scan: MakeScan, make_page: MakePage) -> None:
    """A history in memory serves all threads, as one database."""
    with open_store(url, timeout=5) as store:
        store.begin(make_scan())

        def work(first: int) -> None:
            for i in range(first, first + 20):
                store.add_page(make_scan().id, i, make_page(i))
                next(store.pages(make_scan().id))

        threads = [threading.Thread(target=work, args=(n * 20,)) for n in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(list(store.pages(make_scan().id))) == 60


def test_sqlite_is_set_up(tmp_path: Path) -> None:
    """SQLite writes ahead, so that a report can be read while a scan writes."""
    path = tmp_path / "h.sqlite3"
    open_store(str(path)).close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_without_wal(tmp_path: Path, make_scan: MakeScan, make_page: MakePage) -> None:
    """A database in another journal mode works, also while a stream is being read."""
    path = tmp_path / "h.sqlite3"
    open_store(str(path)).close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA journal_mode = DELETE").fetchone() == ("delete",)
    with open_store(str(path), timeout=0.2) as store:
        store.begin(make_scan())
        for i in range(60):
            store.add_page(make_scan().id, i, make_page(i))
        stream = store.pages(make_scan().id)
        next(stream)
        store.add_page(make_scan().id, 60, make_page(60))
        assert len(list(stream)) == 60


@pytest.mark.parametrize(
    "url",
    ["mysql://u:geheim@h/d", "postgresql://h:port/d", "nonsense+x://geheim"],
)
def test_unusable_url(url: str) -> None:
    """A URL that cannot be used is a usage error, which tells no password."""
    with pytest.raises(UsageError) as caught:
        open_store(url)
    assert "geheim" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_postgres_without_psycopg(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where psycopg is missing it is said how to install it."""
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(UsageError, match=r'pip install "a11ycheck\[postgres\]"'):
        open_store("postgres://localhost/a11y")


def test_postgres_that_does_not_answer() -> None:
    """A server that does not answer is named, without its password."""
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    with pytest.raises(StoreError, match=r"postgresql\+psycopg://u:\*\*\*@127\.0\.0\.1:1/d gave an error") as caught:
        open_store("postgresql://u:geheim@127.0.0.1:1/d", timeout=2)
    assert "geheim" not in str(caught.value)
    assert "\n" not in str(caught.value)


def _not_a_database(path: Path) -> str:
    path.write_text("これはデータベースではありません。" * 100, encoding="utf-8")
    return "is not a database"


def _a_folder(path: Path) -> str:
    path.mkdir()
    return "is a folder"


def _below_a_file(path: Path) -> str:
    path.parent.rmdir()
    path.parent.write_text("")
    return "cannot be made"


def _of_another_program(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
    return "belongs to another program"


def _newer(path: Path) -> str:
    open_store(str(path)).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE a11ycheck_version SET version_num = '9999'")
        connection.commit()
    return "made by a newer a11ycheck"


@pytest.mark.parametrize("spoil", [_not_a_database, _a_folder, _below_a_file, _of_another_program, _newer])
def test_unusable_file(tmp_path: Path, spoil: Callable[[Path], str]) -> None:
    """A file that cannot be used is named with the reason in one sentence, and left as it is."""
    path = tmp_path / "folder" / "history.sqlite3"
    path.parent.mkdir()
    sentence = spoil(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(StoreError, match=sentence) as caught:
        open_store(str(path))
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert before == (path.read_bytes() if path.is_file() else None)


def test_path_with_nul() -> None:
    """A path that no file system takes is an error with a sentence."""
    with pytest.raises(A11yCheckError):
        open_store("a\0b")


def test_locked_database(tmp_path: Path, make_scan: MakeScan) -> None:
    """A database that another program keeps locked is said to be locked."""
    path = tmp_path / "h.sqlite3"
    with open_store(str(path), timeout=0.1) as store, closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreError, match="is locked by another program"):
            store.begin(make_scan())


@pytest.fixture
def small_disk() -> Iterator[None]:
    """Databases cannot grow beyond 50 pages."""

    def limit(dbapi_connection: sqlite3.Connection, _record: object) -> None:
        dbapi_connection.execute("PRAGMA max_page_count = 50")

    event.listen(Pool, "connect", limit)
    yield
    event.remove(Pool, "connect", limit)


@pytest.mark.usefixtures("small_disk")
def test_full_disk(tmp_path: Path, make_scan: MakeScan, make_page: MakePage) -> None:
    """A full disk is said to be full, and what was kept before can be read."""
    with open_store(str(tmp_path / "h.sqlite3")) as store:
        store.begin(make_scan())
        store.add_page(make_scan().id, 0, make_page(0))
        with pytest.raises(StoreError, match="disk is full"):
            store.add_page(make_scan().id, 1, make_page(1, findings=100, snippet="あ" * 5000))
        assert list(store.pages(make_scan().id)) == [make_page(0)]


def test_folder_not_writable(tmp_path: Path) -> None:
    """A folder without permission is said to lack it."""
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    if os.access(folder, os.W_OK):
        pytest.skip("this user may write everywhere")
    with pytest.raises(StoreError, match="check that the folder exists and may be written"):
        open_store(str(folder / "h.sqlite3"))


def test_read_only_file(tmp_path: Path, make_scan: MakeScan) -> None:
    """A history that is opened for reading only can be read, and says so when written to."""
    path = tmp_path / "h.sqlite3"
    with open_store(str(path)) as store:
        store.begin(make_scan())
    with open_store(f"sqlite:///file:{path}?mode=ro&uri=true") as store:
        assert len(store.scans()) == 1
        with pytest.raises(StoreError, match="cannot be written"):
            store.begin(make_scan())


def test_shared_postgres_database(url: str, make_scan: MakeScan) -> None:
    """In a PostgreSQL database other tables do not disturb; tables with our names are not touched."""
    if "://" not in url:
        pytest.skip("SQLite files are not shared with other programs")
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE other (id int)"))
    with open_store(url) as store:
        store.begin(make_scan())
        assert len(store.scans()) == 1
    with engine.begin() as connection:
        connection.execute(text(f"DROP TABLE {VERSION_TABLE}"))
    engine.dispose()
    with pytest.raises(StoreError, match="belongs to another program"):
        open_store(url)
