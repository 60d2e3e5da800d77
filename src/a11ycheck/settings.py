"""What a user can set. Every field can stand in ``a11ycheck.toml`` under its own name."""

from __future__ import annotations

from pathlib import Path

import msgspec


class BasicAuth(msgspec.Struct, frozen=True, kw_only=True):
    """Credentials for HTTP basic authentication. Never stored, never printed."""

    user: str
    password: str

    def __repr__(self) -> str:
        """Without the secret."""
        return "BasicAuth(…)"


class BrowserSettings(msgspec.Struct, frozen=True, kw_only=True):
    """How pages are opened."""

    executable: str | None = None
    """Browser program; None finds one."""
    axe_script: Path | None = None
    """An axe.min.js in place of the one that is shipped."""
    viewport: tuple[int, int] = (1280, 800)
    """Width and height in CSS px."""
    user_agent: str | None = None
    """Replaces the honest default."""
    headers: dict[str, str] = {}
    """Sent to the start pages' origins only."""
    basic_auth: BasicAuth | None = None
    """Sent to the start pages' origins only."""
    origins: tuple[str, ...] = ()
    """Origins that may see headers and credentials."""
    storage_state: Path | None = None
    """Playwright's storage state file: cookies and local storage of a login."""
    ignore_https_errors: bool = False
    """Accept certificates that cannot be verified."""
    timeout: float = 30.0
    """Seconds until a page's document must have arrived."""
    settle: float = 3.0
    """Seconds that a page may go on changing after it loaded."""
    concurrency: int = 2
    """Tabs."""
    probes: tuple[str, ...] = ()
    """Probes to run on every page (``ProbeName``): they cost time, and rules that need one are untested without it."""


class ScanSettings(msgspec.Struct, frozen=True, kw_only=True):
    """What is scanned, how, and what is made of it."""

    # which pages
    scope: str = "host"
    """host, domain (all hosts of the registrable domain) or path (below the start address)."""
    include: tuple[str, ...] = ()
    """Only addresses that match one of these patterns (globs on path and query, or ``re:…``)."""
    exclude: tuple[str, ...] = ()
    """No address that matches one of these."""
    max_pages: int = 1000
    """Pages to be judged at most."""
    max_depth: int | None = None
    """Clicks from a start page at most."""
    sitemap: str = "auto"
    """``auto`` (robots.txt and /sitemap.xml), ``off``, or an address."""
    sample: str = ""
    """``random:N``: that many addresses out of the sitemap or list, links are not followed."""
    seed: int = 1
    """Makes a sample repeatable."""
    ignore_robots: bool = False
    """Visit what robots.txt forbids: for one's own staging site."""
    delay: float = 0.0
    """Seconds between two pages of one host, at least."""
    check_external: bool = False
    """Ask the pages of others to which the site links whether they are there."""
    max_external: int = 1000
    """Addresses of others to ask at most."""
    files: int | None = 0
    """PDF, Office and CSV files to be read at most, in the order in which they are found; None for all."""
    max_file_size: float = 30.0
    """Megabytes of a file at most; a larger one is not read."""
    name: str = ""
    """The site's name in history and reports; the start page's host by default."""

    # how pages are opened
    browser: BrowserSettings = BrowserSettings()

    # which rules
    level: int = 3
    """Judge levels 1 up to this one."""
    standard: str = "jis2016"
    """The profile: jis2016 or wcag22."""
    rulesets: tuple[Path, ...] = ()
    """Folders that are laid over the built-in rules."""
    enable_rules: tuple[str, ...] = ()
    """Rules that are off by default."""
    disable_rules: tuple[str, ...] = ()
    """Rules to leave out."""

    # what is made of it
    fail_on: int | None = 1
    """The gate: the highest level whose failures make the exit code 1; None for never."""
    max_broken: float = 0.2
    """Share of pages that may stay unchecked before the scan is not to be trusted."""
    baseline: Path | None = None
    """Accepted findings."""
    save_snapshots: Path | None = None
    """Folder for what was gathered."""
