"""People's answers: recorded, read from check sheets, listed, written out again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import TextIO

import msgspec

from a11ycheck.api.reporting import review_of
from a11ycheck.api.ruleset import unknown_rule
from a11ycheck.engine.review import RuleReview, home_of, place_of
from a11ycheck.errors import UsageError
from a11ycheck.exporters.checksheet import Filled, SheetFormat, read_filled, write_answers
from a11ycheck.exporters.wording import wording
from a11ycheck.history.store import Store
from a11ycheck.model import Answer, Finding, Outcome, PageResult, Rule, Scan

MAX_NAME = 200
"""Characters of a person's name."""


@dataclass(frozen=True, slots=True)
class Question:
    """Something that waits for a person."""

    rule: Rule
    """The rule."""
    page: str
    """The page; empty for the whole site."""
    finding: Finding | None
    """The finding; None for the rule as a whole."""


@dataclass(slots=True)
class _Facts:
    """What a scan holds that can be answered, read once."""

    templates: dict[str, str] = field(default_factory=dict)
    """Structure of each checked page, by place."""
    findings: dict[str, list[Finding]] = field(default_factory=lambda: defaultdict(list))
    """Findings to review by fingerprint and by the id that equal ones share."""
    failed: set[str] = field(default_factory=set)
    """The same ids of findings that a machine judged."""
    by_rule: dict[str, list[Finding]] = field(default_factory=lambda: defaultdict(list))
    """Findings to review by rule."""


class Reviewer:
    """Takes answers about one scan. Nothing is stored before all of them are understood."""

    def __init__(self, scan: Scan, store: Store, now: datetime) -> None:
        """
        Args:
            scan: with its rules.
            store: holds its pages, and takes the answers.
            now: the time for answers without a date.
        """
        self._scan = scan
        self._store = store
        self._now = now
        self._home = home_of(scan)
        self._rules = {rule.id: rule for rule in scan.rules}
        self._facts = _facts(scan, store.pages(scan.id), self._home)

    def record(self, rule_id: str, outcome: Outcome, *, note: str, by: str, page: str = "", finding: str = "") -> int:
        """One answer; how many things it answers.

        About a rule (on a page, or in whole) it also answers the findings to review that the rule has there.

        Raises:
            UsageError: the scan holds nothing of the kind.
        """
        filled = Filled("", rule_id, page, finding, outcome, note, by, None)
        return self._store.add_answers(self._answers(filled, by, spread=True))

    def take(self, path: Path, by: str) -> tuple[int, int]:
        """The answers of a filled-in check sheet; how many are new, and how many were known already.

        Args:
            path: the file.
            by: who answered, where the sheet does not say.

        Raises:
            UsageError: something cannot be understood. Then nothing is stored.
        """
        rows = read_filled(path)
        # A sheet that lists a rule's places asks for each of them: a word on the rule says nothing of them.
        listed = {row.rule_id for row in rows if row.finding}
        given: dict[tuple[str, str, str], Answer] = {}
        for row in sorted(rows, key=lambda row: bool(row.finding)):
            for answer in self._answers(row, by, spread=row.rule_id not in listed):
                given[answer.rule_id, answer.place, answer.fingerprint] = answer
        known = {(a.rule_id, a.place, a.fingerprint): a for a in self._store.answers(self._scan.site)}
        new = [
            answer
            for key, answer in given.items()
            if not _same(known.get(key), answer) and (key in known or answer.outcome is not Outcome.UNTESTED)
        ]
        return self._store.add_answers(new), len(given) - len(new)

    def _answers(self, row: Filled, by: str, *, spread: bool) -> list[Answer]:
        prefix = f"{row.where}: " if row.where else ""
        rule = self._rules.get(row.rule_id)
        if rule is None:
            raise UsageError(prefix + unknown_rule(row.rule_id, set(self._rules)))
        if rule.advice:
            raise UsageError(f"{prefix}“{rule.id}” is advice and asks for no answer; leave its result empty.")
        name = row.by or by
        if not name.strip():
            raise UsageError(f"{prefix}nobody is named who looked; fill in the column or say it with --by NAME.")
        if len(name) > MAX_NAME:
            raise UsageError(f"{prefix}the name is longer than {MAX_NAME} characters; shorten it.")
        when = _moment(row.when, self._now)
        if when > self._now:
            raise UsageError(f"{prefix}the date {row.when} has not come yet; correct it.")
        base = Answer(
            site=self._scan.site,
            rule_id=rule.id,
            rule_version=rule.version,
            outcome=row.outcome,
            note=row.note,
            by=name.strip(),
            when=when,
            scan_id=self._scan.id,
            scan_started=self._scan.started,
        )
        if row.finding:
            return [self._about(base, finding) for finding in self._named(prefix, rule, row.finding, row.page)]
        place = self._place(prefix, row.page) if row.page else ""
        whole = msgspec.structs.replace(base, place=place, template=self._facts.templates.get(place, ""))
        if not spread:
            return [whole]
        found = (f for f in self._facts.by_rule[rule.id] if not place or place_of(f.page_url, self._home) == place)
        return [whole, *(self._about(base, finding) for finding in found)]

    def _about(self, base: Answer, finding: Finding) -> Answer:
        place = place_of(finding.page_url, self._home)
        return msgspec.structs.replace(base, place=place, fingerprint=finding.fingerprint)

    def _named(self, prefix: str, rule: Rule, key: str, page: str) -> list[Finding]:
        found = [finding for finding in self._facts.findings.get(key, ()) if finding.rule_id == rule.id]
        if page:
            place = self._place(prefix, page)
            found = [finding for finding in found if place_of(finding.page_url, self._home) == place]
        if found:
            return found
        if key in self._facts.failed:
            raise UsageError(
                f"{prefix}the finding {key[:40]} was judged by machine and asks for no answer; "
                "accept it with a baseline, or tell us if it is wrong."
            )
        raise UsageError(
            f"{prefix}“{rule.id}” has no finding {key[:40]} to review in the scan {self._scan.id}; "
            "name the scan from which the sheet was made."
        )

    def _place(self, prefix: str, page: str) -> str:
        """A page of the scan by its address, or as ``--export`` writes it."""
        for place in (page, place_of(page, self._home)):
            if place in self._facts.templates:
                return place
        scan = self._scan.id
        raise UsageError(f"{prefix}the scan {scan} did not check the page {page[:200]}; give its full address.")


