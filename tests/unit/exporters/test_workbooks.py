"""Excel workbooks: all findings, and how a sheet is made."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.fakes.scans import hostile_page, report_input

from a11ycheck.errors import OutputError, UsageError
from a11ycheck.exporters import ReportInput, export
from a11ycheck.model import Outcome


@pytest.fixture
def workbook(data: ReportInput, tmp_path: Path) -> Path:
    """All findings of the made-up scan."""
    path = tmp_path / "findings.xlsx"
    export("xlsx", data, path)
    return path


def parts(path: Path) -> dict[str, str]:
    """The XML of a workbook's sheets, by name."""
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name).decode() for name in packed.namelist() if "worksheets/sheet" in name}


def test_every_finding_is_on_its_sheet(workbook: Path, data: ReportInput) -> None:
    """Problems, what is to be reviewed, and advice each have a sheet."""
    book = load_workbook(workbook, read_only=True)
    rows = {sheet.title: sum(1 for _ in sheet.iter_rows()) - 1 for sheet in book.worksheets[1:]}
    advice = {rule.id for rule in data.scan.rules if rule.advice}
    found = [f for result in data.pages() for f in result.findings] + list(data.scan.site_findings)
    assert rows == {
        "問題": sum(f.outcome is Outcome.FAILED and f.rule_id not in advice for f in found),
        "要確認": sum(f.outcome is Outcome.CANT_TELL for f in found),
        "助言": sum(f.rule_id in advice for f in found),
    }


def test_nothing_is_a_formula_or_a_link(workbook: Path) -> None:
    """Whatever a page says stays text, and stays text when somebody edits the cell."""
    for text in parts(workbook).values():
        assert "<f>" not in text
        assert "<hyperlink" not in text
    with zipfile.ZipFile(workbook) as packed:
        assert 'quotePrefix="1"' in packed.read("xl/styles.xml").decode()
    cells = [
        cell for sheet in load_workbook(workbook).worksheets for row in sheet.iter_rows() for cell in row if cell.value
    ]
    dangerous = [cell for cell in cells if str(cell.value).startswith(("=", "+", "-", "@"))]
    assert dangerous
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in dangerous)
    assert not [cell for cell in cells if re.search("[\x00-\x08\u202e\ud800-\udfff]", str(cell.value))]


def test_a_sheet_is_made_for_reading_and_printing(workbook: Path) -> None:
    """Heads stay in sight and stand on every page of A4 across; rows can be filtered."""
    for sheet in load_workbook(workbook).worksheets[1:]:
        assert sheet.freeze_panes == "B2"
        assert sheet.print_title_rows == "$1:$1"
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight == 0  # as many pages as it takes; one page wide is the default
        assert str(sheet.auto_filter.ref).startswith("A1:T")
        assert sheet["A1"].alignment.wrap_text


def test_the_same_scan_makes_the_same_file(data: ReportInput, tmp_path: Path) -> None:
    """The date of the document is that of the scan."""
    for name in ("a.xlsx", "b.xlsx"):
        export("xlsx", data, tmp_path / name, "en")
    assert parts(tmp_path / "a.xlsx") == parts(tmp_path / "b.xlsx")
    assert load_workbook(tmp_path / "a.xlsx").properties.created.year == data.scan.started.year


def test_a_failed_write_leaves_the_old_file(data: ReportInput, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk is full, one sentence says so and the earlier workbook is untouched."""
    path = tmp_path / "findings.xlsx"
    path.write_text("old")
    monkeypatch.setattr(Path, "replace", _full)
    with pytest.raises(OutputError, match=r"findings\.xlsx cannot be written: No space left"):
        export("xlsx", data, path)
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["findings.xlsx"]


def test_a_workbook_is_no_text(data: ReportInput) -> None:
    """It cannot go to standard output."""
    import io

    with pytest.raises(UsageError, match="--out"):
        export("xlsx", data, io.StringIO())


def test_a_hostile_site_name_is_a_harmless_title(tmp_path: Path) -> None:
    """A name full of marks of Excel's own makes a file that opens."""
    given = report_input(1, hostile=(hostile_page(),))
    path = tmp_path / "x.xlsx"
    export("xlsx", given, path)
    assert load_workbook(path).worksheets


def _full(self: Path, target: Path) -> None:
    raise OSError(28, "No space left on device")
