"""Scans a site, or judges single pages: joins browser, crawl and history to the engine."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec

from a11ycheck import __version__
from a11ycheck.api.addresses import named_addresses
from a11ycheck.api.filing import SiteFiles
from a11ycheck.api.on_demand import OnDemand
from a11ycheck.api.problems import start_problems
from a11ycheck.api.ruleset import load_ruleset
from a11ycheck.browser.gatherer import BrowserGatherer
from a11ycheck.checks.hosts import is_public
from a11ycheck.crawl.admission import SiteAdmission
from a11ycheck.crawl.cookies import read_cookies
from a11ycheck.crawl.discovery import Discovery, discover
from a11ycheck.crawl.fetch import USER_AGENT, Fetcher, user_agent
from a11ycheck.crawl.links import TIMEOUT, PoliteLinks
from a11ycheck.crawl.robots import RobotsFiles
from a11ycheck.crawl.sampling import sample
from a11ycheck.crawl.scope import Scope
from a11ycheck.crawl.urls import origin, without_credentials
from a11ycheck.engine.file_turns import FileTurns
from a11ycheck.engine.frontier import Frontier
from a11ycheck.engine.ports import Progress, Store
from a11ycheck.engine.registry import axe_ids, bind, look_names
from a11ycheck.engine.scan import ScanRun
from a11ycheck.errors import ConfigError, OutputError, UsageError
from a11ycheck.files import FileReader
from a11ycheck.model import Rule, Scan, Snapshot, Versions, file_kind
from a11ycheck.settings import BrowserSettings, ScanSettings


@dataclass(frozen=True, slots=True)
class Scanned:
    """A finished scan."""

    scan: Scan
    """The scan as it was stored."""
    start_problems: tuple[str, ...] = ()
    """One sentence for each start page that could not be checked."""
    warnings: tuple[str, ...] = ()
    """What the user should know: a broken sitemap, robots.txt that could not be read …"""


@dataclass(slots=True)
class Control:
    """Lets the caller end a running scan."""

    stopped: bool = False
    """Whether it was told to end."""
    _stop: Callable[[], object] | None = None

    def stop(self) -> None:
        """Ends the scan soon; what was judged is kept. Before the first page it is cancelled."""
        self.stopped = True
        if self._stop is not None:
            self._stop()

    def on_stop(self, stop: Callable[[], object]) -> None:
        """Says what ends the scan from now on."""
        self._stop = stop
        if self.stopped:
            stop()


async def scan_site(
    starts: Sequence[str],
    settings: ScanSettings,
    *,
    store: Store,
    progress: Progress,
    urls: Sequence[str] = (),
    control: Control | None = None,
) -> Scanned:
    """Crawls a site from its start pages and judges every page.

    Args:
        starts: start addresses; with ``urls`` they only draw the scope and may be empty.
        settings: what is scanned and how.
        store: keeps the results.
        progress: is told of every page.
        urls: a list of pages to judge instead of crawling.
        control: lets the caller end the scan.

    Raises:
        UsageError: an address, a pattern, a rule file or a setting cannot be used.
        BrowserError: there is no browser.
        StoreError: the results cannot be kept.
    """
    task = asyncio.current_task()
    if control is not None and task is not None:
        control.on_stop(task.cancel)
    urls = named_addresses(urls) if urls else ()
    addresses = named_addresses(starts) if starts else urls
    scope = Scope(addresses, settings.scope, settings.include, settings.exclude)
    if settings.sample:
        sample((), settings.sample, settings.seed)  # a wrong one is told before anything is opened
    ruleset = load_ruleset(settings)
    rules = bind(ruleset.active)
    named_pages = bool(urls) and not settings.sample  # whoever names single pages wants these opened and no others
    local = all(address.startswith("file:") for address in addresses)
    browser = _browser_settings(settings.browser, addresses)
    async with AsyncExitStack() as stack:
        fetcher = await stack.enter_async_context(_fetcher(browser))
        robots_files = RobotsFiles(fetcher)
        discovery = (
            Discovery({})
            if local
            else await discover(
                addresses,
                fetcher,
                scope,
                use_robots=not settings.ignore_robots,
                sitemap="off" if urls and not settings.sample else settings.sitemap,
                robots_files=robots_files,
            )
        )
        listed = _listed(urls, discovery, settings)
        admission = SiteAdmission(
            scope,
            discovery,
            robots_files,
            ignore_robots=settings.ignore_robots,
            delay=settings.delay,
            concurrency=browser.concurrency,
        )
        gatherer = OnDemand(
            BrowserGatherer(
                browser,
                axe_ids(ruleset.active),
                scope.contains,
                user_agent=user_agent,
                looks=look_names(ruleset.active),
            ),
            stack,
        )
        asker = await stack.enter_async_context(
            Fetcher(user_agent=browser.user_agent or USER_AGENT, timeout=TIMEOUT, cookies=False)
        )
        links = PoliteLinks(
            asker,
            allowed=lambda url: settings.check_external or scope.contains(url),
            private=not all(is_public(urlsplit(address).hostname or "") for address in addresses),
            limit=settings.max_external,
        )
        max_files = _max_files(settings, ruleset.active)
        if max_files == 0 or not all(file_kind(url) for url in listed or addresses):
            await gatherer.start()
        frontier = Frontier(admission, max_depth=settings.max_depth, follow=not listed, files=max_files != 0)
        files = None
        if max_files != 0:
            reader = await stack.enter_async_context(FileReader())
            site_files = SiteFiles(fetcher, reader, scope.contains, max_size=settings.max_file_size)
            files = FileTurns(frontier, admission, site_files, max_files=max_files, concurrency=browser.concurrency)
        refused = _seed(frontier, addresses if not listed else (), listed, discovery)
        now = datetime.now().astimezone()
        scan = Scan(
            id=f"{now:%Y%m%d-%H%M%S}-{secrets.token_hex(2)}",
            site=settings.name or urlsplit(addresses[0]).netloc or "local",
            starts=tuple(without_credentials(address) for address in addresses),
            started=now,
            versions=Versions(tool=__version__, axe=gatherer.axe, browser=gatherer.browser, rules=ruleset.version),
            settings=_recorded(settings, urls_only=bool(listed)),
            rules=ruleset.recorded,
        )
        run = ScanRun(
            scan,
            rules,
            frontier,
            gatherer=gatherer,
            admission=admission,
            store=store,
            progress=progress,
            now=lambda: datetime.now().astimezone(),
            max_pages=settings.max_pages,
            concurrency=browser.concurrency,
            keep=_keeper(settings.save_snapshots),
            links=None if local or (named_pages and not settings.check_external) else links,
            files=files,
        )
        if control is not None:
            control.on_stop(run.stop)
        finished = await run.run()
    # A handful of start pages is read back: why one failed is the first thing that its user asks.
    problems = await asyncio.to_thread(start_problems, store, finished, refused)
    notices = (*discovery.notices, *admission.politeness.notices)
    return Scanned(finished, problems, tuple(str(notice) for notice in notices))


def _browser_settings(browser: BrowserSettings, addresses: tuple[str, ...]) -> BrowserSettings:
    origins = tuple(dict.fromkeys(origin(address) for address in addresses))
    return msgspec.structs.replace(browser, origins=origins)


def _fetcher(browser: BrowserSettings) -> Fetcher:
    auth = browser.basic_auth
    return Fetcher(
        user_agent=browser.user_agent or USER_AGENT,
        headers=browser.headers,
        basic_auth=None if auth is None else (auth.user, auth.password, browser.origins),
        header_origins=browser.origins,
        login=read_cookies(browser.storage_state) if browser.storage_state else None,
        verify=not browser.ignore_https_errors,
        timeout=browser.timeout,
    )


def _max_files(settings: ScanSettings, rules: Sequence[Rule]) -> int | None:
    """Files to be read at most: none where no rule is about them."""
    return settings.files if any("files" in rule.needs for rule in rules) else 0


def _listed(urls: Sequence[str], discovery: Discovery, settings: ScanSettings) -> tuple[str, ...]:
    """The pages to judge without crawling: the user's list, or a sample of it or of the sitemap."""
    if not settings.sample:
        return tuple(urls)
    population = tuple(urls) or discovery.sitemap_urls
    if not population:
        raise UsageError(
            "--sample draws from a sitemap or a list, and this site has no readable sitemap. "
            "Give its address with --sitemap, or a list of pages with --urls-from."
        )
    return sample(population, settings.sample, settings.seed)


