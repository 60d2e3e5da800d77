"""Words pulled apart are told from lists and names."""

from __future__ import annotations

import pytest

from a11ycheck.language import spaced_words
from a11ycheck.language.spaced_words import Kind


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("日　時", "日時"),
        ("お 知 ら せ", "お知らせ"),
        ("場\xa0所：市民会館", "場所"),
        ("■ 対　　象", "対象"),
        ("参　加　費　無料", "参加費"),
    ],
)
def test_word(text: str, word: str) -> None:
    """A known word is recognised, whatever space was put into it."""
    (found,) = spaced_words.spaced(text)
    assert (found.word, found.kind) == (word, Kind.WORD)


@pytest.mark.parametrize(
    "text",
    [
        "山田　太郎",
        "第1章　総則",
        "月　火　水　木",
        "男 女",
        "〇　×",
        "年　　月　　日",
        "東 西 南 北",
        "あ か さ た な",
        "会場 大ホール",
        "目 と 手 を あらう",
        "この 水は 目 口 に 入れないで ください",
        "日　時間",
    ],
)
def test_no_word(text: str) -> None:
    """Lists, names of more than one character each, blanks of forms and spaced-out phrases are left in peace."""
    assert list(spaced_words.spaced(text)) == []


def test_unsure() -> None:
    """Two kanji that make no known word may be a name."""
    assert [f.kind for f in spaced_words.spaced("課長　林　進")] == [Kind.UNSURE]


def test_ruby() -> None:
    """Between ruby elements only wide spaces count."""
    assert list(spaced_words.spaced("東 京", ruby=True)) == []
    assert len(list(spaced_words.spaced("東　京", ruby=True))) == 1


def test_broken() -> None:
    """Lines of one character each make a word; two of them that make none are ignored."""
    assert [f.word for f in spaced_words.broken("東\n京\n都")] == ["東京都"]
    assert list(spaced_words.broken("月\n火\n水")) == []
    assert list(spaced_words.broken("花\n鳥")) == []
    assert list(spaced_words.broken("東京\n京都")) == []
