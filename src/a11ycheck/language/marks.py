"""A mark: words of a text that are worth writing differently."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum


class Profile(StrEnum):
    """Whom a text is written for."""

    GENERAL = "general"
    """The public at large: after 公用文作成の考え方."""
    EASY = "yasashii"
    """やさしい日本語: after the guideline of 2020 for foreign residents."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One place of a text. What it says in words stands in data/marks.toml under its kind."""

    kind: str
    """What is wrong: a kebab-case noun phrase, a key of data/marks.toml."""
    start: int
    """Where it begins in the text."""
    end: int
    """One past its last character."""
    text: str
    """The marked words as they are written."""
    suggestion: str = ""
    """What to write in their place; empty where there is no ready replacement."""
    data: Mapping[str, str | int] = field(default_factory=dict)
    """Further values for the message."""

    def moved(self, offset: int) -> Mark:
        """The same mark in a text that begins ``offset`` characters earlier."""
        return replace(self, start=self.start + offset, end=self.end + offset) if offset else self


def mark(kind: str, text: str, start: int, end: int, suggestion: str = "", **data: str | int) -> Mark:
    """A mark on ``text[start:end]``."""
    return Mark(kind, start, end, text[start:end], suggestion, data)
