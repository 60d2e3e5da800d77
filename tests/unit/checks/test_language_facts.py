"""Tests of what is known of a page's languages."""

from __future__ import annotations

import pytest

from a11ycheck.checks.language_facts import leads_to_same_content, looks_foreign, metrics, neutral_path, shares

from .builder import document

SITE = "https://www.city.example.lg.jp"


def test_shares_tell_how_much_is_in_which_language() -> None:
    """A Japanese page with an English section is both, the larger part first; short labels do not count."""
    doc = document(
        "<p>燃やすごみは、収集日の朝8時までに決められた場所に出してください。資源ごみは水曜日に集めます。</p>"
        '<p lang="en">Please put out burnable garbage by eight in the morning.</p><p>OK</p>'
    )
    found = shares(doc)
    assert list(found) == ["ja", "en"]
    assert sum(found.values()) == pytest.approx(1, abs=0.01)


def test_a_declaration_that_can_be_true_is_the_finer_answer() -> None:
    """Text that is zh-Hans is counted as declared; a wrong declaration is not believed."""
    assert list(shares(document("<p>请在收集日的早上八点之前，把可燃垃圾放到指定的地点。</p>", lang="zh-CN"))) == [
        "zh-Hans"
    ]
    assert list(shares(document("<p>Please put out burnable garbage by eight.</p>", lang="ja"))) == ["en"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("/kurashi/gomi.html", "/en/kurashi/gomi.html", True),
        ("/kurashi/", "/kurashi/index_en.html", True),
        ("/", "/zh-tw/index.html", True),
        ("/ja/a.html", "/english/a.html", True),
        ("/kurashi/gomi.html", "/kurashi/shinsei.html", False),
    ],
)
def test_versions_of_a_page_share_a_neutral_path(one: str, other: str, *, same: bool) -> None:
    """Parts that name a language, and index.html, do not count."""
    assert (neutral_path(SITE + one) == neutral_path(SITE + other)) is same


def test_the_top_page_is_not_the_same_content() -> None:
    """A link from an article to /en/ falls back on the top page; from the top page it is right."""
    assert not leads_to_same_content(f"{SITE}/kurashi/gomi.html", f"{SITE}/en/")
    assert leads_to_same_content(f"{SITE}/", f"{SITE}/en/")
    assert leads_to_same_content(f"{SITE}/kurashi/gomi.html", f"{SITE}/en/garbage.html")


def test_a_word_that_holds_a_code_names_no_language() -> None:
    """/kanko/ and /event/ are no language versions."""
    assert not looks_foreign(f"{SITE}/kanko/event/index.html")
    assert looks_foreign(f"{SITE}/kanko/index.ko.html")


def test_metrics_are_numbers() -> None:
    """A report reads shares, versions and procedures from the page's measures."""
    doc = document(
        "<h1>転入の届出</h1><p>引っ越してきた日から14日以内に、窓口で届け出てください。</p>", title="転入の届出"
    )
    assert metrics(doc) == {"language.ja": 1.0, "procedure": 1}
