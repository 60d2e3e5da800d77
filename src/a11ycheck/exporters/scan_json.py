"""``scan.json``: a whole scan for other programs, written page by page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TextIO

import msgspec

from a11ycheck.exporters.criteria import criterion_lines
from a11ycheck.exporters.digest import digest
from a11ycheck.exporters.report_data import ReportInput
from a11ycheck.exporters.scan_document import (
    SCHEMA,
    answer_part,
    criterion_part,
    finding_part,
    page_part,
    people_part,
    rule_part,
    scan_head,
    score_part,
)
from a11ycheck.exporters.text import visible
from a11ycheck.model import PageResult, Rule

_encoder = msgspec.json.Encoder()


def write(data: ReportInput, stream: TextIO) -> None:
    """Writes the document; the pages are streamed."""
    scan = data.scan
    rules = {rule.id: rule for rule in scan.rules}
    stream.write(f'{{"schema":{SCHEMA}')
    _field(stream, "scan", scan_head(scan))
    _field(stream, "score", [score_part(score, people_part(scan, score.level, data.people)) for score in scan.score])
    _field(stream, "rules", [rule_part(rule) for rule in scan.rules])
    stream.write(',\n"pages":[')
    found = digest(scan, _written(data, rules, stream), data.people)
    stream.write("\n]")
    people = data.people
    site = [finding_part(f, rules.get(f.rule_id), people.answer(f)) for f in scan.site_findings]
    _field(stream, "site_findings", site)
    lines = criterion_lines(found, data.standard, data.criteria)
    _field(stream, "criteria", [criterion_part(line, data.standard) for line in lines])
    counted = [*people.findings.values(), *(answer for state in people.rules.values() for answer in state.answers)]
    _field(
        stream,
        "answers",
        [
            *(answer_part(answer) for answer in counted),
            *(answer_part(item.answer, item.reason) for item in people.lapsed),
        ],
    )
    stream.write("}\n")


def _written(data: ReportInput, rules: dict[str, Rule], stream: TextIO) -> Iterator[PageResult]:
    """The pages, each of them written as it passes."""
    for index, result in enumerate(data.pages()):
        stream.write(",\n" if index else "\n")
        stream.write(_json(page_part(result, rules, data.people)))
        yield result


def _field(stream: TextIO, name: str, value: object) -> None:
    stream.write(f',\n"{name}":{_json(value)}')


def _json(value: object) -> str:
    try:
        return _encoder.encode(value).decode()
    except UnicodeEncodeError:
        # Half of a surrogate pair, cut out of a page's text, is no Unicode: it is spelt out.
        return _encoder.encode(_clean(msgspec.to_builtins(value))).decode()


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, dict):
        return {_clean(key): _clean(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(item) for item in value]
    return value
