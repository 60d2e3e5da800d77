"""Standards as profiles."""

from __future__ import annotations

import pytest

from a11ycheck.api.ruleset import load_ruleset
from a11ycheck.model import Rule, Standard
from a11ycheck.resources import rulesets_dir
from a11ycheck.rules import load_rules, load_scheme
from a11ycheck.rules.profile import criteria_of, spoken_for, titled, violated, without_withdrawn
from a11ycheck.settings import ScanSettings

SCHEME = load_scheme(rulesets_dir())
RULES = {rule.id: rule for rule in load_rules(rulesets_dir(), SCHEME)}


@pytest.mark.parametrize(("standard", "a", "aa"), [(Standard.JIS2016, 25, 13), (Standard.WCAG22, 31, 24)])
def test_a_profile_has_the_criteria_of_its_standard(standard: Standard, a: int, aa: int) -> None:
    """JIS X 8341-3:2016 has 38 criteria of levels A and AA, WCAG 2.2 has 55, each with a name in its own words."""
    found = criteria_of(standard, SCHEME.criteria)
    assert [sum(c.level == level for c in found) for level in ("A", "AA")] == [a, aa]
    assert all(c.name_in(standard) for c in found)
    numbers = [tuple(map(int, c.number.split("."))) for c in found]
    assert numbers == sorted(numbers)


def test_only_jis_has_parsing() -> None:
    """4.1.1 is a criterion of JIS X 8341-3:2016 and none of WCAG 2.2."""
    has = {standard: "4.1.1" in {c.number for c in criteria_of(standard, SCHEME.criteria)} for standard in Standard}
    assert has == {Standard.JIS2016: True, Standard.WCAG22: False}


def test_names_are_those_of_the_standard() -> None:
    """The same number bears the name that its standard gives it."""
    criterion = SCHEME.criteria["1.4.1"]
    assert criterion.name_in(Standard.JIS2016) == "色の使用の達成基準"
    assert criterion.name_in(Standard.WCAG22) == "色の用途"


def test_a_rule_for_a_withdrawn_criterion_is_off() -> None:
    """duplicate-id, which violates 4.1.1 alone, belongs to the JIS profile only."""
    rule = RULES["duplicate-id"]
    assert without_withdrawn([rule], Standard.JIS2016, SCHEME.criteria) == (rule,)
    assert without_withdrawn([rule], Standard.WCAG22, SCHEME.criteria) == ()


def test_no_other_rule_depends_on_the_profile() -> None:
    """Rules for criteria that JIS does not have yet run in its profile too, and so does what violates nothing."""
    assert without_withdrawn(RULES.values(), Standard.JIS2016, SCHEME.criteria) == tuple(RULES.values())
    kept = {rule.id for rule in without_withdrawn(RULES.values(), Standard.WCAG22, SCHEME.criteria)}
    assert all(set(RULES[id_].requirements) == {"jis2016:4.1.1"} for id_ in RULES.keys() - kept)


def test_a_rule_that_is_asked_for_runs_in_any_profile() -> None:
    """--enable-rule wins over the profile."""
    settings = ScanSettings(standard="wcag22", enable_rules=("duplicate-id",))
    assert "duplicate-id" in {rule.id for rule in load_ruleset(settings).active}


def test_a_rule_speaks_for_what_it_violates_and_for_its_item() -> None:
    """Advice speaks for nothing; AAA criteria are in no profile."""
    label: Rule = RULES["label-in-name"]
    assert violated(label, Standard.WCAG22, SCHEME.criteria) == ("2.5.3",)
    assert violated(label, Standard.JIS2016, SCHEME.criteria) == ()
    for rule in RULES.values():
        for standard in Standard:
            numbers = spoken_for(rule, standard, SCHEME.criteria)
            assert set(violated(rule, standard, SCHEME.criteria)) <= set(numbers)
            assert not (rule.advice and numbers)
            assert all(SCHEME.criteria[number].level != "AAA" for number in numbers)


@pytest.mark.parametrize(("standard", "title"), [(Standard.JIS2016, "色の使用"), (Standard.WCAG22, "色の用途")])
def test_items_bear_the_names_of_the_standard(standard: Standard, title: str) -> None:
    """A check item about a criterion is called as the profile's standard calls it; the others stay."""
    items = {item.id: item for item in titled(SCHEME.items.values(), standard, SCHEME.criteria)}
    assert items["WC-1.4.1"].title.ja == title
    assert items["LNK-01"] == SCHEME.items["LNK-01"]
    assert items.keys() == SCHEME.items.keys()
