"""People's answers, laid over a scan: what they settle, what has lapsed, what is still open.

An answer counts for a scan as long as it is about the same thing: the rule's version is the same; the
finding has the same fingerprint on the same page; the page of an answer about a rule on a page is built
as it was; it is at most a year older than the scan. All other answers are shown, and count for nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlsplit

from a11ycheck.engine.identity import page_key
from a11ycheck.model import (
    Answer,
    Finding,
    Lapse,
    Lapsed,
    Level,
    LevelScore,
    LevelVerdict,
    Method,
    Outcome,
    PageResult,
    Scan,
    ScanState,
)

VALID = timedelta(days=366)
"""How much older than a scan an answer may be: public bodies are asked to test once a year."""

_JUDGED = (Outcome.PASSED, Outcome.FAILED, Outcome.CANT_TELL)
Key = tuple[str, str, str]
"""Rule, place, fingerprint."""


@dataclass(slots=True)
class RuleReview:
    """How far people are with one rule."""

    asks: bool = False
    """Whether people have to look beyond what the machine found: the rule is theirs, or half theirs and applied."""
    settled: bool = False
    """Whether that is answered, for the site or for every page in question."""
    open_findings: int = 0
    """Findings to review without an answer."""
    passed: int = 0
    """Answers that count: no problem."""
    failed: int = 0
    """Answers that count: a problem."""
    inapplicable: int = 0
    """Answers that count: does not apply."""
    answers: list[Answer] = field(default_factory=list)
    """The answers that count about the rule as a whole or on a page."""

    @property
    def open(self) -> int:
        """Questions without an answer."""
        return self.open_findings + (self.asks and not self.settled)

    def count(self, outcome: Outcome) -> None:
        """Takes in an answer that counts."""
        self.passed += outcome is Outcome.PASSED
        self.failed += outcome is Outcome.FAILED
        self.inapplicable += outcome is Outcome.INAPPLICABLE


@dataclass(frozen=True, slots=True)
class Review:
    """What people say of a scan."""

    home: str = ""
    """The site's own origin."""
    findings: Mapping[Key, Answer] = field(default_factory=dict)
    """The answers about findings that count."""
    rules: Mapping[str, RuleReview] = field(default_factory=dict)
    """By rule id: every rule that people have something to do with."""
    lapsed: tuple[Lapsed, ...] = ()
    """Answers that do not count, with the reason."""

    def answer(self, finding: Finding) -> Answer | None:
        """The answer about a finding."""
        if not self.findings or finding.outcome is not Outcome.CANT_TELL:
            return None
        return self.findings.get((finding.rule_id, place_of(finding.page_url, self.home), finding.fingerprint))

    def rule(self, rule_id: str) -> RuleReview:
        """How far people are with a rule."""
        return self.rules.get(rule_id) or RuleReview()


def review(scan: Scan, pages: Iterable[PageResult], answers: Iterable[Answer]) -> Review:
    """Lays the answers about a site over one of its scans.

    Args:
        scan: with its rules.
        pages: its pages; read once.
        answers: all that are known of the site, in the order in which they were recorded.
    """
    return _Reviewer(scan, answers).run(pages)


def confirmed(scan: Scan, people: Review) -> tuple[LevelScore, ...]:
    """The levels with the verdicts that people's answers make of them; the numbers stay the machine's.

    A level is confirmed when the scan is whole, nothing failed, and every question to people is answered.
    """
    whole = scan.state is ScanState.COMPLETE and not scan.pages_broken
    levels = {rule.id: rule.level for rule in scan.rules}
    by_level: dict[Level, list[RuleReview]] = defaultdict(list)
    for rule_id, state in people.rules.items():
        by_level[levels[rule_id]].append(state)
    return tuple(_confirmed(score, by_level[score.level], whole=whole) for score in scan.score)


def place_of(url: str, home: str) -> str:
    """A page within its site: the path and query, with the host where it is not the site's own.

    So a copy of the site on another address shares the answers, and two hosts of one site do not.
    """
    key = page_key(url)
    return key if not home or origin_of(url) == home else f"{urlsplit(url).netloc}{key}"


def home_of(scan: Scan) -> str:
    """The origin that a site calls its own."""
    return origin_of(scan.starts[0]) if scan.starts else ""


