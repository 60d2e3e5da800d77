"""The part of the page “言葉 / Language” about plainness: distribution, history, hardest sentences and pages."""

from __future__ import annotations

import re
from dataclasses import dataclass

from a11ycheck.exporters.digest import RuleLine
from a11ycheck.exporters.htmlreport.book import Book, PageRef
from a11ycheck.exporters.plainness_tally import BUCKETS, PlainnessTally, tally
from a11ycheck.exporters.text import visible

MAX_SENTENCES = 10
"""Sentences that are shown."""
MAX_PAGES = 10
"""Pages that are listed."""
MAX_SCANS = 8
"""Earlier scans in the history."""
WIDTH, HEIGHT = 640, 200
_BASE, _TOP, _GAP = 170, 16, 6
_PAIR = re.compile("「([^「」]{1,60})」→「([^「」]{0,100})」")
_HARD_RULE, _HARD_KEY = "text-plainness", "hard-sentence"


@dataclass(frozen=True, slots=True)
class Bar:
    """One step of the distribution."""

    label: str
    """“0–9” … “90–100”."""
    pages: int
    """Pages of this scan."""
    before: int | None
    """Pages of the scan before; None where there is none."""
    x: float
    """Left edge of its place in the picture."""
    width: float
    """Width of a bar."""
    height: float
    """Height of this scan's bar."""
    height_before: float
    """Height of the bar of the scan before."""


@dataclass(frozen=True, slots=True)
class Past:
    """A scan in the history."""

    date: str
    """When it was."""
    pages: int
    """Pages that could be measured."""
    low: str
    """Score of the page at a quarter from the hardest one."""
    median: str
    """Score of the page in the middle."""
    high: str
    """Score of the page at a quarter from the plainest one."""
    hard: str
    """Share of particularly hard sentences."""


@dataclass(frozen=True, slots=True)
class Hard:
    """A hard sentence."""

    pieces: tuple[tuple[str, str], ...]
    """The sentence in pieces; beside each what to write in its place, or nothing."""
    score: str
    """Its plainness."""
    ref: PageRef
    """The page it stands on."""


@dataclass(frozen=True, slots=True)
class Plainness:
    """What the section shows."""

    bars: tuple[Bar, ...]
    """The distribution."""
    history: tuple[Past, ...]
    """Scans, oldest first; the last one is this."""
    sentences: tuple[Hard, ...]
    """The hardest ones."""
    pages: tuple[tuple[str, PageRef], ...]
    """The hardest pages with their scores."""
    measured: int
    """Pages that could be measured."""
    width: int = WIDTH
    """Width of the picture."""
    height: int = HEIGHT
    """Height of the picture."""
    base: int = _BASE
    """Where its bars stand."""


def plainness(book: Book) -> Plainness | None:
    """The section; None where no page has Japanese sentences that could be measured."""
    now = book.digest.plainness
    if not now.pages:
        return None
    past = _past(book)
    before = past[-1][1] if past else None
    history = [_row(date, found, book) for date, found in past]
    return Plainness(
        bars=_bars(now, before),
        history=(*history, _row(book.words.date(book.data.scan.started), now, book)),
        sentences=_sentences(book),
        pages=tuple((book.words.score(score), book.page_ref(number)) for score, number in now.hardest(MAX_PAGES)),
        measured=len(now.pages),
    )


def _past(book: Book) -> list[tuple[str, PlainnessTally]]:
    """Earlier scans of the site that were measured, oldest first."""
    data = book.data
    if data.measures is None:
        return []
    earlier = [s for s in data.trend if s.id != data.scan.id and s.started < data.scan.started]
    found = [(book.words.date(s.started), tally(data.measures(s.id))) for s in earlier[-MAX_SCANS:]]
    return [(date, counted) for date, counted in found if counted.pages]


def _bars(now: PlainnessTally, before: PlainnessTally | None) -> tuple[Bar, ...]:
    counts, old = now.buckets, before.buckets if before else None
    # Scans of different sizes compare by shares.
    shares = [n / len(now.pages) for n in counts]
    old_shares = [n / len(before.pages) for n in old] if before and old else [0.0] * BUCKETS
    most = max(*shares, *old_shares)
    step = WIDTH / BUCKETS
    return tuple(
        Bar(
            f"{10 * i}–{100 if i == BUCKETS - 1 else 10 * i + 9}",
            counts[i],
            old[i] if old else None,
            round(i * step + _GAP, 1),
            round((step - 2 * _GAP) / (2 if old else 1), 1),
            round((_BASE - _TOP) * shares[i] / most, 1),
            round((_BASE - _TOP) * old_shares[i] / most, 1),
        )
        for i in range(BUCKETS)
    )


def _row(date: str, found: PlainnessTally, book: Book) -> Past:
    low, median, high = (book.words.score(found.at(share)) for share in (0.25, 0.5, 0.75))
    hard = f"{100 * found.hard / found.sentences:.1f}%" if found.sentences else "–"
    return Past(date, len(found.pages), low, median, high, hard)


def _sentences(book: Book) -> tuple[Hard, ...]:
    """The hardest sentences of the site, each once."""
    line: RuleLine | None = book.digest.rules.get(_HARD_RULE)
    if line is None:
        return ()
    faults = [fault for fault in line.faults.values() if fault.finding.key == _HARD_KEY]
    faults.sort(key=lambda fault: (float(fault.finding.data.get("score", 100)), fault.pages[0]))
    shown: dict[str, Hard] = {}
    for fault in faults:
        text = str(fault.finding.data.get("text", ""))
        if text not in shown and len(shown) < MAX_SENTENCES:
            data = fault.finding.data
            pieces = marked(visible(text), visible(str(data.get("words", ""))))
            shown[text] = Hard(pieces, str(data.get("score", "–")), book.page_ref(fault.pages[0]))
    return tuple(shown.values())


def marked(text: str, words: str) -> tuple[tuple[str, str], ...]:
    """A sentence in pieces: the words that a list such as 「係る」→「関する」 names, with what replaces them."""
    instead = dict(_PAIR.findall(words))
    if not instead:
        return ((text, ""),)
    pattern = re.compile("|".join(re.escape(word) for word in sorted(instead, key=len, reverse=True)))
    pieces, at = [], 0
    for match in pattern.finditer(text):
        if match.start() > at:
            pieces.append((text[at : match.start()], ""))
        pieces.append((match[0], instead[match[0]]))
        at = match.end()
    return (*pieces, (text[at:], "")) if at < len(text) else tuple(pieces)
