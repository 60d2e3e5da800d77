"""The words of a Markdown text, with the places where they stand in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FRONT = re.compile(r"\A---\n.*?\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_FENCE = re.compile(
    r"^[ \t]{0,3}(?P<mark>`{3,}|~{3,})[^\n]*\n.*?(?:^[ \t]{0,3}(?P=mark)[`~]*[ \t]*$|\Z)", re.DOTALL | re.MULTILINE
)
_DROPPED = (
    re.compile(r"<!--.*?-->", re.DOTALL),
    re.compile(r"^[ \t]{0,3}(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+|\d{1,3}[.)][ \t]+|\|[ \t]*)+", re.MULTILINE),
    re.compile(r"^[ \t]{0,3}(?:[-*_=][ \t]*){3,}$", re.MULTILINE),
    re.compile(r"^[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?[ \t]*$", re.MULTILINE),
    re.compile(r"^[ \t]{0,3}\[[^\]\n]{1,200}\]:[^\n]*$", re.MULTILINE),
    re.compile(r"</?[A-Za-z][^<>\n]{0,300}>"),
    re.compile(r"!?\[(?=[^\]\n]{0,300}\](?:\(|\[))"),
    re.compile(r"\](?:\([^()\n]{0,500}(?:\([^()\n]{0,100}\)[^()\n]{0,100})?\)|\[[^\]\n]{0,200}\])"),
    re.compile(r"\*{1,3}|(?<![A-Za-z0-9])_{1,3}(?=\S)|(?<=\S)_{1,3}(?![A-Za-z0-9])|~~|`+"),
    re.compile(r"[ \t]*\|[ \t]*$", re.MULTILINE),
)
_CELL = re.compile(r"[ \t]*\|[ \t]*")


@dataclass(frozen=True, slots=True)
class Extract:
    """Text taken out of another one."""

    text: str
    """The words."""
    places: tuple[int, ...]
    """For every character where it stood, and at the end one past the last one."""


def extract(source: str) -> Extract:
    """The words of a Markdown text: code, addresses and marks are left out, table cells stand on lines of their own."""
    keep = bytearray(b"\x01" * len(source))
    for pattern in (_FRONT, _FENCE):
        for match in pattern.finditer(source):
            _clear(keep, *match.span())
    for pattern in _DROPPED:
        for match in pattern.finditer(source):
            _clear(keep, *match.span())
    feeds = {match.start() for match in _CELL.finditer(source) if keep[match.start()] and "|" in match[0]}
    for match in _CELL.finditer(source):
        _clear(keep, match.start() + 1, match.end())
    places = [i for i in range(len(source)) if keep[i]]
    text = "".join("\n" if i in feeds else source[i] for i in places)
    return Extract(text, (*places, len(source)))


def _clear(keep: bytearray, start: int, end: int) -> None:
    keep[start:end] = bytes(end - start)
