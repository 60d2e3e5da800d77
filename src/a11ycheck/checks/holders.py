"""One faulty link target, and the pages that lead there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from a11ycheck.checks.words import short
from a11ycheck.model import Verdict

_MOST_NAMED = 10


@dataclass(slots=True)
class Fault:
    """Somewhere that links lead to in vain."""

    url: str
    """The address as the first link has it."""
    text: str
    """The words of the first link."""
    pages: list[str] = field(default_factory=list)
    """The pages with such a link, in the order of the scan."""

    subject: str = ""
    """What the fault is called from scan to scan; by default the address without its host."""

    def told(self, say: Callable[..., Verdict], key: str, **data: str | float) -> Verdict:
        """The one verdict: about the first page, with the number and the first few of all of them."""
        return say(
            key,
            page=self.pages[0],
            subject=self.subject or _without_host(self.url),
            url=self.url,
            text=self.text,
            count=len(self.pages),
            pages=named(self.pages),
            **data,
        )


def named(pages: list[str]) -> str:
    """The first few addresses without their host, as one text."""
    rest = ", …" if len(pages) > _MOST_NAMED else ""
    return ", ".join(short(_without_host(page), 120) for page in pages[:_MOST_NAMED]) + rest


def _without_host(url: str) -> str:
    """Path, query and fragment: equal on staging and production."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    tail = f"?{parts.query}" if parts.query else ""
    return f"{parts.path or '/'}{tail}" + (f"#{parts.fragment}" if parts.fragment else "")
