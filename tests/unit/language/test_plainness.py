"""The plainness score tells plain sentences from difficult ones, and says why."""

from __future__ import annotations

from pathlib import Path

import pytest

from a11ycheck.language import kanji, lexicon, plainness
from a11ycheck.language.morphology import Word, words

PAIRS = Path(__file__).resolve().parents[3] / "benchmarks/data/plain-pairs.tsv"


def test_our_own_pairs_are_in_order() -> None:
    """Of the pairs written for this project, the plain version always scores higher."""
    for line in PAIRS.read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        hard, plain = line.split("\t")
        assert _score(hard) < _score(plain), line


@pytest.mark.parametrize(
    ("harder", "plainer"),
    [
        ("速やかに提出すること。", "すぐに出してください。"),
        ("当該手続に係る書類を提示する。", "その手続きの書類を見せます。"),
        ("観光スポットを遊覧する。", "観光スポット（見る場所）を船で見ます。"),
    ],
)
def test_plainer_words_score_higher(harder: str, plainer: str) -> None:
    """Everyday words, です・ます and explanations in brackets make a sentence plainer."""
    assert _score(harder) < _score(plainer)


def test_the_parts_add_up() -> None:
    """What each count adds makes the whole difficulty."""
    found = plainness.analyse("申請書を提出してください。")
    assert sum(plainness.parts(found.features).values()) == pytest.approx(found.difficulty)


@pytest.mark.parametrize("text", ["", "（）", "（申請）", "!!!", "ABC", "123", "\ud800", "ー" * 5000])
def test_anything_has_a_score(text: str) -> None:
    """Text that is no Japanese sentence has a score between 0 and 100, too."""
    assert 0 <= _score(text) <= 100


def test_an_empty_text_is_in_the_middle() -> None:
    """Nothing is neither plain nor difficult."""
    assert plainness.score([]) == 50


@pytest.mark.parametrize(
    ("text", "origin"),
    [("申請", "漢"), ("届け", "和"), ("サービス", "外"), ("東京", "固"), ("。", ""), ("消印", "混")],
)
def test_word_origins(text: str, origin: str) -> None:
    """和語, 漢語, 外来語 and names are told apart."""
    assert lexicon.origin(_one(text)) == origin


def test_rare_words_surprise_more() -> None:
    """The cost of a word follows how rare it is."""
    surprises = [lexicon.surprise(_one(text)) for text in ("食べる", "申請", "所掌")]
    assert surprises == sorted(surprises)


def test_everyday_words_are_known_in_any_spelling() -> None:
    """ごはん and ご飯 are one word; 係る is not made easy by かかる."""
    assert lexicon.basic_tier(words("たべる")[0]) == 1
    assert lexicon.basic_tier(words("係る")[0]) == 0


@pytest.mark.parametrize(("character", "grade"), [("一", 1), ("曜", 2), ("熊", 4), ("鬱", 7), ("麒", 8), ("あ", 8)])
def test_kanji_have_the_grade_of_the_official_list(character: str, grade: int) -> None:
    """The school year that teaches a kanji."""
    assert kanji.grade(character) == grade


def _score(text: str) -> float:
    return plainness.score([plainness.analyse(text).difficulty])


def _one(text: str) -> Word:
    return words(text)[0]
