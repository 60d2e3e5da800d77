"""The result of a page, and of a scan."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from a11ycheck.model.base import Axis, Level, Outcome, Value
from a11ycheck.model.finding import Finding
from a11ycheck.model.page import Page
from a11ycheck.model.rule import Rule


class ProblemKind(StrEnum):
    """Why a page could not be checked."""

    UNREACHABLE = "unreachable"
    """No such host, connection refused or cut."""
    TLS = "tls"
    """The certificate cannot be trusted."""
    HTTP_ERROR = "http-error"
    """Status 400 or above."""
    TIMEOUT = "timeout"
    """It did not load in time."""
    CRASH = "crash"
    """It killed its tab."""
    OUT_OF_SCOPE = "out-of-scope"
    """It redirects to a place outside the sites that were given."""
    NOT_HTML = "not-html"
    """It turned out to be a download or another kind of file."""
    CHECK = "check"
    """It loaded, but axe or the walker failed on it."""
    DUPLICATE = "duplicate"
    """It redirects to a page that is checked already."""


BENIGN_PROBLEMS = frozenset({ProblemKind.OUT_OF_SCOPE, ProblemKind.NOT_HTML, ProblemKind.DUPLICATE})
"""Problems that say what an address is, and not that a page went unchecked."""


class Problem(Value, frozen=True, kw_only=True):
    """Why a page was not checked."""

    kind: ProblemKind
    """The kind."""
    detail: str = ""
    """One plain technical phrase, e.g. ``HTTP 404`` or ``net::ERR_CONNECTION_REFUSED``."""


class RuleCount(Value, frozen=True, kw_only=True):
    """How one rule fared on one page."""

    outcome: Outcome
    """failed if anything failed, else cantTell, else passed; inapplicable if there was nothing to judge."""
    applicable: int = 0
    """Elements (or the page) that were judged."""
    failed: int = 0
    """Of these, failed."""
    cant_tell: int = 0
    """Of these, cantTell."""


class PageResult(Value, frozen=True, kw_only=True):
    """All that is kept of a page."""

    page: Page
    """The page."""
    status: int = 0
    """HTTP status, 0 without an answer."""
    final_url: str = ""
    """The address after redirects."""
    title: str = ""
    """document.title."""
    lang: str = ""
    """The declared language."""
    problem: Problem | None = None
    """Why it was not checked; None if it was."""
    outcomes: dict[str, RuleCount] = {}
    """By rule id; empty if it was not checked."""
    findings: tuple[Finding, ...] = ()
    """What failed or needs a person."""
    metrics: dict[str, int | float] = {}
    """Measures: load_ms, bytes, nodes, text_length …"""
    template: str = ""
    """Hash of the page's structure, equal for pages of one template."""
    links: int = 0
    """How many in-scope links it has."""


class Cell(Value, frozen=True, kw_only=True):
    """One cell of the matrix levels × axes, or a level's or axis' sum."""

    applicable: int = 0
    """(page × rule) pairs to which an automatic or assisted rule applied."""
    failed: int = 0
    """Of these, with at least one failure."""
    cant_tell: int = 0
    """Of these, without a failure but with something for a person."""
    findings: int = 0
    """Failed findings."""
    advice: int = 0
    """Findings of best-practice rules, which count nowhere else."""
    manual: int = 0
    """Check items that only a person can judge."""

    @property
    def score(self) -> float | None:
        """Share of applicable pairs without a failure, 0–100, one decimal; None if nothing applied.

        It never rounds up to 100 while something failed.
        """
        if not self.applicable:
            return None
        share = round(100 * (self.applicable - self.failed) / self.applicable, 1)
        return min(share, 99.9) if self.failed else share


class LevelVerdict(StrEnum):
    """The verdict on a level. The tool never says 準拠 or 適合."""

    PROBLEMS = "problems"
    """問題あり"""
    NONE_FOUND = "none-found"
    """機械で検出できた範囲で問題なし（人の確認が残っています）"""
    CONFIRMED = "confirmed"
    """確認済み"""
    NOT_CHECKED = "not-checked"
    """確認できていません: nothing could be judged."""


class LevelScore(Value, frozen=True, kw_only=True):
    """How a site stands on one level."""

    level: Level
    """The level."""
    total: Cell
    """Over all axes."""
    axes: dict[Axis, Cell] = {}
    """By quality axis."""
    verdict: LevelVerdict
    """The verdict."""


class Versions(Value, frozen=True, kw_only=True):
    """What judged: two scans compare honestly only where these agree."""

    tool: str
    """a11ycheck."""
    axe: str
    """axe-core."""
    browser: str
    """Browser and its version."""
    rules: str
    """Hash over all rules' versions."""


class ScanState(StrEnum):
    """How far a scan came."""

    RUNNING = "running"
    COMPLETE = "complete"
    INTERRUPTED = "interrupted"
    """Stopped by the user or by an error; what was done is kept."""


class Scan(Value, frozen=True, kw_only=True):
    """A scan without its pages, which are streamed."""

    id: str
    """A short unique id: date, time and random letters."""
    site: str
    """The site's name: the first start address' origin, or the name that the user gave."""
    starts: tuple[str, ...]
    """Start addresses, without credentials."""
    started: datetime
    """When it started, with a time zone."""
    finished: datetime | None = None
    """When it ended; None while it runs."""
    state: ScanState = ScanState.RUNNING
    """How far it came."""
    versions: Versions
    """What judged."""
    settings: dict[str, Any] = {}
    """The settings that decide what was checked and how; no secrets."""
    rules: tuple[Rule, ...] = ()
    """The rules by which it was judged, without examples."""
    site_findings: tuple[Finding, ...] = ()
    """Findings of site rules that are about no single page."""
    site_outcomes: dict[str, RuleCount] = {}
    """How the site rules fared, by rule id."""
    score: tuple[LevelScore, ...] = ()
    """Levels 1 to 3."""
    pages_checked: int = 0
    """Pages that were judged."""
    pages_broken: int = 0
    """Pages that should have been judged and could not be."""
    pages_other: int = 0
    """Addresses that are no pages of this site (files, duplicates, redirects to elsewhere)."""
    notes: tuple[str, ...] = ()
    """What a reader must know about how far the scan reaches, e.g. ``limit:max-pages``, ``robots:12``."""
