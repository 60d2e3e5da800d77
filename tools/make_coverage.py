"""Writes docs/coverage.md: which rules stand for each check item, and how many examples prove them.

Usage: python tools/make_coverage.py
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from a11ycheck.model import CheckItem, Expected, Level, Method, Rule
from a11ycheck.resources import rulesets_dir
from a11ycheck.rules import load_rules, load_scheme

TARGET = Path(__file__).resolve().parents[1] / "docs" / "coverage.md"
_HEAD = """# Check items and their rules / チェック項目とルール

Made by `make docs` from the rule files. Examples are counted as failed + to review / passed + inapplicable; every one
of them runs in a browser as a test. *advice* never counts, *off* runs only when asked for, *person* has no check.
An item without a rule is checked by nobody yet, and the report says so.
"""


def render(items: Mapping[str, CheckItem], rules: Iterable[Rule]) -> str:
    """The whole file.

    Args:
        items: the check items by id.
        rules: all rules, those that are off included.
    """
    by_item: dict[str, list[Rule]] = defaultdict(list)
    for rule in rules:
        by_item[rule.item].append(rule)
    parts = [_HEAD, _summary(items, by_item)]
    for level in Level:
        parts.append(f"## レベル{int(level)} / Level {int(level)}\n")
        parts.append("| Item | About | Rules | Examples |\n|---|---|---|---|")
        parts += [_row(item, by_item[item.id]) for item in items.values() if item.level is level]
        parts.append("")
    return "\n".join(parts)


def main() -> None:
    """Writes the file."""
    scheme = load_scheme(rulesets_dir())
    TARGET.write_text(render(scheme.items, load_rules(rulesets_dir(), scheme)), encoding="utf-8")


def _summary(items: Mapping[str, CheckItem], by_item: Mapping[str, list[Rule]]) -> str:
    lines = ["| Level | Items | with a rule | Rules | of these axe's | for a person |", "|---|--:|--:|--:|--:|--:|"]
    for level in Level:
        chosen = [item for item in items.values() if item.level is level]
        rules = [rule for item in chosen for rule in by_item.get(item.id, ())]
        covered = sum(any(not rule.disabled for rule in by_item.get(item.id, ())) for item in chosen)
        axe = sum(bool(rule.axe_ids) for rule in rules)
        manual = sum(rule.method is Method.MANUAL for rule in rules)
        lines.append(f"| {int(level)} | {len(chosen)} | {covered} | {len(rules)} | {axe} | {manual} |")
    return "\n".join(lines) + "\n"


def _row(item: CheckItem, rules: list[Rule]) -> str:
    names = "<br>".join(_name(rule) for rule in rules) or "–"
    examples = "<br>".join(_examples(rule) for rule in rules) or "–"
    return f"| {item.id} | {item.title.ja}<br>{item.title.en} | {names} | {examples} |"


def _name(rule: Rule) -> str:
    marks = [
        mark
        for mark, on in (("advice", rule.advice), ("off", rule.disabled), ("person", rule.method is Method.MANUAL))
        if on
    ]
    return f"`{rule.id}`" + (f" ({', '.join(marks)})" if marks else "")


def _examples(rule: Rule) -> str:
    wrong = sum(e.expected in (Expected.FAILED, Expected.REVIEW) for e in rule.examples)
    return f"{wrong} / {len(rule.examples) - wrong}"


if __name__ == "__main__":
    main()
