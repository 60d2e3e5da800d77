"""What stands in a check sheet: for each check item the guideline, what is checked, by what, and how to look."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from a11ycheck.exporters.digest import SITE, Digest, RuleLine
from a11ycheck.exporters.messages import message
from a11ycheck.exporters.standards import references, source, tools
from a11ycheck.exporters.text import one_line
from a11ycheck.exporters.wording import Wording
from a11ycheck.model import Answer, CheckItem, Criterion, Level, Method, Outcome, Rule, Scan, Standard

PHASES = ("design", "build", "operate")
"""The phases of the life cycle, in their order."""

MAX_ADDRESSES = 5
"""Pages that a row names; the report names all."""

_LOOK = 1500
_FENCE = re.compile(r"^```.*?^```\s*", re.MULTILINE | re.DOTALL)
_MARKS = re.compile(r"(?<!\w)[*_]{1,2}(?=\S)|(?<=\S)[*_]{1,2}(?!\w)|`|^#+ ", re.MULTILINE)
_BEFORE_AFTER = re.compile(r"^(?:修正前|修正後|before|after)\s*[:：]\s*$", re.MULTILINE | re.IGNORECASE)
_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
_STANDARDS = ("JIS2016", "WCAG20", "WCAG21", "WCAG22")


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One thing to check."""

    level: Level
    """The level."""
    item: CheckItem
    """The check item."""
    rule: Rule
    """The rule."""
    guideline: str
    """Success criteria in the profile's words and other sources, one a line."""
    phases: str
    """When it is checked."""
    method: str
    """Who decides."""
    tool: str
    """What checks it, one a line."""
    how: str
    """How to look."""
    found: str = ""
    """What a scan found; empty without one."""
    answer: Answer | None = None
    """The answer that counts today."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place where a person has to look."""

    rule: Rule
    """The rule."""
    key: str
    """What stands for it when the answer comes back: the id that the same fault on all pages shares."""
    message: str
    """What there is to see."""
    pages: int
    """Pages on which it is."""
    addresses: str
    """The first of them, one a line."""
    selector: str
    """Where on the first page."""
    snippet: str
    """The element."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A check sheet."""

    title: str
    """What it is called."""
    rows: tuple[RuleRow, ...]
    """What to check, ordered by level and item."""
    places: tuple[Place, ...] = ()
    """Where a scan asks people to look; those that have been answered are left out."""
    about: tuple[tuple[str, str], ...] = ()
    """How to use it: pairs of a head word and a text."""


def make_sheet(
    rules: Iterable[Rule],
    *,
    items: Mapping[str, CheckItem],
    criteria: Mapping[str, Criterion],
    standard: Standard,
    words: Wording,
    phase: str | None = None,
    level: int | None = None,
    scan: Scan | None = None,
    digest: Digest | None = None,
) -> Sheet:
    """A check sheet.

    Args:
        rules: the rules; advice and what is off is left out.
        items: check items by id.
        criteria: success criteria by number.
        standard: in whose words criteria are named.
        words: of the reader's language.
        phase: only what is checked in this phase.
        level: only this level.
        scan: whose findings are told.
        digest: the pass over the scan's pages.
    """
    chosen = [
        rule
        for rule in rules
        if not rule.disabled
        and not rule.advice
        and (phase is None or phase in rule.phases)
        and (level is None or rule.level == level)
    ]
    order = {item_id: place for place, item_id in enumerate(items)}
    chosen.sort(key=lambda rule: (rule.level, order.get(rule.item, len(order)), rule.id))
    lines = digest.rules if digest is not None else {}
    rows = tuple(
        _row(rule, items[rule.item], criteria, standard, words, lines.get(rule.id))
        for rule in chosen
        if rule.item in items
    )
    places = tuple(
        place
        for rule in chosen
        if rule.id in lines and digest is not None
        for place in _places(lines[rule.id], digest, words)
    )
    title = words.say("sheet_title", phase=words.get(f"phase_{phase}") if phase else words.get("phase_all"))
    if scan is not None:
        title = f"{title} – {one_line(scan.site)}"
    return Sheet(title, rows, places, _about(standard, words, scan))


