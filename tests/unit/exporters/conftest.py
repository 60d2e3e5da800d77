"""Reports of a made-up scan."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.fakes.scans import hostile_page, report_input

from a11ycheck.exporters import ReportInput, export

Export = Callable[..., str]


@pytest.fixture(scope="session")
def data() -> ReportInput:
    """Nine pages, one of them hostile, one that could not be checked."""
    return report_input(8, hostile=(hostile_page(),))


@pytest.fixture(scope="session")
def folder(data: ReportInput, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The HTML report."""
    out = tmp_path_factory.mktemp("report")
    export("html", data, out)
    return out


@pytest.fixture
def exported(data: ReportInput, tmp_path: Path) -> Export:
    """Exports to a file and returns its text."""

    def run(kind: str, lang: str = "ja", given: ReportInput = data) -> str:
        path = tmp_path / f"out.{kind}"
        export(kind, given, path, lang)
        return path.read_bytes().decode("utf-8")

    return run
