"""Makes text from pages safe to show."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

# C0 and C1 controls (tab and line feed are harmless), bidirectional controls, which can make text read as
# something else, invisible tag characters, lone surrogates and non-characters, which no file can hold.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff"
    "\U000e0000-\U000e007f]"
)
_BREAKS = re.compile(r"[\t\n\r\u2028\u2029]+")


def visible(text: str) -> str:
    """The text with control characters spelt out, such as ``[U+202E]``."""
    return _HIDDEN.sub(_spelt, text) if _HIDDEN.search(text) else text


def one_line(text: str) -> str:
    """Like ``visible``, with tabs and line breaks as spaces."""
    return visible(_BREAKS.sub(" ", text)).strip()


def safe_href(url: str) -> str:
    """The address if it may become a link: http or https and free of controls; else empty."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.netloc or _HIDDEN.search(url) or _BREAKS.search(url):
        return ""
    return url


def _spelt(match: re.Match[str]) -> str:
    return f"[U+{ord(match[0]):04X}]"
