"""What ``rules list`` lists and counts."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner

from a11ycheck.cli.main import cli
from a11ycheck.errors import UsageError
from a11ycheck.resources import rulesets_dir
from a11ycheck.rules import load_rules, load_scheme

RULES = load_rules(rulesets_dir(), load_scheme(rulesets_dir()))


def listed(*options: str) -> tuple[list[dict[str, Any]], str]:
    """The rules as JSON, and what stderr says."""
    result = CliRunner().invoke(cli, ["rules", "list", "--format", "json", *options], catch_exceptions=False)
    return json.loads(result.stdout), result.stderr


def test_all_rules_are_listed_and_counted() -> None:
    """Every rule is there; the counts per level go to stderr, so that stdout is only what was asked for."""
    found, counts = listed()
    assert [rule["id"] for rule in found] == [rule.id for rule in RULES]
    wanted = [f"Level {n}: {sum(rule.level == n for rule in RULES)}" for n in (1, 2, 3)]
    assert counts.splitlines() == [*wanted, f"Total: {len(RULES)}"]


@pytest.mark.parametrize(
    ("options", "holds"),
    [
        (("--level", "2"), lambda rule: rule["level"] == 2),
        (("--axis", "procedure"), lambda rule: rule["quality"] == "procedure"),
        (("--method", "manual"), lambda rule: rule["method"] == "manual"),
        (("--item", "WC-1.1.1"), lambda rule: rule["item"] == "WC-1.1.1"),
        (("--phase", "design"), lambda rule: "design" in rule["phases"]),
        (
            ("--standard", "jis2016", "--item", "WC-4.1.1"),
            lambda rule: "jis2016:4.1.1" in rule["requirements"] or rule["item"] == "WC-4.1.1",
        ),
    ],
)
def test_each_filter_narrows_the_list(options: tuple[str, ...], holds: Any) -> None:
    """What is listed fits the filter, something does, and not everything."""
    found, _ = listed(*options)
    assert found
    assert len(found) < len(RULES)
    assert all(holds(rule) for rule in found)


def test_the_standard_decides_on_4_1_1() -> None:
    """No rule for 4.1.1 is listed for WCAG 2.2; rules for its new criteria are not listed for JIS."""
    ids = {name: {rule["id"] for rule in listed("--standard", name)[0]} for name in ("jis2016", "wcag22")}
    assert "duplicate-id" in ids["jis2016"] - ids["wcag22"]
    assert "label-in-name" in ids["wcag22"] - ids["jis2016"]


def test_lines_have_columns() -> None:
    """Level, id, item, method, axis, mark: six words before the name, on every line."""
    result = CliRunner().invoke(cli, ["rules", "list"], catch_exceptions=False)
    lines = result.stdout.splitlines()
    assert len(lines) == len(RULES)
    for line, rule in zip(lines, RULES, strict=True):
        assert line.split()[:5] == [str(int(rule.level)), rule.id, rule.item, rule.method, rule.quality]


def test_an_unknown_item_is_refused() -> None:
    """One sentence, with the nearest items."""
    with pytest.raises(UsageError, match=r"There is no check item “WC-1\.1\.11”\. Did you mean .*WC-1\.1\.1"):
        CliRunner().invoke(cli, ["rules", "list", "--item", "WC-1.1.11"], catch_exceptions=False)
