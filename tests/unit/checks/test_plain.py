"""Double negation and long enumerations are found, and what only looks like them is not."""

from __future__ import annotations

import pytest

from a11ycheck.checks.plain import double_negative, enumeration
from a11ycheck.model import Outcome

from .builder import document


def outcomes(check: object, text: str) -> list[Outcome]:
    """What a check says of a paragraph."""
    assert callable(check)
    return [verdict.outcome for verdict in check(document(f"<p>{text}</p>"), {})]


@pytest.mark.parametrize(
    "text",
    [
        "使えないわけではありません。",
        "使えないことはない。",
        "間違いがないとは限りません。",
        "間違いがないとはいえない。",
        "使えなくもない。",
        "申請しないではいられません。",
        "届け出ずにはおけません。",
        "知らない人はいない。",
    ],
)
def test_double_negatives(text: str) -> None:
    """The usual forms of double negation ask for a look."""
    assert outcomes(double_negative, text) == [Outcome.CANT_TELL]


@pytest.mark.parametrize(
    "text",
    [
        "届け出なければなりません。",
        "署名しなくてはならない。",
        "件数は少なくない。",
        "件数は少なくはない。",
        "使えないことがあります。",
        "予約がない人は窓口へお越しください。",
        "使えないので、ご注意ください。",
    ],
)
def test_single_negatives(text: str) -> None:
    """Duties and single negations are left alone."""
    assert outcomes(double_negative, text) == [Outcome.PASSED]


def test_at_most_ten() -> None:
    """A page full of double negation is reported ten times."""
    assert len(outcomes(double_negative, "使えないわけではありません。" * 30)) == 10


def test_enumeration_of_clauses() -> None:
    """Clauses parted by commas are no enumeration."""
    text = "予約を取り、書類を用意し、窓口にお越しになり、または郵送でお送りになってください。"
    assert outcomes(enumeration, text) == [Outcome.PASSED]


def test_hostile_text() -> None:
    """A very long run of words and commas is read to its end without getting stuck."""
    assert outcomes(enumeration, "申請書、" * 5000 + "。") == [Outcome.PASSED]
    assert outcomes(enumeration, "申請書の" * 5000 + "。") == [Outcome.PASSED]
