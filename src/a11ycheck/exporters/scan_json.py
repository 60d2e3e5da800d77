"""``scan.json``: a whole scan for other programs, written page by page."""

from __future__ import annotations

from typing import Any, TextIO

import msgspec

from a11ycheck.exporters.report_data import ReportInput
from a11ycheck.exporters.scan_document import SCHEMA, finding_part, page_part, rule_part, scan_head, score_part
from a11ycheck.exporters.text import visible

_encoder = msgspec.json.Encoder()


def write(data: ReportInput, stream: TextIO) -> None:
    """Writes the document; the pages are streamed."""
    scan = data.scan
    rules = {rule.id: rule for rule in scan.rules}
    stream.write(f'{{"schema":{SCHEMA}')
    _field(stream, "scan", scan_head(scan))
    _field(stream, "score", [score_part(score) for score in scan.score])
    _field(stream, "rules", [rule_part(rule) for rule in scan.rules])
    stream.write(',\n"pages":[')
    for index, result in enumerate(data.pages()):
        stream.write(",\n" if index else "\n")
        stream.write(_json(page_part(result, rules)))
    stream.write("\n]")
    _field(stream, "site_findings", [finding_part(f, rules.get(f.rule_id)) for f in scan.site_findings])
    stream.write("}\n")


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
