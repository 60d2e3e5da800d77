"""Tests of the shared words and patterns."""

from __future__ import annotations

import pytest

from a11ycheck.checks import words


@pytest.mark.parametrize(
    "text",
    [
        "こちら",
        " ≫ こちら！",
        "詳しくは　こちら",
        "詳しくはこちら（PDF：120KB）",
        "Click here »",
        "READ MORE...",
        "もっと見る",
        "［続きを読む］",
        "ｃｌｉｃｋ　ｈｅｒｅ",
        "this product",
    ],
)
def test_a_vague_text_is_recognised_in_any_dress(text: str) -> None:
    """Arrows, spaces, widths, case and file details do not make a vague text specific."""
    assert words.is_vague(text)


@pytest.mark.parametrize(
    "text",
    [
        "申込みはこちら",
        "こちら消防署です",
        "リンク集",
        "詳細設計書",
        "Here Comes the Sun",
        "More than 100 parks",
        "ダウンロード",
        "this is our city",
        "一覧性の向上",
        "PDF（120KB）の作り方",
    ],
)
def test_a_text_that_only_contains_a_vague_word_is_not_vague(text: str) -> None:
    """The whole text must be vague."""
    assert not words.is_vague(text)


@pytest.mark.parametrize(
    "text", ["(PDF：120KB)", "１．２ＭＢ", "350キロバイト", "1,024 bytes", "㎅でなく 5 K", "0.9メガバイト", "PDF/98kb"]
)
def test_a_size_is_recognised(text: str) -> None:
    """Sizes are found in all the ways in which offices write them."""
    assert words.names_size(text)


@pytest.mark.parametrize("text", ["令和8年度版", "30ページ", "高さ10m", "第3回", "100kg", "5 kinds", "2026.11.23"])
def test_other_numbers_are_no_sizes(text: str) -> None:
    """Lengths, weights, dates and counts are not taken for file sizes."""
    assert not words.names_size(text)


@pytest.mark.parametrize(
    "text", ["PDF", "（ＰＤＦ）", "Word形式", "エクセル", "file.xlsx", "PowerPoint版", "ZIPファイル", "一太郎"]
)
def test_a_format_is_recognised(text: str) -> None:
    """Formats are found by product name, extension and Japanese name."""
    assert words.names_type(text)


@pytest.mark.parametrize("text", ["wordpress", "excellent", "合言葉", "keyword"])
def test_other_words_are_no_formats(text: str) -> None:
    """A format's name inside another word does not count."""
    assert not words.names_type(text)


@pytest.mark.parametrize(
    "text",
    [
        "別ウィンドウで開きます",
        "（別ウインドウで開く）",
        "新しいタブで開く",
        "新規ウィンドウが開きます",
        "別タブ",
        "別のタブで開く",
        "別画面で開きます",
        "新しいウインドーで開く",
        "opens in a new window",
        "new tab",
        "Opens in a new browser tab",
    ],
)
def test_a_notice_of_a_new_window_is_recognised(text: str) -> None:
    """Notices are found in all usual wordings."""
    assert words.announces_new_window(text)


@pytest.mark.parametrize("text", ["外部サイト", "新しい窓口", "新ページの公開", "特別画廊", "window of opportunity"])
def test_other_words_are_no_notice(text: str) -> None:
    """Words that merely look alike announce nothing."""
    assert not words.announces_new_window(text)


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://a.example/x.PDF", "PDF"),
        ("https://a.example/x.pdf?v=1#page=2", "PDF"),
        ("https://a.example/%E7%94%B3%E8%AB%8B.docx", "Word"),
        ("https://a.example/x.html?file=a.pdf", ""),
        ("https://a.example/pdf/", ""),
        ("https://[broken/x.pdf", ""),
    ],
)
def test_the_format_of_an_address_is_that_of_its_path(url: str, kind: str) -> None:
    """Only the path's extension counts; hostile addresses name no format."""
    assert words.file_type(url) == kind


def test_whole_numbers_of_attributes() -> None:
    """Plain digits are a number; signs that only look like digits, nothing, and endless numbers are none."""
    assert [words.whole_number(text) for text in ("7", " 12 ", "²", "٣", "1.5", "-1", "", None, "9" * 5000)] == [
        7,
        12,
        *[None] * 7,
    ]
