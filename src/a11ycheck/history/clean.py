"""Texts that a database can hold: no NUL, no lone surrogate (pages have both)."""

from __future__ import annotations

import re
from typing import Any, TypeVar

import msgspec

from a11ycheck.model import Answer, PageResult, Scan

T = TypeVar("T", Answer, PageResult, Scan)

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_REPLACEMENT = "\ufffd"


def clean_text(text: str) -> str:
    """The text with U+FFFD in place of what no database holds."""
    return _UNSTORABLE.sub(_REPLACEMENT, text)


def clean(value: T) -> T:
    """The same for all texts of a value; nearly always the value itself."""
    try:
        if b"\\u0000" not in msgspec.json.encode(value):
            return value
    except UnicodeEncodeError:
        pass
    return msgspec.convert(_clean(msgspec.to_builtins(value)), type(value))


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, dict):
        return {_clean(key): _clean(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(item) for item in value]
    return value
