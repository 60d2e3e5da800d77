"""EARL: its shape, and that a page cannot break out of it."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest
from tests.fakes.scans import hostile_page, page, report_input, scan

from a11ycheck.exporters import ReportInput
from a11ycheck.exporters.earl import CONTEXT, Mode, assertion, criterion, outcome_term, subject
from a11ycheck.model import Answer, Outcome, Words

from .conftest import Export

NODES = {"Assertion", "Assertor", "TestSubject", "TestCriterion"}


def nodes(text: str) -> list[dict[str, Any]]:
    """The nodes of a document."""
    document = json.loads(text)
    assert set(document) == {"@context", "@graph"}
    graph: list[dict[str, Any]] = document["@graph"]
    return graph


def kind(node: dict[str, Any]) -> str:
    """What a node is."""
    types = node["@type"]
    return types if isinstance(types, str) else types[0]


@pytest.fixture
def graph(exported: Export) -> list[dict[str, Any]]:
    """The document of the made-up scan."""
    return nodes(exported("earl"))


def test_every_node_is_what_the_schema_names(graph: list[dict[str, Any]]) -> None:
    """Assertions have who, what, of what and a result; all that they name is there."""
    assert {kind(node) for node in graph} == NODES
    ids = [node["@id"] for node in graph if "@id" in node]
    assert not [id_ for id_, count in Counter(ids).items() if count > 1]
    for node in graph:
        if kind(node) != "Assertion":
            continue
        assert {node["assertedBy"], node["subject"], node["test"]} <= set(ids)
        assert node["mode"] in set(Mode)
        assert node["result"]["@type"] == "TestResult"
        assert node["result"]["outcome"] in {f"earl:{outcome}" for outcome in Outcome}
        for pointer in node["result"].get("pointer", ()):
            assert pointer["@type"] == "CSSSelectorPointer"


def test_terms_are_defined(graph: list[dict[str, Any]]) -> None:
    """Every name in the document stands in its context, and every prefix is one of the namespaces."""

    def names(value: Any) -> set[str]:
        if isinstance(value, list):
            return {name for item in value for name in names(item)}
        if isinstance(value, dict):
            types = value.get("@type", [])
            own = {*value, *([types] if isinstance(types, str) else types)}
            return own | {name for key, item in value.items() if key != "titles" for name in names(item)}
        return set()

    assert {name for name in names(graph) if not name.startswith("@")} <= set(CONTEXT)


def test_every_outcome_is_asserted_once(graph: list[dict[str, Any]], data: ReportInput) -> None:
    """Each rule and page has one assertion by the tool, with the page's outcome."""
    pages = list(data.pages())
    wanted = sum(len(result.outcomes) for result in pages) + len(data.scan.site_outcomes)
    manual = sum(not rule.check for rule in data.scan.rules)
    assert sum(kind(node) == "Assertion" for node in graph) == wanted + manual
    of_first = {node["test"]: node["result"]["outcome"] for node in graph if node.get("subject") == "#page-1"}
    assert of_first == {f"#rule-{rule}": outcome_term(count.outcome) for rule, count in pages[0].outcomes.items()}


def test_a_criterion_belongs_to_its_rules(graph: list[dict[str, Any]]) -> None:
    """A rule is part of the criteria that it violates; advice is part of none."""
    by_id = {node["@id"]: node for node in graph if "@id" in node}
    rule = by_id["#rule-image-alt"]
    assert rule["isPartOf"] == ["#wcag22-1.1.1", "#jis2016-1.1.1"]
    assert by_id["#wcag22-1.1.1"]["relation"] == ["https://www.w3.org/WAI/WCAG22/Understanding/non-text-content"]
    assert by_id["#jis2016-1.1.1"]["titles"]["ja"] == "非テキストコンテンツの達成基準"
    assert "isPartOf" not in by_id["#rule-landmark-main"]


def test_what_nobody_has_looked_at_is_untested(graph: list[dict[str, Any]]) -> None:
    """A manual rule is untested until a person answers."""
    found = [node for node in graph if node.get("test") == "#rule-video-captions"]
    assert [(node["mode"], node["result"]["outcome"]) for node in found] == [("earl:manual", "earl:untested")]


def test_people_assert_in_their_own_name(exported: Export) -> None:
    """An answer is an assertion of its own, manual or half-automatic, beside the machine's cantTell."""
    start = scan("s", report_input(1).scan.started, 0, 1)
    unclear = next(f for f in page(1).findings if f.outcome is Outcome.CANT_TELL)
    common: dict[str, Any] = {
        "site": start.site, "rule_version": "1", "by": "山田", "when": start.started,
        "scan_id": "s", "scan_started": start.started,
    }  # fmt: skip
    answers = (
        Answer(rule_id="video-captions", outcome=Outcome.FAILED, note="字幕なし", **common),
        Answer(
            rule_id=unclear.rule_id,
            outcome=Outcome.PASSED,
            place="/kurashi/0001.html",
            fingerprint=unclear.fingerprint,
            **common,
        ),
    )
    graph = nodes(exported("earl", given=report_input(1, answers=answers)))
    people = {node["@id"]: node["name"] for node in graph if "Person" in node["@type"]}
    found = [node for node in graph if node.get("assertedBy") in people]
    assert list(people.values()) == ["山田"]
    assert [(node["mode"], node["result"]["outcome"]) for node in found] == [
        ("earl:manual", "earl:failed"),
        ("earl:semiAuto", "earl:passed"),
    ]
    assert found[0]["result"]["info"] == ["字幕なし"]


def test_a_hostile_page_stays_text(exported: Export) -> None:
    """Control characters are spelt out, and the document stays JSON."""
    text = exported("earl", given=report_input(1, hostile=(hostile_page(),)))
    assert nodes(text)
    assert "\u202e" not in text
    assert "\\u0007" not in text


def test_nodes_can_be_made_alone() -> None:
    """The vocabulary serves other documents too: nodes may be nested instead of named."""
    test = criterion("#r", "r", Words(ja="規則", en="rule"), requirement=True)
    made = assertion(Outcome.CANT_TELL, subject=subject("#p", "https://a.example/"), test=test, by="#me")
    assert made["test"]["@type"] == ["TestCriterion", "TestRequirement"]
    assert made["subject"]["source"] == "https://a.example/"
    assert made["result"] == {"@type": "TestResult", "outcome": "earl:cantTell"}
