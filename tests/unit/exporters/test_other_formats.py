"""CSV, JUnit and Markdown."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import msgspec.structs
import pytest
from lxml import etree
from tests.fakes.scans import HOSTILE

from a11ycheck.errors import UsageError
from a11ycheck.exporters import Format, ReportInput, export

from .conftest import Export


def table(text: str) -> list[list[str]]:
    """The cells of a CSV file."""
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_csv_holds_every_finding(exported: Export, data: ReportInput) -> None:
    """One line a finding, all lines equally long, with a byte order mark for Excel."""
    text = exported("csv")
    rows = table(text)
    assert text.startswith("\ufeff")
    assert len(rows) - 1 == sum(len(p.findings) for p in data.pages()) + len(data.scan.site_findings)
    assert {len(row) for row in rows} == {20}


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_csv_cells_are_no_formulas(exported: Export, lang: str) -> None:
    """A cell that a spreadsheet would run begins with an apostrophe."""
    cells = [cell for row in table(exported("csv", lang))[1:] for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝"))]


def test_csv_cells_hold_no_line_breaks(exported: Export) -> None:
    """Each finding stays on its line, and controls are spelt out."""
    text = exported("csv").replace("\r\n", "")
    assert "\n" not in text
    assert "\x00" not in text
    assert "\u202e" not in text


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_junit_is_xml_with_right_sums(exported: Export, data: ReportInput, lang: str) -> None:
    """Build servers can read it, and the counts of each suite are those of its cases."""
    root = etree.fromstring(exported("junit", lang).encode())
    suites = root.findall("testsuite")
    assert len(suites) == sum(1 for _ in data.pages()) + 1
    for suite in suites:
        cases = suite.findall("testcase")
        assert int(suite.get("tests", "")) == len(cases)
        for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert int(suite.get(name, "")) == sum(1 for case in cases if case.find(tag) is not None)


def test_junit_fails_only_for_problems(exported: Export) -> None:
    """要確認 and advice are skipped, a page that could not be checked is an error."""
    root = etree.fromstring(exported("junit", "en").encode())
    by_name = {case.get("name", "").split(":")[0]: case for case in root.findall("testsuite")[1].findall("testcase")}
    assert by_name["Level 1 image-alt"].find("failure") is not None
    assert by_name["Level 1 image-text-fits"].xpath("starts-with(skipped/@message, 'To review')")
    assert by_name["Level 1 landmark-main"].xpath("starts-with(skipped/@message, 'Advice')")
    assert list(by_name["Level 1 page-title"]) == []
    assert len(root.findall("testsuite/testcase/error")) == 1


def test_markdown_obeys_nothing_from_pages(data: ReportInput, tmp_path: Path) -> None:
    """A hostile site name is plain text: no HTML, link, table cell or mention."""
    path = tmp_path / "summary.md"
    site = " ".join(HOSTILE[:-1]) + " https://evil.example www.evil.example"
    export("markdown", replace(data, scan=msgspec.structs.replace(data.scan, site=site)), path, "en")
    head = path.read_text(encoding="utf-8").split("\n\n", 1)[0]
    assert "\n" not in head
    assert "<" not in head
    assert "\\[x\\]\\(" in head
    assert "https://" not in head
    assert "@someone" not in head


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_markdown_says_what_it_does_not_judge(exported: Export, lang: str) -> None:
    """The summary carries the same limits as the report."""
    text = exported("markdown", lang)
    assert "準拠" in text
    assert ("提案" if lang == "ja" else "proposal") in text


def test_formats_have_their_own_file_names() -> None:
    """Reports in one folder do not overwrite each other."""
    names = [kind.file_name for kind in Format]
    assert len(set(names)) == len(names)


def test_an_unknown_format_names_the_known_ones(data: ReportInput, tmp_path: Path) -> None:
    """A wrong format or language is a usage error that says what there is."""
    with pytest.raises(UsageError, match="html, json"):
        export("pdf", data, tmp_path / "x")
    with pytest.raises(UsageError, match="ja, en"):
        export("json", data, tmp_path / "x", "fr")
    with pytest.raises(UsageError, match="folder"):
        export("html", data, io.StringIO())
