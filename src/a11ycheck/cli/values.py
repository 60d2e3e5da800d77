"""Kinds of values that options take."""

from __future__ import annotations

from typing import Any

import click


class CommaList(click.ParamType[tuple[str, ...]]):
    """A list written with commas; in the config file an array too."""

    name = "list"

    def __init__(self, choices: tuple[str, ...]) -> None:
        """
        Args:
            choices: what may stand in the list.
        """
        self._choices = choices

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """The list as a tuple, each value once."""
        if isinstance(value, tuple):
            return value
        parts = value if isinstance(value, list) else str(value).split(",")
        found = tuple(dict.fromkeys(str(part).strip() for part in parts if str(part).strip()))
        for part in found:
            if part not in self._choices:
                self.fail(f"“{part}” is none of {', '.join(self._choices)}.", param, ctx)
        if not found:
            self.fail("the list is empty.", param, ctx)
        return found


class FileCount(click.ParamType[int | None]):
    """How many files are read: ``none`` is 0, ``all`` is None."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int | None:
        """The number."""
        text = str(value).strip().lower()
        if text in ("none", "all"):
            return 0 if text == "none" else None
        if not text.isdecimal() or len(text) > 9:  # noqa: PLR2004
            self.fail(f"“{value}” is none of none, all or a number.", param, ctx)
        return int(text)
