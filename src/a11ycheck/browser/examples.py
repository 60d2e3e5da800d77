"""Serves the examples of rule files to the browser, without a server."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from playwright.async_api import BrowserContext, Request, Route

from a11ycheck.model import LinkAnswer, ProblemKind

ADDRESS = "https://www.city.example.lg.jp/kurashi/page.html"
_DIRECTIVE = re.compile(
    r"[ \t]*<!--[ \t]*(url|header|status|depth|page|file|incomplete|violates)(?:[ \t]*:[ \t]*(.*?))?[ \t]*-->[ \t]*\n?"
)
_SEGMENT = re.compile(r"^(?=[ \t]*<!--[ \t]*(?:page|file)[ \t]*:)", re.MULTILINE)
_WHOLE = re.compile(r"\s*(?:<!doctype|<html|<\?xml)", re.IGNORECASE)
_FRAME = """<!doctype html>
<html lang="ja">
<head><meta charset="utf-8"><title>例</title></head>
<body>
{}
</body>
</html>
"""


_MAX_HOPS = 5
_NOT_FOUND = 404
_ERROR = 400
_BY_ROBOTS = 495  # no server says this: in an example it stands for a page that robots.txt keeps us from


@dataclass(frozen=True, slots=True)
class ExampleFile:
    """One answer of the pretended server."""

    body: str
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ExampleSite:
    """What one example consists of."""

    files: Mapping[str, ExampleFile]
    """By absolute address."""
    pages: tuple[tuple[str, int], ...]
    """The pages to be opened, with their depth, in order."""
    complete: bool
    """Whether the pretended crawl saw everything."""
    violated: tuple[str, ...] = ()
    """Requirements against which other rules are pretended to have found failures, on every page."""

    def cookies(self, url: str) -> dict[str, str]:
        """The cookies that a page sets, as a header: the browser hides them where no real server answered."""
        file = self.files.get(url)
        return {"set-cookie": file.headers["set-cookie"]} if file and "set-cookie" in file.headers else {}

    def answer(self, url: str) -> LinkAnswer:
        """What the pretended internet says when it is asked for an address: what is not in the example is not there."""
        for _ in range(_MAX_HOPS):
            if (urlsplit(url).hostname or "").endswith(".invalid"):
                return LinkAnswer(url=url, problem=ProblemKind.UNREACHABLE, no_host=True)
            file = self.files.get(url)
            status = file.status if file else _NOT_FOUND
            target = file.headers.get("location", "") if file else ""
            if not target:
                break
            url = urljoin(url, target)
        if status == _BY_ROBOTS:
            return LinkAnswer(held_back="robots")
        return LinkAnswer(status=status, url=url, problem=ProblemKind.HTTP_ERROR if status >= _ERROR else None)


def parse_example(html: str) -> ExampleSite:
    """The pages of an example, by its comments (see docs/rule-format.md)."""
    files: dict[str, ExampleFile] = {}
    pages: list[tuple[str, int]] = []
    complete = True
    violated: tuple[str, ...] = ()
    segments = _SEGMENT.split(html)
    for part in segments:
        segment = part
        url, status, depth, is_file = ADDRESS, 200, 1, False
        headers = {"content-type": "text/html; charset=utf-8"}
        while match := _DIRECTIVE.match(segment):
            name, value = match[1], match[2] or ""
            segment = segment[match.end() :]
            if name == "url":
                url = value
            elif name == "page":
                url = urljoin(ADDRESS, value)
            elif name == "file":
                path, _, kind = value.partition(" ")
                url, is_file = urljoin(ADDRESS, path), True
                headers["content-type"] = kind.strip() or "application/octet-stream"
            elif name == "status":
                status = int(value)
            elif name == "depth":
                depth = int(value)
            elif name == "incomplete":
                complete = False
            elif name == "violates":
                violated = tuple(value.split())
            else:
                key, _, text = value.partition(":")
                headers[key.strip().lower()] = text.strip()
        if not segment.strip() and len(segments) > 1 and not is_file:
            continue  # only comments about the whole example
        whole = is_file or _WHOLE.match(segment)
        files[url] = ExampleFile(segment if whole else _FRAME.format(segment), status, headers)
        if not is_file:
            pages.append((url, depth))
    return ExampleSite(files, tuple(pages), complete, violated)


class ExampleServer:
    """Answers every request of a browser context from the example at hand; 404 for all else."""

    def __init__(self) -> None:
        self.site = ExampleSite({}, (), complete=True)

    async def attach(self, context: BrowserContext) -> None:
        """Takes over the context's network."""
        await context.route("**/*", self._answer)

    async def _answer(self, route: Route, request: Request) -> None:
        url = request.url.partition("#")[0]
        file = self.site.files.get(url) or self.site.files.get(urlsplit(url)._replace(query="").geturl())
        if file is None:
            await route.fulfill(status=404, content_type="text/plain", body="not found")
        else:
            await route.fulfill(status=file.status, headers=dict(file.headers), body=file.body)
