"""Addresses and files, as a user names them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from a11ycheck.crawl.urls import canonical, without_credentials
from a11ycheck.errors import UsageError
from a11ycheck.model import file_kind


def named_addresses(starts: Sequence[str]) -> tuple[str, ...]:
    """The addresses of pages and files, each once.

    Raises:
        UsageError: one is neither.
    """
    found = []
    for start in starts:
        text = start.strip()
        if "://" not in text and not text.startswith("file:"):
            path = Path(text).expanduser()
            if path.is_file():
                text = path.resolve().as_uri()
            elif _looks_local(text):
                raise UsageError(f"“{start}”: there is no such file. An address of the web begins with https://.")
            else:
                text = f"https://{text}"
        address = canonical(text)
        if not address:
            raise UsageError(
                f"“{without_credentials(start)}” is not a web address or a file. "
                "Give one such as https://www.example.lg.jp/ or page.html."
            )
        found.append(address)
    return tuple(dict.fromkeys(found))


def _looks_local(text: str) -> bool:
    """Whether a text without a scheme cannot be meant as a web address: its beginning is no host."""
    if (text.lower().endswith((".html", ".htm", ".xhtml")) or file_kind(text)) and not re.search(r"[/\\]", text):
        return True
    host, _, port = re.split(r"[/\\?#]", text, maxsplit=1)[0].rpartition("@")[2].partition(":")
    return host != "localhost" and not port and "." not in host.strip(".") and not host.startswith("[")
