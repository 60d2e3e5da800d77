"""The rules of a scan."""

from __future__ import annotations

import difflib
import hashlib
from dataclasses import dataclass

import msgspec
from platformdirs import user_cache_path

from a11ycheck.errors import UsageError
from a11ycheck.model import Example, Expected, Rule, Standard
from a11ycheck.resources import rulesets_dir
from a11ycheck.rules import Scheme, load_all
from a11ycheck.rules.profile import without_withdrawn
from a11ycheck.settings import ScanSettings


@dataclass(frozen=True, slots=True)
class Ruleset:
    """Which rules judge."""

    scheme: Scheme
    """Check items and criteria."""
    known: tuple[Rule, ...]
    """All rules, those that are off included."""
    active: tuple[Rule, ...]
    """The rules of this scan, manual ones included."""

    @property
    def version(self) -> str:
        """Hash over the active rules' versions."""
        text = "\n".join(f"{rule.id}={rule.version}" for rule in self.active)
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    @property
    def recorded(self) -> tuple[Rule, ...]:
        """The active rules as a scan keeps them: their first failed and passed example, for the reports."""
        return tuple(_slim(rule) for rule in self.active)


def load_ruleset(settings: ScanSettings) -> Ruleset:
    """The built-in rules with the user's overlays and choices.

    Raises:
        RuleError: a rule file cannot be loaded.
        UsageError: a rule id that was named does not exist.
    """
    scheme, known = load_all(rulesets_dir(), settings.rulesets, user_cache_path("a11ycheck", appauthor=False))
    ids = {rule.id for rule in known}
    for id_ in (*settings.enable_rules, *settings.disable_rules):
        if id_ not in ids:
            raise UsageError(unknown_rule(id_, ids))
    chosen = tuple(
        rule
        for rule in known
        if rule.level <= settings.level
        and (not rule.disabled or rule.id in settings.enable_rules)
        and rule.id not in settings.disable_rules
    )
    kept = {rule.id for rule in without_withdrawn(chosen, Standard(settings.standard), scheme.criteria)}
    # A rule that the user asked for by name runs, whatever the profile.
    return Ruleset(scheme, known, tuple(rule for rule in chosen if rule.id in kept or rule.id in settings.enable_rules))


def unknown_rule(id_: str, ids: set[str]) -> str:
    """One sentence about a rule id that does not exist, with the nearest one that does."""
    near = difflib.get_close_matches(id_, sorted(ids), n=3)
    hint = f" Did you mean {', '.join(near)}?" if near else " See “a11ycheck rules list”."
    return f"There is no rule “{id_}”.{hint}"


def _slim(rule: Rule) -> Rule:
    first: dict[Expected, Example] = {}
    for example in rule.examples:
        first.setdefault(example.expected, example)
    return msgspec.structs.replace(rule, examples=tuple(first.values()))


def load_items() -> Scheme:
    """Check items and criteria, for reports of scans that carry their own rules."""
    return load_ruleset(ScanSettings()).scheme
