"""Words of Japanese text: the one door to Sudachi."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from sudachipy import Dictionary, SplitMode, Tokenizer

_MOST = 12_000  # characters at once: Sudachi refuses more than 49,149 bytes, and one character has at most 4
_SURROGATE = re.compile("[\ud800-\udfff]")
_BREAKS = "\n。．！？!?、，,・ 　"
_load = threading.Lock()
_own = threading.local()


@dataclass(frozen=True, slots=True)
class Word:
    """A word in Sudachi's shortest unit (which is close to UniDic's)."""

    text: str
    """As it is written."""
    lemma: str
    """Its dictionary form in the spelling of the text: 行っ → 行く."""
    norm: str
    """Its dictionary form in the one spelling for all variants: 下さい → くださる, ひとり → 一人."""
    pos: str
    """Part of speech: 名詞, 動詞, 助詞 …"""
    sub: str
    """Second part of it: 普通名詞, 格助詞 …"""
    kind: str
    """Third part of it: サ変可能, 一般, 人名 …"""
    paradigm: str
    """How it inflects (五段-ラ行, サ行変格 …); ``*`` for words that do not."""
    form: str
    """Its inflected form (終止形-一般 …); ``*`` for words that do not inflect."""
    start: int
    """Where it begins in the text."""
    end: int
    """One past its last character."""
    unknown: bool
    """Whether the dictionary lacks it."""


def words(text: str) -> list[Word]:
    """The words of a text, white space left out. Text of any length and with any characters is taken."""
    clean = _SURROGATE.sub("\ufffd", text)
    return [word for start, end in _pieces(clean) for word in _tokenise(clean[start:end], start)]


def _tokenise(text: str, offset: int) -> Iterator[Word]:
    for morpheme in _tokenizer().tokenize(text):
        surface = morpheme.surface()
        if surface.isspace():
            continue
        pos, sub, kind, paradigm, form = _part_of_speech(morpheme.part_of_speech_id())
        yield Word(
            surface,
            morpheme.dictionary_form(),
            morpheme.normalized_form(),
            pos,
            sub,
            kind,
            paradigm,
            form,
            offset + morpheme.begin(),
            offset + morpheme.end(),
            morpheme.is_oov(),
        )


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the text short enough for Sudachi, cut where no word is cut if there is such a place."""
    start, size = 0, len(text)
    while size - start > _MOST:
        window = text[start : start + _MOST]
        cut = max(window.rfind(mark) for mark in _BREAKS) + 1 or _MOST
        yield start, start + cut
        start += cut
    if start < size:
        yield start, size


@cache
def _part_of_speech(identity: int) -> tuple[str, str, str, str, str]:
    first, second, third, _, paradigm, form = _dictionary().pos_of(identity) or ("", "", "", "", "*", "*")
    return first, second, third, paradigm, form


def _tokenizer() -> Tokenizer:
    """This thread's tokenizer."""
    tokenizer: Tokenizer | None = getattr(_own, "tokenizer", None)
    if tokenizer is None:
        tokenizer = _dictionary().tokenizer(SplitMode.A)
        _own.tokenizer = tokenizer
    return tokenizer


def _dictionary() -> Dictionary:
    """The dictionary, loaded once in a process."""
    with _load:
        return _loaded()


@cache
def _loaded() -> Dictionary:
    return Dictionary()
