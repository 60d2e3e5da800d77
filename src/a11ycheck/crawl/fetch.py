"""The one door to the HTTP library. Pages are opened by the browser; this fetches what stands beside them."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from http.cookiejar import CookieJar, DefaultCookiePolicy
from types import TracebackType
from typing import BinaryIO, Self

import httpx2

from a11ycheck import __version__
from a11ycheck.crawl.failures import CUT, explain
from a11ycheck.crawl.urls import absolute, origin, without_credentials
from a11ycheck.errors import ConfigError
from a11ycheck.model import ProblemKind

PRODUCT = "a11ycheck"
"""The name by which robots.txt can address us."""

USER_AGENT = f"{PRODUCT}/{__version__} (+https://github.com/a11ycheck/a11ycheck)"
"""How the fetcher introduces itself."""

MAX_BYTES = 5_000_000
"""How much of an answer is read unless the caller says otherwise."""

_MAX_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_REDIRECTED, _CLIENT_ERROR = 300, 400
_HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_HEADER_VALUE = re.compile(r"[\t\x20-\x7e]*")

BasicAuth = tuple[str, str, Iterable[str]]
"""User, password, and the origins that may learn them."""


def user_agent(browser: str) -> str:
    """The browser's own user agent with our name added: nothing in it is changed or hidden."""
    return f"{browser} {PRODUCT}/{__version__}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """An answer, or why there is none."""

    url: str
    """The address that answered, or that was asked last."""
    status: int = 0
    """HTTP status; 0 without an answer."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Header names in lower case."""
    body: bytes = b""
    """What was read, unpacked."""
    truncated: bool = False
    """Whether the answer was longer than what was read."""
    redirects: tuple[str, ...] = ()
    """The addresses that redirected, the first one first."""
    error: str = ""
    """A plain phrase, e.g. ``connection refused`` or ``HTTP 404``; empty if all went well."""
    kind: ProblemKind | None = None
    """The kind of error; None if all went well."""


