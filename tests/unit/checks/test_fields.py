"""A form field is understood with the words that stand around it."""

from __future__ import annotations

import pytest

from a11ycheck.checks.fields import Field, fields, is_login, is_search, name_of

from .builder import document


def only(html: str) -> Field:
    """The first field of the form."""
    return fields(document(f"<form>{html}</form>"))[0]


OTHER = "<p><label>ご意見 <textarea name=o></textarea></label></p>"


@pytest.mark.parametrize(
    "html",
    [
        "<p><label>氏名 必須 <input></label></p>",
        "<p><label for=a>氏名 必須</label> <input id=a></p>",
        "<p><span id=l>氏名 必須</span><input aria-labelledby=l></p>",
        "<table><tr><th>氏名 必須</th><td><input></td></tr></table>",
        "<table><tr><td>氏名 必須</td><td><input></td></tr></table>",
        "<dl><dt>氏名 必須</dt><dd><input></dd></dl>",
    ],
)
def test_label(html: str) -> None:
    """Labels, heading cells and terms label the field."""
    assert only(html + OTHER).label == "氏名 必須"


def test_group() -> None:
    """Radio buttons of one name are one field, labelled by the legend."""
    choices = "<label><input type=radio name=r>電話</label><label><input type=radio name=r>窓口</label>"
    field = only(f"<fieldset><legend>方法</legend>{choices}</fieldset>{OTHER}")
    assert (len(field.nodes), field.kind, field.label) == (2, "radio", "方法")


def test_flat_form() -> None:
    """Without labels the words just before the field stand for one."""
    found = fields(document("<form>氏名 <input name=a><br>住所 <input name=b></form>"))
    assert [field.label for field in found] == ["氏名", "住所"]


def test_row() -> None:
    """A hint in the field's own row belongs to it; one in the next row does not."""
    field = only("<div><label for=a>番号</label><input id=a><p>半角で</p></div><div><p>全角で</p><input name=b></div>")
    assert "半角" in field.context
    assert "全角" not in field.words


def test_shared_heading() -> None:
    """The heading of a small group belongs to each of its fields."""
    found = fields(document(f"<form><div><p>氏名（必須）</p><input name=a><input name=b></div>{OTHER}</form>"))
    assert "必須" in found[1].words
    assert "必須" not in found[2].words


def test_left_out() -> None:
    """Hidden and read-only fields and buttons are none that people fill in."""
    html = "<input type=hidden><input type=submit><input readonly><input name=a>"
    assert len(fields(document(f"<form>{html}</form>"))) == 1


def test_search_and_login() -> None:
    """A search box and a log-in are recognised."""
    search = document("<form><label>サイト内検索<input name=q></label></form>")
    assert is_search(search, fields(search))
    assert is_login(fields(document("<form><input name=u><input type=password></form>")))


def test_name() -> None:
    """Messages call the field by its label."""
    doc = document(f"<form><p><label>氏名 <input></label></p>{OTHER}</form>")
    assert name_of(doc, fields(doc)[0]) == "氏名"
