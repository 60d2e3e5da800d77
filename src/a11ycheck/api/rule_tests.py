"""Runs the examples of rule files in a real browser."""

from __future__ import annotations

import dataclasses
from datetime import datetime
from types import TracebackType
from typing import Self
from zoneinfo import ZoneInfo

import msgspec

from a11ycheck.api.file_examples import judge_file_example
from a11ycheck.browser.examples import ExampleServer, ExampleSite, parse_example
from a11ycheck.browser.gatherer import BrowserGatherer
from a11ycheck.checks.api import Site, SiteCheck
from a11ycheck.engine.evaluate import Kept, addresses_to_ask, evaluate, evaluate_site, unchecked
from a11ycheck.engine.ports import Unchecked
from a11ycheck.engine.registry import BoundRule, bind
from a11ycheck.files import FileReader
from a11ycheck.model import Example, Expected, Finding, Outcome, Page, Rule, RuleCount
from a11ycheck.settings import BrowserSettings

TODAY = datetime(2026, 11, 20, 12, 0, tzinfo=ZoneInfo("Asia/Tokyo"))
"""“Today” in every example."""


class RuleTester:
    """A browser that judges one example after another. Use as an async context manager."""

    def __init__(self, executable: str | None = None) -> None:
        self._reader = FileReader()
        self._server = ExampleServer()
        # One tab: the server answers from one example at a time.
        settings = BrowserSettings(executable=executable, concurrency=1, settle=1.0, timeout=10.0)
        self._gatherer = BrowserGatherer(settings, (), lambda _: True, prepare=self._server.attach)

    async def __aenter__(self) -> Self:
        """Starts the browser."""
        await self._gatherer.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Closes the browser."""
        await self._reader.__aexit__(kind, error, trace)
        await self._gatherer.__aexit__(kind, error, trace)

    async def failures(self, rule: Rule) -> list[str]:
        """What is wrong with a rule's examples: one sentence each, none if all is well."""
        if not rule.check:
            return []
        (bound,) = bind([rule])
        self._gatherer.axe_rules = rule.axe_ids
        self._gatherer.probes = rule.probes
        self._gatherer.looks = rule.looks
        found = _completeness(rule)
        for example in rule.examples:
            judged = (
                self._judge(bound, parse_example(example.html))
                if example.markup == "html"
                else judge_file_example(self._reader, bound, example, TODAY)
            )
            complaint = _complaint(example, *await judged)
            if complaint:
                found.append(f"{rule.source}:{example.line}: 「{example.title}」 {complaint}")
        return found

    async def _judge(self, bound: BoundRule, site: ExampleSite) -> tuple[RuleCount, list[Finding]]:
        self._server.site = site
        results: list[Kept] = []
        for url, depth in site.pages:
            page = Page(url=url, depth=depth, found_on="example")
            snapshot = await self._gatherer.gather(page)
            if isinstance(snapshot, Unchecked):
                results.append(Kept(unchecked(page, snapshot)))
            else:
                headers = {**snapshot.response.headers, **site.cookies(url)}
                response = msgspec.structs.replace(snapshot.response, headers=headers)
                judged = evaluate(msgspec.structs.replace(snapshot, taken=TODAY, response=response), [bound])
                results.append(Kept(judged.result, judged.collected, site.violated))
        if isinstance(bound.check, SiteCheck):
            start = (site.pages[0][0],)
            whole = Site(pages=(), starts=start, complete=site.complete, today=TODAY)
            answers = {url: site.answer(url) for url in addresses_to_ask([bound], results, whole)}
            whole = dataclasses.replace(whole, answers=answers)
            findings, outcomes = evaluate_site([bound], results, whole)
            return outcomes[bound.rule.id], list(findings)
        result = results[0].result
        if result.problem is not None:
            raise AssertionError(f"{bound.rule.id}: the example could not be opened: {result.problem.detail}")
        return result.outcomes[bound.rule.id], list(result.findings)


def _completeness(rule: Rule) -> list[str]:
    """Every message provoked, a failing and a passing example."""
    provoked = {e.key for e in rule.examples if e.key}
    found = [
        f"{rule.source}:1: no example provokes the message “{key}”" for key in rule.messages if key not in provoked
    ]
    if not any(e.expected in (Expected.FAILED, Expected.REVIEW) for e in rule.examples):
        found.append(f"{rule.source}:1: no failed example")
    # A rule that can only ask for a person's look never passes anything: what it leaves alone is inapplicable.
    asks_only = all(e.expected in (Expected.REVIEW, Expected.INAPPLICABLE) for e in rule.examples)
    left_alone = Expected.INAPPLICABLE if asks_only else Expected.PASSED
    if not any(e.expected is left_alone for e in rule.examples):
        found.append(f"{rule.source}:1: no {left_alone} example")
    return found


def _complaint(example: Example, count: RuleCount, findings: list[Finding]) -> str:
    said = ", ".join(f"{f.outcome} “{f.key}” at {f.selector or 'the page'} {f.data}" for f in findings) or count.outcome
    if example.expected in (Expected.FAILED, Expected.REVIEW):
        wanted = Outcome.FAILED if example.expected is Expected.FAILED else Outcome.CANT_TELL
        if not any(f.outcome is wanted and f.key == example.key for f in findings):
            return f"should be {wanted} “{example.key}”, but the rule said: {said}"
        if wanted is Outcome.CANT_TELL and count.failed:
            return f"should only need review, but the rule said: {said}"
    elif example.expected is Expected.PASSED:
        if count.outcome is not Outcome.PASSED:
            return f"should pass, but the rule said: {said}"
    elif count.outcome is not Outcome.INAPPLICABLE:
        return f"should be inapplicable, but the rule said: {said}"
    return ""
