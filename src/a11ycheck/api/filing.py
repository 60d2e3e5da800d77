"""Fetches files with the crawl's client and has them read: joins both to the engine's port."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit
from urllib.request import url2pathname

import msgspec

from a11ycheck.crawl.fetch import Fetched, Fetcher
from a11ycheck.engine.files import page_kind
from a11ycheck.engine.ports import FileGatherer, Unchecked
from a11ycheck.files import FileReader
from a11ycheck.model import FileFacts, FileKind, Page, Problem, ProblemKind, Response, Snapshot, file_kind
from a11ycheck.model.file import MEDIA_TYPES

_MEGABYTE = 1_000_000
_HTML_TYPES = ("text/html", "application/xhtml+xml")


class SiteFiles(FileGatherer):
    """Files of one site, fetched under the rules by which its pages are opened."""

    def __init__(
        self, fetcher: Fetcher, reader: FileReader, in_scope: Callable[[str], bool], *, max_size: float
    ) -> None:
        """
        Args:
            fetcher: fetches them.
            reader: reads them.
            in_scope: asked before a redirect is followed.
            max_size: megabytes of a file at most.
        """
        self._fetcher = fetcher
        self._reader = reader
        self._in_scope = in_scope
        self._max_size = max_size

    async def gather(self, page: Page) -> Snapshot | Unchecked:
        """Fetches a file once, into a temporary file that is gone afterwards, and reads it."""
        if page.url.startswith("file:"):
            return await self._local(page)
        # Only the reading process opens it; nobody else may.
        with tempfile.TemporaryDirectory(prefix="a11ycheck-") as folder:
            path = Path(folder) / "file"
            with path.open("wb") as into:
                answer = await self._fetch(page, into)
            if isinstance(answer, Unchecked):
                return answer
            kind = file_kind(page.url) or file_kind(answer.url) or MEDIA_TYPES.get(_media_type(answer))
            if kind is None:
                return _not_html(answer)
            return _snapshot(page, answer, await self._reader.read(path, kind))

    async def glance(self, page: Page) -> Unchecked:
        """Asks whether the file is there, without taking it."""
        if page.url.startswith("file:"):
            place = _place(page.url)
            there = await asyncio.to_thread(place.is_file)
            return Unchecked(
                problem=Problem(kind=ProblemKind.NOT_HTML, detail="file") if there else _missing(), final_url=page.url
            )
        answer = await self._fetcher.head(page.url, self._in_scope)
        return _unchecked(answer) or _not_html(answer)

    async def _fetch(self, page: Page, into: BinaryIO) -> Fetched | Unchecked:
        limit = int(self._max_size * _MEGABYTE)
        answer = await self._fetcher.get(page.url, limit, self._in_scope, into)
        failure = _unchecked(answer)
        if failure is not None:
            return failure
        if _media_type(answer) in _HTML_TYPES:
            return _not_html(answer)
        return self._too_large(answer.url, answer.status, _media_type(answer)) if answer.truncated else answer

    async def _local(self, page: Page) -> Snapshot | Unchecked:
        place, kind = _place(page.url), file_kind(page.url)
        try:
            size = (await asyncio.to_thread(place.stat)).st_size
        except OSError:
            return Unchecked(problem=_missing(), final_url=page.url)
        if size > self._max_size * _MEGABYTE:
            return self._too_large(page.url, 0, "")
        facts = await self._reader.read(place, kind or FileKind.PDF)
        return _snapshot(page, Fetched(url=page.url), facts)

    def _too_large(self, url: str, status: int, media_type: str) -> Unchecked:
        detail = f"{media_type or 'file'}, larger than {self._max_size:g} MB"
        problem = Problem(kind=ProblemKind.NOT_HTML, detail=detail)
        return Unchecked(problem=problem, status=status, final_url=url, content_type=media_type)


def _snapshot(page: Page, answer: Fetched, facts: FileFacts) -> Snapshot:
    return Snapshot(
        page=msgspec.structs.replace(page, kind=page_kind(facts.kind)),
        response=Response(
            url=answer.url,
            status=answer.status,
            headers=dict(answer.headers),
            redirects=answer.redirects,
            content_type=_media_type(answer),
        ),
        taken=datetime.now().astimezone(),
        title=facts.title,
        file=facts,
    )


def _unchecked(answer: Fetched) -> Unchecked | None:
    """Why there is no file; None if there is one."""
    if answer.kind is None:
        return None
    detail = answer.url if answer.kind is ProblemKind.OUT_OF_SCOPE else answer.error
    return Unchecked(
        problem=Problem(kind=answer.kind, detail=detail),
        status=answer.status,
        final_url=answer.url,
        content_type=_media_type(answer),
    )


def _not_html(answer: Fetched) -> Unchecked:
    media_type = _media_type(answer)
    return Unchecked(
        problem=Problem(kind=ProblemKind.NOT_HTML, detail=media_type or "file"),
        status=answer.status,
        final_url=answer.url,
        content_type=media_type,
    )


def _media_type(answer: Fetched) -> str:
    return answer.headers.get("content-type", "").partition(";")[0].strip().lower()


def _place(url: str) -> Path:
    return Path(url2pathname(urlsplit(url).path))


def _missing() -> Problem:
    return Problem(kind=ProblemKind.UNREACHABLE, detail="no such file")