def open_questions(scan: Scan, store: Store) -> list[Question]:
    """All that waits for a person: rules first, then findings, by level."""
    people = review_of(scan, store)
    rules = {rule.id: rule for rule in scan.rules if not rule.advice}
    waiting = [Question(rule, "", None) for rule in rules.values() if _waits(people.rule(rule.id))]
    for finding in _all_findings(scan, store.pages(scan.id)):
        rule = rules.get(finding.rule_id)
        if rule is not None and finding.outcome is Outcome.CANT_TELL and people.answer(finding) is None:
            waiting.append(Question(rule, finding.page_url, finding))
    return sorted(waiting, key=lambda q: (q.rule.level, q.finding is not None, q.rule.id))


def export_answers(answers: Sequence[Answer], out: Path | TextIO, lang: str) -> None:
    """All answers about a site, oldest first: xlsx by the file's name, else CSV.

    Raises:
        OutputError: it cannot be written.
    """
    excel = isinstance(out, Path) and out.suffix.lower() == ".xlsx"
    write_answers(SheetFormat.XLSX if excel else SheetFormat.CSV, answers, out, wording(lang))


def _waits(state: RuleReview) -> bool:
    return state.asks and not state.settled


def _facts(scan: Scan, pages: Iterable[PageResult], home: str) -> _Facts:
    facts = _Facts()
    for result in pages:
        if result.problem is None:
            facts.templates[place_of(result.page.url, home)] = result.template
            _note(facts, result.findings)
    _note(facts, scan.site_findings)
    return facts


def _note(facts: _Facts, findings: Iterable[Finding]) -> None:
    for finding in findings:
        if finding.outcome is Outcome.CANT_TELL:
            for key in {finding.fingerprint, finding.shared_id}:
                facts.findings[key].append(finding)
            facts.by_rule[finding.rule_id].append(finding)
        else:
            facts.failed.update((finding.fingerprint, finding.shared_id))


def _all_findings(scan: Scan, pages: Iterable[PageResult]) -> Iterable[Finding]:
    yield from scan.site_findings
    for result in pages:
        yield from result.findings


def _moment(day: date | None, now: datetime) -> datetime:
    """The time of an answer: noon of its day, and never later than now on the same day."""
    if day is None:
        return now
    noon = datetime.combine(day, time(12), tzinfo=now.tzinfo)
    return min(noon, now) if day == now.date() else noon


def _same(known: Answer | None, answer: Answer) -> bool:
    """Whether an answer says nothing that was not recorded already."""
    return known is not None and (
        known.outcome,
        known.note,
        known.by,
        known.when.date(),
        known.rule_version,
        known.template,
    ) == (answer.outcome, answer.note, answer.by, answer.when.date(), answer.rule_version, answer.template)
