"""What is read of real files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from a11ycheck.files.building import build
from a11ycheck.model import FileFacts, FileKind, PdfFacts, Sheet, Unread

from .conftest import Read


def facts(read: Read, folder: Path, **description: Any) -> FileFacts:
    """What is read of the file that a description is of."""
    return read(*build(description, folder))


def pdf(read: Read, folder: Path, **content: Any) -> PdfFacts:
    """The same of a PDF."""
    found = facts(read, folder, pdf=content).pdf
    assert found is not None
    return found


def test_a_full_pdf(read: Read, tmp_path: Path) -> None:
    """Title, language, tags, figures, tables, fields, bookmarks and text are counted."""
    found = pdf(
        read,
        tmp_path,
        **{
            "title": "広報",
            "language": "ja",
            "shows title": True,
            "pages": ["こんにちは世界", "image", "blank"],
            "tags": [
                "H1",
                {"Sect": [{"Figure": "地図"}, {"Figure": None}]},
                {"Table": [{"TR": ["TH", "TD"]}]},
                {"Table": [{"TR": ["TD"]}]},
            ],
            "bookmarks": ["あ", "い"],
            "fields": [{"name": "T1"}, {"name": "T2", "description": "氏名"}],
        },
    )
    assert (found.title, found.language, found.shows_title, found.marked) == ("広報", "ja", True, True)
    assert (found.pages, found.characters, found.image_pages, found.empty_pages) == (3, 7, (2,), 1)
    assert (found.headings, found.figures, found.bare_figures, found.alternatives) == (1, 2, 1, ("地図",))
    assert (found.tables, found.bare_tables, found.fields, found.bare_fields, found.bookmarks) == (2, 1, 2, 1, 2)
    assert found.sample == "こんにちは世界"


def test_an_empty_structure_tree_is_no_tags(read: Read, tmp_path: Path) -> None:
    """A PDF that says it is tagged and has an empty tree has no tags."""
    found = pdf(read, tmp_path, pages=["本文"], tags=[])
    assert (found.marked, found.tags) == (True, 0)


def test_text_around_a_figure_stands_in_for_it(read: Read, tmp_path: Path) -> None:
    """A figure in an element with an alternative text is not bare."""
    assert pdf(read, tmp_path, pages=["本文"], tags=[{"Figure": "地図"}]).bare_figures == 0


@pytest.mark.parametrize(
    ("description", "why"),
    [
        ({"pdf": {"password": "secret"}}, Unread.LOCKED),
        ({"pdf": {"damaged": True}}, Unread.DAMAGED),
        ({"legacy": None}, Unread.LEGACY),
        ({"bomb": None}, Unread.TOO_MUCH),
    ],
)
def test_what_cannot_be_read_is_a_fact(read: Read, tmp_path: Path, description: dict[str, Any], why: Unread) -> None:
    """A locked, damaged, old or exploding file says so, and nothing is raised."""
    found = facts(read, tmp_path, **description)
    assert (found.unread, found.pdf, found.sheets) == (why, None, ())
    assert found.size > 0


def test_permission_to_read_aloud(read: Read, tmp_path: Path) -> None:
    """A PDF that opens without a password can still forbid screen readers."""
    assert not pdf(read, tmp_path, pages=["本文"], locked=True).readable_aloud
    assert pdf(read, tmp_path, pages=["本文"], password="").readable_aloud


def test_word(read: Read, tmp_path: Path) -> None:
    """Headings, lines that only look like one, pictures and tables are counted; shapes are no pictures."""
    body = [
        {"heading": "見出し"},
        "文です。",
        {"bold": "太字の行"},
        {"picture": "地図"},
        {"picture": ""},
        {"picture": "decorative"},
        {"shape": ""},
        {"table": "header"},
        {"table": "plain"},
    ]
    office = facts(read, tmp_path, docx={"title": "申込書", "body": body}).office
    assert office is not None
    assert (office.title, office.language, office.headings, office.large_lines) == ("申込書", "ja-JP", 1, 1)
    assert (office.pictures, office.bare_pictures, office.alternatives) == (3, 1, ("地図",))
    assert (office.tables, office.bare_tables) == (2, 1)


def test_slides(read: Read, tmp_path: Path) -> None:
    """Slides without a title are named by their number; hidden ones are passed over."""
    slides = [{"title": "題", "pictures": ["", "山の写真"]}, {"text": "題なし"}, {"hidden": True}]
    office = facts(read, tmp_path, pptx={"slides": slides}).office
    assert office is not None
    assert (office.slides, office.untitled_slides, office.pictures, office.bare_pictures) == (2, (2,), 2, 1)


def test_workbook(read: Read, tmp_path: Path) -> None:
    """Cells come with their kinds, and with what hides, merges, colours and covers them; charts cover nothing."""
    sheet = {
        "rows": [["町名", "人口"], ["本町", 100], ["東町", "=A1+1"], [], ["西町", " 1,000"]],
        "merged": ["A1:B1"],
        "hidden rows": [2],
        "hidden columns": ["B"],
        "fills": {"B2": "FFFF00", "A2": "FFFF00", "A3": "00FF00", "A5": "FFFFFF"},
        "objects": 2,
        "charts": 1,
    }
    found, other = facts(read, tmp_path, xlsx={"sheets": {"人口": sheet, "裏": {"hidden": True, "rows": [[1]]}}}).sheets
    assert found.rows == (("町名", "人口"), ("本町", "100"), ("東町", "0"), (), ("西町", " 1,000"))
    assert found.kinds == ("ss", "sn", "sf", "", "ss")
    assert (found.merged, found.hidden_rows, found.hidden_columns, found.objects) == (("A1:B1",), (2,), ("B",), 2)
    assert found.fills[1][0] == found.fills[1][1] != found.fills[2][0]
    assert found.fills[4] == ""
    assert (other.name, other.hidden) == ("裏", True)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("町名,人口\n本町,100\n".encode(), "utf-8"),
        ("町名,人口\n本町,100\n".encode("utf-8-sig"), "utf-8-sig"),
        ("町名,人口\n本町,100\n".encode("cp932"), "cp932"),
        ("町名,人口\n本町,100\n".encode("utf-16"), "utf-16"),
    ],
)
def test_csv_encodings(read: Read, data: bytes, encoding: str) -> None:
    """CSV is read in whatever it is written, and its encoding is known."""
    found = read(data, FileKind.CSV)
    assert found.csv is not None
    assert found.csv.encoding == encoding
    assert found.sheets[0].rows == (("町名", "人口"), ("本町", "100"))


def test_csv_records(read: Read) -> None:
    """Line breaks in cells are noted with the record's number, and rows keep their length."""
    found = read(b'a,b,c\n1,"x\ny",3\n4\n', FileKind.CSV)
    assert found.csv is not None
    assert found.csv.broken_records == (2,)
    assert [len(row) for row in found.sheets[0].rows] == [3, 3, 1]


def test_a_page_called_csv_is_none(read: Read) -> None:
    """An error page that a server sends in place of a CSV file is not data."""
    assert read(b"<!DOCTYPE html><html><body>404</body></html>", FileKind.CSV).unread is Unread.DAMAGED


def test_a_large_sheet_is_cut(read: Read, tmp_path: Path) -> None:
    """Of an endless sheet the first thousand rows are read, and it says that there is more."""
    rows = "".join(f"{n},{n}\n" for n in range(5_000))
    sheet: Sheet = read(f"a,b\n{rows}".encode(), FileKind.CSV).sheets[0]
    assert (len(sheet.rows), sheet.cut) == (1000, True)
    many = facts(read, tmp_path, xlsx={"sheets": {"大": {"rows": [[n, n] for n in range(1_200)]}}}).sheets[0]
    assert (len(many.rows), many.cut) == (1000, True)
