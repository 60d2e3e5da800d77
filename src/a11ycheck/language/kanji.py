"""Kanji by the school year that teaches them; data/kanji.txt says where the lists come from."""

from __future__ import annotations

from functools import cache

from a11ycheck.resources import language_data

SECONDARY = 7
"""The grade of common kanji that primary school does not teach."""
RARE = 8
"""The grade of kanji that are not among the common ones (常用漢字)."""


def grade(kanji: str) -> int:
    """The school year that teaches a kanji: 1-6, ``SECONDARY`` or ``RARE``."""
    return _grades().get(kanji, RARE)


@cache
def _grades() -> dict[str, int]:
    lists = [line for line in language_data("kanji.txt").decode().splitlines() if not line.startswith("#")]
    return {kanji: year for year, kanjis in enumerate(lists, 1) for kanji in kanjis}
