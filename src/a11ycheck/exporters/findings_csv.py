"""All findings as CSV for a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import TextIO

from a11ycheck.exporters.cells import csv_cell
from a11ycheck.exporters.messages import message
from a11ycheck.exporters.report_data import ReportInput
from a11ycheck.exporters.wording import Wording, wording
from a11ycheck.model import Answer, Finding, Lang, Outcome, Rule


def write(data: ReportInput, stream: TextIO, lang: Lang) -> None:
    """One line a finding."""
    words = wording(lang)
    writer = csv.writer(stream)
    writer.writerow(words.words.csv_columns.split(","))
    rules = {rule.id: rule for rule in data.scan.rules}
    for url, title, finding in findings_of(data, words):
        rule = rules.get(finding.rule_id)
        row = finding_row(url, title, finding, rule, words, data.people.answer(finding))
        writer.writerow([csv_cell(value) for value in row])


def findings_of(data: ReportInput, words: Wording) -> Iterator[tuple[str, str, Finding]]:
    """Every finding with its page's address and title."""
    for finding in data.scan.site_findings:
        yield finding.page_url, words.words.whole_site, finding
    for result in data.pages():
        for finding in result.findings:
            yield result.page.url, result.title, finding


def finding_row(
    url: str, title: str, finding: Finding, rule: Rule | None, words: Wording, answer: Answer | None
) -> list[str]:
    """The columns of a finding, as ``csv_columns`` names them."""
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
        words.get(f"answer_{answer.outcome}") if answer else "",
        answer.by if answer else "",
        f"{answer.when:%Y-%m-%d}" if answer else "",
        answer.note if answer else "",
    ]
