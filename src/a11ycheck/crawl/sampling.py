"""Pages chosen beforehand: lists of addresses, and samples."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from a11ycheck.crawl.urls import canonical, identity, without_credentials
from a11ycheck.errors import ConfigError

_SPEC = re.compile(r"random:([0-9]{1,9})")
_SHOWN = 100


@dataclass(frozen=True, slots=True)
class LineError:
    """A line of a list that is no address."""

    line: int
    """Counted from 1."""
    text: str
    """The beginning of the line, without credentials."""

    def __str__(self) -> str:
        """One sentence for the user."""
        return f"Line {self.line}: “{self.text}” is not a web address. Write it out, e.g. https://www.example.jp/."


def parse_url_list(lines: Iterable[str]) -> tuple[tuple[str, ...], tuple[LineError, ...]]:
    """Read a list with one address on a line.

    Empty lines and lines that begin with # are passed over. A page that is listed twice counts once.

    Args:
        lines: the lines, with or without their line ends.

    Returns:
        Canonical addresses in order, and the lines that are none.
    """
    pages: dict[str, str] = {}
    errors = []
    for number, line in enumerate(lines, start=1):
        text = line.removeprefix("\ufeff").strip()
        if not text or text.startswith("#"):
            continue
        address = canonical(text)
        if address is None:
            errors.append(LineError(number, without_credentials(text)[:_SHOWN]))
        else:
            pages.setdefault(identity(address), address)
    return tuple(pages.values()), tuple(errors)


def sample(urls: Sequence[str], spec: str, seed: str | int) -> tuple[str, ...]:
    """Draw a sample that anybody can draw again.

    Every address gets a number from the seed and itself alone, and the lowest numbers win. So the
    sample does not depend on the order in which the pages were found, and a site that has grown by
    a few pages keeps most of its sample.

    Args:
        urls: the addresses to draw from.
        spec: ``random:40`` for 40 pages at random.
        seed: another seed draws another sample.

    Returns:
        The sample in the order of ``urls``; all of them where there are not more.

    Raises:
        ConfigError: for a spec that is none.
    """
    match = _SPEC.fullmatch(spec)
    if match is None or int(match[1]) < 1:
        raise ConfigError(f"The sample “{spec}” cannot be drawn. Write for instance random:40 for 40 pages.")
    drawn = set(sorted(set(urls), key=lambda url: _lot(url, seed))[: int(match[1])])
    return tuple(url for url in dict.fromkeys(urls) if url in drawn)


def _lot(url: str, seed: str | int) -> bytes:
    return blake2b(f"{seed}\n{url}".encode("utf-8", "replace"), digest_size=16).digest()
