"""Tests of how much a form asks for, against sums made by hand."""

from __future__ import annotations

import pytest

from a11ycheck.checks.burdens import papers
from a11ycheck.checks.effort import B, Effort, H, K, M, P, efforts, metrics

from .builder import document

CLICK = P + B
BUTTON = M + CLICK


def _one(body: str) -> Effort:
    (found,) = efforts(document(f"<form method=post>{body}<button>送信</button></form>"))
    return found


def test_the_published_times() -> None:
    """The operators have the values of the paper."""
    assert (K, B, P, H, M) == (0.28, 0.20, 1.10, 0.40, 1.35)


def test_a_form_by_hand() -> None:
    """Name, a choice, a list, a file and free text add up as the model says."""
    found = _one(
        "<p><label>氏名 <input required></label></p>"
        "<p><input type=radio name=r id=a><label for=a>はい</label>"
        "<input type=radio name=r id=b><label for=b>いいえ</label></p>"
        "<p><label>地区 <select><option>東<option>西</select></label></p>"
        "<p><label>写真 <input type=file></label></p>"
        "<p><label>ご意見 <textarea></textarea></label></p>"
    )
    typed = 2 * (M + CLICK + 2 * H) + (14 + 200) * K
    assert found.seconds == round(typed + (M + CLICK) + (M + 2 * CLICK) + (2 * M + 3 * CLICK) + BUTTON)
    assert found.required_seconds == round(M + CLICK + 2 * H + 14 * K + BUTTON)
    assert (found.fields, found.required, found.free_text, found.files) == (5, 1, 1, 1)


def test_a_short_limit_shortens_the_answer() -> None:
    """No answer has more keys than the field takes; a limit that is none changes nothing."""
    long, short, silly = (
        _one(f"<p><label>件名 <input maxlength={size}></label></p><p><label>品名 <input></label></p>").seconds
        for size in ("200", "3", "9" * 5000)
    )
    assert short < long == silly


def test_boxes_of_one_number_cost_more_than_one() -> None:
    """A phone number in three boxes takes longer than in one, and the two further boxes are counted."""
    rest = "<p><label>氏名 <input></label></p>"
    boxes = "".join(f'<input name=tel{n} maxlength=4 aria-label="電話番号">' for n in (1, 2, 3))
    split, whole = (
        _one(f"{rest}<p>電話番号 {boxes}</p>"),
        _one(f"{rest}<p><label>電話番号 <input name=tel></label></p>"),
    )
    assert (split.split, whole.split) == (2, 0)
    assert split.seconds > whole.seconds


def test_what_is_typed_twice_is_counted() -> None:
    """A field that only confirms another one is told."""
    found = _one(
        "<p><label>メールアドレス <input type=email></label></p>"
        "<p><label>メールアドレス（確認用） <input type=email></label></p>"
    )
    assert found.confirm == 1


@pytest.mark.parametrize(
    "body",
    [
        "<form role=search><input name=q><button>検索</button></form>",
        "<form method=post><label>ID <input></label><label>暗証 <input type=password></label></form>",
        "<form method=post><label>役に立った <input type=checkbox></label><button>送信</button></form>",
        "<p>文章</p>",
    ],
)
def test_nothing_to_hand_in(body: str) -> None:
    """Search boxes, log-ins, votes and plain pages have no cost of a procedure."""
    assert metrics(document(body)) == {}


def test_papers_are_counted_once() -> None:
    """Things in the list below 「必要なもの」 count, inner lists and other headings do not."""
    body = (
        "<main><h1>申請</h1><h2>対象</h2><ul><li>住民</li></ul><h2>必要なもの</h2>"
        "<ul><li>申請書<ul><li>様式1</li><li>様式2</li></ul></li><li>本人確認書類</li></ul>"
        "<h2>問合せ</h2><ul><li>住民課</li></ul></main>"
    )
    assert papers(document(body)) == 2
