"""What is known of single words: their origin, how rare they are, and which ones everybody knows."""

from __future__ import annotations

import lzma
import re
from collections.abc import Sequence
from functools import cache
from threading import Lock
from typing import NamedTuple

from a11ycheck.language.morphology import Word, words
from a11ycheck.resources import language_data

_loading = Lock()
_UNKNOWN = 75  # hundreds of Mozc's cost: one word in three millions
_KATAKANA = re.compile("[ァ-ヺー]+")
_KANJI = re.compile("[一-龠々〆㐀-䶿]")
_SCALE = 5.0  # hundreds of Mozc's cost in one nat: cost = −500 · ln p


class Entry(NamedTuple):
    """A word of the table."""

    origin: str
    """和, 漢, 外 or 混 (mixed); empty where it is not known."""
    cost: int | None
    """−5 · ln p; None where it is not known."""


def origin(word: Word) -> str:
    """The origin of a word (語種): 和, 漢, 外, 混, 固 (a name), or empty for signs and digits."""
    if word.sub == "固有名詞":
        return "固"
    if word.pos in ("補助記号", "空白", "記号") or word.sub == "数詞":
        return "漢" if _KANJI.search(word.text) else ""
    table = _table()
    for form in (word.lemma, word.norm):
        entry = table.get(form)
        if entry is not None and entry.origin:
            return entry.origin
    return _by_script(word.text)


def surprise(word: Word) -> float:
    """How unexpected a word is: −ln of its share among the words of its class in web text, 0 to 15.

    Spelling counts: 下さる and くださる differ. A word that the table lacks counts as rare.
    """
    table = _table()
    for form in (word.lemma, word.text, word.norm):
        entry = table.get(form)
        if entry is not None and entry.cost is not None:
            return entry.cost / _SCALE
    return _UNKNOWN / _SCALE


def basic_tier(word: Word) -> int:
    """1 for a word that every beginner knows, 2 for one that is known soon after, 0 for all others."""
    tiers = _basic()
    tier = tiers.get(word.lemma)
    if tier is None and _KANJI.sub("", word.lemma) == word.lemma:
        tier = tiers.get(word.norm)  # only for kana: 係る is no everyday word, though かかる is
    return tier or 0


def basic_parts(found: Sequence[Word]) -> frozenset[int]:
    """The starts of words that are parts of an everyday word which Sudachi takes apart: 申し and 込む of 申し込む."""
    compounds = _basic_compounds()
    starts: set[int] = set()
    for i, word in enumerate(found):
        for parts in compounds.get(word.lemma, ()):
            run = found[i : i + len(parts)]
            if len(run) == len(parts) and all(w.lemma == part for w, part in zip(run, parts, strict=True)):
                starts.update(w.start for w in run)
                break
    return frozenset(starts)


def _by_script(text: str) -> str:
    if _KATAKANA.fullmatch(text):
        return "外"
    if _KANJI.search(text):
        return "漢" if all(_KANJI.match(c) for c in text) else "混"
    return "和" if any("ぁ" <= c <= "ゖ" for c in text) else "外" if text.isalpha() else ""


def _table() -> dict[str, Entry]:
    with _loading:
        return _words()


@cache
def _words() -> dict[str, Entry]:
    table: dict[str, Entry] = {}
    entries: dict[str, Entry] = {}  # equal values are shared: there are some hundred
    for line in lzma.decompress(language_data("words.xz")).decode().split("\n"):
        word, _, value = line.partition("\t")
        entry = entries.get(value)
        if entry is None:
            entry = Entry(value[0].strip("-"), int(value[1:]) if value[1:] else None)
            entries[value] = entry
        table[word] = entry
    return table


@cache
def _basic() -> dict[str, int]:
    tiers: dict[str, int] = {}
    for text, tier in _basic_entries():
        tiers.setdefault(text, tier)
        found = words(text)
        if len(found) == 1:
            tiers.setdefault(found[0].norm, tier)
    return tiers


@cache
def _basic_compounds() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Everyday words that Sudachi takes apart (申し込む, お父さん), by the dictionary form of their first part."""
    compounds: dict[str, list[tuple[str, ...]]] = {}
    for text, _ in _basic_entries():
        parts = tuple(word.lemma for word in words(text))
        if len(parts) > 1:
            compounds.setdefault(parts[0], []).append(parts)
    return {first: tuple(sorted(found, key=len, reverse=True)) for first, found in compounds.items()}


@cache
def _basic_entries() -> tuple[tuple[str, int], ...]:
    found: list[tuple[str, int]] = []
    tier = 0
    for line in language_data("basic-words.txt").decode().splitlines():
        if line.startswith("="):
            tier = int(line[1:])
        elif not line.startswith("#"):
            found += ((text, tier) for text in line.split())
    return tuple(found)
