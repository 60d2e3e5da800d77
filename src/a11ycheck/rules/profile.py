"""A standard as a profile: which criteria it has on levels A and AA, and which rules speak for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from a11ycheck.model import CheckItem, Criterion, Rule, Standard, Words

DEFAULT = Standard.JIS2016
"""The standard that Japanese public bodies are asked to meet today; its revision has not been published."""

_LEVELS = ("A", "AA")
_ITEM = "WC-"


def criteria_of(standard: Standard, criteria: Mapping[str, Criterion]) -> tuple[Criterion, ...]:
    """The criteria of levels A and AA of a standard, in the order of their numbers."""
    chosen = [c for c in criteria.values() if c.level in _LEVELS and c.name_in(standard)]
    return tuple(sorted(chosen, key=lambda criterion: [int(part) for part in criterion.number.split(".")]))


def known_standard(reference: str) -> Standard | None:
    """The standard of a reference such as ``wcag22:1.1.1``; None for other sources."""
    name = reference.partition(":")[0]
    return Standard(name) if name in tuple(Standard) else None


def violated(rule: Rule, standard: Standard, criteria: Mapping[str, Criterion]) -> tuple[str, ...]:
    """Numbers of the profile's criteria that a failure of the rule violates. Advice violates none."""
    if rule.advice:
        return ()
    return tuple(number for number in _numbers(rule.requirements, standard) if _in_profile(number, standard, criteria))


def spoken_for(rule: Rule, standard: Standard, criteria: Mapping[str, Criterion]) -> tuple[str, ...]:
    """Numbers of the profile's criteria on which the rule has something to say.

    Those that it violates, and the one that its check item is about: a rule that only asks a person to
    look at a criterion violates nothing by itself.
    """
    own = rule.item.removeprefix(_ITEM) if rule.item.startswith(_ITEM) and not rule.advice else ""
    found = (*violated(rule, standard, criteria), *((own,) if _in_profile(own, standard, criteria) else ()))
    return tuple(dict.fromkeys(found))


def titled(items: Iterable[CheckItem], standard: Standard, criteria: Mapping[str, Criterion]) -> tuple[CheckItem, ...]:
    """The check items, those about a criterion with its name in the words of the profile's standard.

    The table's own titles are those of JIS, where JIS has the criterion.
    """
    return tuple(_titled(item, standard, criteria) for item in items)


def without_withdrawn(rules: Iterable[Rule], standard: Standard, criteria: Mapping[str, Criterion]) -> tuple[Rule, ...]:
    """The rules that a profile runs: all but those that stand for nothing but criteria which it has withdrawn.

    WCAG 2.2 has withdrawn 4.1.1. A rule for a criterion that JIS X 8341-3:2016 does not have yet runs all
    the same: the three levels of the scheme do not depend on the standard.
    """
    return tuple(rule for rule in rules if not _only_withdrawn(rule, standard, criteria))


def _titled(item: CheckItem, standard: Standard, criteria: Mapping[str, Criterion]) -> CheckItem:
    criterion = criteria.get(item.id.removeprefix(_ITEM)) if item.id.startswith(_ITEM) else None
    name = criterion.name_in(standard) if criterion else None
    if name is None or standard is DEFAULT:
        return item
    return msgspec.structs.replace(item, title=Words(ja=name, en=item.title.en))


def _only_withdrawn(rule: Rule, standard: Standard, criteria: Mapping[str, Criterion]) -> bool:
    references = [reference.partition(":") for reference in rule.requirements]
    return bool(references) and all(
        name != standard and standard is Standard.WCAG22 and _withdrawn(number, criteria)
        for name, _, number in references
    )


def _withdrawn(number: str, criteria: Mapping[str, Criterion]) -> bool:
    criterion = criteria.get(number)
    return criterion is not None and bool(criterion.jis2016) and not criterion.wcag22


def _numbers(references: Iterable[str], standard: Standard) -> list[str]:
    parts = (reference.partition(":") for reference in references)
    return [number for name, _, number in parts if name == standard]


def _in_profile(number: str, standard: Standard, criteria: Mapping[str, Criterion]) -> bool:
    criterion = criteria.get(number)
    return criterion is not None and criterion.level in _LEVELS and bool(criterion.name_in(standard))
