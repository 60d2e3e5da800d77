"""Finds the data folders: in an installed wheel, an editable install or a checkout."""

from __future__ import annotations

from pathlib import Path

from a11ycheck.errors import UsageError

_PACKAGE = Path(__file__).resolve().parent


def rulesets_dir() -> Path:
    """The folder of the built-in rules.

    Raises:
        UsageError: the installation is incomplete.
    """
    return _find("rulesets")


def templates_dir() -> Path:
    """The folder of the report templates.

    Raises:
        UsageError: the installation is incomplete.
    """
    return _find("reports/templates")


def language_data(name: str) -> bytes:
    """A data file of the language layer: word lists and tables, which travel inside the package."""
    return (_PACKAGE / "language/data" / name).read_bytes()


def _find(name: str) -> Path:
    # The wheel carries the folders inside the package; a checkout has them beside src/.
    for base in (_PACKAGE / "_data", _PACKAGE.parents[1]):
        folder = base / name
        if folder.is_dir():
            return folder
    raise UsageError(f"the folder {name} is missing beside {_PACKAGE}; install a11ycheck again")
