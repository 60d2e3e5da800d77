"""What stands on stdout and stderr, and what hostile pages can do to it."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from xml.etree import ElementTree as ET

from tests.site.harness import FAULT, Program, Site, page

ESCAPES = "\x1b[2J\x1b]0;owned\x07\x9b31m"
BIDI = "\u202egpj.exe\u2066"
FORMULA = "=cmd|'/c calc'!A1"
BREAKOUT = "</script><script>alert(1)</script><!--"


def test_stdout_is_pure(a11ycheck: Program, site: Site) -> None:
    """With --out - stdout is the report alone, for scan and check; all else goes to stderr."""
    site.pages["/"] = page(FAULT)
    for command in ("scan", "check"):
        run = a11ycheck(command, site.url, "--format", "json", "--out", "-", "--verbose", "--lang", "en")
        assert run.status == 1
        assert run.json["schema"] == 1
        found = run.json["pages"][0]["findings"]
        assert [finding["rule"] for finding in found if finding["level"] == 1] == ["image-alt"]
        assert site.url in run.err
        assert "Level 1" in run.err


def test_quiet(a11ycheck: Program, site: Site) -> None:
    """With --quiet nothing is said but why the exit code is not 0."""
    site.pages["/"] = page()
    fine = a11ycheck("scan", site.url, "--quiet", "--level", "1", "--format", "json")
    assert (fine.status, fine.out, fine.err) == (0, "", "")
    site.pages["/"] = page(FAULT)
    failed = a11ycheck("scan", site.url, "--quiet", "--level", "1", "--format", "json")
    assert (failed.status, failed.out) == (1, "")
    assert failed.err.splitlines() == failed.said
    assert len(failed.said) == 1


def test_stdout_closed(a11ycheck: Program, tmp_path: Path) -> None:
    """A reader that has gone, such as head, is no reason for a traceback."""
    (tmp_path / "page.html").write_text(page(FAULT * 200), encoding="utf-8")
    process = a11ycheck.start("check", "page.html", "--format", "json", "--out", "-")
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    said = process.stderr.read().decode()
    assert process.wait(timeout=60) in (1, 3)
    assert "Traceback" not in said
    assert "internal error" not in said


def test_hostile_page(a11ycheck: Program, site: Site, tmp_path: Path) -> None:
    """Escape sequences, bidi controls, markup, formulas and endless titles disturb neither terminal nor reports."""
    text = f"{BREAKOUT}{ESCAPES}{BIDI}".replace("<", "&lt;").replace("\x1b", "&#27;").replace("\x07", "&#7;")
    site.pages["/"] = page(
        f'<img src="{FORMULA.replace(chr(34), "")}" class="{text}"><a href="javascript:alert(1)">{text}</a>'
        f'<a href="/x{text}">{FORMULA}</a><img alt="{text}" src="/x.gif" id="{FORMULA}">'
        f'<p lang="{text}">{text * 3}</p><iframe src="javascript:1" title="{text}"></iframe>',
        title=text + "題" * 5000,
    )  # fmt: skip
    run = a11ycheck("scan", site.url, "--format", "html,json,csv,junit,markdown", "--verbose", "--max-pages", "1")
    assert run.status == 1
    shown = a11ycheck("check", site.url, "--verbose")
    history = a11ycheck("history", "show", "latest")
    for said in (run.out, run.err, shown.out, shown.err, history.out, history.err):
        for control in ("\x1b", "\x07", "\x9b", "\u202e", "\u2066"):
            assert control not in said
    report = tmp_path / "a11ycheck-report"
    for file in report.rglob("*.html"):
        html = file.read_text(encoding="utf-8")
        assert "<script>alert" not in html
        assert 'href="javascript:' not in html
        assert "\x1b" not in html
    ET.parse(report / "junit.xml")  # noqa: S314 - our own file
    rows = list(csv.reader(io.StringIO((report / "findings.csv").read_text(encoding="utf-8-sig"))))
    assert len(rows) > 1
    assert len({len(row) for row in rows}) == 1
    for row in rows:
        assert not any(cell.startswith(("=", "+", "@", "\t", "\r")) for cell in row)
