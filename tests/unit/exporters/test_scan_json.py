"""scan.json."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from a11ycheck.errors import OutputError
from a11ycheck.exporters import ReportInput, export, json_schema
from a11ycheck.model import PageResult

from .conftest import Export


@pytest.fixture(scope="module")
def document(data: ReportInput, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The document of the made-up scan."""
    path = tmp_path_factory.mktemp("json") / "scan.json"
    export("json", data, path)
    return dict(json.loads(path.read_text(encoding="utf-8")))


def test_it_keeps_its_schema(document: dict[str, Any]) -> None:
    """The published schema holds for real output, and the schema itself is valid."""
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(document)


def test_its_fields_are_the_documented_ones(document: dict[str, Any]) -> None:
    """The fields are a contract: no more, no less."""
    assert set(document) == {"schema", "scan", "score", "rules", "pages", "site_findings", "criteria", "answers"}
    assert document["schema"] == 1
    assert set(document["rules"][0]) == {
        "id",
        "level",
        "quality",
        "method",
        "item",
        "requirements",
        "related",
        "act",
        "advice",
        "name",
        "phases",
        "version",
    }
    page = document["pages"][0]
    assert set(page) == {"url", "status", "problem", "metrics", "outcomes", "findings"}
    assert set(page["findings"][0]) == {
        "rule",
        "level",
        "outcome",
        "key",
        "advice",
        "message",
        "selector",
        "snippet",
        "region",
        "requirements",
        "fingerprint",
        "shared_id",
        "answer",
    }
    assert set(page["findings"][0]["message"]) == {"ja", "en"}
    assert set(page["outcomes"].values()) <= {"passed", "failed", "cantTell", "inapplicable"}


def test_every_page_is_there_in_order(document: dict[str, Any], data: ReportInput) -> None:
    """Pages that could not be checked are there too, with the reason."""
    assert [p["url"] for p in document["pages"]] == [p.page.url for p in data.pages()]
    assert document["pages"][6]["problem"] == {"kind": "http-error", "detail": "HTTP 404"}


def test_the_same_shape_goes_to_a_stream(data: ReportInput, exported: Export) -> None:
    """``--out -`` writes what the file would hold."""
    stream = io.StringIO()
    export("json", data, stream)
    assert json.loads(stream.getvalue()) == json.loads(exported("json"))


def test_a_failed_write_leaves_the_old_file(data: ReportInput, tmp_path: Path) -> None:
    """A full disk in the middle of the pages neither harms the last report nor leaves a half one."""
    path = tmp_path / "scan.json"
    path.write_text("old", encoding="utf-8")

    def full() -> Iterator[PageResult]:
        yield next(data.pages())
        raise OSError(28, "No space left on device")

    with pytest.raises(OutputError, match=r"scan\.json cannot be written: No space left on device"):
        export("json", replace(data, pages=full), path)
    assert path.read_text(encoding="utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["scan.json"]


def test_a_full_disk_is_one_sentence(data: ReportInput) -> None:
    """A real full device ends in a plain error."""
    device = Path("/dev/full")
    if not device.exists():
        pytest.skip("no /dev/full here")
    stream = device.open("w", encoding="utf-8")
    with pytest.raises(OutputError, match="cannot be written"):
        export("json", data, stream)
    with suppress(OSError):
        stream.close()


def test_a_stream_that_cannot_hold_japanese_is_an_error(data: ReportInput) -> None:
    """An ASCII terminal gets a sentence that says what to do, no traceback."""
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    with pytest.raises(OutputError, match="PYTHONUTF8"):
        export("json", data, stream)
