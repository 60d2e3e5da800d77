"""Characters that devices show or speak in differing ways, and words pulled apart by spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator

from a11ycheck.language import characters, spaced_words
from a11ycheck.language.marks import Mark, mark
from a11ycheck.language.spaced_words import Kind

_GAP = "[ \u3000\xa0\u2002-\u200a]+"


def marks(text: str) -> Iterator[Mark]:
    """Marks on the characters of one sentence."""
    if text.isascii():
        return
    at = 0
    for run in characters.full_width_alnum(text):
        at = text.index(run, at)
        yield mark("full-width", text, at, at + len(run), characters.plain(run))
        at += len(run)
    at = 0
    for run in characters.half_width_kana(text):
        at = text.index(run, at)
        yield mark("half-width-kana", text, at, at + len(run), characters.plain(run))
        at += len(run)
    for i, char in enumerate(text):
        if "\u2116" <= char <= "\u33ff" and characters.platform_dependent(char):
            yield mark("platform-character", text, i, i + 1, characters.plain(char))
        elif "\u2460" <= char <= "\u32bf" and characters.circled_digits(char):
            yield mark("circled-digit", text, i, i + 1, f"({characters.plain(char).strip('()')})")
    for word in spaced_words.spaced(text):
        found = re.search(_GAP.join(map(re.escape, word.word)), text) if word.kind is Kind.WORD else None
        if found:
            yield mark("spaced-word", text, *found.span(), word.word)
