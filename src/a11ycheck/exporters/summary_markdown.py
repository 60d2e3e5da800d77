"""A summary in Markdown for the page of a build, a pull request or a wiki."""

from __future__ import annotations

import re
from typing import TextIO

from a11ycheck.exporters.digest import SITE, digest
from a11ycheck.exporters.priorities import Repair, repairs
from a11ycheck.exporters.report_data import ReportInput
from a11ycheck.exporters.standing import Mark, note_text, standings
from a11ycheck.exporters.text import one_line
from a11ycheck.exporters.wording import Wording, wording
from a11ycheck.model import Lang, Outcome

_FIRST = 5
_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|~$])")
_AUTOLINK = re.compile(r"(?<=[a-zA-Z])(?=://)|(?<=www)(?=\.)|(?<=@)", re.IGNORECASE)


def write(data: ReportInput, stream: TextIO, lang: Lang) -> None:
    """Verdicts, scores, what to do first, what changed and what the scan does not tell."""
    words = wording(lang)
    w = words.words
    scan = data.scan
    found = digest(scan, data.pages(), data.people)
    lines = [f"## {words.say('index_title', site=_text(scan.site))}", ""]
    lines += [f"{words.moment(scan.started)} · {words.say('n_pages', n=scan.pages_checked)}", ""]
    if scan.pages_broken:
        lines += [f"⚠️ **{words.say('broken_alert', n=scan.pages_broken)}**", ""]
    lines += [f"| {w.level} | {w.result} | {w.score} | {w.failed} | {w.review} |", "|---|---|--:|--:|--:|"]
    for standing in standings(scan, data.previous, found):
        level = int(standing.level)
        verdict = words.get(f"verdict_{standing.verdict.name.lower()}")
        lines.append(
            f"| {words.get(f'level{level}')} {words.get(f'level{level}_name')} | {verdict} "
            f"| {_score(standing.total, words)} | {standing.total.failed:,} | {standing.total.review:,} |"
        )
    work = repairs(found, scan.pages_checked)[:_FIRST]
    if work:
        lines += ["", f"### {w.first_title}", ""]
        lines += [f"{n}. {_repair(repair, words)}" for n, repair in enumerate(work, 1)]
    if data.comparison is not None and data.previous is not None:
        lines += ["", f"### {words.say('changes_title', date=words.date(data.previous.started))}", ""]
        counts = {
            w.new: data.comparison.new,
            w.fixed: data.comparison.fixed,
            w.remaining: data.comparison.remaining,
        }
        for name, findings in counts.items():
            number = sum(1 for finding in findings if finding.outcome is Outcome.FAILED)
            lines.append(f"- {name}: {words.say('n_findings', n=number)}")
    lines += ["", f"### {w.scope_title}", ""]
    lines += [f"- {_text(note_text(note, words))}" for note in scan.notes]
    lines += [f"- {text}" for text in (w.note_levels, w.note_verdict, w.note_kgi, w.limit_machine)]
    stream.write("\n".join(lines) + "\n")


def _repair(repair: Repair, words: Wording) -> str:
    if repair.pages == (SITE,):
        gain = words.say("repair_site", n=repair.findings)
    else:
        gain = words.say("repair_clears", n=len(repair.pages), findings=repair.findings)
    place = words.get(f"region_{repair.region}", "")
    level = words.get(f"level{int(repair.rule.level)}")
    return f"**{_text(repair.rule.name.get(words.lang))}** ({level}) {place + ': ' if place else ''}{gain}"


def _score(mark: Mark, words: Wording) -> str:
    change = f" ({mark.change:+.1f})" if mark.change else ""
    return f"{words.score(mark.score)}{change}"


def _text(text: str) -> str:
    """Text in which nothing is Markdown, HTML, a link or a mention."""
    text = _SPECIAL.sub(r"\\\1", one_line(text)).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _AUTOLINK.sub("\u2060", text)
