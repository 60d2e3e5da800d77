"""Writes the tables of docs/levels.md from rulesets/items.yaml: why each check item stands where it stands.

Usage: python tools/make_levels.py
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from a11ycheck.model import CheckItem, Level, Method
from a11ycheck.resources import rulesets_dir
from a11ycheck.rules import load_scheme

TARGET = Path(__file__).resolve().parents[1] / "docs" / "levels.md"

_TABLES = re.compile(r"(<!-- tables: begin[^>]*-->\n).*(<!-- tables: end -->)", re.DOTALL)
_METHODS = {
    Method.AUTOMATIC: "機械 / machine",
    Method.ASSISTED: "機械と人 / both",
    Method.MANUAL: "人 / person",
}
_LEVELS = {
    Level.MUST: ("必ず守るべき事項", "Must be met"),
    Level.RECOMMENDED: ("遵守を強く推奨する事項", "Strongly recommended"),
    Level.IDEAL: ("理想型として追求したい事項", "Ideal to aim for"),
}
_COLUMNS = ("項目 / Item", "内容 / About", "判断 / Decided by", "理由 / Reason", "出典 / Sources")


def render(text: str, items: Iterable[CheckItem]) -> str:
    """The file with its tables made anew.

    Args:
        text: the file as it is; what stands outside the markers stays.
        items: the check items, in the order in which they are shown.
    """
    ordered = list(items)
    parts = [_summary(ordered)]
    for level in Level:
        ja, en = _LEVELS[level]
        parts += [f"## レベル{level} {ja} / Level {level}: {en}\n", _table(i for i in ordered if i.level is level)]
    tables = "\n".join(parts)
    return _TABLES.sub(lambda match: f"{match[1]}\n{tables}\n{match[2]}", text)


def main() -> None:
    """Writes the file."""
    items = load_scheme(rulesets_dir()).items.values()
    TARGET.write_text(render(TARGET.read_text(encoding="utf-8"), items), encoding="utf-8")


def _summary(items: list[CheckItem]) -> str:
    rows = [_row("レベル / Level", "項目 / Items", *_METHODS.values()), "|---|--:|--:|--:|--:|"]
    for level in (*Level, None):
        chosen = [item for item in items if level is None or item.level is level]
        counts = (str(sum(item.method is method for item in chosen)) for method in _METHODS)
        rows.append(_row("計 / all" if level is None else str(int(level)), str(len(chosen)), *counts))
    return "\n".join(rows) + "\n"


def _table(items: Iterable[CheckItem]) -> str:
    rows = [_row(*_COLUMNS), "|---" * len(_COLUMNS) + "|"]
    for item in items:
        severity = f"（DA：{item.severity}）" if item.severity else ""
        title = f"{_cell(item.title.ja)}<br>{_cell(item.title.en)}"
        reason = f"{_cell(item.reason)}{severity}"
        rows.append(_row(item.id, title, _METHODS[item.method], reason, _cell("、".join(item.sources))))
    return "\n".join(rows) + "\n"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(text: str) -> str:
    """Text in a table's cell: nothing in it ends the cell or is HTML."""
    return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")


if __name__ == "__main__":
    main()