def _seed(
    frontier: Frontier, addresses: tuple[str, ...], listed: tuple[str, ...], discovery: Discovery
) -> dict[str, str]:
    """Fills the frontier; the start addresses that may not be visited, with the reason."""
    refused = {}
    for url in addresses:
        reason = frontier.add(url, depth=0, found_on="start")
        if reason:
            refused[url] = reason
    for url in listed:
        path = urlsplit(url).path
        reason = frontier.add(url, depth=0 if path in ("", "/") else 1, found_on="list")
        if reason:
            refused[url] = reason
    if not listed:
        for url in discovery.sitemap_urls:
            frontier.add(url, depth=1, found_on="sitemap", reserve=True)
    return refused


def _recorded(settings: ScanSettings, *, urls_only: bool) -> dict[str, Any]:
    """The settings that decide what was checked and how; no secrets, no paths of this machine."""
    browser = settings.browser
    return {
        "scope": settings.scope,
        "include": list(settings.include),
        "exclude": list(settings.exclude),
        "max_pages": settings.max_pages,
        "max_depth": settings.max_depth,
        "sitemap": settings.sitemap,
        "sample": settings.sample,
        "seed": settings.seed,
        "ignore_robots": settings.ignore_robots,
        "check_external": settings.check_external,
        "level": settings.level,
        "standard": settings.standard,
        "viewport": list(browser.viewport),
        "logged_in": bool(browser.basic_auth or browser.storage_state or browser.headers),
        "ignore_https_errors": browser.ignore_https_errors,
        "probes": list(browser.probes),
        "urls_only": urls_only,
        "files": "all" if settings.files is None else settings.files or "none",
        "max_file_size": f"{settings.max_file_size:g} MB",
    }


def _keeper(folder: Path | None) -> Callable[[int, Snapshot], None] | None:
    if folder is None:
        return None
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(f"The folder {folder} for snapshots cannot be made: {error.strerror}.") from error

    def keep(position: int, snapshot: Snapshot) -> None:
        path = folder / f"{position:05d}.json"
        try:
            path.write_bytes(msgspec.json.encode(snapshot))
        except OSError as error:
            raise OutputError(f"The snapshot {path} cannot be written: {error.strerror}.") from error

    return keep
