"""Tests of the names of languages."""

from __future__ import annotations

import pytest

from a11ycheck.checks.language_names import foreign_name, own_name, title
from a11ycheck.checks.languages import agrees, normal_code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("English", "en"),
        ("ENGLISH PAGE", "en"),
        ("英語 (English)", "en"),
        ("简体中文", "zh-Hans"),
        ("中文（繁體字）", "zh-Hant"),
        ("한국어", "ko"),
        ("Tiếng Việt", "vi"),
        ("Korean / 한국어", "ko"),
        ("やさしい日本語", "ja"),
        ("やさしい にほんご", "ja"),
        ("नेपाली", "ne"),
    ],
)
def test_own_names(text: str, code: str) -> None:
    """A language's own name is found, also beside a name in Japanese or English."""
    assert own_name(text) == code
    assert foreign_name(text) == ""


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("英語", "en"),
        ("英語版", "en"),
        ("Chinese", "zh"),
        ("中国語（簡体字）", "zh-Hans"),
        ("韓国・朝鮮語", "ko"),
        ("Vietnamese page", "vi"),
    ],
)
def test_names_in_japanese_or_english(text: str, code: str) -> None:
    """A name in another language alone is told from an own name."""
    assert foreign_name(text) == code
    assert own_name(text) == ""


@pytest.mark.parametrize("text", ["Foreign Language", "外国語", "英語教育", "タイ", "国語", "English breakfast", ""])
def test_other_words_name_no_language(text: str) -> None:
    """Words around languages are no names of language versions."""
    assert own_name(text) == ""
    assert foreign_name(text) == ""


@pytest.mark.parametrize(
    ("declared", "detected", "same"),
    [
        ("ja-JP", "ja", True),
        ("zh", "zh-Hant", True),
        ("zh-CN", "zh-Hans", True),
        ("zh-TW", "zh-Hans", False),
        ("fil", "tl", True),
        ("hi", "ne", True),
        ("en", "ja", False),
        ("pt-BR", "es", False),
    ],
)
def test_codes_are_compared_by_what_they_mean(declared: str, detected: str, *, same: bool) -> None:
    """Regions, aliases and neighbours are no mismatch, another script of Chinese is."""
    assert agrees(normal_code(declared), detected) is same


def test_a_language_is_named_for_readers_of_any_language() -> None:
    """A message shows a language's own name and its code."""
    assert title("vi") == "Tiếng Việt (vi)"
    assert title("xx") == "xx"
