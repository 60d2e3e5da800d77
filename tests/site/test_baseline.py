"""Findings that an office has accepted for a time."""

from __future__ import annotations

import json
from pathlib import Path

from tests.site.harness import FAULT, Program, Site, page

OTHER_FAULT = '<input name="mail">'


def test_life_of_a_baseline(a11ycheck: Program, site: Site, tmp_path: Path) -> None:
    """Accepted faults pass, new and expired ones fail, fixed ones are told, and reasons stay."""
    accepted = tmp_path / "accepted.json"

    def scan(*args: str) -> tuple[int, str]:
        run = a11ycheck(
            "check", site.url, "--level", "1", "--baseline", "accepted.json", "--format", "json", "--out", "out", *args
        )
        return run.status, "\n".join(run.said)

    site.pages["/"] = page(FAULT)
    assert scan("--update-baseline", "--baseline-reason", "4月に直します")[0] == 0
    (entry,) = json.loads(accepted.read_text(encoding="utf-8"))["entries"]
    assert entry["rule"] == "image-alt"
    assert entry["reason"] == "4月に直します"
    assert entry["expires"] > "2026"
    status, said = scan()
    assert status == 0
    assert "Accepted by the baseline accepted.json: 1." in said
    site.pages["/"] = page(FAULT + OTHER_FAULT)
    assert scan()[0] == 1
    document = json.loads(accepted.read_text(encoding="utf-8"))
    document["entries"][0]["expires"] = "2020-04-01"
    accepted.write_text(json.dumps(document), encoding="utf-8")
    site.pages["/"] = page(FAULT)
    status, said = scan()
    assert status == 1
    assert "passed" in said
    site.pages["/"] = page()
    status, said = scan()
    assert status == 0
    assert "--update-baseline" in said
    assert scan("--update-baseline")[0] == 0
    assert json.loads(accepted.read_text(encoding="utf-8"))["entries"] == []


def test_untrusted_scan_changes_nothing(a11ycheck: Program, site: Site, tmp_path: Path) -> None:
    """A scan that is not to be trusted leaves the baseline as it is."""
    (tmp_path / "accepted.json").write_text('{"schema": 1, "created": "2026-11-01", "entries": []}', encoding="utf-8")
    run = a11ycheck("check", f"{site.url}/gone", "--baseline", "accepted.json", "--update-baseline")
    assert run.status == 3
    assert "2026-11-01" in (tmp_path / "accepted.json").read_text(encoding="utf-8")
