"""JUnit XML, so that a build server shows pages and rules as test results (Jenkins, GitLab)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TextIO
from xml.sax.saxutils import escape, quoteattr

from a11ycheck.exporters.messages import message
from a11ycheck.exporters.report_data import ReportInput
from a11ycheck.exporters.text import one_line
from a11ycheck.exporters.wording import Wording, wording
from a11ycheck.model import Finding, Lang, Outcome, PageResult, Rule, RuleCount

MAX_FINDINGS = 50
"""Findings that one test case tells; the CSV file holds all."""


def write(data: ReportInput, stream: TextIO, lang: Lang) -> None:
    """One test suite a page, one test case a rule that applied to it."""
    words = wording(lang)
    rules = {rule.id: rule for rule in data.scan.rules}
    stamp = f"{data.scan.started:%Y-%m-%dT%H:%M:%S}"
    stream.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    stream.write(f"<testsuites name={_attr(f'a11ycheck {data.scan.site}')}>\n")
    scan = data.scan
    if scan.site_outcomes:
        cases = _cases(words.words.whole_site, scan.site_outcomes, scan.site_findings, rules, words)
        _suite(stream, words.words.whole_site, stamp, 0.0, cases)
    for result in data.pages():
        _suite(stream, result.page.url, stamp, _seconds(result), _page(result, rules, words))
    stream.write("</testsuites>\n")


def _page(result: PageResult, rules: Mapping[str, Rule], words: Wording) -> list[tuple[str, str]]:
    url = result.page.url
    if result.problem is not None:
        text = words.get(f"problem_{result.problem.kind.name.lower()}")
        detail = f"{text}: {result.problem.detail}" if result.problem.detail else text
        case = _case(words.words.junit_page, url, f"<error message={_attr(detail)} type={_attr(result.problem.kind)}/>")
        return [("error", case)]
    return _cases(url, result.outcomes, result.findings, rules, words)


def _cases(
    classname: str,
    outcomes: Mapping[str, RuleCount],
    findings: Iterable[Finding],
    rules: Mapping[str, Rule],
    words: Wording,
) -> list[tuple[str, str]]:
    by_rule: dict[str, list[Finding]] = {}
    for finding in findings:
        by_rule.setdefault(finding.rule_id, []).append(finding)
    cases = []
    for rule_id, count in outcomes.items():
        if count.outcome in (Outcome.INAPPLICABLE, Outcome.UNTESTED):
            continue
        rule = rules.get(rule_id)
        name = f"{words.get(f'level{int(rule.level)}')} {rule_id}: {rule.name.get(words.lang)}" if rule else rule_id
        found = by_rule.get(rule_id, [])
        failed = count.outcome is Outcome.FAILED and not (rule and rule.advice)
        if failed:
            inside = _failure(rule, [f for f in found if f.outcome is Outcome.FAILED], words)
            cases.append(("failure", _case(name, classname, inside)))
        elif count.outcome is Outcome.PASSED:
            cases.append(("", _case(name, classname, "")))
        else:
            # What a person has to see, and advice, never breaks a build.
            advice = rule is not None and rule.advice
            label = words.words.advice if advice else words.words.review
            texts = "; ".join(dict.fromkeys(message(rule, f.key, f.data, words.lang) for f in found[:3]))
            inside = f"<skipped message={_attr(f'{label}: {texts}' if texts else label)}/>"
            cases.append(("skipped", _case(name, classname, inside)))
    return cases


def _failure(rule: Rule | None, found: list[Finding], words: Wording) -> str:
    lines = []
    for finding in found[:MAX_FINDINGS]:
        lines.append(one_line(message(rule, finding.key, finding.data, words.lang)))
        lines.extend(f"  {one_line(text)}" for text in (finding.selector, finding.snippet) if text)
    if len(found) > MAX_FINDINGS:
        lines.append(words.say("left_out", n=len(found) - MAX_FINDINGS))
    short = message(rule, found[0].key, found[0].data, words.lang) if found else words.words.failed
    kind = f"level{int(rule.level)}" if rule else "unknown"
    return f"<failure message={_attr(short)} type={_attr(kind)}>{escape(chr(10).join(lines))}</failure>"


def _case(name: str, classname: str, inside: str) -> str:
    head = f'<testcase name={_attr(name)} classname={_attr(classname)} time="0"'
    return f"{head}>{inside}</testcase>" if inside else f"{head}/>"


def _suite(stream: TextIO, name: str, stamp: str, seconds: float, cases: list[tuple[str, str]]) -> None:
    kinds = [kind for kind, _ in cases]
    stream.write(
        f'<testsuite name={_attr(name)} tests="{len(cases)}" failures="{kinds.count("failure")}" '
        f'errors="{kinds.count("error")}" skipped="{kinds.count("skipped")}" time="{seconds:.3f}" '
        f'timestamp="{stamp}">\n'
    )
    stream.writelines(f"{text}\n" for _, text in cases)
    stream.write("</testsuite>\n")


def _seconds(result: PageResult) -> float:
    return max(0.0, float(result.metrics.get("load_ms", 0))) / 1000


def _attr(text: str) -> str:
    # XML 1.0 has no control characters, not even escaped: one_line spells them out.
    return quoteattr(one_line(text))
