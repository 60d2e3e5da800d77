"""Tests of recognising fields for personal data."""

from __future__ import annotations

import pytest

from a11ycheck.checks.autofill import missing, purpose
from a11ycheck.checks.fields import fields
from a11ycheck.model import Outcome

from .builder import document


def _purpose(label: str, control: str = '<input name="x">') -> str:
    doc = document(f"<form><p><label>{label} {control}</label></p></form>")
    return purpose(doc, fields(doc)[0])


@pytest.mark.parametrize(
    ("label", "token"),
    [
        ("お名前", "name"),
        ("氏名（漢字）【必須】", "name"),
        ("申請者の氏名", "name"),
        ("姓", "family-name"),
        ("名", "given-name"),
        ("郵便番号（例：100-0001）", "postal-code"),
        ("ご住所※", "street-address"),
        ("市区町村", "address-level2"),
        ("日中の電話番号", "tel"),
        ("携帯電話", "tel"),
        ("Ｅメールアドレス", "email"),
        ("メールアドレス（確認用）", "email"),
        ("生年月日", "bday"),
        ("Your full name", "name"),
    ],
)
def test_the_usual_labels_are_known(label: str, token: str) -> None:
    """Marks, notes, width and polite prefixes make no difference."""
    assert _purpose(label) == token


@pytest.mark.parametrize(
    "label",
    [
        "フリガナ",
        "お名前（ふりがな）",
        "施設名",
        "会社の住所",
        "件名",
        "メールの題名",
        "お名前を公開してよいですか",
        "",
    ],
)
def test_other_labels_ask_for_nothing_personal(label: str) -> None:
    """The reading of a name has no token, and names of things are not people's."""
    assert _purpose(label) == ""


def test_a_birthday_in_parts_is_left_alone() -> None:
    """A list of years has a token of its own, which no label tells."""
    assert _purpose("生年月日", "<select><option>1980</select>") == ""


def test_a_field_is_called_failed_only_where_it_addresses_the_user() -> None:
    """“Name” may be anybody's; 「お名前」 is the user's as long as nobody else is spoken of."""
    own = document("<form method=post><p><label>お名前 <input></label></p><p><label>内容 <textarea></textarea></label>")
    anybody = document(
        "<form method=post><p><label>氏名 <input></label></p><p><label>内容 <textarea></textarea></label>"
    )
    assert [v.outcome for v in missing(own, {})] == [Outcome.FAILED]
    assert [v.outcome for v in missing(anybody, {})] == [Outcome.CANT_TELL]
