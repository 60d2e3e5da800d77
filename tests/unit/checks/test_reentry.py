"""Tests of finding questions that are asked twice."""

from __future__ import annotations

from a11ycheck.checks.reentry import asked_once

from .builder import document


def _keys(body: str) -> list[str]:
    return [
        v.key for v in asked_once(document(f"<form method=post>{body}<p><label>件名 <input></label></p></form>"), {})
    ]


def test_two_different_questions_are_none_twice() -> None:
    """Phone and mail are two questions."""
    assert _keys("<p><label>電話番号 <input></label></p><p><label>メールアドレス <input></label></p>") == [""]


def test_home_and_mobile_phone_are_two_questions() -> None:
    """Two numbers of one kind with different labels are not the same question."""
    assert _keys("<p><label>電話番号 <input></label></p><p><label>携帯電話 <input></label></p>") == [""]


def test_a_button_that_copies_settles_it() -> None:
    """Where the first answer can be copied nobody has to type it again."""
    address = "<p><label>住所 <input></label></p>"
    body = f"{address}<p><button>住所をコピー</button></p><h2>送付先</h2>{address}"
    assert _keys(body) == [""]
