"""Latin abbreviations that a text does not explain."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from a11ycheck.language.sentences import ADDRESS

_ABBREVIATION = re.compile(r"(?<![A-Za-z0-9&@./_'’:#-])[A-Z]{2,6}(?![A-Za-z0-9&@/_'’:-]|\.[A-Za-z0-9])")
_NUMBER = re.compile(r"[ \u00a0]?[A-Z]? ?\d{3,}")  # ISO 9241, JIS X 8341: a document's number
_OPEN = "（(［「〔"
_BESIDE = 20  # characters beside an abbreviation in which it is explained


def unexplained(text: str, common: Collection[str], seen: set[str]) -> Iterator[tuple[int, int]]:
    """Spans of abbreviations that stand in the text for the first time and are not explained there.

    Args:
        text: the text.
        common: abbreviations that everybody knows.
        seen: those that stood in earlier text; the ones of this text are added.
    """
    text = ADDRESS.sub(lambda match: " " * len(match[0]), text)
    for match in _ABBREVIATION.finditer(text):
        word = match[0]
        if word in common or word in seen or len(set(word)) == 1:  # AA, AAA: grades
            continue
        if _NUMBER.match(text, match.end()) or _is_latin_name(text, match.start(), match.end()):
            continue
        seen.add(word)
        if not _is_explained(text, match.start(), match.end()):
            yield match.span()


def _is_latin_name(text: str, start: int, end: int) -> bool:
    """Whether a Latin word stands beside it: then it is part of a name, as in “TOKYO MX”; “ART & FOOD” is one, too."""
    before = text[max(0, start - 12) : start].rstrip(" ")
    after = text[end : end + 12].lstrip(" ")
    return any(char and (char in "&＆" or (char.isascii() and char.isalpha())) for char in (before[-1:], after[:1]))


def _is_explained(text: str, start: int, end: int) -> bool:
    """Whether an explanation stands beside it: 「NPO（非営利組織）」, 「生活の質（QOL）」, 「DXとは」."""
    before, after = text[max(0, start - _BESIDE) : start].rstrip(), text[end : end + _BESIDE].lstrip("」』 　")
    if after.startswith((*_OPEN, "とは", "は、", "=", "＝", "：", ":")):
        return True
    opened = before.rstrip("「『“略称：、 　")
    return opened.endswith(tuple("（(〔［")) or before.endswith(("以下「", "以下、「", "略して", "略称"))
