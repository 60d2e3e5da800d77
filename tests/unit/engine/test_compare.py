"""What a comparison says, and where it keeps silent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from a11ycheck.engine.compare import Coverage, TrendNote, compare, trend
from a11ycheck.model import (
    Cell,
    Comparison,
    Finding,
    Incomparable,
    Level,
    LevelScore,
    LevelVerdict,
    Outcome,
    PageResult,
    ProblemKind,
    Rule,
    RuleCount,
    Scan,
    ScanState,
    Versions,
)

Make = Callable[..., Finding]
MakePage = Callable[..., PageResult]
MakeRule = Callable[..., Rule]
MakeScan = Callable[..., Scan]


def ids(findings: tuple[Finding, ...]) -> list[str]:
    """Their fingerprints."""
    return [finding.fingerprint for finding in findings]


def reasons(comparison: Comparison) -> list[tuple[str, Incomparable, str]]:
    """What is not comparable and why."""
    return [(item.finding.fingerprint, item.reason, item.side) for item in comparison.uncompared]


def test_findings_are_sorted(make_scan: MakeScan, make_page: MakePage, make_finding: Make) -> None:
    """A finding of both scans remains, one of the later is new, one of the earlier is fixed."""
    before = [make_page("/a", make_finding("both"), make_finding("gone"))]
    after = [make_page("/a", make_finding("fresh"), make_finding("both"))]
    result = compare(make_scan("b"), before, make_scan("a"), after)
    assert (result.before, result.after) == ("b", "a")
    assert ids(result.new) == ["fresh"]
    assert ids(result.fixed) == ["gone"]
    assert ids(result.remaining) == ["both"]
    assert result.uncompared == ()


@pytest.mark.parametrize(
    ("times_before", "times_after", "new", "fixed", "remaining"), [(2, 1, 0, 1, 1), (1, 3, 2, 0, 1), (2, 2, 0, 0, 2)]
)
def test_equal_fingerprints_are_counted(
    make_scan: MakeScan,
    make_page: MakePage,
    make_finding: Make,
    times_before: int,
    times_after: int,
    new: int,
    fixed: int,
    remaining: int,
) -> None:
    """Equal findings on a page are matched one to one."""
    before = [make_page("/a", *[make_finding("f")] * times_before)]
    after = [make_page("/a", *[make_finding("f")] * times_after)]
    result = compare(make_scan(), before, make_scan(), after)
    assert (len(result.new), len(result.fixed), len(result.remaining)) == (new, fixed, remaining)


def test_changed_outcome_remains(make_scan: MakeScan, make_page: MakePage, make_finding: Make) -> None:
    """A failure of which the machine is no longer sure is not fixed."""
    before = [make_page("/a", make_finding("f"))]
    after = [make_page("/a", make_finding("f", outcome=Outcome.CANT_TELL))]
    result = compare(make_scan(), before, make_scan(), after)
    assert [finding.outcome for finding in result.remaining] == [Outcome.CANT_TELL]


def test_page_not_checked(make_scan: MakeScan, make_page: MakePage, make_finding: Make) -> None:
    """A page that the other scan did not visit or could not check says nothing was fixed or is new."""
    before = [make_page("/a", make_finding("a")), make_page("/b", make_finding("b", page="/b"))]
    after = [make_page("/a", problem=ProblemKind.TIMEOUT), make_page("/c", make_finding("c", page="/c"))]
    result = compare(make_scan(), before, make_scan(), after)
    assert (result.new, result.fixed) == ((), ())
    assert reasons(result) == [
        ("a", Incomparable.PAGE_NOT_CHECKED, "before"),
        ("b", Incomparable.PAGE_NOT_CHECKED, "before"),
        ("c", Incomparable.PAGE_NOT_CHECKED, "after"),
    ]


def test_rule_absent(make_scan: MakeScan, make_page: MakePage, make_finding: Make, make_rule: MakeRule) -> None:
    """A rule that the other scan did not have brings nothing new."""
    after = [make_page("/a", make_finding("f", rule="young"), outcomes={"r": "passed", "young": "failed"})]
    result = compare(make_scan(), [make_page("/a")], make_scan("s", make_rule("r"), make_rule("young")), after)
    assert reasons(result) == [("f", Incomparable.RULE_ABSENT, "after")]


@pytest.mark.parametrize("outcomes", [{}, {"r": "untested"}])
def test_rule_failed_to_run(
    make_scan: MakeScan, make_page: MakePage, make_finding: Make, outcomes: dict[str, str]
) -> None:
    """A rule that did not run on the page fixes nothing there."""
    result = compare(
        make_scan(), [make_page("/a", make_finding("f"))], make_scan(), [make_page("/a", outcomes=outcomes)]
    )
    assert reasons(result) == [("f", Incomparable.RULE_ABSENT, "before")]


def test_nothing_left_to_judge_is_fixed(make_scan: MakeScan, make_page: MakePage, make_finding: Make) -> None:
    """A fault whose element was removed is fixed."""
    after = [make_page("/a", outcomes={"r": "inapplicable"})]
    result = compare(make_scan(), [make_page("/a", make_finding("f"))], make_scan(), after)
    assert ids(result.fixed) == ["f"]


def test_rule_changed(make_scan: MakeScan, make_page: MakePage, make_finding: Make, make_rule: MakeRule) -> None:
    """What only one version of a rule finds is neither new nor fixed; what both find remains."""
    before = [make_page("/a", make_finding("f"), make_finding("both"))]
    after = [make_page("/a", make_finding("g"), make_finding("both"))]
    result = compare(make_scan(), before, make_scan("s", make_rule("r", version="v2")), after)
    assert reasons(result) == [("f", Incomparable.RULE_CHANGED, "before"), ("g", Incomparable.RULE_CHANGED, "after")]
    assert ids(result.remaining) == ["both"]


@pytest.mark.parametrize(("check", "fixed"), [("axe.rule", 0), ("links.is_specific", 1)])
def test_axe_changed(
    make_scan: MakeScan, make_page: MakePage, make_finding: Make, make_rule: MakeRule, check: str, fixed: int
) -> None:
    """Another version of axe makes the rules that rest on axe incomparable, and only them."""
    rule = make_rule("r", check=check)
    before, after = make_scan("b", rule, axe="4.12.1"), make_scan("a", rule, axe="4.13.0")
    result = compare(before, [make_page("/a", make_finding("f"))], after, [make_page("/a")])
    assert len(result.fixed) == fixed
    assert [item.reason for item in result.uncompared] == [Incomparable.AXE_CHANGED] * (1 - fixed)


def test_redirected_page(make_scan: MakeScan, make_page: MakePage, make_finding: Make) -> None:
    """A page is known by the address where it was found and by the one where it ended."""
    before = [make_page("/new", make_finding("f", page="/new"))]
    result = compare(make_scan(), before, make_scan(), [make_page("/old", final="/new")])
    assert ids(result.fixed) == ["f"]


def test_staging_compares_with_production(make_scan: MakeScan, make_page: MakePage, make_finding: Make) -> None:
    """The host plays no part, so that a test server compares with the real one."""
    before = [make_page("/a", make_finding("f"))]
    page = make_page("/a")
    after = [PageResult(page=type(page.page)(url="http://localhost:8000/a"), outcomes=page.outcomes)]
    assert ids(compare(make_scan(), before, make_scan(), after).fixed) == ["f"]


@pytest.mark.parametrize(
    ("outcome", "fixed"), [("passed", True), ("inapplicable", False), ("untested", False), (None, False)]
)
def test_site_findings(
    make_scan: MakeScan,
    make_page: MakePage,
    make_finding: Make,
    make_rule: MakeRule,
    outcome: str | None,
    *,
    fixed: bool,
) -> None:
    """A finding about the site is fixed if the site rule judged again; a rule that saw too little did not."""
    rule = make_rule("orphan", needs=("site",))
    finding = make_finding("f", rule="orphan", page="/")
    outcomes = {} if outcome is None else {"orphan": RuleCount(outcome=Outcome(outcome))}
    before = make_scan("b", rule, site_findings=(finding,), site_outcomes={"orphan": RuleCount(outcome=Outcome.FAILED)})
    after = make_scan("a", rule, site_outcomes=outcomes)
    result = compare(before, [], after, [make_page("/x")])
    assert ids(result.fixed) == (["f"] if fixed else [])
    assert [item.reason for item in result.uncompared] == ([] if fixed else [Incomparable.RULE_ABSENT])


def test_site_finding_about_a_broken_page(
    make_scan: MakeScan, make_page: MakePage, make_finding: Make, make_rule: MakeRule
) -> None:
    """A site rule can speak of a page that was visited but not judged, and not of one that was not visited."""
    rule = make_rule("broken", needs=("site",))
    judged = {"broken": RuleCount(outcome=Outcome.FAILED)}
    findings = (make_finding("f", rule="broken", page="/404"), make_finding("g", rule="broken", page="/new"))
    before, after = (
        make_scan("b", rule, site_outcomes=judged),
        make_scan("a", rule, site_outcomes=judged, site_findings=findings),
    )
    result = compare(before, [make_page("/404", problem=ProblemKind.HTTP_ERROR)], after, [])
    assert ids(result.new) == ["f"]
    assert reasons(result) == [("g", Incomparable.PAGE_NOT_CHECKED, "after")]


def test_coverage_is_small(make_scan: MakeScan, make_page: MakePage) -> None:
    """Pages that the same rules judged share one set of rules."""
    coverage = Coverage(make_scan())
    for i in range(100):
        coverage.add(make_page(f"/{i}"))
    assert coverage.judged("r", "https://www.city.example.lg.jp/99")
    assert not coverage.judged("r", "https://www.city.example.lg.jp/100")
    assert len({id(rules) for rules in coverage._judged.values()}) == 1


def test_trend(make_scan: MakeScan) -> None:
    """Scores stand in the order of time, each with what made it differ from the one before."""

    def at(day: int, **fields: object) -> Scan:
        score = LevelScore(
            level=Level.MUST, total=Cell(applicable=10, failed=day, findings=day), verdict=LevelVerdict.PROBLEMS
        )
        return make_scan(f"s{day}", started=datetime(2026, 11, day, tzinfo=UTC), score=(score,), **fields)

    rows = trend([
        at(3, settings={"max_pages": 5}, versions=Versions(tool="0", axe="5", browser="b", rules="r2")),
        at(1),
        at(2, state=ScanState.INTERRUPTED),
    ])  # fmt: skip
    assert [row.scan for row in rows] == ["s1", "s2", "s3"]
    assert [row.scores for row in rows] == [(90.0, None, None), (80.0, None, None), (70.0, None, None)]
    assert [row.findings for row in rows] == [(1, 0, 0), (2, 0, 0), (3, 0, 0)]
    assert [row.notes for row in rows] == [
        (),
        (TrendNote.INCOMPLETE,),
        (TrendNote.RULES_CHANGED, TrendNote.AXE_CHANGED, TrendNote.SETTINGS_CHANGED),
    ]
    assert trend([]) == ()
