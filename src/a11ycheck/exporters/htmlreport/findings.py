"""Findings as a page shows them: the same fault once, with all its places."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from markupsafe import Markup

from a11ycheck.exporters.htmlreport.markup import language_of, message_html, primary
from a11ycheck.exporters.text import visible
from a11ycheck.exporters.wording import Wording
from a11ycheck.model import Finding, Outcome, Rule

MAX_PER_RULE = 200
"""Different findings of one rule that a page shows; the CSV file holds all."""
MAX_SELECTORS = 5
"""Places that are listed for one finding that occurs several times on a page."""
_MAX_CACHE = 20_000


@dataclass(slots=True)
class Row:
    """A finding, or several that say the same of equal elements."""

    message: Markup
    """What is wrong."""
    outcome: str
    """``failed`` or ``review``."""
    region: str
    """The part of the page, in words; empty if unknown."""
    snippet: str
    """The element's opening tag."""
    lang: str
    """Language of the snippet, where it differs from the reader's."""
    selectors: list[str] = field(default_factory=list)
    """Where; at most ``MAX_SELECTORS``."""
    count: int = 0
    """Findings."""

    @property
    def more(self) -> int:
        """Places that are not listed."""
        return self.count - len(self.selectors) if self.selectors else 0


class Rows:
    """Makes rows in one language. Equal messages are made once."""

    def __init__(self, words: Wording) -> None:
        self._words = words
        self._messages: dict[tuple[object, ...], Markup] = {}
        self._regions = {
            name: words.get(f"region_{name}") for name in ("header", "nav", "main", "aside", "footer", "head", "body")
        }

    def region(self, name: str) -> str:
        """The name of a part of the page."""
        return self._regions.get(name, "")

    def one(self, rule: Rule, finding: Finding, declared: str, count: int = 1) -> Row:
        """A single finding."""
        snippet = visible(finding.snippet)
        row = Row(
            self._message(rule, finding, declared),
            "failed" if finding.outcome is Outcome.FAILED else "review",
            self.region(finding.region),
            snippet,
            language_of(snippet, primary(declared), self._words.lang) if snippet else "",
            count=count,
        )
        if finding.selector:
            row.selectors.append(visible(finding.selector))
        return row

    def grouped(self, rule: Rule, findings: Iterable[Finding], declared: str) -> tuple[list[Row], int]:
        """The findings of one rule on one page, and how many are left out."""
        rows: dict[tuple[str, str, Outcome, str], Row] = {}
        left_out = 0
        for finding in findings:
            message = self._message(rule, finding, declared)
            key = (message, finding.snippet, finding.outcome, finding.region)
            row = rows.get(key)
            if row is not None:
                row.count += 1
                if finding.selector and len(row.selectors) < MAX_SELECTORS:
                    row.selectors.append(visible(finding.selector))
            elif len(rows) < MAX_PER_RULE:
                rows[key] = self.one(rule, finding, declared)
            else:
                left_out += 1
        return list(rows.values()), left_out

    def _message(self, rule: Rule, finding: Finding, declared: str) -> Markup:
        key = (rule.id, finding.key, declared, *finding.data.items())
        made = self._messages.get(key)
        if made is None:
            if len(self._messages) >= _MAX_CACHE:
                self._messages.clear()
            made = message_html(rule, finding.key, finding.data, self._words.lang, declared)
            self._messages[key] = made
        return made
