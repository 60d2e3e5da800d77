"""Shared by all tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from a11ycheck.rules import Scheme, load_scheme

ROOT = Path(__file__).parents[1]
RULESETS = ROOT / "rulesets"


@pytest.fixture(scope="session")
def scheme() -> Scheme:
    """The check items and criteria."""
    return load_scheme(RULESETS)
