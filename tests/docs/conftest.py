"""Where the documentation is."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Runs a test that takes ``document`` for every Markdown file outside the rules."""
    if "document" in metafunc.fixturenames:
        found = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/**/*.md")])
        metafunc.parametrize("document", found, ids=[str(path.relative_to(ROOT)) for path in found])
