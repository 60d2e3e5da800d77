"""Binds rules to the functions that judge them."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from a11ycheck.checks import pattern
from a11ycheck.checks.api import PageCheck, SiteCheck
from a11ycheck.errors import RuleError
from a11ycheck.model import LookName, Rule


@dataclass(frozen=True, slots=True)
class BoundRule:
    """A rule with its check."""

    rule: Rule
    """The rule."""
    check: PageCheck | SiteCheck
    """What judges it."""


def bind(rules: Iterable[Rule]) -> tuple[BoundRule, ...]:
    """The rules that a machine can judge, with their checks. Manual rules are left out.

    Raises:
        RuleError: a rule names a check that does not exist.
    """
    return tuple(BoundRule(rule, _resolve(rule)) for rule in rules if rule.check)


def axe_ids(rules: Iterable[Rule]) -> tuple[str, ...]:
    """The axe rules that these rules stand for, sorted."""
    return tuple(sorted({id_ for rule in rules for id_ in rule.axe_ids}))


def look_names(rules: Iterable[Rule]) -> tuple[LookName, ...]:
    """The closer looks that these rules want, sorted."""
    return tuple(sorted({name for rule in rules for name in rule.looks}))


def _resolve(rule: Rule) -> PageCheck | SiteCheck:
    module_name, _, name = rule.check.partition(".")
    try:
        module = importlib.import_module(f"a11ycheck.checks.{module_name}")
    except ModuleNotFoundError as error:
        if error.name != f"a11ycheck.checks.{module_name}":
            raise
        module = None
    check = getattr(module, name, None) if name and not name.startswith("_") else None
    if not (isinstance(check, SiteCheck) or inspect.isfunction(check)) or (
        module is pattern and name not in pattern.NAMES
    ):
        raise RuleError(f"there is no check “{rule.check}”", Path(rule.source))
    fault = pattern.problem(name, rule.options, frozenset(rule.messages)) if module is pattern else ""
    if fault:
        raise RuleError(f"“{rule.check}”: {fault}", Path(rule.source))
    if isinstance(check, SiteCheck) != ("site" in rule.needs):
        raise RuleError(f"“{rule.check}” and “needs: {list(rule.needs)}” disagree on “site”", Path(rule.source))
    return check
