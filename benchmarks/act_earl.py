"""Writes outcomes of the W3C ACT test cases as EARL, as W3C's implementation reports want them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from a11ycheck import __version__
from a11ycheck.exporters.earl import CONTEXT, assertion, criterion, software, subject
from a11ycheck.model import Outcome, Rule
from act_figures import Case

_TOOL = "_:a11ycheck"
_ACT = "https://www.w3.org/WAI/standards-guidelines/act/rules/"


def write(path: Path, cases: Sequence[Case], outcomes: Sequence[Mapping[str, Outcome]], rules: Sequence[Rule]) -> None:
    """Writes one JSON-LD document: the tool, our rules, and an assertion for each case and rule.

    Args:
        path: the file.
        cases: the test cases.
        outcomes: for each case the outcome of each of our rules, by rule id.
        rules: our rules that name an ACT rule. A part of a criterion's test is in ``relation`` alone: no criterion is
            claimed for it.
    """
    nodes = [software(_TOOL, "a11ycheck", __version__)]
    nodes += [
        criterion(
            f"_:{rule.id}",
            rule.id,
            rule.name,
            part_of=[f"WCAG2:{r.partition(':')[2]}" for r in rule.requirements if r.startswith("wcag22:")],
            relation=[f"{_ACT}{act}/" for act in rule.act],
        )
        for rule in rules
    ]
    for case, found in zip(cases, outcomes, strict=True):
        page = subject(case["url"], case["url"], case["testcaseTitle"])
        nodes += [assertion(outcome, subject=page, test=f"_:{id_}", by=_TOOL) for id_, outcome in sorted(found.items())]
    # One node a line: a change of one outcome is a change of one line.
    lines = ",\n".join(json.dumps(node, ensure_ascii=False, separators=(",", ":")) for node in nodes)
    context = json.dumps(CONTEXT, ensure_ascii=False, separators=(",", ":"))
    path.write_text(f'{{"@context":{context},\n"@graph":[\n{lines}\n]}}\n', encoding="utf-8")
