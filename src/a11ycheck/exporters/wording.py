"""The words of the reports: one table with both languages, and how dates and numbers are written."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace

from a11ycheck.exporters.messages import fill
from a11ycheck.resources import templates_dir

# Offices in Japan read these reports; Japan has one zone and no summer time.
_JAPAN = timezone(timedelta(hours=9))
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class Wording:
    """The words of one language.

    Plain words are attributes of ``words``; sentences with values are made by ``say``.
    """

    def __init__(self, lang: str, table: dict[str, dict[str, str]]) -> None:
        self.lang = lang
        self._texts = {key: pair[lang] for key, pair in table.items()}
        self.words = SimpleNamespace(**self._texts)

    def get(self, key: str, default: str | None = None) -> str:
        """The words under a key.

        Raises:
            KeyError: there are none, and no default was given.
        """
        return self._texts[key] if default is None else self._texts.get(key, default)

    def say(self, key: str, **values: str | float) -> str:
        """A sentence with its values; whole numbers get separators.

        English gives singular and plural as ``{n} page|{n} pages``: ``n`` decides.
        """
        text = self._texts[key]
        if "|" in text:
            one, many = text.split("|", 1)
            text = one if values.get("n") == 1 else many
        shown = {name: self.number(v) if isinstance(v, int) else v for name, v in values.items()}
        return fill(text, shown)

    def number(self, value: int) -> str:
        """1,240."""
        return f"{value:,}"

    def score(self, value: float | None) -> str:
        """A score with one decimal; a dash where nothing applied."""
        return "–" if value is None else f"{value:.1f}"

    def date(self, when: datetime) -> str:
        """2026年11月23日 or 23 November 2026, in Japan's time."""
        when = _in_japan(when)
        if self.lang == "ja":
            return f"{when.year}年{when.month}月{when.day}日"
        return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"

    def moment(self, when: datetime) -> str:
        """The date with hour and minute."""
        return self.say("moment", date=self.date(when), time=f"{_in_japan(when):%H:%M}")

    def duration(self, seconds: float) -> str:
        """Minutes, or seconds under one minute."""
        if seconds < 60:  # noqa: PLR2004 - a minute
            return self.say("seconds", n=max(1, round(seconds)))
        return self.say("minutes", n=round(seconds / 60))


@lru_cache(maxsize=4)
def wording(lang: str) -> Wording:
    """The words of ``lang`` (``ja`` or ``en``; anything else is Japanese)."""
    return Wording("en" if lang == "en" else "ja", catalogue(templates_dir() / "words.toml"))


@lru_cache(maxsize=4)
def catalogue(path: Path) -> dict[str, dict[str, str]]:
    """The table of words: by key, the text in each language."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _in_japan(when: datetime) -> datetime:
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(_JAPAN)
