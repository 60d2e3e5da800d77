"""Check sheets: made from rule files, filled in by people, read back."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from tests.fakes.scans import report_input, scheme

from a11ycheck.errors import UsageError
from a11ycheck.exporters.checksheet import Sheet, SheetFormat, make_sheet, read_filled, write_answers, write_sheet
from a11ycheck.exporters.checksheet.content import plain
from a11ycheck.exporters.digest import digest
from a11ycheck.exporters.wording import wording
from a11ycheck.model import Answer, Outcome, Standard
from a11ycheck.resources import rulesets_dir
from a11ycheck.rules import load_rules

NOW = datetime(2026, 11, 28, tzinfo=UTC)
HEAD = ("ルール", "記録番号", "結果", "メモ", "確認者", "確認日")


def blank(lang: str = "ja", **choice: Any) -> Sheet:
    """A sheet of the built-in rules."""
    table = scheme()
    rules = load_rules(rulesets_dir(), table)
    return make_sheet(
        rules,
        items=table.items,
        criteria=table.criteria,
        standard=choice.pop("standard", Standard.JIS2016),
        words=wording(lang),
        **choice,
    )


def of_scan(lang: str = "ja") -> Sheet:
    """A sheet of the made-up scan."""
    data = report_input(8)
    table = scheme()
    return make_sheet(
        data.scan.rules,
        items=table.items,
        criteria=table.criteria,
        standard=Standard.JIS2016,
        words=wording(lang),
        scan=data.scan,
        digest=digest(data.scan, data.pages(), data.people),
    )


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Path]:
    """Writes a sheet and gives its file."""

    def write(sheet: Sheet, kind: str, lang: str = "ja") -> Path:
        path = tmp_path / f"sheet.{kind}"
        write_sheet(SheetFormat(kind), sheet, path, wording(lang), NOW)
        return path

    return write


@pytest.fixture
def csv_file(tmp_path: Path) -> Callable[..., Path]:
    """A CSV file of the given rows."""

    def write(*rows: tuple[str, ...], encoding: str = "utf-8-sig", delimiter: str = ",") -> Path:
        stream = io.StringIO()
        csv.writer(stream, delimiter=delimiter).writerows(rows)
        path = tmp_path / "filled.csv"
        path.write_bytes(stream.getvalue().encode(encoding))
        return path

    return write


@pytest.mark.parametrize("phase", ["design", "build", "operate"])
@pytest.mark.parametrize("level", [1, 2, 3])
def test_a_phase_has_the_rules_of_its_files(phase: str, level: int) -> None:
    """Exactly the rules whose file names the phase, without advice and what is off, each with its item."""
    rows = blank(phase=phase, level=level).rows
    wanted = {
        rule.id
        for rule in load_rules(rulesets_dir(), scheme())
        if phase in rule.phases and rule.level == level and not rule.advice and not rule.disabled
    }
    assert {row.rule.id for row in rows} == wanted
    assert all(row.how and row.tool and row.method for row in rows)


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_every_row_says_what_the_guideline_demands(lang: str) -> None:
    """Guideline, check item and check tool stand in every row, in the reader's language."""
    for row in blank(lang).rows:
        assert row.guideline, row.rule.id
        assert row.item.title.get(lang)
        assert row.tool


def test_names_follow_the_profile() -> None:
    """Criteria are named in the words of the chosen standard alone."""
    text = {s: "\n".join(row.guideline for row in blank(standard=s).rows) for s in Standard}
    assert "色の使用の達成基準" in text[Standard.JIS2016]
    assert "色の用途" not in text[Standard.JIS2016]
    assert "色の用途" in text[Standard.WCAG22]
    assert "JIS X 8341-3:2016 2.4.9" not in text[Standard.JIS2016]


def test_a_workbook_can_be_filled_in(written: Callable[..., Path]) -> None:
    """Heads stay in sight, cells wrap, results are chosen from a list, and it prints on A4 across."""
    book = load_workbook(written(of_scan(), "xlsx"))
    assert book.sheetnames == ["説明", "レベル1", "レベル2", "レベル3", "要確認の箇所"]
    for sheet in book.worksheets[1:]:
        heads = [cell.value for cell in sheet[1]]
        assert heads[-4:] == ["結果", "メモ", "確認者", "確認日"]
        assert sheet.freeze_panes == "E2"
        assert sheet.auto_filter.ref
        assert sheet.print_title_rows == "$1:$1"
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet["A2"].alignment.wrap_text
        (rule,) = sheet.data_validations.dataValidation
        choices = '"問題なし,問題あり,' if sheet.title == "要確認の箇所" else '"はい,いいえ,'
        assert rule.formula1 == choices + '該当なし,未確認"'


