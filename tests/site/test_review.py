"""People's answers: from a check sheet into the history, into the reports, and on to later scans."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

from tests.site.harness import Program, Site, page

CLEAN = "<main><h1>くらしの手続き</h1><p>住民票の写しは、窓口で受け取れます。</p>{}</main>"
VIDEO = '<video src="/v.webm" controls></video>'


def scanned(a11ycheck: Program, site: Site) -> dict[str, Any]:
    """A scan of Level 1."""
    _, document = a11ycheck.scan(site.url, "--level", "1", "--name", "市の公式サイト")
    return document


def reported(a11ycheck: Program, scan: str = "latest") -> dict[str, Any]:
    """The scan as it is reported now."""
    found: dict[str, Any] = a11ycheck.inside("report", scan, "--format", "json", "--out", "-").json
    return found


def fill(path: Path, **cells: str) -> int:
    """Fills in every row of a CSV sheet; how many there are."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for row in rows:
        row.update(cells)
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return len(rows)


def test_answers_come_in_by_a_sheet_and_carry_over(a11ycheck: Program, site: Site) -> None:
    """A sheet that is filled in and imported confirms the level, in this scan and in the next of the same site."""
    site.pages["/"] = page(CLEAN.format(VIDEO))
    before = scanned(a11ycheck, site)
    assert [f["rule"] for f in before["pages"][0]["findings"] if f["outcome"] == "failed" and not f["advice"]] == []
    assert before["score"][0]["verdict"] == "none-found"
    assert before["score"][0]["people"]["open"] > 0

    sheet = a11ycheck.folder / "sheet.csv"
    made = a11ycheck.inside("rules", "sheet", "--scan", "latest", "--level", "1", "--format", "csv", "--out", sheet)
    assert made.status == 0
    fill(sheet, 結果="はい", 確認者="山田 花子", メモ="見た")
    taken = a11ycheck.inside("review", "latest", "--import", sheet)
    assert (taken.status, taken.out) == (0, "")
    assert "Recorded: " in taken.err
    again = a11ycheck.inside("review", "latest", "--import", sheet)
    assert "Recorded: 0; " in again.err
    assert a11ycheck.inside("review", "latest", "--list").out == ""

    after = reported(a11ycheck)
    assert after["score"][0]["verdict"] == "confirmed"
    assert after["score"][0]["total"] == before["score"][0]["total"]
    (video,) = [f for f in after["pages"][0]["findings"] if f["rule"] == "video-caption"]
    assert (video["outcome"], video["answer"]["outcome"], video["answer"]["by"]) == ("cantTell", "passed", "山田 花子")

    site.pages["/"] = page(CLEAN.format(VIDEO + '<video src="/other.webm" controls></video>'))
    changed = scanned(a11ycheck, site)
    answers = {f["snippet"]: f["answer"] for f in changed["pages"][0]["findings"] if f["rule"] == "video-caption"}
    assert sorted(answer is None for answer in answers.values()) == [False, True]
    assert changed["score"][0]["verdict"] == "none-found"


def test_single_answers(a11ycheck: Program, site: Site) -> None:
    """One finding, one rule on a page, one rule on the site; the last word counts and can be taken back."""
    site.pages["/"] = page(CLEAN.format(VIDEO))
    scanned(a11ycheck, site)
    waiting = a11ycheck.inside("review", "--list", "--format", "json").json
    (finding,) = [q for q in waiting if q["rule"] == "video-caption" and q["finding"]]

    def say(*words: str) -> tuple[int, str]:
        run = a11ycheck.inside("review", "latest", "--rule", "video-caption", "--by", "佐藤", *words)
        return run.status, run.err

    assert say("--finding", finding["finding"], "--answer", "failed", "--note", "字幕なし")[0] == 0
    assert reported(a11ycheck)["score"][0]["verdict"] == "problems"
    assert say("--page", f"{site.url}/", "--answer", "inapplicable") == (0, "Recorded: 2\n")
    assert reported(a11ycheck)["score"][0]["verdict"] == "none-found"
    assert say("--answer", "untested")[0] == 0

    exported = a11ycheck.inside("review", "--export", "-", "--lang", "en")
    rows = list(csv.DictReader(io.StringIO(exported.out)))
    assert [row["result"] for row in rows if row["finding"]] == ["Problem", "Does not apply", "Not checked"]
    assert {row["checked by"] for row in rows} == {"佐藤"}


WRONG = (
    (["--rule", "nonsense", "--answer", "passed", "--by", "A"], "There is no rule “nonsense”"),
    (["--rule", "video-caption", "--answer", "passed"], "nobody is named who looked"),
    (["--rule", "video-caption", "--by", "A"], "Say what was found"),
    (["--rule", "video-caption", "--answer", "passed", "--by", "A", "--page", "/none"], "did not check the page"),
    (["--rule", "video-caption", "--answer", "passed", "--by", "A", "--finding", "0"], "has no finding 0"),
    (["--answer", "passed"], "name it with --rule ID"),
    (["--list", "--export", "-"], "cannot be used together"),
)


def test_a_wrong_answer_is_one_sentence(a11ycheck: Program, site: Site) -> None:
    """Exit code 2, one sentence, and nothing is recorded."""
    site.pages["/"] = page(CLEAN.format(""))
    scanned(a11ycheck, site)
    for words, sentence in WRONG:
        run = a11ycheck.inside("review", "latest", *words)
        assert (run.status, run.out, len(run.said)) == (2, "", 1)
        assert sentence in run.said[0]
    assert "Answers: 0" in a11ycheck.inside("review", "--export", "-").err


def test_a_sheet_with_a_fault_changes_nothing(a11ycheck: Program, site: Site) -> None:
    """One wrong row: the row is named, and none of the others is recorded."""
    site.pages["/"] = page(CLEAN.format(""))
    scanned(a11ycheck, site)
    sheet = a11ycheck.folder / "sheet.csv"
    a11ycheck.inside("rules", "sheet", "--level", "1", "--format", "csv", "--out", sheet)
    count = fill(sheet, 結果="はい", 確認者="山田")
    with sheet.open("a", encoding="utf-8", newline="") as stream:
        stream.write("項目,1,X,,no-such-rule,,,,,,,,,,,,,,はい,,山田,\r\n")
    run = a11ycheck.inside("review", "latest", "--import", sheet)
    assert run.status == 2
    assert f"sheet.csv: {count + 2}: There is no rule “no-such-rule”" in run.err
    assert "Answers: 0" in a11ycheck.inside("review", "--export", "-").err


def test_the_profile_of_a_scan(a11ycheck: Program, site: Site) -> None:
    """--standard decides which criteria scan and report go through."""
    site.pages["/"] = page('<p id="a">一</p><p id="a">二</p>')
    _, document = a11ycheck.scan(site.url, "--standard", "wcag22", "--name", "市")
    assert document["scan"]["settings"]["standard"] == "wcag22"
    assert len(document["criteria"]) == 55
    again = a11ycheck.inside("report", "latest", "--standard", "jis2016", "--format", "json", "--out", "-").json
    assert len(again["criteria"]) == 38
    earl = a11ycheck.inside("report", "latest", "--format", "earl", "--out", "-").json
    assert set(earl) == {"@context", "@graph"}
    refused = a11ycheck.inside("report", "latest", "--format", "xlsx", "--out", "-")
    assert (refused.status, "text format" in refused.err) == (2, True)
