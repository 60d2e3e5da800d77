"""Every error that a11ycheck raises on purpose, in one tree.

::

    A11yCheckError            one clear sentence: what, where, what to do
    ├── UsageError            wrong option, configuration, rule file      exit 2
    │   ├── ConfigError
    │   └── RuleError         names the file and the line
    └── ScanError             the scan cannot be trusted                  exit 3
        ├── BrowserError      no browser, or it does not start
        ├── StartPageError    the start page cannot be reached
        ├── StoreError        the history database cannot be read or written
        └── OutputError       a report cannot be written

A page that fails a rule is never an exception, and neither is a page that
cannot be checked: that is a ``Problem`` in its ``PageResult``.
"""

from __future__ import annotations

from pathlib import Path


class A11yCheckError(Exception):
    """A foreseen failure. Its text is shown to the user as it stands."""

    exit_code = 3


class UsageError(A11yCheckError):
    """What the user gave cannot be used."""

    exit_code = 2


class ConfigError(UsageError):
    """The configuration file cannot be read or holds a wrong value."""


class RuleError(UsageError):
    """A rule file cannot be loaded.

    Attributes:
        path: the rule file, or None where no single file is at fault.
        line: the line in that file, counted from 1, or None.
    """

    def __init__(self, message: str, path: Path | None = None, line: int | None = None) -> None:
        where = "" if path is None else f"{path}:{line}: " if line else f"{path}: "
        super().__init__(f"{where}{message}")
        self.path = path
        self.line = line


class ScanError(A11yCheckError):
    """The scan is not to be trusted."""


class BrowserError(ScanError):
    """No browser was found, or it does not start."""


class StartPageError(ScanError):
    """No start page could be reached."""


class StoreError(ScanError):
    """The history database cannot be read or written."""


class OutputError(ScanError):
    """A report cannot be written."""