def origin_of(url: str) -> str:
    """Scheme and host of an address."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _confirmed(score: LevelScore, states: list[RuleReview], *, whole: bool) -> LevelScore:
    verdict = score.verdict
    if any(state.failed for state in states):
        verdict = LevelVerdict.PROBLEMS
    elif verdict is LevelVerdict.NONE_FOUND and whole:
        answered = any(state.passed or state.inapplicable for state in states)
        if answered and not any(state.open for state in states):
            verdict = LevelVerdict.CONFIRMED
    return LevelScore(level=score.level, total=score.total, axes=score.axes, verdict=verdict)


class _Reviewer:
    """Lays answers over one scan."""

    def __init__(self, scan: Scan, answers: Iterable[Answer]) -> None:
        self._scan = scan
        self._home = home_of(scan)
        self._rules = {rule.id: rule for rule in scan.rules if not rule.advice}
        self._states: dict[str, RuleReview] = {}
        self._found: dict[Key, Answer] = {}
        self._lapsed: list[Lapsed] = []
        self._unmet: dict[Key, Answer] = {}
        self._pages_open: dict[str, int] = defaultdict(int)
        for answer in _latest(scan, answers):
            self._sort(answer)

    def run(self, pages: Iterable[PageResult]) -> Review:
        for rule in self._rules.values():
            if rule.method is Method.MANUAL:
                self._state(rule.id).asks = True
        for result in pages:
            if result.problem is None:
                self._page(result)
        for rule_id, count in self._scan.site_outcomes.items():
            if count.outcome in _JUDGED:
                self._asked(rule_id)
        self._findings(self._scan.site_findings)
        self._settle()
        gone = [Lapsed(answer=answer, reason=Lapse.NOT_THERE) for answer in self._unmet.values()]
        return Review(self._home, self._found, self._states, (*self._lapsed, *gone))

    def _sort(self, answer: Answer) -> None:
        rule = self._rules.get(answer.rule_id)
        if rule is None:
            self._lapsed.append(Lapsed(answer=answer, reason=Lapse.RULE_ABSENT))
        elif rule.version != answer.rule_version:
            self._lapsed.append(Lapsed(answer=answer, reason=Lapse.RULE_CHANGED))
        elif self._scan.started - answer.when > VALID:
            self._lapsed.append(Lapsed(answer=answer, reason=Lapse.TOO_OLD))
        else:
            self._unmet[_key(answer)] = answer

    def _page(self, result: PageResult) -> None:
        place = place_of(result.page.url, self._home)
        for rule in self._rules.values():
            count = result.outcomes.get(rule.id)
            if rule.method is Method.AUTOMATIC or (rule.check and (count is None or count.outcome not in _JUDGED)):
                continue
            self._asked(rule.id)
            answer = self._unmet.pop((rule.id, place, ""), None)
            if answer is None:
                self._pages_open[rule.id] += 1
            elif answer.template != result.template:
                self._lapsed.append(Lapsed(answer=answer, reason=Lapse.PAGE_CHANGED))
                self._pages_open[rule.id] += 1
            else:
                self._take(answer)
        self._findings(result.findings)

    def _findings(self, findings: Iterable[Finding]) -> None:
        for finding in findings:
            if finding.outcome is not Outcome.CANT_TELL or finding.rule_id not in self._rules:
                continue
            state = self._state(finding.rule_id)
            key = (finding.rule_id, place_of(finding.page_url, self._home), finding.fingerprint)
            answer = self._unmet.pop(key, None) or self._found.get(key)
            if answer is None:
                state.open_findings += 1
            elif key not in self._found:
                self._found[key] = answer
                state.count(answer.outcome)

    def _settle(self) -> None:
        for rule_id in self._rules:
            whole = self._unmet.pop((rule_id, "", ""), None)
            if whole is not None:
                self._take(whole)
            state = self._states.get(rule_id)
            if state is not None and state.asks:
                state.settled = whole is not None or (bool(state.answers) and not self._pages_open[rule_id])

    def _take(self, answer: Answer) -> None:
        state = self._state(answer.rule_id)
        state.answers.append(answer)
        state.count(answer.outcome)

    def _asked(self, rule_id: str) -> None:
        rule = self._rules.get(rule_id)
        if rule is not None and rule.method is not Method.AUTOMATIC:
            self._state(rule_id).asks = True

    def _state(self, rule_id: str) -> RuleReview:
        return self._states.setdefault(rule_id, RuleReview())


def _latest(scan: Scan, answers: Iterable[Answer]) -> list[Answer]:
    """The last answer about each thing, without those given on a later scan and those taken back."""
    last: dict[Key, Answer] = {}
    for answer in answers:
        if answer.scan_started <= scan.started:
            last[_key(answer)] = answer
    return [answer for answer in last.values() if answer.outcome is not Outcome.UNTESTED]


def _key(answer: Answer) -> Key:
    return (answer.rule_id, answer.place, answer.fingerprint)
