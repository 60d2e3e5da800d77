"""Tests of claims of conformance."""

from __future__ import annotations

import pytest
from ruamel.yaml import YAML

from a11ycheck.checks.policies import claim, is_claim, levels
from a11ycheck.resources import rulesets_dir

from .builder import document


def test_the_criteria_are_those_of_the_standard() -> None:
    """Levels A and AA of JIS X 8341-3:2016 are the same here and in the table of criteria."""
    table = YAML(typ="safe").load((rulesets_dir() / "standards.yaml").read_text(encoding="utf-8"))
    for level in ("A", "AA"):
        meant = {number for number, words in table.items() if words.get("level") == level and words.get("jis2016")}
        assert levels(level) - (levels("A") if level == "AA" else set()) == meant


@pytest.mark.parametrize(
    "sentence",
    [
        "本サイトは、JIS X 8341-3:2016の適合レベルAAに準拠しています",
        "満たしている適合レベル:レベルAA準拠",
        "対応度:適合レベルAに「準拠」",
    ],
)
def test_claims(sentence: str) -> None:
    """A sentence about today is a claim."""
    assert is_claim(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "適合レベルAAに準拠することを目標とします",
        "適合レベルAAに一部準拠しています",
        "適合レベルAAに準拠できるよう努めます",
        "レベルAA準拠とは、すべての達成基準を満たすことです",
        "令和9年3月までに適合レベルAAに準拠する予定です",
        "適合レベルAAに準拠していません",
        "CSSに準拠しています",
        "規格に準拠しています",
    ],
)
def test_no_claims(sentence: str) -> None:
    """Aims, explanations, weaker notations and denials are none."""
    assert not is_claim(sentence)


def test_only_policy_and_result_pages_claim() -> None:
    """What a news item says about another site is no claim of this one."""
    text = "<main><p>適合レベルAAに準拠しています。</p></main>"
    assert claim.collect(document(text, title="お知らせ"), {}) is None
    assert claim.collect(document(text, title="ウェブアクセシビリティ試験結果"), {})["level"] == "AA"


def test_aims_below_a_heading_are_no_claims() -> None:
    """The words of an aim may stand without 「目標」 below a heading or beside a header cell that says it."""
    for over in ("<h2>目標とする適合レベル及び対応度</h2>", "<h2>達成目標</h2>"):
        text = f"<main><h1>ウェブアクセシビリティ試験結果</h1>{over}<p>適合レベルAAに準拠</p></main>"
        assert claim.collect(document(text, title="ウェブアクセシビリティ試験結果"), {}) is None
    text = "<main><h1>ウェブアクセシビリティ方針</h1><h2>対応度</h2><p>適合レベルAAに準拠</p></main>"
    assert claim.collect(document(text, title="ウェブアクセシビリティ方針"), {}) is None
