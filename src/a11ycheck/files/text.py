"""Texts out of files, made harmless."""

from __future__ import annotations

import re

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class TooMuchError(Exception):
    """A file is larger, unpacked, than what is read."""


class DamagedError(Exception):
    """A file is not what it is taken for, or broken."""


class LockedError(Exception):
    """A file asks for a password."""


def clean(text: object, limit: int) -> str:
    """The text without control characters and lone surrogates, white space at its ends taken off, cut.

    Args:
        text: anything with a text.
        limit: characters at most.
    """
    return _CONTROL.sub("", str(text)[: 4 * limit]).strip()[:limit]


def cell_text(text: str, limit: int) -> str:
    """A cell's text with its spaces and line breaks, which rules ask for, but without control characters.

    Args:
        text: as it stands in the file.
        limit: characters at most.
    """
    return _CONTROL.sub("", text[:limit].replace("\r\n", "\n"))
