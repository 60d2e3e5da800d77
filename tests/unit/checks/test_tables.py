"""Where the tables of a sheet begin and end."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest

from a11ycheck.checks import data_files, data_quality
from a11ycheck.checks.document import Document
from a11ycheck.checks.tables import data_tables, place, range_name, touches
from a11ycheck.model import CsvFacts, FileFacts, FileKind, Kind, Page, Response, Sheet, Snapshot

DATA = [["町名", "世帯数", "人口"], ["本町", 120, 310], ["東町", 98, 240], ["西町", 143, 355], ["南町", 76, 190]]
Rows = list[list[object]]


def document(rows: Rows, *, csv: bool = False, name: str = "jinko", sheet: str = "人口", **more: object) -> Document:
    """A workbook, or a CSV file, with one sheet."""
    texts = tuple(tuple("" if cell is None else str(cell) for cell in row) for row in rows)
    kinds = tuple("".join("n" if isinstance(c, int) else "s" if c else " " for c in row) for row in rows)
    made = Sheet(name="" if csv else sheet, rows=texts, kinds=kinds, **more)  # type: ignore[arg-type]
    kind = FileKind.CSV if csv else FileKind.XLSX
    file = FileFacts(kind=kind, sheets=(made,), csv=CsvFacts(encoding="utf-8") if csv else None)
    url = f"https://www.city.example.lg.jp/{name}.{kind}"
    page = Page(url=url, kind=Kind.OTHER)
    return Document(Snapshot(page=page, response=Response(url=url, status=200), taken=datetime.now(UTC), file=file))


def test_a_plain_table() -> None:
    """Header, data and columns are told apart."""
    (table,) = data_tables(document([*DATA]))
    assert range_name(table.block) == "A1:C5"
    assert (table.header, table.names(), list(table.data_rows)) == (1, ["町名", "世帯数", "人口"], [1, 2, 3, 4])
    assert [table.is_numeric(column) for column in table.columns] == [False, True, True]


def test_titles_and_notes_are_around_the_table() -> None:
    """Lines of one cell above, and what stands apart, are no part of it."""
    (table,) = data_tables(document([["例市の人口"], ["（人）"], *DATA, [], ["※住民基本台帳"]]))
    assert range_name(table.block) == "A3:C7"
    assert [table.cell(r, c) for r, c in table.around] == ["例市の人口", "（人）", "※住民基本台帳"]


def test_a_header_of_two_rows() -> None:
    """Rows without numbers above the data are header together."""
    rows: Rows = [["町名", "人口", None, "世帯"], [None, "男", "女", "数"], *([f"{n}丁目", n, n, n] for n in range(9))]
    (table,) = data_tables(document(rows))
    assert (table.header, table.names()) == (2, ["町名", "人口 男", "女", "世帯 数"])


@pytest.mark.parametrize("name", ["youshiki-様式1", "補助金申請書", "チェックリスト"])
def test_a_form_is_no_data(name: str) -> None:
    """A workbook that is a form by its name, sheet or heading is not judged as data; CSV always is."""
    assert data_tables(document([*DATA], name=name)) == ()
    assert data_tables(document([*DATA], sheet=name)) == ()
    assert data_tables(document([[name], [], *DATA])) == ()
    assert len(data_tables(document([*DATA], csv=True, name=name))) == 1


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [[None]],
        [["お知らせ"], ["12月1日は休館します。"]],
        [["氏名", "例市太郎"], ["住所", "例市本町1-1"], ["電話", "03-1234-5678"], ["備考", None]],
        [[None, None, "講座のご案内"], [], [None, "日時", None, "12月1日"], [None, "場所", None, "市役所"]],
    ],
)
def test_letters_and_forms_drawn_with_cells(rows: Rows) -> None:
    """What is laid out with cells is no table of data."""
    assert data_tables(document(rows)) == ()


def test_names_of_cells() -> None:
    """Cells and ranges are named as in Excel."""
    assert [place(0, 0), place(9, 25), place(0, 26), place(999, 701)] == ["A1", "Z10", "AA1", "ZZ1000"]
    (table,) = data_tables(document([*DATA]))
    assert [touches(ref, table.block) for ref in ("A1:B2", "C5", "D1:E9", "A6:C6", "nonsense")] == [
        True, True, False, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [
        [[f"{r}-{c}" if (r + c) % 2 else None for c in range(100)] for r in range(1000)],
        [[r * c for c in range(100)] for r in range(1000)],
        [["人　口 " * 20] * 100 for _ in range(300)],
        [["（1）" * 60, "1," * 90, "△" * 200, "- " * 100] for _ in range(1000)],
        [[None] * (r % 100) + [1] for r in range(1000)],
        [[1, 2] if r % 2 else [] for r in range(1000)],
    ],
)
def test_hostile_sheets(rows: Rows) -> None:
    """No sheet takes long, whatever is in its cells."""
    began = time.process_time()
    for csv in (False, True):
        doc = document(rows, csv=csv)
        for module in (data_files, data_quality):
            for name in dir(module):
                check = getattr(module, name)
                if getattr(check, "__module__", "") == module.__name__ and not name.startswith("_"):
                    list(check(doc, {}))
    assert time.process_time() - began < 20
