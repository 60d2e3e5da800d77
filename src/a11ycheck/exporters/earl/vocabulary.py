"""The terms of EARL 1.0 (https://www.w3.org/TR/EARL10-Schema/) and the nodes made of them.

The names are those that W3C's ACT implementation reports use, so that these documents can be read beside
them. The context is written into each document: nobody has to fetch one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from a11ycheck.model import Outcome, Words

Node = dict[str, Any]
"""A node of a JSON-LD document."""

CONTEXT: Mapping[str, Any] = {
    "earl": "http://www.w3.org/ns/earl#",
    "dct": "http://purl.org/dc/terms/",
    "doap": "http://usefulinc.com/ns/doap#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "ptr": "http://www.w3.org/2009/pointers#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "Assertion": "earl:Assertion",
    "Assertor": "earl:Assertor",
    "Software": "earl:Software",
    "Person": "foaf:Person",
    "TestSubject": "earl:TestSubject",
    "TestCriterion": "earl:TestCriterion",
    "TestCase": "earl:TestCase",
    "TestRequirement": "earl:TestRequirement",
    "TestResult": "earl:TestResult",
    "CSSSelectorPointer": "ptr:CSSSelectorPointer",
    "expression": "ptr:expression",
    "assertedBy": {"@id": "earl:assertedBy", "@type": "@id"},
    "subject": {"@id": "earl:subject", "@type": "@id"},
    "test": {"@id": "earl:test", "@type": "@id"},
    "result": {"@id": "earl:result"},
    "mode": {"@id": "earl:mode", "@type": "@id"},
    "outcome": {"@id": "earl:outcome", "@type": "@id"},
    "info": "earl:info",
    "pointer": {"@id": "earl:pointer"},
    "name": "foaf:name",
    "version": "doap:revision",
    "title": "dct:title",
    "titles": {"@id": "dct:title", "@container": "@language"},
    "identifier": "dct:identifier",
    "description": "dct:description",
    "date": {"@id": "dct:date", "@type": "xsd:dateTime"},
    "source": {"@id": "dct:source", "@type": "xsd:anyURI"},
    "isPartOf": {"@id": "dct:isPartOf", "@type": "@id"},
    "relation": {"@id": "dct:relation", "@type": "@id"},
}
"""The JSON-LD context."""

MAX_POINTERS = 50
"""Places that one assertion names; ``scan.json`` holds all."""


class Mode(StrEnum):
    """How a test was made."""

    AUTOMATIC = "earl:automatic"
    """By software alone."""
    MANUAL = "earl:manual"
    """By a person."""
    SEMI_AUTO = "earl:semiAuto"
    """Software found the place, a person judged it."""
    UNDISCLOSED = "earl:undisclosed"
    """Nobody says."""


def outcome_term(outcome: Outcome) -> str:
    """``earl:passed``, ``earl:failed``, ``earl:cantTell``, ``earl:inapplicable`` or ``earl:untested``."""
    return f"earl:{outcome.value}"


def software(id_: str, name: str, version: str) -> Node:
    """A program that asserts."""
    return {"@id": id_, "@type": ["Assertor", "Software"], "name": name, "version": version}


def person(id_: str, name: str) -> Node:
    """A person who asserts."""
    return {"@id": id_, "@type": ["Assertor", "Person"], "name": name}


def subject(id_: str, source: str, title: str = "", description: str = "") -> Node:
    """A page, or a site, that was tested."""
    node: Node = {"@id": id_, "@type": "TestSubject", "source": source}
    return node | _given(title=title, description=description)


def criterion(
    id_: str,
    identifier: str,
    titles: Words,
    *,
    part_of: Sequence[str] = (),
    relation: Sequence[str] = (),
    requirement: bool = False,
) -> Node:
    """What was tested: a rule (a test case), or a success criterion (a test requirement).

    Args:
        id_: of the node.
        identifier: the rule's id, or the standard and number.
        titles: its name.
        part_of: ids of the criteria that a rule belongs to.
        relation: addresses of what it implements, such as W3C ACT rules.
        requirement: whether it is a criterion.
    """
    node: Node = {
        "@id": id_,
        "@type": ["TestCriterion", "TestRequirement" if requirement else "TestCase"],
        "identifier": identifier,
        "titles": {"ja": titles.ja, "en": titles.en},
    }
    return node | _given(isPartOf=list(part_of), relation=list(relation))


def assertion(
    outcome: Outcome,
    *,
    subject: str | Node,
    test: str | Node,
    by: str | Node,
    mode: Mode = Mode.AUTOMATIC,
    date: str = "",
    info: Sequence[str] = (),
    selectors: Sequence[str] = (),
) -> Node:
    """One statement: who found by what test what of which page.

    Args:
        outcome: the outcome.
        subject: the page's node or its id.
        test: the rule's node or its id.
        by: who says so, node or id.
        mode: how it was tested.
        date: when, ISO 8601 with time zone.
        info: what is wrong, in sentences.
        selectors: where; at most ``MAX_POINTERS`` are kept.
    """
    pointers = [{"@type": "CSSSelectorPointer", "expression": text} for text in selectors[:MAX_POINTERS]]
    result: Node = {"@type": "TestResult", "outcome": outcome_term(outcome)}
    result |= _given(date=date, info=list(info[:MAX_POINTERS]), pointer=pointers)
    return {
        "@type": "Assertion",
        "assertedBy": by,
        "subject": subject,
        "test": test,
        "mode": mode.value,
        "result": result,
    }


def _given(**values: Any) -> Node:
    return {name: value for name, value in values.items() if value}