class Fetcher:
    """Fetches addresses, as an asynchronous context manager.

    Custom headers and the password go to the origins that were named for them and to no other,
    whatever redirects say. Only the step from http to https on the same host is taken along.
    """

    def __init__(
        self,
        user_agent: str = USER_AGENT,
        headers: Mapping[str, str] | None = None,
        basic_auth: BasicAuth | None = None,
        *,
        header_origins: Iterable[str] = (),
        login: CookieJar | None = None,
        verify: bool = True,
        timeout: float = 30.0,
        cookies: bool = True,
    ) -> None:
        """Prepare; no connection is made yet.

        Args:
            user_agent: the User-Agent header.
            headers: custom headers.
            basic_auth: user, password, and the origins that may learn them.
            header_origins: the origins that may see the custom headers.
            login: cookies of a login; each goes to the hosts that it was set for.
            verify: whether certificates have to be trusted.
            timeout: seconds for connecting and for each read; an answer may take four times as long.
            cookies: whether what servers set is sent back to them.

        Raises:
            ConfigError: for a header that cannot be sent.
        """
        self._headers = dict(headers or {})
        for name, value in (*self._headers.items(), ("User-Agent", user_agent)):
            if not _HEADER_NAME.fullmatch(name) or not _HEADER_VALUE.fullmatch(value):
                raise ConfigError(
                    f"The header “{name!s}” cannot be sent: names take letters, digits and hyphens, "
                    "values take ASCII characters on one line. Encode anything else."
                )
        self._header_origins = _with_https(header_origins)
        self._auth = httpx2.BasicAuth(basic_auth[0], basic_auth[1]) if basic_auth else None
        self._auth_origins = _with_https(basic_auth[2]) if basic_auth else frozenset[str]()
        self._user_agent = user_agent
        self._login = login
        self._verify = verify
        self._timeout = timeout
        self._cookies = cookies
        self._client: httpx2.AsyncClient | None = None

    async def __aenter__(self) -> Self:
        """Open the connection pool."""
        self._client = httpx2.AsyncClient(
            headers={
                "User-Agent": self._user_agent,
                "Accept": "*/*",
                "Accept-Language": "ja,en;q=0.5",
                "Accept-Encoding": "gzip, deflate",
            },
            follow_redirects=False,
            timeout=self._timeout,
            verify=self._verify,
            cookies=self._login if self._cookies else CookieJar(DefaultCookiePolicy(allowed_domains=())),
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close all connections."""
        if self._client is not None:
            await self._client.aclose()
            self._client = None

    async def get(
        self,
        url: str,
        max_bytes: int = MAX_BYTES,
        scope: Callable[[str], bool] | None = None,
        into: BinaryIO | None = None,
    ) -> Fetched:
        """Fetch an address. Whatever goes wrong stands in the result; nothing is raised.

        Args:
            url: an absolute http or https address.
            max_bytes: how much of the (unpacked) answer is read at most.
            scope: asked before each redirect is followed; None follows all.
            into: takes the body as it comes in, in place of ``Fetched.body``. Of an answer that is said to be
                longer than ``max_bytes`` nothing is read.

        Returns:
            The answer. Of a redirect that is not followed, ``url`` is the place that it points to.
        """
        return await self._follow("GET", url, max_bytes, scope, into)

    async def head(self, url: str, scope: Callable[[str], bool] | None = None) -> Fetched:
        """Ask whether an address is there, without its contents. Nothing is raised.

        Where HEAD gets a bad answer or none (many servers treat it worse than GET), GET is tried
        once, and what it sends is not read.

        Args:
            url: an absolute http or https address.
            scope: asked before each redirect is followed; None follows all.
        """
        answer = await self._follow("HEAD", url, 0, scope)
        if answer.kind is ProblemKind.HTTP_ERROR or (answer.kind is ProblemKind.UNREACHABLE and answer.error == CUT):
            return await self._follow("GET", url, 0, scope)
        return answer

    async def _follow(
        self,
        method: str,
        url: str,
        max_bytes: int,
        scope: Callable[[str], bool] | None,
        into: BinaryIO | None = None,
    ) -> Fetched:
        redirects: list[str] = []
        here = absolute(url)
        if here is None or not origin(here):
            return Fetched(url=without_credentials(url), error="no web address", kind=ProblemKind.UNREACHABLE)
        while True:
            answer = await self._ask(method, here, max_bytes, tuple(redirects), into)
            target = answer.headers.get("location", "") if answer.status in _REDIRECTS else ""
            if not target:
                return answer
            redirects.append(here)
            there = absolute(target, here)
            if there is None or not origin(there) or (scope is not None and not scope(there)):
                there = there or without_credentials(target)
                return Fetched(
                    url=there,
                    status=answer.status,
                    headers=answer.headers,
                    redirects=tuple(redirects),
                    error=f"redirects to {there}",
                    kind=ProblemKind.OUT_OF_SCOPE,
                )
            if len(redirects) > _MAX_REDIRECTS:
                return Fetched(
                    url=here,
                    status=answer.status,
                    headers=answer.headers,
                    redirects=tuple(redirects),
                    error=f"more than {_MAX_REDIRECTS} redirects",
                    kind=ProblemKind.UNREACHABLE,
                )
            here = there

    async def _ask(
        self, method: str, url: str, max_bytes: int, redirects: tuple[str, ...], into: BinaryIO | None
    ) -> Fetched:
        if self._client is None:
            raise RuntimeError("The fetcher is not open: use it as “async with Fetcher(…) as fetcher”.")
        place = origin(url)
        headers = self._headers if place in self._header_origins else {}
        auth = self._auth if place in self._auth_origins else None
        status, names, body, truncated = 0, dict[str, str](), bytearray(), False
        error, kind = "", None
        try:
            async with (
                asyncio.timeout(4 * self._timeout),
                self._client.stream(method, url, headers=headers, auth=auth) as response,
            ):
                status = response.status_code
                names = {name.lower(): value for name, value in response.headers.items()}
                truncated = into is not None and _stated_length(names) > max_bytes
                if max_bytes and not truncated:
                    take = into.write if into is not None and status < _REDIRECTED else body.extend
                    truncated = await _read(response, max_bytes, take)
        except (httpx2.HTTPError, httpx2.InvalidURL, OSError, ValueError) as problem:
            # A ValueError is a header or an address that the library cannot digest.
            error, kind = explain(problem)
        if kind is None and status >= _CLIENT_ERROR:
            error, kind = f"HTTP {status}", ProblemKind.HTTP_ERROR
        return Fetched(
            url=url,
            status=status,
            headers=names,
            body=bytes(body[:max_bytes]),
            truncated=truncated,
            redirects=redirects,
            error=error,
            kind=kind,
        )


async def _read(response: httpx2.Response, max_bytes: int, take: Callable[[bytes], object]) -> bool:
    """Reads an answer; whether it is longer than ``max_bytes``."""
    size = 0
    async for chunk in response.aiter_bytes():
        take(chunk)
        size += len(chunk)
        if size > max_bytes:
            return True
    return False


def _stated_length(headers: Mapping[str, str]) -> int:
    """The length that the server states; 0 where it states none, or that of a packed answer."""
    text = headers.get("content-length", "")
    return int(text) if text.isdecimal() and text.isascii() and "content-encoding" not in headers else 0


def _with_https(origins: Iterable[str]) -> frozenset[str]:
    places = {origin(place) for place in origins} - {""}
    upgraded = {"https" + place.removeprefix("http") for place in places if re.fullmatch(r"http://[^:\[]+", place)}
    return frozenset(places | upgraded)
