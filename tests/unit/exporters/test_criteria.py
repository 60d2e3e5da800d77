"""Results by success criterion."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from lxml import html
from tests.fakes.scans import report_input

from a11ycheck.exporters import ReportInput, export
from a11ycheck.exporters.criteria import CriterionLine, criterion_lines
from a11ycheck.exporters.digest import digest
from a11ycheck.model import Answer, Outcome, Standard


def lines(data: ReportInput, standard: Standard) -> dict[str, CriterionLine]:
    """The criteria by number."""
    found = criterion_lines(digest(data.scan, data.pages(), data.people), standard, data.criteria)
    return {line.criterion.number: line for line in found}


def test_every_criterion_of_the_profile_has_a_line() -> None:
    """38 in JIS X 8341-3:2016, 55 in WCAG 2.2, whether or not a rule speaks for it."""
    data = report_input(4)
    assert len(lines(data, Standard.JIS2016)) == 38
    assert len(lines(data, Standard.WCAG22)) == 55


def test_results_come_from_rules() -> None:
    """Failed, to review, for a person, none found, uncovered: each as the rules say."""
    data = report_input(8)
    found = lines(data, Standard.JIS2016)
    results = {number: found[number].result for number in ("1.1.1", "1.4.5", "1.2.2", "2.4.2", "4.1.1")}
    assert results == {
        "1.1.1": "failed",
        "1.4.5": "review",
        "1.2.2": "person",
        "2.4.2": "none_found",
        "4.1.1": "uncovered",
    }
    alt = found["1.1.1"]
    assert (alt.pages_applicable, alt.pages_failed, alt.pages_cant_tell) == (7, 7, 0)
    assert (found["1.4.5"].pages_failed, found["1.4.5"].pages_cant_tell) == (0, 7)
    assert [line.rule.id for line in found["1.2.2"].remaining] == ["video-captions"]


def test_a_failure_counts_only_for_what_it_violates() -> None:
    """link-name violates 4.1.2 in WCAG 2.2 alone: the JIS table does not count it there."""
    data = report_input(4)
    assert lines(data, Standard.WCAG22)["4.1.2"].result == "failed"
    assert lines(data, Standard.JIS2016)["4.1.2"].result == "uncovered"


def test_advice_speaks_for_no_criterion() -> None:
    """landmark-main stands for the item of 2.4.1 and is advice: the criterion stays uncovered."""
    assert lines(report_input(4), Standard.JIS2016)["2.4.1"].result == "uncovered"


def test_an_answer_settles_a_criterion() -> None:
    """With all answers there and none a problem, the criterion was confirmed by a person."""
    first = report_input(1)
    answer = Answer(
        site=first.scan.site, rule_id="video-captions", rule_version="1", outcome=Outcome.PASSED, by="山田",
        when=first.scan.started, scan_id=first.scan.id, scan_started=first.scan.started,
    )  # fmt: skip
    assert lines(report_input(1, answers=(answer,)), Standard.JIS2016)["1.2.2"].result == "confirmed"
    failed = msgspec.structs.replace(answer, outcome=Outcome.FAILED)
    assert lines(report_input(1, answers=(failed,)), Standard.JIS2016)["1.2.2"].result == "failed"


@pytest.mark.parametrize(("standard", "name"), [("jis2016", "色の使用の達成基準"), ("wcag22", "色の用途")])
def test_the_page_names_criteria_in_the_standards_words(tmp_path: Path, standard: str, name: str) -> None:
    """Names of one standard stand on the page, never those of the other."""
    data = report_input(2)
    data = type(data)(**{f: getattr(data, f) for f in data.__slots__} | {"standard": Standard(standard)})
    export("html", data, tmp_path)
    for lang in ("", "en/"):
        page = html.fromstring((tmp_path / lang / "criteria" / "index.html").read_text(encoding="utf-8"))
        names = [row.text_content() for row in page.iterfind(".//tbody/tr/th")]
        assert sum(name in text for text in names) == 1
        assert not any({"jis2016": "色の用途", "wcag22": "色の使用"}[standard] in text for text in names)


def test_json_tells_the_same(tmp_path: Path) -> None:
    """scan.json has the criteria of the profile with the same results."""
    data = report_input(4)
    export("json", data, tmp_path / "scan.json")
    document = json.loads((tmp_path / "scan.json").read_text(encoding="utf-8"))
    found = lines(data, Standard.JIS2016)
    assert {part["number"]: part["result"] for part in document["criteria"]} == {
        number: line.result for number, line in found.items()
    }
    assert document["score"][0]["people"]["open"] > 0
