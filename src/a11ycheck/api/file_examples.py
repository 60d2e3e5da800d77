"""Examples of rules about files: a description becomes a real file, which the real reader reads."""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from a11ycheck.engine.evaluate import evaluate
from a11ycheck.engine.files import page_kind
from a11ycheck.engine.registry import BoundRule
from a11ycheck.errors import RuleError
from a11ycheck.files import FileReader
from a11ycheck.files.building import build
from a11ycheck.model import Example, Finding, Page, Response, RuleCount, Snapshot
from a11ycheck.rules.frontmatter import YAMLError, load_yaml

_FOLDER = "https://www.city.example.lg.jp/kurashi/"


async def judge_file_example(
    reader: FileReader, bound: BoundRule, example: Example, today: datetime
) -> tuple[RuleCount, list[Finding]]:
    """What a rule says of the file that an example describes.

    Raises:
        RuleError: the description cannot be understood.
    """
    source = Path(bound.rule.source)
    try:
        description: Any = load_yaml(example.html)
        with tempfile.TemporaryDirectory(prefix="a11ycheck-") as folder:
            path, kind = build(description, Path(folder))
            facts = await reader.read(path, kind)
    except YAMLError as error:
        raise RuleError("the example is not valid YAML", source, example.line) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise RuleError(f"the example describes no file: {error}", source, example.line) from error
    url = _FOLDER + quote(path.name)
    snapshot = Snapshot(
        page=Page(url=url, depth=1, found_on="example", kind=page_kind(facts.kind)),
        response=Response(url=url, status=200),
        taken=today,
        title=facts.title,
        file=facts,
    )
    result = evaluate(snapshot, [bound]).result
    return result.outcomes[bound.rule.id], list(result.findings)
