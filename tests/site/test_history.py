"""Looking back: what the history says about scans of a site that has changed."""

from __future__ import annotations

from tests.site.harness import FAULT, Program, Site, page

STAYS, GOES, COMES = FAULT, '<input name="mail">', '<a href="/x"></a>'


def test_history(a11ycheck: Program, site: Site) -> None:
    """Two scans can be listed, shown, compared, followed, reported again and deleted."""
    site.pages["/"] = page(STAYS + GOES)
    assert a11ycheck("scan", site.url, "--level", "1", "--format", "json", "--name", "市の公式サイト").status == 1
    site.pages["/"] = page(STAYS + COMES)
    _, second = a11ycheck.scan(site.url, "--level", "1", "--name", "市の公式サイト")

    listed = a11ycheck.inside("history", "list", "--format", "json").json
    assert [scan["site"] for scan in listed] == ["市の公式サイト"] * 2
    assert listed[0]["id"] == second["scan"]["id"]
    text = a11ycheck.inside("history", "list", "--limit", "1")
    assert listed[0]["id"] in text.out
    assert listed[1]["id"] not in text.out
    assert a11ycheck.inside("history", "list", "--site", "別のサイト").out == ""

    shown = a11ycheck.inside("history", "show", "latest~1")
    assert (shown.status, "image-alt" in shown.out, "label" in shown.out) == (0, True, True)

    compared = a11ycheck.inside("history", "compare", "--format", "json").json
    failed = {
        part: [finding["rule_id"] for finding in compared[part] if finding["outcome"] == "failed"]
        for part in ("new", "fixed", "remaining")
    }
    assert failed == {"new": ["link-name"], "fixed": ["label"], "remaining": ["image-alt"]}
    words = a11ycheck.inside("history", "compare", "latest~1", "latest", "--lang", "en").out
    assert all(line in words for line in ("New: 1", "Fixed: 1", "Remaining: 2"))

    trend = a11ycheck.inside("history", "trend", "--lang", "en")
    assert len(trend.out.splitlines()) == 3

    again = a11ycheck.inside("report", listed[1]["id"], "--format", "json", "--out", "-").json
    assert [finding["rule"] for finding in again["pages"][0]["findings"]].count("label") == 1
    written = a11ycheck.inside("report", "latest", "--format", "markdown", "--out", "again", "--lang", "en")
    assert (written.status, written.out) == (0, "")
    assert (a11ycheck.folder / "again" / "summary.md").exists()

    kept = a11ycheck("history", "delete", listed[1]["id"], stdin="n\n")
    assert (kept.status, len(a11ycheck.inside("history", "list", "--format", "json").json)) == (3, 2)
    assert a11ycheck.inside("history", "delete", listed[1]["id"], "--yes").status == 0
    left = a11ycheck.inside("history", "list", "--format", "json").json
    assert [scan["id"] for scan in left] == [listed[0]["id"]]
    gone = a11ycheck.inside("history", "show", listed[1]["id"])
    assert gone.status == 2
    assert listed[0]["id"] in gone.err
