"""What the store promises to the scan and to the reports."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

import msgspec
import pytest

from a11ycheck.errors import StoreError, UsageError
from a11ycheck.history import Store, open_store
from a11ycheck.model import Finding, PageResult, Problem, ProblemKind, Rule, Scan, ScanState

MakeScan = Callable[..., Scan]
MakePage = Callable[..., PageResult]
MakeRule = Callable[..., Rule]


def test_scan_comes_back_as_it_was(store: Store, make_scan: MakeScan) -> None:
    """A scan comes back with all its fields."""
    scan = make_scan()
    store.begin(scan)
    assert store.scan(scan.id) == scan


def test_time_zone_stays(store: Store, make_scan: MakeScan) -> None:
    """The hour is shown as it was where the scan ran."""
    japan = datetime(2026, 11, 24, 1, 0, tzinfo=timezone(timedelta(hours=9)))
    store.begin(msgspec.structs.replace(make_scan(), started=japan))
    assert store.scan("latest").started.isoformat() == "2026-11-24T01:00:00+09:00"


def test_pages_come_back_as_they_were(store: Store, make_scan: MakeScan, make_page: MakePage) -> None:
    """Pages and their findings come back in the order of their positions, whenever they were added."""
    scan, pages = make_scan(), [make_page(i) for i in range(4)]
    store.begin(scan)
    for position in (2, 0, 3, 1):
        store.add_page(scan.id, position, pages[position])
    assert list(store.pages(scan.id)) == pages
    assert list(store.findings(scan.id)) == [finding for page in pages for finding in page.findings]


def test_measures_come_alone(store: Store, make_scan: MakeScan, make_page: MakePage) -> None:
    """The measures of all pages can be had in their order without reading the pages."""
    scan, pages = make_scan(), [make_page(i) for i in range(3)]
    store.begin(scan)
    for position in (2, 0, 1):
        store.add_page(scan.id, position, pages[position])
    assert store.measures(scan.id) == [page.metrics for page in pages]


def test_page_with_a_problem_comes_back(store: Store, make_scan: MakeScan, make_page: MakePage) -> None:
    """A page that could not be checked keeps its reason."""
    page = msgspec.structs.replace(
        make_page(findings=0), problem=Problem(kind=ProblemKind.HTTP_ERROR, detail="HTTP 404"), outcomes={}
    )
    store.begin(make_scan())
    store.add_page(make_scan().id, 0, page)
    assert list(store.pages(make_scan().id)) == [page]


def test_finding_keeps_another_address(store: Store, make_scan: MakeScan, make_page: MakePage) -> None:
    """A finding that names another address than its page's keeps it."""
    page = make_page(findings=1)
    finding = msgspec.structs.replace(page.findings[0], page_url="https://www.city.example.lg.jp/ido")
    store.begin(make_scan())
    store.add_page(make_scan().id, 0, msgspec.structs.replace(page, findings=(finding,)))
    assert list(store.findings(make_scan().id)) == [finding]


def test_many_pages_are_streamed(store: Store, make_scan: MakeScan, make_page: MakePage) -> None:
    """Reading goes on where a batch ended, and a half-read stream keeps no writer waiting."""
    scan = make_scan()
    store.begin(scan)
    for i in range(120):
        store.add_page(scan.id, i, make_page(i, findings=20))
    stream = store.pages(scan.id)
    next(stream)
    store.add_page(scan.id, 120, make_page(120))
    assert [page.page.url for page in stream][-1].endswith("/120.html")
    assert sum(1 for _ in store.findings(scan.id)) == 120 * 20 + 2


def test_page_is_replaced(store: Store, make_scan: MakeScan, make_page: MakePage) -> None:
    """A page added again at its position takes the old one's place, findings included."""
    store.begin(make_scan())
    store.add_page(make_scan().id, 0, make_page(findings=3))
    store.add_page(make_scan().id, 0, make_page(findings=1))
    assert [len(page.findings) for page in store.pages(make_scan().id)] == [1]


def test_scan_goes_on(store: Store, make_scan: MakeScan, make_page: MakePage) -> None:
    """A scan that begins again keeps its pages."""
    store.begin(make_scan())
    store.add_page(make_scan().id, 0, make_page())
    store.begin(make_scan())
    assert len(list(store.pages(make_scan().id))) == 1


def test_finish_keeps_result(store: Store, make_scan: MakeScan) -> None:
    """What is known at the end is kept."""
    store.begin(make_scan())
    done = make_scan(state=ScanState.COMPLETE)
    done = msgspec.structs.replace(done, finished=done.started, pages_checked=7, notes=("robots:3",))
    store.finish(done)
    assert store.scan(done.id) == done


def test_finish_of_a_deleted_scan(store: Store, make_scan: MakeScan) -> None:
    """A scan that was deleted while it ran is not half resurrected."""
    with pytest.raises(StoreError, match="was deleted from the history while it ran"):
        store.finish(make_scan())


