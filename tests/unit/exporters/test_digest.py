"""What a report says of a rule over all pages."""

from __future__ import annotations

from tests.fakes.scans import report_input

from a11ycheck.exporters.digest import digest
from a11ycheck.exporters.htmlreport.levels import item_result
from a11ycheck.model import CheckItem, Outcome, Page, PageResult, RuleCount


def result_of(*outcomes: Outcome) -> tuple[str, str]:
    """The result of an automatic rule with one outcome a page, and that of its item."""
    data = report_input(1)
    rule = next(r for r in data.scan.rules if r.check and "site" not in r.needs and not r.advice)
    pages = [
        PageResult(page=Page(url=f"https://a.example/{n}"), status=200, outcomes={rule.id: RuleCount(outcome=outcome)})
        for n, outcome in enumerate(outcomes)
    ]
    line = digest(data.scan, pages).rules[rule.id]
    item: CheckItem = next(i for i in data.items if i.id == rule.item)
    return line.result, item_result(item, [line])


def test_a_rule_that_was_not_run_is_neither_passed_nor_inapplicable() -> None:
    """It is untested, and its item is left to a person."""
    assert result_of(Outcome.UNTESTED) == ("untested", "person")
    assert result_of(Outcome.UNTESTED, Outcome.INAPPLICABLE) == ("untested", "person")


def test_other_pages_speak_for_a_rule_that_failed_to_run_on_one() -> None:
    """Where it judged something, that counts; where there was nothing, there was nothing."""
    assert result_of(Outcome.UNTESTED, Outcome.PASSED) == ("none_found", "none_found")
    assert result_of(Outcome.INAPPLICABLE) == ("inapplicable", "inapplicable")
