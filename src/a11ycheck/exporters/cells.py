"""Texts for cells of tables: nothing in them is run, hidden, or too long for the program that opens them."""

from __future__ import annotations

from a11ycheck.exporters.text import one_line, visible

MAX_CELL = 32_000
"""Characters in a cell of Excel, which takes 32,767."""

# A cell that begins so may be run as a formula by Excel and others, also behind a quote in the file.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def csv_cell(value: str) -> str:
    """One line for a CSV file; what would be a formula begins with an apostrophe."""
    text = one_line(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def from_csv_cell(value: str) -> str:
    """The text that ``csv_cell`` was given."""
    return value[1:] if value.startswith("'") and value[1:].startswith(_FORMULA) else value


def excel_cell(value: str) -> str:
    """A text for Excel; line breaks stay. It is written as text and so is never a formula."""
    text = visible(value).strip()
    return text if len(text) <= MAX_CELL else f"{text[:MAX_CELL]}…"


def may_be_formula(value: str) -> bool:
    """Whether a text would turn into a formula if somebody edited its cell."""
    return value.startswith(_FORMULA)
