"""Disks that are full and places that cannot be written: one sentence, 3, and nothing is lost."""

from __future__ import annotations

import resource
import sqlite3
from pathlib import Path

import pytest
from tests.site.harness import FAULT, Program, Site, page


@pytest.mark.parametrize("place", ["folder", "folder/page.html/history.sqlite3", "notes.txt", "/dev/full"])
def test_database_not_usable(a11ycheck: Program, tmp_path: Path, place: str) -> None:
    """A history that is a folder, lies below a file, or is another kind of file ends the run before the scan."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "page.html").write_text(page(), encoding="utf-8")
    (tmp_path / "notes.txt").write_text("This is no database. " * 100, encoding="utf-8")
    run = a11ycheck.inside("scan", "http://127.0.0.1:9/", "--db", place)
    assert run.status == 3
    assert len(run.said) == 1
    assert place in run.said[0]
    assert not (tmp_path / "a11ycheck-report").exists()


def test_foreign_database(a11ycheck: Program, tmp_path: Path) -> None:
    """The database of another program is left alone."""
    path = tmp_path / "cms.sqlite3"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE articles (id INTEGER)")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    run = a11ycheck.inside("scan", "http://127.0.0.1:9/", "--db", "cms.sqlite3")
    assert (run.status, len(run.said)) == (3, 1)
    assert path.read_bytes() == before


def test_disk_full_while_reporting(a11ycheck: Program, site: Site) -> None:
    """A report that does not fit is told in one sentence and leaves the earlier one as it was."""
    site.pages["/"] = page(FAULT * 900)
    run, _ = a11ycheck.scan(site.url, "--level", "1")
    assert run.status == 1
    report = a11ycheck.folder / "report"
    before = {path: path.read_bytes() for path in report.rglob("*") if path.is_file()}

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))

    for formats, file in (("json", "scan.json"), ("html", "report")):
        again = a11ycheck("report", "latest", "--out", "report", "--format", formats, before=limit)
        assert (again.status, len(again.err.splitlines())) == (3, 1)
        assert file in again.said[0]
        assert "cannot be written" in again.said[0]
        assert {path: path.read_bytes() for path in report.rglob("*") if path.is_file()} == before
    assert a11ycheck("report", "latest", "--out", "report", "--format", "json").status == 0


def test_stdout_full(a11ycheck: Program, tmp_path: Path) -> None:
    """A full disk behind stdout is told as well."""
    (tmp_path / "page.html").write_text(page(FAULT), encoding="utf-8")
    with Path("/dev/full").open("wb") as full:
        process = a11ycheck.start("check", "page.html", "--format", "json", "--out", "-", "--quiet", stdout=full)
        said = process.communicate(timeout=60)[1].decode()
    assert process.returncode == 3
    assert said.count("\n") == 1
    assert "standard output" in said


def test_out_not_usable(a11ycheck: Program, tmp_path: Path) -> None:
    """A report folder that is a file, or lies below one, is told before the scan."""
    (tmp_path / "taken").write_text("x", encoding="utf-8")
    for place in ("taken", "taken/report"):
        run = a11ycheck.inside("scan", "http://127.0.0.1:9/", "--out", place)
        assert (run.status, len(run.said)) == (2, 1)
        assert "taken" in run.said[0]
    assert not a11ycheck.db.exists()


def test_scan_is_kept_when_the_report_fails(a11ycheck: Program, site: Site, tmp_path: Path) -> None:
    """Where the report cannot be written in the end, the scan is in the history all the same."""
    site.pages["/"] = page()
    (tmp_path / "report" / "scan.json").mkdir(parents=True)
    run = a11ycheck("scan", site.url, "--out", "report", "--format", "json", "--level", "1")
    assert run.status == 3
    assert "scan.json" in run.said[0]
    assert [scan["state"] for scan in a11ycheck("history", "list", "--format", "json").json] == ["complete"]
