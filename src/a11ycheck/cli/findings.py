"""Findings as plain text on stdout, for single pages."""

from __future__ import annotations

from collections.abc import Iterable

import click

from a11ycheck.cli.console import printable
from a11ycheck.exporters.messages import message
from a11ycheck.model import Outcome, PageResult, Scan

_MARKS = {
    "ja": {"failed": "問題", "cantTell": "要確認", "advice": "助言"},
    "en": {"failed": "failed", "cantTell": "review", "advice": "advice"},
}


def print_findings(scan: Scan, pages: Iterable[PageResult], lang: str) -> None:
    """One line for every finding: page, level, rule, what is wrong, where."""
    rules = {rule.id: rule for rule in scan.rules}
    marks = _MARKS[lang]
    for page in pages:
        if page.problem is not None:
            continue
        click.echo(printable(page.page.url))
        for finding in sorted(page.findings, key=lambda f: (rules[f.rule_id].level, f.rule_id)):
            rule = rules[finding.rule_id]
            mark = marks["advice"] if rule.advice and finding.outcome is Outcome.FAILED else marks[finding.outcome]
            text = message(rule, finding.key, finding.data, lang)
            click.echo(f"  [{int(rule.level)}] {mark}  {rule.id}: {printable(text)}")
            if finding.selector:
                click.echo(f"      {printable(finding.selector)}")
