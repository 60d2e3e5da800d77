"""Tests of the words by which places for a person's look are found."""

from __future__ import annotations

import pytest

from a11ycheck.checks.orientation import one_way
from a11ycheck.checks.timing import limits

from .builder import document


@pytest.mark.parametrize(
    "text",
    [
        "一定時間操作がないと、自動的にログアウトします。",
        "２０分以上入力がない場合、入力内容は破棄されます。",
        "60分以内に入力を完了してください。",
        "Your session expires after 30 minutes.",
    ],
)
def test_time_limits_of_procedures_are_found(text: str) -> None:
    """Width and wording make no difference."""
    assert [v.key for v in limits(document(f"<p>{text}</p>"), {})] == ["words"]


@pytest.mark.parametrize(
    "text",
    [
        "30分以内に避難してください。",
        "会議時間は1時間です。",
        "分科会のセッションは午後からです。",
        "ごみは8時30分までに出してください。",
    ],
)
def test_other_times_are_left_alone(text: str) -> None:
    """A time that limits nothing on the site is no matter."""
    assert not list(limits(document(f"<p>{text}</p>"), {}))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("画面を横向きにしてください", True),
        ("このページは横向きでのみご覧いただけます", True),
        ("This map works in landscape mode only", True),
        ("A4横向きで印刷してください", False),
        ("道路を横に渡らないでください", False),
        ("車が縦に並んでいます", False),
    ],
)
def test_demands_to_turn_the_device_are_found(text: str, found: bool) -> None:  # noqa: FBT001
    """Paper, photographs and streets are no devices."""
    assert bool(list(one_way(document(f"<p>{text}</p>"), {}))) is found
