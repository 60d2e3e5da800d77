"""From key and data to a sentence."""

from __future__ import annotations

import pytest
from tests.fakes.scans import rules

from a11ycheck.exporters.messages import fill, message
from a11ycheck.model import Rule

VAGUE = next(rule for rule in rules() if rule.id == "vague-link-text")


@pytest.mark.parametrize(
    ("lang", "expected"),
    [("ja", "「こちら」だけでは行き先が分かりません。"), ("en", "“こちら” does not say where the link goes.")],
)
def test_a_message_is_in_the_readers_language(lang: str, expected: str) -> None:
    """The same finding is told in Japanese or English."""
    assert message(VAGUE, "failed", {"text": "こちら"}, lang) == expected


def test_a_missing_value_stays_visible() -> None:
    """A placeholder without a value is shown as it is written."""
    assert message(VAGUE, "failed", {}, "ja") == "「{text}」だけでは行き先が分かりません。"


@pytest.mark.parametrize("rule", [None, VAGUE])
def test_an_unknown_key_is_shown(rule: Rule | None) -> None:
    """A key that the rule does not know any more is told, with the rule's name."""
    assert "old-key" in message(rule, "old-key", {"text": "x"}, "en")


def test_a_value_is_never_a_template() -> None:
    """Braces in a value are text, and a template reaches into nothing."""
    assert fill("{a} {b.__class__} {0} {", {"a": "{b}", "b": "x"}) == "{b} {b.__class__} {0} {"


def test_numbers_are_short() -> None:
    """A measured number is shown with at most two decimals."""
    assert fill("{a} {b} {c}", {"a": 3.4000001, "b": 4.0, "c": 12}) == "3.4 4 12"
