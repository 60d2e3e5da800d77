"""Rules that need no Python: their examples in the browser, and what is wrong with wrong ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from a11ycheck.engine.registry import bind
from a11ycheck.errors import RuleError
from a11ycheck.rules import Scheme, load_rule

from .conftest import Runner

FILES = sorted((Path(__file__).parent / "pattern").glob("level*/*.md"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_examples(path: Path, scheme: Scheme, runner: Runner) -> None:
    """A rule made of a pattern alone keeps the promises of its examples."""
    failures = runner.run(runner.tester.failures(load_rule(path, scheme)))
    assert not failures, "\n".join(failures)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("pattern.text", "pattern.problem", "there is no check"),
        ("pattern.text", "pattern.textt", "there is no check"),
        ("regex:", "regexp:", "regex"),
        ('"情報システム課|IT推進室"', '"("', "unterminated"),
        ("regions: [main, body]", "outcome: maybe", "outcome"),
        ("  found:", "  seen:", "the message “found” is missing"),
    ],
)
def test_wrong_options(tmp_path: Path, scheme: Scheme, old: str, new: str, complaint: str) -> None:
    """A pattern rule that cannot work stops the run and says why."""
    text = next(path for path in FILES if path.stem == "old-office-name").read_text(encoding="utf-8")
    text = text.replace(old, new).replace("```html found", f"```html {'seen' if 'seen' in new else 'found'}")
    path = tmp_path / "level2" / "old-office-name.md"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RuleError, match=complaint):
        bind([load_rule(path, scheme)])
