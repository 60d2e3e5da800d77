"""Old scans still render, and the golden reports are what the code of today makes."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "reports" / "samples"


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    """tools/make_samples.py as a module."""
    spec = importlib.util.spec_from_file_location("make_samples", ROOT / "tools" / "make_samples.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["make_samples"] = module
    spec.loader.exec_module(module)
    return module


def test_golden_reports(maker: ModuleType, tmp_path: Path) -> None:
    """The stored scan of the first version renders to exactly the reports in reports/samples (make samples)."""
    maker.write_samples(maker.read_fixture(), tmp_path / "samples")
    wanted = {path.relative_to(SAMPLES): path.read_bytes() for path in SAMPLES.rglob("*") if path.is_file()}
    made = {
        path.relative_to(tmp_path / "samples"): path.read_bytes()
        for path in (tmp_path / "samples").rglob("*")
        if path.is_file()
    }
    assert made.keys() == wanted.keys()
    changed = [str(name) for name in wanted if made[name] != wanted[name]]
    assert not changed, f"made differently now: {changed}; look at the change, then run “make samples”"
