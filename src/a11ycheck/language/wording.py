"""What marks say to a reader (data/marks.toml)."""

from __future__ import annotations

import tomllib
from functools import cache

from a11ycheck.language.marks import Mark
from a11ycheck.resources import language_data


def message(mark: Mark, lang: str) -> str:
    """One or two sentences about a mark.

    Args:
        mark: the mark.
        lang: the reader's language, ja or en.
    """
    return words()[mark.kind][lang].format(text=mark.text, suggestion=mark.suggestion, **mark.data)


@cache
def words() -> dict[str, dict[str, str]]:
    """The messages of all kinds of marks, by kind and language."""
    return tomllib.loads(language_data("marks.toml").decode())
