"""Characters are told apart and written plainly."""

from __future__ import annotations

from a11ycheck.language import characters


def test_plain() -> None:
    """Characters are replaced by what every device shows and speaks."""
    assert characters.plain("㈱ｶﾞｲﾄﾞ") == "株式会社ガイド"
    assert characters.plain("№５Ⅳ①㎡") == "No.5IV1平方メートル"


def test_half_width_kana() -> None:
    """Runs of half-width kana are found whole, punctuation alone is not."""
    assert characters.half_width_kana("広報ｶﾞｲﾄﾞとｱ･ｲ") == ["ｶﾞｲﾄﾞ", "ｱ･ｲ"]
    assert characters.half_width_kana("鉛筆･消しゴム｡") == []


def test_full_width_alnum() -> None:
    """One full-width character alone is left in peace."""
    assert characters.full_width_alnum("第１章　２０２６年のＮＰＯ") == ["２０２６", "ＮＰＯ"]


def test_platform_dependent() -> None:
    """Circled digits, ordinary symbols and rare kanji are not platform-dependent characters."""
    assert characters.platform_dependent("㈱№Ⅳ㍻㎏①〒☎々髙﨑°") == ["㈱", "№", "Ⅳ", "㍻", "㎏"]
    assert characters.circled_digits("①⓪㉑❶a") == ["①", "⓪", "㉑", "❶"]


def test_private_use() -> None:
    """Characters of private-use areas are found."""
    assert characters.private_use("渡\ue001辺\U000f0001") == ["\ue001", "\U000f0001"]
