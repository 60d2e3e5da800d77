"""Binding rules to the functions that judge them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.conftest import RULESETS

from a11ycheck.checks.api import SiteCheck
from a11ycheck.checks.axe import rule as axe_rule
from a11ycheck.engine.registry import axe_ids, bind
from a11ycheck.errors import RuleError
from a11ycheck.model import Method, Rule
from a11ycheck.rules import Scheme, load_rules

MakeRule = Callable[..., Rule]


def test_built_in_rules(scheme: Scheme) -> None:
    """Every built-in rule has its check, and only manual ones have none."""
    rules = load_rules(RULESETS, scheme)
    bound = {item.rule.id for item in bind(rules)}
    assert {rule.id for rule in rules} - bound == {rule.id for rule in rules if rule.method is Method.MANUAL}


def test_kinds(make_rule: MakeRule) -> None:
    """A page check is a function, a site check a SiteCheck; manual rules are left out."""
    rules = [
        make_rule("page", check="axe.rule", options={"ids": ["image-alt"]}),
        make_rule("site", check="governance.test_result", needs=("html", "site")),
        make_rule("manual", check="", method=Method.MANUAL),
    ]
    bound = bind(rules)
    assert [item.rule.id for item in bound] == ["page", "site"]
    assert bound[0].check is axe_rule
    assert isinstance(bound[1].check, SiteCheck)


@pytest.mark.parametrize(
    "fields",
    [
        {"check": "links.no_such"},
        {"check": "no_such_module.check"},
        {"check": "links"},
        {"check": "links._host"},
        {"check": "links.re"},
        {"check": "links.Document"},
        {"check": "..errors.RuleError"},
        {"check": "governance.test_result"},
        {"check": "axe.rule", "needs": ("site",)},
    ],
    ids=str,
)
def test_wrong(make_rule: MakeRule, fields: dict[str, Any]) -> None:
    """A check that does not exist, is private, or is of the other kind stops the run and names the file."""
    with pytest.raises(RuleError, match=r"ours/level1/r\.md"):
        bind([make_rule("r", source="ours/level1/r.md", **fields)])


def test_axe_ids(make_rule: MakeRule) -> None:
    """The axe rules to run are those that the rules name, each once."""
    rules = [make_rule(id_, check="axe.rule", options={"ids": ids}) for id_, ids in (("a", ["y", "x"]), ("b", ["x"]))]
    assert axe_ids([*rules, make_rule("c")]) == ("x", "y")
