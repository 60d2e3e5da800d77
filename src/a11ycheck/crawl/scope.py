"""Which addresses belong to the site that is checked."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args
from urllib.parse import unquote

from a11ycheck.crawl.address import Address, parse
from a11ycheck.crawl.urls import identity, site_host, without_credentials
from a11ycheck.errors import ConfigError

if TYPE_CHECKING:
    from tldextract import TLDExtract

Mode = Literal["host", "domain", "path"]
"""How far a site reaches: its host, its registrable domain, or the folder of the start address."""

# Under lg.jp the name before the suffix is a place, which a city and a prefecture can share:
# city.osaka.lg.jp and pref.osaka.lg.jp are two organisations.
_LOCAL_GOVERNMENT = re.compile(r"(?:^|\.)((?:metro|pref|city|town|vill)\.[^.]+\.lg\.jp)$")


class _Pattern(NamedTuple):
    expression: re.Pattern[str]
    whole_address: bool


class Scope:
    """The site, as its start addresses and the user's patterns draw it."""

    def __init__(
        self,
        starts: Sequence[str],
        mode: str = "host",
        include: Iterable[str] = (),
        exclude: Iterable[str] = (),
    ) -> None:
        """Draw the site.

        Args:
            starts: start addresses. They belong to the site whatever the patterns say.
            mode: ``host``, ``domain`` or ``path``.
            include: patterns, one of which an address has to match; none means all.
            exclude: patterns, none of which an address may match; they win over ``include``.

        Raises:
            ConfigError: for a start address, a mode or a pattern that cannot be used.
        """
        if mode not in get_args(Mode):
            choices = ", ".join(get_args(Mode))
            raise ConfigError(f"The scope “{mode}” does not exist. Choose one of: {choices}.")
        if not starts:
            raise ConfigError("No start address was given. Give one, e.g. https://www.example.jp/.")
        addresses = [_start(start) for start in starts]
        self._mode = mode
        self._starts = frozenset(identity(str(address)) for address in addresses)
        online = [address for address in addresses if address.scheme != "file"]
        self._hosts = frozenset(site_host(address) for address in online)
        self._domains = frozenset(registrable_domain(address) for address in online if mode == "domain")
        self._folders = tuple((_site(address), address.path, _folder(address)) for address in addresses)
        self._include = tuple(_pattern(text, "include") for text in include)
        self._exclude = tuple(_pattern(text, "exclude") for text in exclude)

    def contains(self, url: str) -> bool:
        """Whether the address belongs to the site."""
        return not self.why_not(url)

    def why_not(self, url: str) -> str:
        """Why it does not: ``host``, ``path``, ``exclude`` or ``include``; empty if it does."""
        address = parse(url)
        if address is None:
            return "host"
        if identity(url) in self._starts:
            return ""
        return self._outside(address) or self._unwanted(address)

    def _outside(self, address: Address) -> str:
        if not self._on_site(address):
            return "host"
        return "" if self._in_folder(address) else "path"

    def _unwanted(self, address: Address) -> str:
        if any(_matches(pattern, address) for pattern in self._exclude):
            return "exclude"
        if self._include and not any(_matches(pattern, address) for pattern in self._include):
            return "include"
        return ""

    def _on_site(self, address: Address) -> bool:
        if address.scheme == "file":
            return any(site == _site(address) for site, _, _ in self._folders)
        if self._mode == "domain":
            return registrable_domain(address) in self._domains
        return site_host(address) in self._hosts

    def _in_folder(self, address: Address) -> bool:
        # A file's site is its folder: the rest of the disk is not for the crawl.
        if self._mode != "path" and address.scheme != "file":
            return True
        return any(
            site == _site(address) and (address.path == path or address.path.startswith(folder))
            for site, path, folder in self._folders
        )


def registrable_domain(address: Address) -> str:
    """The domain that an organisation registered; the host and port where there is none.

    ``https://www.lib.city.example.lg.jp/`` gives ``city.example.lg.jp``; ``http://127.0.0.1:8000/``
    and ``http://localhost/`` have none.
    """
    return _registrable_domain(address.host) or address.netloc


@cache
def _registrable_domain(host: str) -> str:
    if match := _LOCAL_GOVERNMENT.search(host):
        return match[1]
    if _is_ip(host):
        return ""
    return _suffixes().extract_str(host).top_domain_under_public_suffix


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


def _start(text: str) -> Address:
    address = parse(text)
    if address is None:
        raise ConfigError(
            f"“{without_credentials(text)}” is not a web address. Write it out, e.g. https://www.example.jp/."
        )
    return address


def _site(address: Address) -> str:
    return f"file:{address.host}" if address.scheme == "file" else site_host(address)


def _folder(address: Address) -> str:
    """The start address' folder; ``/kurashi`` without a suffix is taken for a folder."""
    head, _, last = address.path.rpartition("/")
    if not last or "." in last or address.scheme == "file":
        return head + "/"
    return address.path + "/"


def _pattern(text: str, option: str) -> _Pattern:
    if text.startswith("re:"):
        return _Pattern(_regular_expression(text, option), whole_address=False)
    if "://" not in text and not text.startswith(("/", "*")):
        raise ConfigError(
            f"The {option} pattern “{text}” begins with neither / nor *. "
            "Write for instance /event/* or */event/*, or re: and a regular expression."
        )
    # Only the asterisk is special: question marks and brackets are common in addresses.
    glob = ".*".join(re.escape(part) for part in text.split("*"))
    return _Pattern(re.compile(rf"\A{glob}\Z", re.DOTALL), whole_address="://" in text)


def _regular_expression(text: str, option: str) -> re.Pattern[str]:
    expression = text.removeprefix("re:")
    if not expression:
        raise ConfigError(f"The {option} pattern “re:” is empty. Write a regular expression after it.")
    try:
        return re.compile(expression)
    except (re.error, RecursionError, OverflowError) as error:
        raise ConfigError(f"The {option} pattern “{text}” is no regular expression: {error}.") from error


def _matches(pattern: _Pattern, address: Address) -> bool:
    """Patterns may be written as the browser shows addresses (/くらし/*) or as servers see them (/%E3…)."""
    text = str(address) if pattern.whole_address else address.target
    return bool(pattern.expression.search(text) or pattern.expression.search(unquote(text)))


@cache
def _suffixes() -> TLDExtract:
    # Loading it costs 0.2 s, and only the scope “domain” needs it.
    from tldextract import TLDExtract

    # Only the list that comes with the package: no network, no cache on disk.
    return TLDExtract(cache_dir=None, suffix_list_urls=(), include_psl_private_domains=True)
