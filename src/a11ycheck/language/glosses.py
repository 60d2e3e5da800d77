"""Explanations in round brackets: they help a reader, so they do not count as a sentence's difficulty."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from a11ycheck.language.morphology import Word

_CLOSERS = "」』”"
_EXPLAINED = frozenset({"名詞", "接頭辞", "接尾辞", "形状詞", "動詞", "形容詞"})
_GLOSS = re.compile(r"[（(][^（()）]{1,60}[)）]")


def spans(text: str) -> list[tuple[int, int]]:
    """Where bracketed explanations stand, brackets included."""
    return [match.span() for match in _GLOSS.finditer(text)]


def without_glosses(text: str, words: Sequence[Word]) -> tuple[str, list[Word], frozenset[int]]:
    """The text and its words without bracketed explanations.

    The third value names, by their start, the words that an explanation stands beside. Where nothing else would
    be left, text and words are unchanged.
    """
    found = spans(text)
    core = _GLOSS.sub("", text) if found else text
    if not found or not core.strip():
        return text, list(words), frozenset()
    kept: list[Word] = []
    explained: set[int] = set()
    at = 0
    for word in words:
        while at < len(found) and found[at][1] <= word.start:
            at += 1
        if at < len(found) and word.end > found[at][0]:
            if word.start == found[at][0]:
                explained.update(_beside(kept))
            continue
        kept.append(word)
    return core, kept, frozenset(explained)


def _beside(words: Sequence[Word]) -> Iterator[int]:
    """The starts of the words that form the expression right before a gloss."""
    for word in reversed(words):
        if word.pos == "補助記号" and word.text in _CLOSERS:
            continue
        if word.pos not in _EXPLAINED:
            return
        yield word.start
