"""Tests of the functions on titles."""

from __future__ import annotations

import pytest

from a11ycheck.checks.titles import is_placeholder, own_part, shares_words, width


@pytest.mark.parametrize(
    "title",
    [
        "無題ドキュメント",
        "Untitled Document",
        "index.html",
        "gomi_03.html | 例市",
        "新規ページ 3",
        "無題｜例市",
        "Document",
        "Microsoft Word - 様式1",
        "タイトル",
        "Page 2",
        "ＵＮＴＩＴＬＥＤ",
    ],
)
def test_a_placeholder_is_recognised(title: str) -> None:
    """What editors and templates leave behind is no title."""
    assert is_placeholder(title)


@pytest.mark.parametrize(
    "title",
    [
        "文書館のご案内",
        "Document archive | City",
        "タイトルマッチ結果",
        "index of the law",
        "新規ページ公開のお知らせ",
        "Page Museum",
        "テスト結果の公表｜例市",
        "ASP.NET",
        "第2ページ",
    ],
)
def test_a_real_title_is_no_placeholder(title: str) -> None:
    """Titles that merely begin with such words are left alone."""
    assert not is_placeholder(title)


@pytest.mark.parametrize(
    ("title", "own"),
    [
        ("粗大ごみの出し方｜例市", "粗大ごみの出し方"),
        ("粗大ごみの出し方 - くらし - 例市", "粗大ごみの出し方"),
        ("COVID-19", "COVID-19"),
        ("A-B", "A-B"),
    ],
)
def test_the_site_name_is_cut_off(title: str, own: str) -> None:
    """Bars part anywhere, hyphens only between spaces."""
    assert own_part(title) == own


def test_half_width_characters_count_half() -> None:
    """The length is counted in full-width characters."""
    assert width("ごみabcd") == 4  # noqa: PLR2004


def test_words_are_shared_across_widths_and_case() -> None:
    """ＰＣＲ and pcr are one word; single kana in common are none."""
    assert shares_words("ＰＣＲ検査 | 例市", "pcr")
    assert shares_words("保育園の入園", "入園の手続")
    assert not shares_words("保育園の入園申込み", "粗大ごみの出し方")
