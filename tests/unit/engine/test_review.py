"""People's answers over a scan."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest

from a11ycheck.engine.review import Review, confirmed, place_of, review
from a11ycheck.engine.score import tally
from a11ycheck.model import (
    Answer,
    Finding,
    Lapse,
    Level,
    LevelVerdict,
    Method,
    Outcome,
    PageResult,
    ProblemKind,
    Rule,
    Scan,
    ScanState,
)

from .conftest import SITE

Make = Callable[..., Any]
NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def answer(rule: str = "r", outcome: str = "passed", **fields: Any) -> Answer:
    """An answer given after the scan of ``make_scan``."""
    known: dict[str, Any] = {
        "site": SITE,
        "rule_version": "v1",
        "by": "山田",
        "when": NOON,
        "scan_id": "s",
        "scan_started": NOON - timedelta(days=1, hours=3),
    }
    return Answer(rule_id=rule, outcome=Outcome(outcome), **known | fields)


@pytest.fixture
def unclear(make_finding: Make) -> Finding:
    """A finding for a person."""
    finding: Finding = make_finding("f1", outcome=Outcome.CANT_TELL)
    return finding


@pytest.fixture
def scanned(make_scan: Make, make_rule: Make, make_page: Make, unclear: Finding) -> tuple[Scan, list[PageResult]]:
    """Two pages: one finding to review by an automatic rule, a manual rule, an assisted one that applied on /a."""
    rules: list[Rule] = [
        make_rule("r"),
        make_rule("m", method=Method.MANUAL, check=""),
        make_rule("h", method=Method.ASSISTED),
    ]
    pages = [
        make_page("/a", unclear, outcomes={"r": "cantTell", "h": "passed"}),
        make_page("/b", outcomes={"r": "passed", "h": "inapplicable"}),
    ]
    scan: Scan = make_scan("s", *rules)
    return msgspec.structs.replace(scan, score=tally(scan, pages), pages_checked=2), pages


def verdict(scan: Scan, people: Review) -> LevelVerdict:
    """The verdict of Level 1."""
    return next(score.verdict for score in confirmed(scan, people) if score.level is Level.MUST)


def test_what_is_open(scanned: tuple[Scan, list[PageResult]]) -> None:
    """Open are: findings to review, manual rules, and assisted rules that applied somewhere."""
    people = review(*scanned, ())
    assert {rule: state.open for rule, state in people.rules.items()} == {"r": 1, "m": 1, "h": 1}
    assert verdict(scanned[0], people) is LevelVerdict.NONE_FOUND


def test_a_level_is_confirmed_when_all_is_answered(scanned: tuple[Scan, list[PageResult]]) -> None:
    """Nothing failed and every question has an answer: confirmed; one answer less: not."""
    given = [answer("r", place="/a", fingerprint="f1"), answer("m"), answer("h", place="/a")]
    people = review(*scanned, given)
    assert not any(state.open for state in people.rules.values())
    assert verdict(scanned[0], people) is LevelVerdict.CONFIRMED
    for left_out in range(3):
        fewer = given[:left_out] + given[left_out + 1 :]
        assert verdict(scanned[0], review(*scanned, fewer)) is LevelVerdict.NONE_FOUND


def test_numbers_stay_the_machines(scanned: tuple[Scan, list[PageResult]]) -> None:
    """An answer changes the verdict and no score."""
    people = review(*scanned, [answer("m", "failed")])
    after = confirmed(scanned[0], people)
    assert [score.total for score in after] == [score.total for score in scanned[0].score]
    assert verdict(scanned[0], people) is LevelVerdict.PROBLEMS


@pytest.mark.parametrize("change", [{"state": ScanState.INTERRUPTED}, {"pages_broken": 1}])
def test_half_a_scan_is_never_confirmed(scanned: tuple[Scan, list[PageResult]], change: dict[str, Any]) -> None:
    """An interrupted scan, or one with pages that could not be checked, keeps its verdict."""
    given = [answer("r", place="/a", fingerprint="f1"), answer("m"), answer("h")]
    scan = msgspec.structs.replace(scanned[0], **change)
    assert verdict(scan, review(scan, scanned[1], given)) is LevelVerdict.NONE_FOUND


def test_a_machine_alone_confirms_nothing(make_scan: Make, make_page: Make) -> None:
    """A level without any question to people is not confirmed."""
    scan = make_scan()
    pages = [make_page()]
    scan = msgspec.structs.replace(scan, score=tally(scan, pages))
    assert verdict(scan, review(scan, pages, ())) is LevelVerdict.NONE_FOUND


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (answer("r", rule_version="v0", place="/a", fingerprint="f1"), Lapse.RULE_CHANGED),
        (answer("gone"), Lapse.RULE_ABSENT),
        (answer("r", place="/a", fingerprint="other"), Lapse.NOT_THERE),
        (answer("r", place="/b", fingerprint="f1"), Lapse.NOT_THERE),
        (answer("m", place="/c"), Lapse.NOT_THERE),
        (answer("m", place="/a", template="t0"), Lapse.PAGE_CHANGED),
        (answer("m", when=NOON - timedelta(days=400)), Lapse.TOO_OLD),
    ],
)
def test_answers_about_what_has_changed_do_not_count(
    scanned: tuple[Scan, list[PageResult]], given: Answer, reason: Lapse
) -> None:
    """They are kept with the reason, and everything stays open."""
    people = review(*scanned, [given])
    assert [(item.answer, item.reason) for item in people.lapsed] == [(given, reason)]
    assert sum(state.open for state in people.rules.values()) == 3


def test_the_last_answer_counts(scanned: tuple[Scan, list[PageResult]]) -> None:
    """A later answer replaces an earlier one, and untested takes it back."""
    people = review(*scanned, [answer("m", "failed"), answer("m", "passed")])
    assert (people.rule("m").passed, people.rule("m").failed) == (1, 0)
    people = review(*scanned, [answer("m"), answer("m", "untested")])
    assert people.rule("m").open == 1
    assert people.lapsed == ()


def test_an_answer_on_a_later_scan_says_nothing_of_this_one(scanned: tuple[Scan, list[PageResult]]) -> None:
    """What was answered with a later scan at hand does not reach back."""
    people = review(*scanned, [answer("m"), answer("m", "failed", scan_started=NOON + timedelta(days=9))])
    assert people.rule("m").passed == 1


def test_a_rule_is_settled_page_by_page(scanned: tuple[Scan, list[PageResult]]) -> None:
    """A manual rule is settled when every checked page has an answer."""
    assert review(*scanned, [answer("m", place="/a")]).rule("m").open == 1
    assert review(*scanned, [answer("m", place="/a"), answer("m", place="/b")]).rule("m").open == 0


def test_advice_asks_nothing(make_scan: Make, make_rule: Make, make_page: Make, make_finding: Make) -> None:
    """Nobody has to answer advice."""
    scan = make_scan("s", make_rule("tip", advice=True, method=Method.ASSISTED))
    page = make_page("/a", make_finding("f", "tip", outcome=Outcome.CANT_TELL), outcomes={"tip": "cantTell"})
    assert review(scan, [page], ()).rules == {}


def test_pages_that_were_not_checked_ask_nothing(scanned: tuple[Scan, list[PageResult]], make_page: Make) -> None:
    """A broken page has no place to look at."""
    scan, pages = scanned
    people = review(scan, [*pages, make_page("/x", problem=ProblemKind.TIMEOUT)], [answer("m", place="/x")])
    assert people.lapsed[0].reason is Lapse.NOT_THERE


def test_places_leave_out_the_sites_own_host() -> None:
    """A copy on another address shares the answers; another host of the same site does not."""
    assert place_of("https://staging.example/a?b=1", "https://staging.example") == "/a?b=1"
    assert place_of("https://www.example/a?b=1", "https://www.example") == "/a?b=1"
    assert place_of("https://other.example/a", "https://www.example") == "other.example/a"
