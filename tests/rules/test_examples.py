"""Every rule file keeps the promises of its own examples, in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest

from a11ycheck.rules import Scheme, load_rule

from .conftest import Runner

RULESETS = Path(__file__).parents[2] / "rulesets"
FILES = sorted(RULESETS.glob("level*/*.md"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_examples(path: Path, scheme: Scheme, runner: Runner) -> None:
    """Each example gets the outcome that it stands under; every message is provoked."""
    failures = runner.run(runner.tester.failures(load_rule(path, scheme)))
    assert not failures, "\n".join(failures)
