"""How pages become the matrix of levels and axes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from a11ycheck.engine.score import Tally, tally
from a11ycheck.model import (
    Axis,
    Cell,
    Finding,
    LevelScore,
    LevelVerdict,
    Method,
    Outcome,
    PageResult,
    ProblemKind,
    Rule,
    RuleCount,
    Scan,
)

Make = Callable[..., Finding]
MakePage = Callable[..., PageResult]
MakeRule = Callable[..., Rule]


def level(tally: Tally, number: int) -> LevelScore:
    """One level."""
    return tally.levels()[number - 1]


def test_pairs_are_counted(make_rule: MakeRule, make_page: MakePage) -> None:
    """Only pairs of page and rule where the rule applied are counted, each once."""
    counted = Tally([make_rule("r"), make_rule("q", quality=Axis.USABILITY)])
    counted.add(make_page("/a", outcomes={"r": "failed", "q": "passed"}))
    counted.add(make_page("/b", outcomes={"r": "cantTell", "q": "inapplicable"}))
    counted.add(make_page("/c", outcomes={"r": "passed", "q": "untested"}))
    score = level(counted, 1)
    assert score.total == Cell(applicable=4, failed=1, cant_tell=1)
    assert score.axes[Axis.ACCESSIBILITY] == Cell(applicable=3, failed=1, cant_tell=1)
    assert score.axes[Axis.USABILITY] == Cell(applicable=1)
    assert score.axes[Axis.FRESHNESS] == Cell()
    assert score.total.score == 75.0


def test_findings_are_counted(make_rule: MakeRule, make_page: MakePage, make_finding: Make) -> None:
    """Failed findings are counted; what a person must look at is not a failure."""
    counted = Tally([make_rule("r")])
    counted.add(make_page("/a", make_finding("1"), make_finding("2"), make_finding("3", outcome=Outcome.CANT_TELL)))
    assert level(counted, 1).total == Cell(applicable=1, failed=1, findings=2)


def test_advice_counts_nowhere_else(make_rule: MakeRule, make_page: MakePage, make_finding: Make) -> None:
    """A best-practice rule changes neither score nor verdict."""
    counted = Tally([make_rule("r"), make_rule("tip", advice=True)])
    counted.add(make_page("/a", make_finding("1", rule="tip"), outcomes={"r": "passed", "tip": "failed"}))
    assert level(counted, 1).total == Cell(applicable=1, advice=1)
    assert level(counted, 1).verdict is LevelVerdict.NONE_FOUND


def test_manual_items_are_counted(make_rule: MakeRule) -> None:
    """Check items for a person are counted once, however many rules they have."""
    manual = {"method": Method.MANUAL, "check": ""}
    counted = Tally(
        [
            make_rule("a", item="WC-1.2.1", **manual),
            make_rule("b", item="WC-1.2.1", **manual),
            make_rule("c", item="PRC-01", quality=Axis.PROCEDURE, **manual),
            make_rule("d", level=2, **manual),
        ]
    )
    assert level(counted, 1).total.manual == 2
    assert level(counted, 1).axes[Axis.ACCESSIBILITY].manual == 1
    assert level(counted, 2).total.manual == 1
    assert level(counted, 3).total.manual == 0


def test_site_rules_count_once(make_rule: MakeRule, make_page: MakePage, make_finding: Make) -> None:
    """A site rule is one pair, however many pages it speaks of."""
    counted = Tally([make_rule("orphan", level=2, needs=("site",))])
    findings = [make_finding(str(i), rule="orphan", page=f"/{i}") for i in range(5)]
    counted.add(make_page("/1", outcomes={"orphan": "failed"}))
    counted.add(make_page("/2", outcomes={"orphan": "failed"}))
    counted.add_site({"orphan": RuleCount(outcome=Outcome.FAILED, applicable=9, failed=5)}, findings)
    assert level(counted, 2).total == Cell(applicable=1, failed=1, findings=5)


def test_broken_pages_do_not_count(make_rule: MakeRule, make_page: MakePage) -> None:
    """A page that could not be judged is neither good nor bad."""
    counted = Tally([make_rule("r")])
    counted.add(make_page("/a", problem=ProblemKind.TIMEOUT))
    assert level(counted, 1).total.score is None
    assert level(counted, 1).verdict is LevelVerdict.NOT_CHECKED


@pytest.mark.parametrize(
    ("outcome", "verdict"),
    [
        ("failed", LevelVerdict.PROBLEMS),
        ("passed", LevelVerdict.NONE_FOUND),
        ("cantTell", LevelVerdict.NONE_FOUND),
        ("inapplicable", LevelVerdict.NONE_FOUND),
        ("untested", LevelVerdict.NOT_CHECKED),
    ],
)
def test_verdict(make_rule: MakeRule, make_page: MakePage, outcome: str, verdict: LevelVerdict) -> None:
    """A level has problems, none that the machine found, or was not checked; never more."""
    counted = Tally([make_rule("r"), make_rule("m", level=3, method=Method.MANUAL, check="")])
    counted.add(make_page("/a", outcomes={"r": outcome}))
    assert [score.verdict for score in counted.levels()] == [
        verdict,
        LevelVerdict.NOT_CHECKED,
        LevelVerdict.NOT_CHECKED,
    ]


def test_unknown_rules_are_passed_over(make_page: MakePage, make_finding: Make) -> None:
    """A page that was judged by further rules can be counted."""
    counted = Tally([])
    counted.add(make_page("/a", make_finding("1")))
    counted.add_site({"x": RuleCount(outcome=Outcome.FAILED)}, [])
    assert level(counted, 1).total == Cell()


def test_stored_scan_is_counted_again(
    make_scan: Callable[..., Scan], make_rule: MakeRule, make_page: MakePage, make_finding: Make
) -> None:
    """The score of a stored scan can be made again from its pages."""
    scan = make_scan(
        "s",
        make_rule("r"),
        make_rule("site", needs=("site",)),
        site_outcomes={"site": RuleCount(outcome=Outcome.FAILED)},
        site_findings=(make_finding("f", rule="site"),),
    )
    assert tally(scan, [make_page("/a")])[0].total == Cell(applicable=2, failed=1, findings=1)
