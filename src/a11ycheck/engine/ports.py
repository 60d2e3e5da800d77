"""The doors through which the engine reaches the world. Adapters implement them, tests fake them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager

from a11ycheck.model import LinkAnswer, Page, PageResult, Problem, Scan, Snapshot, Value


class Unchecked(Value, frozen=True, kw_only=True):
    """What is known of a page that could not be gathered."""

    problem: Problem
    """Why."""
    status: int = 0
    """HTTP status, 0 without an answer."""
    final_url: str = ""
    """The address after redirects."""
    content_type: str = ""
    """Media type without parameters."""


class Gatherer(ABC):
    """Opens pages."""

    @property
    @abstractmethod
    def browser(self) -> str:
        """Name and version of the browser."""

    @property
    @abstractmethod
    def axe(self) -> str:
        """Version of axe-core."""

    @abstractmethod
    async def gather(self, page: Page) -> Snapshot | Unchecked:
        """Opens a page once and takes all that the checks need. Never raises for what a page does.

        Raises:
            BrowserError: the browser itself is gone and does not come back.
        """


class FileGatherer(ABC):
    """Fetches and reads files that are no web pages."""

    @abstractmethod
    async def gather(self, page: Page) -> Snapshot | Unchecked:
        """Fetches a file once and reads it. Never raises for what a file is.

        What turns out to be a web page is an ``Unchecked`` with a media type of HTML.
        """

    @abstractmethod
    async def glance(self, page: Page) -> Unchecked:
        """Asks whether the file is there, without taking it."""


class Admission(ABC):
    """Decides which addresses are visited, and when."""

    @abstractmethod
    def canonical(self, url: str, base: str = "") -> str:
        """The one address for a link; empty where it leads to no page."""

    @abstractmethod
    def identity(self, url: str) -> str:
        """Equal for addresses that are the same page."""

    @abstractmethod
    def refuse(self, url: str) -> str:
        """Why an address is not visited: scope, exclude, include, robots, trap; empty if it is."""

    @abstractmethod
    def turn(self, url: str) -> AbstractAsyncContextManager[str]:
        """Waits until it is polite to open the address; the visit lasts as long as the context.

        The context's value says why the address is not to be opened after all; empty if it is.
        """


class Links(ABC):
    """Asks addresses that are not judged whether they are there."""

    @abstractmethod
    async def ask(self, urls: Sequence[str]) -> Mapping[str, LinkAnswer]:
        """The answers by address; what may not be asked at all is left out. Never raises for what a server does."""


class Store(ABC):
    """Keeps scans, page by page."""

    @abstractmethod
    def begin(self, scan: Scan) -> None:
        """A scan starts."""

    @abstractmethod
    def add_page(self, scan_id: str, position: int, result: PageResult) -> None:
        """Keeps one page at once: a killed scan loses nothing that was added."""

    @abstractmethod
    def finish(self, scan: Scan) -> None:
        """A scan has ended, complete or interrupted."""

    @abstractmethod
    def pages(self, scan_id: str) -> Iterator[PageResult]:
        """The pages of a scan in their order, streamed."""


class Progress(ABC):
    """Told how the scan goes."""

    @abstractmethod
    def page_done(self, result: PageResult, done: int, queued: int) -> None:
        """A page was judged or given up; ``queued`` more are known and will be opened."""