def test_page_of_an_unknown_scan(store: Store, make_page: MakePage) -> None:
    """A page needs a scan."""
    with pytest.raises(UsageError, match="There is no scan “nowhere”"):
        store.add_page("nowhere", 0, make_page())


def test_scans_are_listed(store: Store, make_scan: MakeScan) -> None:
    """The newest scan comes first, without rules; a site and a limit narrow the list."""
    for i, site in enumerate(["https://a.example", "https://b.example", "https://a.example"]):
        store.begin(make_scan(f"s{i}", minutes=i, site=site))
    assert [scan.id for scan in store.scans()] == ["s2", "s1", "s0"]
    assert [scan.id for scan in store.scans(site="https://a.example")] == ["s2", "s0"]
    assert [scan.id for scan in store.scans(limit=1)] == ["s2"]
    assert store.scans()[0].rules == ()
    assert store.scans()[0].score


@pytest.mark.parametrize(
    ("given", "found"),
    [("latest", "b-2"), ("latest~1", "b-1"), ("latest~2", "a_1"), ("a", "a_1"), ("b-1", "b-1")],
)
def test_scan_is_named(store: Store, make_scan: MakeScan, given: str, found: str) -> None:
    """A scan can be named by its id, the beginning of it, or how long ago it was."""
    for i, id_ in enumerate(["a_1", "b-1", "b-2"]):
        store.begin(make_scan(id_, minutes=i))
    assert store.scan(given).id == found


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ("b", "beginning of 2 scans \\(b-2, b-1\\)"),
        ("b-3", "the nearest are b-"),
        ("latest~3", "does not reach back"),
        ("%", "There is no scan “%”"),
        ("a__", "There is no scan"),
        ("", "There is no scan"),
    ],
)
def test_scan_is_named_wrongly(store: Store, make_scan: MakeScan, given: str, sentence: str) -> None:
    """A wrong name is answered by the near ones; wildcards are letters."""
    for i, id_ in enumerate(["a_1", "b-1", "b-2"]):
        store.begin(make_scan(id_, minutes=i))
    with pytest.raises(UsageError, match=sentence):
        store.scan(given)


@pytest.mark.parametrize("given", ["latest", "latest~1", "x"])
def test_empty_history(store: Store, given: str) -> None:
    """An empty history says that it is empty."""
    with pytest.raises(UsageError, match=r"no scan yet|is empty"):
        store.scan(given)


def test_previous_scan(store: Store, make_scan: MakeScan) -> None:
    """The previous scan is the latest complete earlier one of the same site, with its rules."""
    store.begin(make_scan("older", minutes=0, state=ScanState.COMPLETE))
    store.begin(make_scan("old", minutes=1, state=ScanState.COMPLETE))
    store.begin(make_scan("broken", minutes=2, state=ScanState.INTERRUPTED))
    store.begin(make_scan("elsewhere", minutes=3, site="https://b.example", state=ScanState.COMPLETE))
    now = make_scan("now", minutes=4)
    store.begin(now)
    store.begin(make_scan("later", minutes=5, state=ScanState.COMPLETE))
    previous = store.previous(now)
    assert previous is not None
    assert (previous.id, len(previous.rules)) == ("old", 1)
    assert store.previous(make_scan("older", minutes=0)) is None


def test_old_words_stay(store: Store, make_scan: MakeScan, make_rule: MakeRule) -> None:
    """A scan shows its rules in the words of its time, also where only words have changed."""
    store.begin(make_scan("a", rules=(make_rule(ja="昔の文"),)))
    store.begin(make_scan("b", rules=(make_rule(ja="今の文"),)))
    assert store.scan("a").rules[0].name.ja == "昔の文"
    assert store.scan("b").rules[0].name.ja == "今の文"


def test_delete_leaves_the_others(store: Store, make_scan: MakeScan, make_page: MakePage) -> None:
    """A deleted scan is gone, and a scan that shared its rules and faults is whole."""
    for id_ in ("a", "b"):
        store.begin(make_scan(id_))
        store.add_page(id_, 0, make_page())
    store.delete("a")
    with pytest.raises(UsageError):
        store.pages("a")
    assert list(store.pages("b")) == [make_page()]
    assert store.scan("b").rules
    with pytest.raises(UsageError, match="There is no scan “a”"):
        store.delete("a")


def test_unstorable_characters_are_replaced(store: Store, make_scan: MakeScan, make_page: MakePage) -> None:
    """NUL and lone surrogates from a page become U+FFFD, in every text."""
    page = make_page(findings=1, snippet="<a title='\ud83d\0'>")
    page = msgspec.structs.replace(page, title="\udc00市", outcomes={})
    store.begin(msgspec.structs.replace(make_scan(), settings={"\0": "\ud800"}))
    store.add_page(make_scan().id, 0, page)
    back = next(store.pages(make_scan().id))
    assert back.title == "\ufffd市"
    assert back.findings[0].snippet == "<a title='\ufffd\ufffd'>"
    assert store.scan("latest").settings == {"\ufffd": "\ufffd"}


