"""Sentences of Japanese and English text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

_BRACKETS = dict(zip("「『（(【〔［〈《“", "」』）)】〕］〉》”", strict=True))
_CLOSERS = frozenset(_BRACKETS.values()) | {"’", '"', "'"}
_ROUND = frozenset("（(〔［")
_MAX_BRACKET = 400  # an opening bracket without its partner near by is taken for a slip of the pen
_NEAR = 16  # as far as blanks and short marks beside a place are looked at
_END = frozenset("。！？!?．.｡…")
ADDRESS = re.compile(
    r"(?:https?://|www\.)[\w!#$%&'()*+,./:;=?@~\[\]-]*[\w/#=&-]|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,9}",
    re.ASCII | re.IGNORECASE,
)
"""Web and mail addresses."""
_ABBREVIATION = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|St|Mt|No|Nos|Vol|Fig|vs|cf|approx|Tel|Ext|Inc|Ltd|Co|Corp|Dept|Ave|Rd|Blvd|Bldg|Rm|Jan|Feb|Mar"
    r"|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun|pp?|e\.g|i\.e|[A-Z](?:\.[A-Z])*)\.\Z"
)
_LIST_MARK = re.compile(r"\s*(?:[・●○■□◆◇★☆※▶▼►•*–-]|[(（]?[0-9０-９]{1,2}[)）.．、 　]|[①-⑳])")
_GOES_ON = ("、", "，", ",", "は", "が", "を", "に", "の", "と")
_BREAK = re.compile(r"\n+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a text."""

    text: str
    """The sentence, without the white space around it; a line feed inside is kept."""
    start: int
    """Where it begins in the whole text."""
    end: int
    """One past its last character."""


def split(text: str) -> list[Sentence]:
    """The sentences of a text, Japanese or English.

    A full stop inside a quotation or a bracket does not end the sentence around it, nor does one in
    a number, an address or an abbreviation. A line feed ends a sentence unless the line
    plainly goes on (「…は、」).
    """
    return list(_sentences(text))


def is_closed(sentence: str) -> bool:
    """Whether a sentence ends with a full stop, a question or an exclamation mark."""
    return sentence.rstrip("」』）)】〕］〉》”’\"' ").endswith(tuple("。！？!?．.｡"))


def without_addresses(text: str) -> str:
    """The text without web and mail addresses."""
    return ADDRESS.sub("", text)


def _sentences(text: str) -> Iterator[Sentence]:
    start = 0
    for stop in (*_stops(text), len(text)):
        piece = text[start:stop]
        stripped = piece.strip(" \t\r\n\u3000\xa0")
        if stripped:
            begin = start + piece.index(stripped)
            yield Sentence(stripped, begin, begin + len(stripped))
        start = stop


def _stops(text: str) -> Iterator[int]:
    """Positions after which a new sentence begins."""
    protected = {i for match in ADDRESS.finditer(text) for i in range(*match.span())}
    partners = _partners(text)
    i, start, size = 0, 0, len(text)
    while i < size:
        char = text[i]
        if i in protected:
            i += 1
            continue
        if i in partners:
            after = partners[i] + 1
            # A bracket that is a whole sentence by itself: （…です。）
            alone = char in _ROUND and text[after - 2] in _END and i - start < _NEAR and not text[start:i].strip()
            i = after
            if alone:
                yield i
                start = i
            continue
        if char == "\n":
            if not _goes_on(text, i):
                yield i
                start = i
            i = _BREAK.match(text, i).end()  # type: ignore[union-attr] # a line feed stands at i
            continue
        if char in _END and _ends(text, i, start):
            i += 1
            while i < size and (text[i] in _END or text[i] in _CLOSERS) and i not in protected:
                i += 1
            yield i
            start = i
            continue
        i += 1


def _partners(text: str) -> dict[int, int]:
    """For every opening bracket its closing one; brackets inside one another are left to the outer one."""
    stack: list[tuple[str, int]] = []
    waiting: Counter[str] = Counter()
    found: dict[int, int] = {}
    for i, char in enumerate(text):
        if char in _BRACKETS:
            stack.append((_BRACKETS[char], i))
            waiting[_BRACKETS[char]] += 1
        elif waiting[char]:
            while stack:
                close, opened = stack.pop()
                waiting[close] -= 1
                if close == char:
                    if i - opened <= _MAX_BRACKET:
                        found[opened] = i
                    break
    return found


def _goes_on(text: str, feed: int) -> bool:
    """Whether the line before a line feed is continued by the line after it."""
    after = _BREAK.match(text, feed)
    if after is None or len(after[0]) > 1 or _LIST_MARK.match(text, after.end()):
        return False
    return text[max(0, feed - _NEAR) : feed].rstrip(" 　").endswith(_GOES_ON)


def _ends(text: str, i: int, start: int) -> bool:
    """Whether the mark at ``i`` ends the sentence that begins at ``start``."""
    char = text[i]
    before, after = text[max(0, i - 1) : i], text[i + 1 : i + 2]
    at_gap = not after or after.isspace() or after in _CLOSERS
    if char in "。｡":
        return True
    if char in "！？!?":
        return not _latin(before) or at_gap or after in _END  # Yahoo！ニュース
    if char == "．":
        return not before.isdigit() and not _latin(before)
    if char == ".":
        return _period_ends(text, i, start) if at_gap else before >= "ぁ" and after >= "ぁ"  # 「…です.次に」, not “1.5”
    return False


def _period_ends(text: str, i: int, start: int) -> bool:
    """Whether a period with a gap after it ends an English sentence."""
    rest = text[i + 1 : i + _NEAR].lstrip(" \t\xa0'\"“‘(")
    if rest[:1].islower():
        return False
    if i - start < _NEAR and text[start:i].strip().isdigit():
        return False  # “1. Apply …”
    return not (rest and _ABBREVIATION.search(text[max(0, i - 12) : i + 1]))


def _latin(char: str) -> bool:
    return char.isascii() and char.isalpha()
