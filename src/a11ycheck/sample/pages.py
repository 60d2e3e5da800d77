"""From a stored page to the served one: shared parts, faults or their fixes, and dates.

A page may hold:

- ``{{include:header.html}}``: a part shared by many pages, from the folder ``_parts``;
- ``<!-- fault:ID -->…<!-- fixed:ID -->…<!-- /fault:ID -->``: the faulty text and its fix, of
  which one is served (without a fixed half the fault is simply taken away);
- ``{{date:-40}}``, ``{{isodate:-40}}``, ``{{endate:-40}}``: the day so many days from today;
- ``{{name}}``: a value that the server gives.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

_INCLUDE = re.compile(r"\{\{include:([\w.-]+)\}\}")
_FAULT = re.compile(
    r"<!-- fault:(?P<id>[\w-]+) -->(?P<fault>.*?)(?:<!-- fixed:(?P=id) -->(?P<fixed>.*?))?<!-- /fault:(?P=id) -->",
    re.DOTALL,
)
_DATE = re.compile(r"\{\{(date|isodate|endate):([+-]?\d+)\}\}")
_VALUE = re.compile(r"\{\{(\w+)\}\}")
_CHARSET = re.compile(r"<meta charset=\"([\w-]+)\"", re.IGNORECASE)
# strftime would follow the machine's locale.
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


class Renderer:
    """The pages of one folder, with or without their faults."""

    def __init__(self, root: Path, *, fixed: bool, today: date) -> None:
        self.root = root
        self.fixed = fixed
        self.today = today

    def find(self, path: str) -> Path | None:
        """The file or folder at an address; None if there is none or it is not public."""
        names = path.split("/")
        if any(name.startswith(("_", ".")) for name in names) or "\0" in path or "\\" in path:
            return None
        file = self.root.joinpath(*(name for name in names if name))
        if path.endswith("/"):
            file /= "index.html"
        return file if file.is_file() or (file.is_dir() and not path.endswith("/")) else None

    def render(self, file: Path, values: Mapping[str, str]) -> str:
        """The text that is served for a file."""
        text = self._with_parts(file.read_text(encoding="utf-8"))
        text = _FAULT.sub(self._half, text)
        text = _DATE.sub(lambda m: self._day(m[1], int(m[2])), text)
        return _VALUE.sub(lambda m: values.get(m[1], m[0]), text)

    def _with_parts(self, text: str) -> str:
        return _INCLUDE.sub(lambda m: (self.root / "_parts" / m[1]).read_text(encoding="utf-8").rstrip("\n"), text)

    def _half(self, match: re.Match[str]) -> str:
        return (match["fixed"] or "") if self.fixed else match["fault"]

    def _day(self, form: str, days: int) -> str:
        day = self.today + timedelta(days=days)
        if form == "isodate":
            return day.isoformat()
        if form == "endate":
            return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"
        return f"{day.year}年{day.month}月{day.day}日"


def fault_ids(text: str) -> set[str]:
    """The ids of the faults that a stored page or part holds."""
    return {match["id"] for match in _FAULT.finditer(text)}


def charset_of(text: str) -> str:
    """The encoding that a page declares, in lower case; UTF-8 without a declaration."""
    match = _CHARSET.search(text)
    return match[1].lower() if match else "utf-8"
