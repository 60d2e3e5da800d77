"""The pages to be visited: breadth first, each once, in an order that does not depend on timing."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable
from itertools import chain, islice

import msgspec

from a11ycheck.engine.files import page_kind
from a11ycheck.engine.ports import Admission
from a11ycheck.model import Page, file_kind


class Frontier:
    """A queue of pages. Links are added in the order of the pages that hold them."""

    def __init__(
        self, admission: Admission, *, max_depth: int | None = None, follow: bool = True, files: bool = False
    ) -> None:
        """
        Args:
            admission: which addresses are visited.
            max_depth: links of pages at this depth are not followed; None for no limit.
            follow: whether links are followed at all.
            files: whether addresses of files wait apart from the pages.
        """
        self._admission = admission
        self._max_depth = max_depth
        self._follow = follow
        self._apart = files
        self._queue: deque[Page] = deque()
        self._reserve: deque[Page] = deque()
        self._seen: set[str] = set()
        self.files: deque[Page] = deque()
        """Addresses that name a file by their end, in the order in which they were found."""
        self.refused: Counter[str] = Counter()
        """How many addresses were not visited, by reason: scope, exclude, include, robots, trap, depth."""

    def __len__(self) -> int:
        """How many pages wait."""
        return len(self._queue) + len(self._reserve)

    def add(self, url: str, *, depth: int, found_on: str, base: str = "", reserve: bool = False) -> str:
        """Adds an address, unless it is known or not to be visited.

        Args:
            url: the address, relative to ``base``.
            depth: clicks from the start.
            found_on: the page whose link led here, or start, sitemap, list.
            base: the page that holds the link.
            reserve: visit it only when no linked page is left (addresses out of a sitemap).

        Returns:
            Why it is not visited; empty if it was added or is known already.
        """
        canonical = self._admission.canonical(url, base)
        if not canonical:
            return "address"
        key = self._admission.identity(canonical)
        if key in self._seen:
            return ""
        if self._max_depth is not None and depth > self._max_depth:
            self._seen.add(key)
            self.refused["depth"] += 1
            return "depth"
        self._seen.add(key)
        reason = self._admission.refuse(canonical)
        if reason:
            self.refused[reason] += 1
            return reason
        page = Page(url=canonical, depth=depth, found_on=found_on)
        kind = file_kind(canonical) if self._apart else None
        if kind is not None:
            self.files.append(msgspec.structs.replace(page, kind=page_kind(kind)))
        else:
            (self._reserve if reserve else self._queue).append(page)
        return ""

    def follow(self, page: Page, base: str, links: Iterable[str]) -> int:
        """Adds the links of a page; how many of them lead to pages that are visited."""
        if not self._follow:
            return 0
        return sum(not self.add(link, depth=page.depth + 1, found_on=page.url, base=base) for link in links)

    def arrived(self, page: Page, final_url: str) -> bool:
        """Notes where a page led to after redirects; False if that place was seen as another page."""
        key = self._admission.identity(final_url)
        if key == self._admission.identity(page.url):
            return True
        if key in self._seen:
            return False
        self._seen.add(key)
        return True

    def upcoming(self, count: int) -> list[Page]:
        """The pages whose turn comes next if no further link is found, ``count`` at most."""
        return list(islice(chain(self._queue, self._reserve), count))

    def put_back(self, page: Page) -> None:
        """Lets an address that was taken for a file wait for its turn among the pages."""
        self._queue.append(page)

    def take(self) -> Page:
        """Takes the page whose turn it is out of the queue; there has to be one."""
        return (self._queue or self._reserve).popleft()