def test_threads_write_together(store: Store, make_scan: MakeScan, make_page: MakePage) -> None:
    """Pages may be added from several threads while others read."""
    store.begin(make_scan())

    def work(first: int) -> None:
        for i in range(first, first + 10):
            store.add_page(make_scan().id, i, make_page(i))
            store.scans()

    threads = [threading.Thread(target=work, args=(n * 10,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(list(store.pages(make_scan().id))) == 40


def test_vanished_fault_is_added_again(url: str, make_scan: MakeScan, make_page: MakePage) -> None:
    """Deleting scans while another process adds pages with the same faults breaks neither."""
    failures: list[Exception] = []

    def add(store: Store) -> None:
        store.begin(make_scan("stays"))
        for i in range(30):
            store.add_page("stays", i, make_page(i))

    def delete(store: Store) -> None:
        for i in range(15):
            store.begin(make_scan(f"goes{i}"))
            store.add_page(f"goes{i}", 0, make_page())
            store.delete(f"goes{i}")

    def run(work: Callable[[Store], None]) -> None:
        try:
            with open_store(url) as store:
                work(store)
        except Exception as error:  # noqa: BLE001 - handed to the main thread
            failures.append(error)

    threads = [threading.Thread(target=run, args=(work,)) for work in (add, delete)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with open_store(url) as store:
        assert len(list(store.findings("stays"))) == 60


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is POSIX")
def test_killed_scan_keeps_its_pages(tmp_path: Path, make_scan: MakeScan, make_page: MakePage) -> None:
    """What was added before kill -9 is there, and the database is whole."""
    path = tmp_path / "history.sqlite3"
    (tmp_path / "scan.json").write_bytes(msgspec.json.encode(make_scan()))
    (tmp_path / "page.json").write_bytes(msgspec.json.encode(make_page()))
    program = f"""
import sys, msgspec
from pathlib import Path
from a11ycheck.history import open_store
from a11ycheck.model import PageResult, Scan
here = Path({str(tmp_path)!r})
store = open_store({str(path)!r})
scan = msgspec.json.decode((here / "scan.json").read_bytes(), type=Scan)
store.begin(scan)
page = msgspec.json.decode((here / "page.json").read_bytes(), type=PageResult)
for i in range(100_000):
    store.add_page(scan.id, i, page)
    print(i, flush=True)
"""
    child = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    for line in child.stdout:
        if int(line) >= 20:
            break
    os.kill(child.pid, signal.SIGKILL)
    child.communicate()
    with open_store(str(path)) as store:
        assert len(list(store.pages(make_scan().id))) > 20
        assert store.scan("latest").state is ScanState.RUNNING
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


def test_shared_fault_is_stored_once(tmp_path: Path, make_scan: MakeScan, make_page: MakePage) -> None:
    """The same fault on many pages and in many scans is one row."""
    path = tmp_path / "history.sqlite3"
    with open_store(str(path)) as store:
        for id_ in ("a", "b"):
            store.begin(make_scan(id_))
            for i in range(10):
                store.add_page(id_, i, make_page(i))
        connection = sqlite3.connect(path)
        count = "SELECT (SELECT count(*) FROM rules), (SELECT count(*) FROM faults), (SELECT count(*) FROM findings)"
        assert connection.execute(count).fetchone() == (1, 2, 40)
        store.delete("a")
        store.delete("b")
        assert connection.execute(count).fetchone() == (0, 0, 0)
        connection.close()


def test_unreadable_value(tmp_path: Path, make_scan: MakeScan, make_page: MakePage) -> None:
    """A value that cannot be read is an error with a sentence, in every reading method."""
    path = tmp_path / "history.sqlite3"
    with open_store(str(path)) as store:
        store.begin(make_scan())
        store.add_page(make_scan().id, 0, make_page())
        connection = sqlite3.connect(path)
        connection.execute("UPDATE pages SET outcomes = x'00'")
        connection.execute("UPDATE faults SET outcome = 'perhaps'")
        connection.execute("UPDATE scans SET score = '[{}]'")
        connection.commit()
        connection.close()
        readers: list[Callable[[], object]] = [
            store.scans,
            lambda: store.scan("latest"),
            lambda: list(store.pages(make_scan().id)),
            lambda: list(store.findings(make_scan().id)),
        ]
        for read in readers:
            with pytest.raises(StoreError, match="cannot read"):
                read()


def test_findings_are_findings(store: Store, make_scan: MakeScan, make_page: MakePage) -> None:
    """A finding's data keep their types."""
    store.begin(make_scan())
    store.add_page(make_scan().id, 0, make_page(findings=1))
    finding: Finding = next(store.findings(make_scan().id))
    assert finding.data == {"text": "こちら", "count": 0, "ratio": 4.5, "bold": True}
    assert isinstance(finding.data["bold"], bool)
