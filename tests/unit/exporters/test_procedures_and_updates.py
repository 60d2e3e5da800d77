"""What the report says of forms, procedures and updates."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import msgspec.structs
from bs4 import BeautifulSoup
from tests.fakes.scans import page, report_input

from a11ycheck.exporters import export
from a11ycheck.exporters.htmlreport.procedures import page_facts, time_words
from a11ycheck.exporters.wording import wording

_MEASURES: tuple[dict[str, int | float], ...] = (
    {"form_fields": 12, "form_required": 3, "form_split": 2, "form_seconds": 240, "form_required_seconds": 60},
    {"form_fields": 2, "form_seconds": 20, "form_required_seconds": 20, "feedback": 1, "age_days": 10},
    {"procedure_online": 1, "procedure_guide_items": 6, "procedure_guide_items_of": 7, "procedure_papers": 3,
     "feedback": 0, "age_days": 800},
    {"procedure_online": 0, "procedure_guide_items": 2, "procedure_guide_items_of": 7, "feedback": 0},
)  # fmt: skip


def _folder(out: Path, *, measured: bool) -> Path:
    results = [
        msgspec.structs.replace(page(number), metrics=measures if measured else {"load_ms": 1})
        for number, measures in enumerate(_MEASURES, 1)
    ]
    export("html", replace(report_input(4), pages=lambda: iter(results)), out)
    return out


def _section(path: Path, name: str) -> str:
    found = BeautifulSoup(path.read_text(encoding="utf-8"), "lxml").find(id=name)
    return found.parent.get_text(" ", strip=True) if found and found.parent else ""


def test_overview_of_procedures(tmp_path: Path) -> None:
    """Forms come in the order of their time, and the share of procedures that can be done online is told."""
    out = _folder(tmp_path, measured=True)
    japanese, english = _section(out / "index.html", "procedures"), _section(out / "en/index.html", "procedures")
    assert "案内ページ2件のうち" in japanese
    assert "1件（50%）" in japanese
    assert japanese.index("約4分") < japanese.rindex("約20秒")
    assert "median about 2 min" in english
    assert "Keystroke-Level".casefold() in english.casefold()


def test_overview_of_updates(tmp_path: Path) -> None:
    """Pages are counted by age; those without a date are told apart."""
    text = _section(_folder(tmp_path, measured=True) / "en/index.html", "updates")
    for row in ("Less than a year 1 33", "One to three years 1 33", "Three years or more 0 0", "No date found 1 33"):
        assert row in text
    assert "1 of 3 (33 %)" in text


def test_nothing_is_said_where_nothing_was_measured(tmp_path: Path) -> None:
    """Old scans, and sites without forms and procedures, have no empty sections."""
    out = _folder(tmp_path, measured=False)
    assert _section(out / "index.html", "procedures") == ""
    assert _section(out / "index.html", "updates") == ""


def test_page_facts() -> None:
    """A page tells its own figures; the time of the required fields only where it differs."""
    names = [name for name, _ in page_facts(_MEASURES[0], wording("ja"))]
    assert "必須の項目だけの入力時間（推定）" in names
    assert len(page_facts(_MEASURES[1], wording("ja"))) == len(names) - 1
    assert ("案内に必要な項目", "7項目のうち6項目") in page_facts(_MEASURES[2], wording("ja"))
    assert page_facts({}, wording("en")) == []


def test_times_in_words() -> None:
    """Up to a minute and a half in seconds, then in whole minutes."""
    assert [time_words(n, wording("en")) for n in (5, 89, 90, 600)] == [
        "about 5 s",
        "about 89 s",
        "about 2 min",
        "about 10 min",
    ]
