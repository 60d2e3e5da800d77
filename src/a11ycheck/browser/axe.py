"""axe-core as axe-playwright-python ships it, or a newer one that the user brings. The one door to it."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from pathlib import Path

from a11ycheck.errors import ConfigError

_VERSION = re.compile(r"axe v(\d+\.\d+\.\d+\S*)")


@cache
def axe_source(path: Path | None = None) -> str:
    """The script's text.

    Args:
        path: an ``axe.min.js`` to be used in place of the one that is shipped.

    Raises:
        ConfigError: the file cannot be read or is not axe-core.
    """
    # The package's own reader names no encoding and fails on a Japanese Windows.
    if path is None:
        return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
    try:
        source = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: the axe script cannot be read ({error}).") from error
    if not _VERSION.search(source[:500]):
        raise ConfigError(f"{path}: this is not axe-core (its first line names no version).")
    return source


def axe_version(source: str) -> str:
    """The version that an axe script names in its first line."""
    match = _VERSION.search(source[:500])
    return match[1] if match else "unknown"
