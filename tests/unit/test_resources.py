"""The data folders are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from a11ycheck import resources
from a11ycheck.errors import UsageError


def test_the_checkout_has_both_folders() -> None:
    """Rules and templates are found without any setting."""
    assert (resources.rulesets_dir() / "items.yaml").is_file()
    assert (resources.templates_dir() / "words.toml").is_file()


def test_the_wheels_folders_come_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installed package uses what it carries, whatever lies around it."""
    package = tmp_path / "site-packages" / "a11ycheck"
    (package / "_data" / "rulesets").mkdir(parents=True)
    (tmp_path / "rulesets").mkdir()
    monkeypatch.setattr(resources, "_PACKAGE", package)
    assert resources.rulesets_dir() == package / "_data" / "rulesets"


def test_an_incomplete_installation_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing folder is told in one sentence."""
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "a" / "b" / "a11ycheck")
    with pytest.raises(UsageError, match="install a11ycheck again"):
        resources.templates_dir()
