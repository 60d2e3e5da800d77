"""Tests of the comparison of a translation with its original."""

from __future__ import annotations

from a11ycheck.checks.hreflang import valid_hreflang
from a11ycheck.checks.translation_parity import parity

from .builder import document


def collected(body: str, *, lang: str = "ja") -> dict[str, object]:
    """What is compared of a page."""
    value = parity.collect(document(body, lang=lang), {})
    assert isinstance(value, dict)
    return value


def test_one_telephone_number_in_two_spellings_is_one() -> None:
    """Brackets, hyphens, full width and the country code do not make another number."""
    one = collected("<p>お問い合わせは、電話０３（１２３４）５６７８まで、平日の日中にお願いします。</p>")
    other = collected("<p>Please call +81-3-1234-5678 if you have any question about it.</p>", lang="en")
    assert one["phones"] == other["phones"] == ["0312345678"]


def test_dates_are_compared_across_calendars() -> None:
    """令和8年 and 2026 are the same year; Korean dates are read too; the day of the update is no fact."""
    one = collected("<p>申請の受付は令和8年12月25日までです。窓口へお越しください。</p><p>更新日：令和8年4月1日</p>")
    other = collected("<p>신청은 2026년 12월 25일까지 창구에서 접수합니다. 잊지 마세요.</p>", lang="ko")
    assert one["dates"] == other["dates"] == ["2026-12-25"]
    assert one["updated"] == "2026-04-01"


def test_codes_of_countries_are_no_languages() -> None:
    """What hreflang takes is a language, with script and region at most."""
    assert all(map(valid_hreflang, ("ja", "en-GB", "zh-Hant", "zh-Hans-CN", "x-default", "fil", "es-419", "pt-BR")))
    assert not any(map(valid_hreflang, ("jp", "cn", "kr", "en-UK", "english", "ja_JP", "", "vn", "zh-Hant-")))
