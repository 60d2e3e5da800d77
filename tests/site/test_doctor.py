"""The machine's health, as exit code and advice."""

from __future__ import annotations

from tests.site.harness import Program


def test_healthy(a11ycheck: Program) -> None:
    """Where a scan works, doctor says so and ends with 0."""
    run = a11ycheck("doctor")
    assert run.status == 0, run.out
    assert "[ok  ] browser" in run.out
    assert "[ok  ] history database: 0 scans" in run.out


def test_no_browser(a11ycheck: Program) -> None:
    """Without a browser doctor ends with 3 and says how to get one; so do check and rules test."""
    nowhere = {"PATH": "/nowhere", "A11YCHECK_BROWSER": "/nowhere/chromium"}
    run = a11ycheck("doctor", env=nowhere)
    assert run.status == 3
    assert "[FAIL] browser" in run.out
    assert "playwright install chromium" in run.out
    checked = a11ycheck("check", "https://www.example.invalid/", env=nowhere)
    assert (checked.status, len(checked.said)) == (3, 1)
    assert "/nowhere/chromium" in checked.said[0]


def test_no_database(a11ycheck: Program) -> None:
    """A history that cannot be opened is told with the option that names another."""
    run = a11ycheck("doctor", "--db", "/dev/null/history.sqlite3")
    assert run.status == 3
    assert "[FAIL] history database" in run.out
    assert "--db" in run.out
