"""Tests of the matrix of languages."""

from __future__ import annotations

from a11ycheck.exporters.language_tally import LanguageTally
from a11ycheck.model import Page, PageResult


def result(lang: str, **metrics: float) -> PageResult:
    """A page with these measures."""
    return PageResult(
        page=Page(url="https://x.example/"), lang=lang, metrics={k.replace("_", "."): v for k, v in metrics.items()}
    )


def test_counts_pages_versions_and_procedures() -> None:
    """Each language has its pages, the Japanese pages with a version in it, and what is declared otherwise."""
    tally = LanguageTally()
    tally.take(1, result("ja", language_ja=1.0, version_en=1, procedure=1))
    tally.take(2, result("ja", language_ja=0.7, language_vi=0.3, procedure=1))
    tally.take(3, result("ja", language_en=1.0))
    tally.take(4, result("en-GB", language_en=1.0))
    tally.take(5, result("ja"))
    assert [line.code for line in tally.ordered()] == ["ja", "en", "vi"]
    japanese, english, vietnamese = tally.ordered()
    assert (list(english.pages), list(english.undeclared)) == ([3, 4], [3])
    assert (english.versions, english.procedures) == (1, 1)
    assert list(vietnamese.mixed) == [2]
    assert (tally.judged, tally.japanese, tally.procedures) == (4, 2, 2)
    assert tally.missing == [2]
    assert list(japanese.undeclared) == []