def test_a_scan_fills_in_what_it_found(written: Callable[..., Path]) -> None:
    """Counts stand in the rows; each place to look at has a row with its pages and its id."""
    sheet = of_scan()
    found = {row.rule.id: row.found for row in sheet.rows}
    assert found["image-alt"].startswith("7ページで問題 28件")
    assert "要確認" in found["image-text-fits"]
    assert found["video-captions"] == ""
    assert {place.rule.id for place in sheet.places} == {"image-text-fits"}
    rows = list(csv.DictReader(io.StringIO(written(sheet, "csv").read_text(encoding="utf-8-sig"))))
    places = [row for row in rows if row["種類"] == "箇所"]
    assert len(places) == len(sheet.places)
    assert all(row["記録番号"] and row["場所（ページ）"] for row in places)


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_markdown_is_a_list_to_tick_off(written: Callable[..., Path], lang: str) -> None:
    """Each check is an entry with an empty box, and no page text is Markdown."""
    text = written(of_scan(lang), "markdown", lang).read_text(encoding="utf-8")
    sheet = of_scan(lang)
    assert text.count("- [ ] ") == len(sheet.rows) + len(sheet.places)
    assert "<img" not in text.replace("\\<img", "")


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_what_is_filled_in_comes_back(written: Callable[..., Path], kind: str, lang: str) -> None:
    """A sheet that a person filled in gives the answers; untouched rows give none."""
    path = written(of_scan(lang), kind, lang)
    assert read_filled(path) == []
    words = wording(lang)
    said = {"rule": words.get("sheet_no"), "place": words.get("answer_passed")}
    if kind == "xlsx":
        book = load_workbook(path)
        for sheet in (book.worksheets[1], book.worksheets[-1]):
            last = sheet.max_column
            sheet.cell(2, last - 3).value = said["place" if sheet is book.worksheets[-1] else "rule"]
            sheet.cell(2, last - 2).value = "=1+1 見た"
            sheet.cell(2, last - 1).value = "山田"
            sheet.cell(2, last).value = datetime(2026, 11, 27)  # noqa: DTZ001 - Excel knows no zones
        book.save(path)
    else:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.reader(stream))
        for number in (1, len(rows) - 1):
            rows[number][-4:] = [said["place" if number > 1 else "rule"], "'=1+1 見た", "山田", "2026/11/27"]
        with path.open("w", encoding="utf-8-sig", newline="") as stream:
            csv.writer(stream).writerows(rows)
    found = read_filled(path)
    assert [(row.outcome, row.by, row.when, bool(row.finding)) for row in found] == [
        (Outcome.FAILED, "山田", date(2026, 11, 27), False),
        (Outcome.PASSED, "山田", date(2026, 11, 27), True),
    ]
    if kind == "csv":
        assert found[0].note == "=1+1 見た"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_of_any_office_is_read(csv_file: Callable[..., Path], encoding: str, delimiter: str) -> None:
    """UTF-8 with and without a mark, Shift_JIS as Excel in Japan saves it, other delimiters."""
    row = ("video-caption", "", "該当なし", "", "山田", "令和8年11月27日")
    (filled,) = read_filled(csv_file(HEAD, row, encoding=encoding, delimiter=delimiter))
    assert (filled.outcome, filled.when) == (Outcome.INAPPLICABLE, date(2026, 11, 27))


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (("r", "", "たぶん", "", "", ""), "2: the answer “たぶん” is none of はい, いいえ"),
        (("", "", "はい", "", "", ""), "2: there is an answer and no rule id"),
        (("r", "", "はい", "", "", "あした"), "2: “あした” is no date"),
        (("r", "", "はい", "", "", "2026-02-31"), "2: “2026-02-31” is no date"),
        (("r", "", "はい", "字" * 5000, "", ""), "2: the note has more than 4,000 characters"),
    ],
)
def test_a_row_that_is_not_understood_is_named(
    csv_file: Callable[..., Path], row: tuple[str, ...], sentence: str
) -> None:
    """One sentence: the file, the row, what is wrong, what to do."""
    with pytest.raises(UsageError, match=r"filled\.csv: ") as error:
        read_filled(csv_file(HEAD, row))
    assert sentence in str(error.value)
    assert "\n" not in str(error.value)


def _text(path: Path) -> None:
    path.write_text("これは表ではない")


def _binary(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 20)


def _old_excel(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))


def _broken_zip(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04" + bytes(50))


def _other_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("a.txt", "x")


def _bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for number in range(9):
            packed.writestr(f"xl/worksheets/sheet{number}.xml", bytes(50_000_000))


def _other_book(path: Path) -> None:
    Workbook().save(path)


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (_text, "there is no check sheet in it"),
        (_binary, "neither UTF-8 nor Shift_JIS"),
        (_old_excel, "old Excel format or locked"),
        (_broken_zip, "cannot be read"),
        (_other_zip, "cannot be read"),
        (_bomb, "unpacks to more than is plausible"),
        (_other_book, "there is no check sheet in it"),
    ],
)
def test_a_file_that_is_no_sheet_is_refused(tmp_path: Path, make: Callable[[Path], None], sentence: str) -> None:
    """Whatever is handed in, one sentence says what is wrong with it."""
    path = tmp_path / "x.xlsx"
    make(path)
    with pytest.raises(UsageError, match=sentence):
        read_filled(path)


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_exported_answers_can_be_read_back(tmp_path: Path, kind: str, lang: str) -> None:
    """What --export writes, --import understands."""
    answers = [
        Answer(
            site="s", rule_id="video-caption", rule_version="v", outcome=outcome, note="=見た", by="山田",
            when=datetime(2026, 11, 27, 12, tzinfo=UTC), scan_id="s", scan_started=NOW,
            place=place, fingerprint=finding,
        )
        for outcome, place, finding in (
            (Outcome.PASSED, "", ""), (Outcome.FAILED, "/a", "f1"), (Outcome.INAPPLICABLE, "/b", ""),
        )
    ]  # fmt: skip
    path = tmp_path / f"answers.{kind}"
    write_answers(SheetFormat(kind), answers, path, wording(lang))
    found = [(r.rule_id, r.outcome, r.page, r.finding, r.note, r.by, r.when) for r in read_filled(path)]
    wanted = [(a.rule_id, a.outcome, a.place, a.fingerprint, a.note, a.by, a.when.date()) for a in answers]
    assert found == wanted


def test_rule_texts_become_plain() -> None:
    """No mark of Markdown and no code stands in a cell."""
    assert plain("**太字**と`alt`、[指針](https://a.example/)\n\n修正前：\n\n```html\n<a>\n```\n\n1. 見る") == (
        "太字とalt、指針 (https://a.example/)\n\n1. 見る"
    )