def plain(markdown: str) -> str:
    """A rule's text without the marks of Markdown and without code, for a cell."""
    text = _BEFORE_AFTER.sub("", _LINK.sub(r"\1 (\2)", _FENCE.sub("", markdown)))
    text = re.sub(r"\n{3,}", "\n\n", _MARKS.sub("", text)).strip()
    return text if len(text) <= _LOOK else f"{text[:_LOOK].rstrip()}…"


def guideline(
    rule: Rule, item: CheckItem, criteria: Mapping[str, Criterion], standard: Standard, words: Wording
) -> str:
    """The criteria that a failure violates (or touches, where it violates none), and the item's other sources."""
    lines = []
    for reference in references(rule.requirements or rule.related, standard, criteria, words, brief=True):
        level = f" ({reference.level})" if reference.level else ""
        lines.append(f"{reference.standard} {reference.number} {reference.name}".strip() + level)
    others = (source(code, words) for code in item.sources if not code.startswith(_STANDARDS))
    lines.extend(" ".join(part for part in parts if part) for parts in others)
    return "\n".join(dict.fromkeys(lines))


def _row(
    rule: Rule,
    item: CheckItem,
    criteria: Mapping[str, Criterion],
    standard: Standard,
    words: Wording,
    line: RuleLine | None,
) -> RuleRow:
    whole = [answer for answer in line.people.answers if not answer.place] if line else []
    return RuleRow(
        rule.level,
        item,
        rule,
        guideline(rule, item, criteria, standard, words),
        ("、" if words.lang == "ja" else ", ").join(
            words.get(f"phase_{name}") for name in PHASES if name in rule.phases
        ),
        words.get(f"method_{rule.method}"),
        "\n".join(f"{kind} {name}".strip() for kind, name in tools(rule, words)),
        _how(rule, words),
        _found(line, words) if line else "",
        whole[-1] if whole else None,
    )


def _how(rule: Rule, words: Wording) -> str:
    text = plain(rule.fix.get(words.lang))
    if rule.method is Method.MANUAL:
        return text
    return f"{words.get(f'sheet_how_{rule.method}')}\n{text}"


def _found(line: RuleLine, words: Wording) -> str:
    parts = []
    if line.failed:
        parts.append(words.say("n_failed_on", n=line.failed, pages=len(line.pages_failed)))
    if line.review:
        on = words.say("n_review_on", n=line.review, pages=len(line.pages_review))
        parts.append(f"{words.get('review')}: {on}")
    if line.cleared:
        parts.append(words.say("people_cleared", n=line.cleared))
    if line.rule.check and not parts:
        kind = "none_found" if line.pages_applicable else "untested" if line.pages_untested else "inapplicable"
        parts.append(words.get(f"result_{kind}"))
    if line.rule.check and line.pages_applicable:
        parts.append(words.say("applied_on", n=line.pages_applicable))
    return "\n".join(parts)


def _places(line: RuleLine, digest: Digest, words: Wording) -> list[Place]:
    found = []
    for fault in line.ordered():
        finding = fault.finding
        if finding.outcome is not Outcome.CANT_TELL:
            continue
        pages = [digest.by_number[number].url for number in fault.pages[:MAX_ADDRESSES] if number != SITE]
        addresses = [one_line(url) for url in pages] or [words.get("whole_site")]
        if len(fault.pages) > MAX_ADDRESSES:
            addresses.append(words.say("n_more_pages", n=len(fault.pages) - MAX_ADDRESSES))
        found.append(
            Place(
                line.rule,
                finding.shared_id,
                one_line(message(line.rule, finding.key, finding.data, words.lang)),
                len(fault.pages),
                "\n".join(addresses),
                one_line(finding.selector),
                one_line(finding.snippet),
            )
        )
    return found


def _about(standard: Standard, words: Wording, scan: Scan | None) -> tuple[tuple[str, str], ...]:
    w = words.words
    lines = [(w.sheet_fill_title, w.sheet_fill), (w.sheet_answers_title, w.sheet_answers)]
    if scan is not None:
        lines.append((w.sheet_return_title, words.say("sheet_return", scan=scan.id)))
        lines.append((w.target, "\n".join(one_line(url) for url in scan.starts[:MAX_ADDRESSES])))
        lines.append((w.when, words.moment(scan.started)))
        lines.append((w.scan_id, scan.id))
    lines.append((w.criterion, words.get(f"value_standard_{standard}")))
    return (*lines, ("", w.note_levels), ("", w.note_verdict))
