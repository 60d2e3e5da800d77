"""Sentences end where a reader would end them."""

from __future__ import annotations

import pytest

from a11ycheck.language import sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("申請します。受け取ります。", ["申請します。", "受け取ります。"]),
        ("「はい。」と言った。次です。", ["「はい。」と言った。", "次です。"]),
        ("必要です。（郵送でもできます。）次に進みます。", ["必要です。", "（郵送でもできます。）", "次に進みます。"]),
        ("書類（写し。原本は不要。）を出します。", ["書類（写し。原本は不要。）を出します。"]),
        ("1.5倍です。", ["1.5倍です。"]),
        ("https://example.jp/a.html?b=c をご覧ください。", ["https://example.jp/a.html?b=c をご覧ください。"]),
        ("a.b@example.jp へ送ってください。", ["a.b@example.jp へ送ってください。"]),
        ("本当ですか？はい！", ["本当ですか？", "はい！"]),
        ("Yahoo!ニュースを見る。", ["Yahoo!ニュースを見る。"]),
        ("・住民票\n・印鑑証明", ["・住民票", "・印鑑証明"]),
        ("住民票の写しは、\n窓口で請求できます。", ["住民票の写しは、\n窓口で請求できます。"]),
        ("例市本町1丁目\n電話 03-1234-5678", ["例市本町1丁目", "電話 03-1234-5678"]),
        ("（閉じない括弧です。次の文です。", ["（閉じない括弧です。", "次の文です。"]),
        ("終わりです……。次です。", ["終わりです……。", "次です。"]),
        ("使います．次です．", ["使います．", "次です．"]),
        ("１．申請する", ["１．申請する"]),
        ("Dr. Smith came. He left.", ["Dr. Smith came.", "He left."]),
        ("It costs 3.5 yen. Is it much?", ["It costs 3.5 yen.", "Is it much?"]),
        ("See No. 5, e.g. this one.", ["See No. 5, e.g. this one."]),
        ("1. Apply now. 2. Wait.", ["1. Apply now.", "2. Wait."]),
        ("“Is it?” she said. Yes.", ["“Is it?” she said.", "Yes."]),
        ("", []),
        (" \n　\n ", []),
    ],
)
def test_split(text: str, expected: list[str]) -> None:
    """A text falls into the sentences that a reader sees in it."""
    assert [s.text for s in sentences.split(text)] == expected


@pytest.mark.parametrize("text", ["  一つ。 二つ。\n三つ", "「あ。」い。う", "A b. C d."])
def test_places(text: str) -> None:
    """Start and end point to the sentence in the whole text."""
    assert all(text[s.start : s.end] == s.text for s in sentences.split(text))


@pytest.mark.parametrize("text", ["（" * 20000 + "」" * 20000, "\n" * 50000, "a." * 50000, "a" * 90000, "「」" * 30000])
def test_hostile_text(text: str) -> None:
    """A text made to be hard is split all the same."""
    assert isinstance(sentences.split(text), list)


def test_is_closed() -> None:
    """A full stop before a closing bracket closes the sentence too."""
    assert sentences.is_closed("そうです。）")
    assert not sentences.is_closed("住民票の写し")
