"""What is known of a site before its first page is opened."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from a11ycheck.crawl.fetch import Fetcher
from a11ycheck.crawl.notice import Notice
from a11ycheck.crawl.robots import Robots, RobotsFiles
from a11ycheck.crawl.scope import Scope
from a11ycheck.crawl.sitemaps import read_sitemaps
from a11ycheck.crawl.urls import canonical, identity, origin, without_credentials
from a11ycheck.errors import ConfigError

_USUAL_PLACES = ("/sitemap.xml", "/sitemap_index.xml")


@dataclass(frozen=True, slots=True)
class Discovery:
    """What was found."""

    robots: Mapping[str, Robots]
    """By origin of the start addresses. With robots.txt off, all of them allow everything."""
    sitemap_urls: tuple[str, ...] = ()
    """Pages of the site that sitemaps list, each once, in order."""
    notices: tuple[Notice, ...] = ()
    """What could not be read, or was left out."""


async def discover(
    starts: Sequence[str],
    fetcher: Fetcher,
    scope: Scope,
    *,
    use_robots: bool = True,
    sitemap: str | Sequence[str] = "auto",
    robots_files: RobotsFiles | None = None,
) -> Discovery:
    """Read robots.txt and sitemaps of a site.

    Args:
        starts: start addresses.
        fetcher: an open fetcher.
        scope: the site.
        use_robots: whether robots.txt decides what may be visited.
        sitemap: ``auto`` (those that robots.txt names, else the usual places), ``off``, or one or
            more addresses.
        robots_files: where the robots.txt of further origins will be asked for later.

    Raises:
        ConfigError: for a sitemap address that is none.
    """

    def on_site(url: str) -> bool:
        # A sitemap need not match the patterns for pages, nor lie in the start address' folder.
        return bool(origin(url)) and scope.why_not(url) != "host"

    wanted = _wanted(sitemap)
    files = robots_files or RobotsFiles(fetcher)
    origins = list(dict.fromkeys(place for place in map(origin, starts) if place))
    # Without a say in what is visited, robots.txt is still the place that names the sitemaps.
    found = {place: await files.of(place) for place in origins} if use_robots or wanted is None else {}
    notices: list[Notice] = []
    if use_robots:
        for place, rules in found.items():
            if rules.forbids_all:
                detail = f"{rules.reason}; its wishes are unknown, so that nothing is visited"
                notices.append(Notice("robots-unreachable", f"{place}/robots.txt", detail))
    if wanted is None:
        open_to_us = {place: rules for place, rules in found.items() if not (use_robots and rules.forbids_all)}
        listed, trouble = await _from_robots(open_to_us, fetcher, on_site)
    else:
        pages, faults = await read_sitemaps(wanted, fetcher, may_fetch=on_site)
        listed, trouble = list(pages), list(faults)
    kept, left_out = _in_scope(listed, scope)
    robots = found if use_robots else {place: Robots.everything("robots.txt is ignored") for place in origins}
    return Discovery(robots, kept, (*notices, *trouble, *left_out))


def _wanted(sitemap: str | Sequence[str]) -> tuple[str, ...] | None:
    """The sitemaps that the user names; None to look for them."""
    if sitemap == "auto":
        return None
    if sitemap == "off":
        return ()
    addresses = []
    for text in (sitemap,) if isinstance(sitemap, str) else sitemap:
        address = canonical(text)
        if address is None or not origin(address):
            raise ConfigError(
                f"The sitemap “{without_credentials(text)}” is not a web address. "
                "Give auto, off or an address, e.g. https://www.example.jp/sitemap.xml."
            )
        addresses.append(address)
    return tuple(addresses)


async def _from_robots(
    robots: Mapping[str, Robots], fetcher: Fetcher, on_site: Callable[[str], bool]
) -> tuple[list[str], list[Notice]]:
    """The sitemaps that robots.txt names, else those in the usual places."""
    pages: list[str] = []
    notices: list[Notice] = []
    for place, rules in robots.items():
        named = [address for address in (canonical(text, place) for text in rules.sitemaps) if address]
        near = [address for address in named if on_site(address)]
        notices += [
            Notice("sitemap-foreign", address, "on another site: not read") for address in named if address not in near
        ]
        attempts = [near] if named else [[f"{place}{path}"] for path in _USUAL_PLACES]
        for attempt in attempts:
            found, trouble = await read_sitemaps(attempt, fetcher, may_fetch=on_site, optional=not named)
            pages += found
            notices += trouble
            if found:
                break
    return pages, notices


def _in_scope(pages: Iterable[str], scope: Scope) -> tuple[tuple[str, ...], list[Notice]]:
    kept: dict[str, str] = {}
    foreign: list[str] = []
    for page in pages:
        reason = scope.why_not(page)
        if reason == "host":
            foreign.append(page)
        elif not reason:
            kept.setdefault(identity(page), page)
    if not foreign:
        return tuple(kept.values()), []
    detail = f"sitemaps list {len(foreign):,} addresses outside the site, this one first; they are left out"
    return tuple(kept.values()), [Notice("sitemap-foreign", foreign[0], detail)]
