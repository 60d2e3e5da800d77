"""Pages made to be hard are judged all the same."""

from __future__ import annotations

from functools import cache

import pytest

from a11ycheck.checks import (
    burdens,
    bypass,
    characters,
    dates,
    effort,
    forms,
    frame_names,
    freshness,
    governance,
    ids,
    inputs,
    keyboard,
    menus,
    mistakes,
    order,
    orphans,
    policies,
    same_links,
    senses,
    sentences,
)
from a11ycheck.checks.api import PageCheck, SiteCheck
from a11ycheck.checks.document import Document

from .builder import document

PAGE_CHECKS = [
    bypass.content_heading,
    bypass.main_landmark,
    bypass.skip_link,
    bypass.ways,
    characters.broken_words,
    characters.full_width_alnum,
    characters.half_width_kana,
    characters.platform_dependent,
    dates.era_only,
    forms.burden,
    frame_names.distinct,
    burdens.burden_words,
    forms.prefill_address,
    forms.privacy_notice,
    freshness.expired,
    freshness.update_date,
    governance.contact,
    governance.wording,
    ids.unique,
    inputs.placeholder,
    inputs.required_marks,
    inputs.width_demand,
    keyboard.focus_order,
    keyboard.on_focus,
    keyboard.on_input,
    keyboard.trap,
    mistakes.identification,
    mistakes.prevention,
    mistakes.suggestion,
    order.visual_order,
    same_links.same_context,
    same_links.same_purpose,
    senses.directions,
    sentences.abbreviations,
    sentences.length,
]
SITE_CHECKS = [
    policies.policy,
    policies.claim,
    governance.test_result,
    governance.easy_japanese,
    governance.kpi,
    freshness.feedback,
    menus.names,
    menus.order,
    menus.ways,
    orphans.none,
]
SITE_IDS = ["policy", "claim", "test_result", "easy_japanese", "kpi", "feedback", "names", "order", "ways", "orphans"]
TITLE = "ウェブアクセシビリティ試験結果 申請の手続"
PAGES = {
    "empty": "",
    "spaces": "令和8年" + "　" * 30000 + "まで申込",
    "letters": "あ" + "a" * 60000,
    "digits": "第" + "1" * 60000 + "あ",
    "single characters": "あ　" * 20000,
    "dates": "令和8年11月23日から" * 5000 + "まで申込",
    "follow-ups": "令和8年1月1日から" + "2日から" * 20000,
    "labels": "更新日" * 20000,
    "kana marks": "あ" + "｡" * 60000,
    "brackets": "あ" + "「（" * 20000,
    "line feeds": "あ<br>" * 10000,
    "private use": "<div></div>あ\ue001" * 5000,
    "fields": "<form>" + "<p><label>氏名* <input required placeholder='例：1234'></label></p>" * 2000 + "</form>",
    "links": "<p>" + "<a href=/a>甲</a><a href=/b>甲</a>" * 5000,
    "one row": "<form><table><tr>" + "<td><input name=tel1 maxlength=4 required></td>" * 2000 + "</tr></table></form>",
    "needed": "<h2>必要なもの</h2>" * 300 + "<ul>" + "<li>印鑑と原本を窓口へ郵送" * 5000 + "</ul>",
    "deep": "<form>" + "<div>あ" * 200 + "<input required>" + "</div>" * 200 + "</form>",
}


@cache
def page(html: str) -> Document:
    """A page whose title makes every check look at it."""
    return document(f"<h1>{TITLE}</h1><p>{html}", title=TITLE)


@pytest.mark.parametrize("html", PAGES.values(), ids=PAGES.keys())
@pytest.mark.parametrize("check", PAGE_CHECKS, ids=lambda check: check.__name__)
def test_page_checks(check: PageCheck, html: str) -> None:
    """Every check comes to an end, and what it says names an element of the page."""
    doc = page(html)
    assert all(-1 <= verdict.node < len(doc.nodes) for verdict in check(doc, {}))


@pytest.mark.parametrize("html", PAGES.values(), ids=PAGES.keys())
@pytest.mark.parametrize("check", SITE_CHECKS, ids=SITE_IDS)
def test_site_checks(check: SiteCheck, html: str) -> None:
    """What is collected of a page is small."""
    doc = page(html)
    assert len(str(check.collect(doc, {}))) < 500


@pytest.mark.parametrize("html", PAGES.values(), ids=PAGES.keys())
def test_measures(html: str) -> None:
    """Forms and procedures of any size are measured in numbers."""
    doc = page(html)
    assert all(isinstance(value, int) for value in {**effort.metrics(doc), **burdens.metrics(doc)}.values())
