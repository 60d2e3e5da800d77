"""A whole scan as EARL: one assertion for each rule and page, and one for each answer of a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TextIO

import msgspec

from a11ycheck.exporters.earl.vocabulary import CONTEXT, Mode, Node, assertion, person, software, subject
from a11ycheck.exporters.earl.vocabulary import criterion as criterion_node
from a11ycheck.exporters.messages import message
from a11ycheck.exporters.report_data import ReportInput
from a11ycheck.exporters.standards import criterion_address
from a11ycheck.exporters.text import one_line, visible
from a11ycheck.exporters.wording import Wording, wording
from a11ycheck.model import Answer, Criterion, Finding, Lang, Outcome, PageResult, Rule, RuleCount, Standard, Words
from a11ycheck.rules.profile import known_standard

_TOOL = "#a11ycheck"
_SITE = "#site"
_ACT = "https://act-rules.github.io/rules/"
_encoder = msgspec.json.Encoder()


def write(data: ReportInput, stream: TextIO, lang: Lang) -> None:
    """Writes the document, one node a line; the pages are streamed."""
    stream.write(f'{{"@context":{_json(dict(CONTEXT))},\n"@graph":[\n')
    for number, node in enumerate(_nodes(data, wording(lang))):
        stream.write(",\n" if number else "")
        stream.write(_json(node))
    stream.write("\n]}\n")


def _nodes(data: ReportInput, words: Wording) -> Iterator[Node]:
    scan = data.scan
    yield software(_TOOL, "a11ycheck", scan.versions.tool)
    people: dict[str, str] = {}
    for answer in _all_answers(data):
        if answer.by not in people:
            people[answer.by] = f"#person-{len(people) + 1}"
            yield person(people[answer.by], one_line(answer.by))
    yield from _tests(scan.rules, data.criteria)
    yield subject(_SITE, scan.starts[0] if scan.starts else "", one_line(scan.site))
    made = _Assertions(data, words, people)
    yield from made.of(_SITE, scan.site_outcomes, scan.site_findings)
    yield from made.manual()
    for number, result in enumerate(data.pages(), 1):
        yield _page(number, result, words)
        if result.problem is None:
            yield from made.of(f"#page-{number}", result.outcomes, result.findings)


def _tests(rules: Iterable[Rule], criteria: Mapping[str, Criterion]) -> Iterator[Node]:
    references: dict[str, None] = {}
    for rule in rules:
        codes = [] if rule.advice else [code for code in rule.requirements if known_standard(code)]
        references.update(dict.fromkeys(codes))
        yield criterion_node(
            _rule_id(rule.id),
            rule.id,
            rule.name,
            part_of=[_criterion_id(code) for code in codes],
            relation=[f"{_ACT}{id_}" for id_ in rule.act],
        )
    for code in references:
        standard, number = known_standard(code), code.partition(":")[2]
        criterion = criteria.get(number)
        if standard is None or criterion is None:
            continue
        names = Words(ja=criterion.name_in(standard) or criterion.en, en=criterion.en)
        address = criterion_address(criterion) if standard is Standard.WCAG22 else ""
        relation = [address] if address else []
        yield criterion_node(
            _criterion_id(code), f"{standard.label} {number}", names, relation=relation, requirement=True
        )


def _page(number: int, result: PageResult, words: Wording) -> Node:
    text = ""
    if result.problem is not None:
        text = words.get(f"problem_{result.problem.kind.name.lower()}")
    return subject(f"#page-{number}", result.page.url, one_line(result.title), text)


class _Assertions:
    """Makes the statements of one report."""

    def __init__(self, data: ReportInput, words: Wording, people: Mapping[str, str]) -> None:
        self._rules = {rule.id: rule for rule in data.scan.rules}
        self._review = data.people
        self._people = people
        self._words = words
        self._date = (data.scan.finished or data.scan.started).isoformat()

    def of(self, about: str, outcomes: Mapping[str, RuleCount], findings: Iterable[Finding]) -> Iterator[Node]:
        """What the machine says of a page, and what people say of its findings."""
        by_rule: dict[str, list[Finding]] = {}
        answered = []
        for finding in findings:
            by_rule.setdefault(finding.rule_id, []).append(finding)
            answer = self._review.answer(finding)
            if answer is not None:
                answered.append((finding, answer))
        for rule_id, count in outcomes.items():
            found = [f for f in by_rule.get(rule_id, ()) if f.outcome is count.outcome]
            yield assertion(
                count.outcome,
                subject=about,
                test=_rule_id(rule_id),
                by=_TOOL,
                date=self._date,
                info=list(dict.fromkeys(self._text(f) for f in found)),
                selectors=[f.selector for f in found if f.selector],
            )
        for finding, answer in answered:
            yield self._answer(answer, about, Mode.SEMI_AUTO, [finding.selector] if finding.selector else [])

    def manual(self) -> Iterator[Node]:
        """What people say of rules as a whole; untested where nobody has answered yet."""
        for rule in self._rules.values():
            given = self._review.rule(rule.id).answers
            mode = Mode.MANUAL if not rule.check else Mode.SEMI_AUTO
            for answer in given:
                yield self._answer(answer, _SITE, mode, [])
            if not rule.check and not given:
                yield assertion(
                    Outcome.UNTESTED,
                    subject=_SITE,
                    test=_rule_id(rule.id),
                    by=_TOOL,
                    mode=Mode.MANUAL,
                    date=self._date,
                )

    def _answer(self, answer: Answer, about: str, mode: Mode, selectors: list[str]) -> Node:
        place = [one_line(answer.place)] if answer.place and not answer.fingerprint else []
        return assertion(
            answer.outcome,
            subject=about,
            test=_rule_id(answer.rule_id),
            by=self._people[answer.by],
            mode=mode,
            date=answer.when.isoformat(),
            info=[*place, *([one_line(answer.note)] if answer.note else [])],
            selectors=selectors,
        )

    def _text(self, finding: Finding) -> str:
        return one_line(message(self._rules.get(finding.rule_id), finding.key, finding.data, self._words.lang))


def _all_answers(data: ReportInput) -> Iterator[Answer]:
    yield from data.people.findings.values()
    for state in data.people.rules.values():
        yield from state.answers


def _rule_id(rule_id: str) -> str:
    return f"#rule-{rule_id}"


def _criterion_id(code: str) -> str:
    return f"#{code.replace(':', '-')}"


def _json(value: Node) -> str:
    return _encoder.encode(_clean(value)).decode()


def _clean(value: Any) -> Any:
    """Texts without control characters and halves of surrogate pairs, which pages hold and JSON must not."""
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, dict):
        return {key: _clean(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_clean(item) for item in value]
    return value
