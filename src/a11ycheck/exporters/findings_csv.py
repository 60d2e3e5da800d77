"""All findings as CSV for a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import TextIO

from a11ycheck.exporters.messages import message
from a11ycheck.exporters.report_data import ReportInput
from a11ycheck.exporters.text import one_line
from a11ycheck.exporters.wording import Wording, wording
from a11ycheck.model import Finding, Lang, Outcome, Rule

# A cell that begins so may be run as a formula by Excel and others, also behind a quote in the file.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # noqa: RUF001 - full width is meant


def write(data: ReportInput, stream: TextIO, lang: Lang) -> None:
    """One line a finding."""
    words = wording(lang)
    writer = csv.writer(stream)
    writer.writerow(words.words.csv_columns.split(","))
    rules = {rule.id: rule for rule in data.scan.rules}
    for url, title, finding in _findings(data, words):
        rule = rules.get(finding.rule_id)
        writer.writerow([_cell(value) for value in _row(url, title, finding, rule, words)])


def _findings(data: ReportInput, words: Wording) -> Iterator[tuple[str, str, Finding]]:
    for finding in data.scan.site_findings:
        yield finding.page_url, words.words.whole_site, finding
    for result in data.pages():
        for finding in result.findings:
            yield result.page.url, result.title, finding


def _row(url: str, title: str, finding: Finding, rule: Rule | None, words: Wording) -> list[str]:
    failed = finding.outcome is Outcome.FAILED
    return [
        url,
        title,
        str(int(rule.level)) if rule else "",
        finding.rule_id,
        rule.name.get(words.lang) if rule else "",
        words.words.failed if failed else words.words.review,
        message(rule, finding.key, finding.data, words.lang),
        finding.selector,
        finding.snippet,
        words.get(f"region_{finding.region}", finding.region),
        " ".join(rule.requirements) if rule else "",
        words.get(f"impact_{rule.impact}") if rule else "",
        rule.item if rule else "",
        words.words.advice if rule and rule.advice else "",
        finding.fingerprint,
        finding.shared_id,
    ]


def _cell(value: str) -> str:
    text = one_line(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
