"""Checks of what a body publishes about its site: policy, test results, contact."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from unicodedata import normalize

from a11ycheck.checks.api import Options, Site, SiteCheck, cant_tell, failed, passed
from a11ycheck.checks.document import Document
from a11ycheck.checks.prose import MAIN, heading, is_content_page, is_japanese_page, japanese_blocks, shorten, some
from a11ycheck.language import dates
from a11ycheck.model import Verdict

_ACCESSIBILITY = re.compile(r"アクセシビリティ|accessibility", re.IGNORECASE)
POLICY = re.compile(
    r"アクセシビリティー?(?:$|\s|への?(?:対応|取|配慮)|について|方針|ポリシー|宣言|対応|配慮|ガイドライン|基準|計画|の確保|に(?:関する|配慮|対する))"
    r"|accessibility (?:policy|statement)|^accessibility$",
    re.IGNORECASE | re.MULTILINE,
)
_RESULT = re.compile(
    r"(?:アクセシビリティ|JIS|8341)[^\n]{0,30}(?:試験|検証|検査|評価)[^\n]{0,6}(?:結果|報告)"
    r"|accessibility[^\n]{0,20}(?:test|audit)[^\n]{0,10}result",
    re.IGNORECASE,
)
_RESULT_WORDS = re.compile(r"(?:試験|検証|検査)結果")
_STATED = re.compile(r"表明日|試験(?:の)?実施(?:期間|日|時期)|検証(?:実施)?(?:期間|日)|試験(?:期間|日)|実施期間")
_ITEMS = {
    "表明日": re.compile(r"表明日"),
    "規格の番号及び改正年": re.compile(r"8341-3[:：]20\d\d"),
    "適合レベル": re.compile(r"適合レベル|レベル\s*A{1,3}|A{2,3}\s*(?:に?(?:一部)?準拠)"),
    "対象の説明": re.compile(r"対象[^\n]{0,12}(?:範囲|ページ|サイト|説明)|適用範囲|試験範囲"),
    "依存した技術": re.compile(r"依存(?:した|する|している)|ウェブコンテンツ技術"),
    "ページの選択方法": re.compile(
        r"選択(?:した)?(?:方法|基準)|選定方法|抽出方法|ランダム|無作為|代表(?:的な|する)?(?:ウェブ)?ページ|全(?:ウェブ)?ページ"
    ),
    "試験したページのURI": re.compile(r"URI|URL|https?://|試験(?:を行った|対象|実施)(?:した)?の?(?:ウェブ)?ページ"),
    "達成基準チェックリスト": re.compile(r"達成基準[^\n]{0,20}(?:チェックリスト|一覧|結果|ごと)|チェックリスト"),
    "試験実施期間": re.compile(r"試験(?:の)?(?:実施)?(?:期間|日)|検証(?:実施)?(?:期間|日)|実施期間"),
}
_OLD_EDITION = re.compile(r"8341-3[:：]\s?(?:2010|2004)")
_OLD_WORDS = re.compile(
    r"(?:達成|目標)?等級\s?(?:の?目標\s?)?[「（(]?A{1,3}|(?<![\d.])7\.[1-4]\.\d{1,2}\.\d{1,2}(?![\d.])"
)
_NEW_EDITION = re.compile(r"8341-3[:：]\s?2016")
_PAST = re.compile(
    r"過去|旧|改正|当時|以前|平成[0-9元]{1,2}年度?(?:の|に|実施)|から.{0,20}(?:変更|移行)|対応表|でした|ました"
)
_CLAIM = re.compile(
    r"(?:JIS|8341|規格|(?:ウェブ|Web|当|本|公式)(?:サイト|ページ)|ホームページ)[^。\n]{0,60}?"
    r"[にへ]適合(?:し(?:て(?:い|お)|た|ま)|する(?:もの|こと)を(?:宣言|表明)|である)"
    r"|(?:レベル\s?)?A{1,3}\s?(?:に)?適合(?:して|です|を宣言|宣言)"
    r"|JIS\s?マークを?(?:表示|取得|付)",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"ません|ではな|でき(?:な|ず)|目指|目標|できるよう|達成基準[^。\n]{0,40}に適合|推奨されて|用い(?:な|ず)|使わ(?:な|ず)|使用し(?:な|ま)"
)
_PHONE = re.compile(
    r"(?<![\d-])(?:\+81[- ]?\d{1,4}|0\d{1,4})[-() ]{1,2}\d{1,4}[-) ]\d{3,4}(?!\d)|(?:電話|tel)[^\n]{0,6}?\d{4}",
    re.IGNORECASE,
)
_MAIL = re.compile(r"[\w.+-]{1,64}(?:@|\(at\)|\[at\])[\w-]{1,63}\.\w", re.ASCII | re.IGNORECASE)
_ASK = re.compile(r"問い?合わ?せ|ご意見|連絡先|contact|inquir|enquir|feedback", re.IGNORECASE)
_EASY = re.compile(
    r"(?:やさしい|易しい)[\s　]{0,3}(?:日本語|にほんご|ニホンゴ)|^にほんご$|easy japanese|plain japanese", re.IGNORECASE
)
_KPI = re.compile(
    r"KPI|KGI|ダッシュボード|利用状況|アクセス(?:件数|解析|状況|統計|数)|満足度|利用者(?:アンケート|評価)の?結果"
    r"|改善の?(?:取組|取り組み|履歴|状況|効果)|dashboard|usage statistics",
    re.IGNORECASE,
)


def _found(pattern: re.Pattern[str]) -> Any:
    """A collector: whether a link, a heading or the title of a page speaks of something."""

    def collect(doc: Document, options: Options) -> bool:
        return any(pattern.search(words) for words in names(doc))

    return collect


def names(doc: Document) -> Iterator[str]:
    """What a page says that it is about or leads to: its title, headings and link texts."""
    yield doc.snapshot.title
    for i, _ in doc.headings:
        yield doc.text(i)
    for i in doc.links:
        yield doc.nodes[i].name or doc.text(i)


def _judge_missing(site: Site, options: Options) -> Iterator[Verdict]:
    """Failed only when the whole site was seen."""
    judged = site.judged
    if not judged:
        return
    if any(page.value for page in judged):
        yield passed()
    elif site.complete:
        yield failed("missing", pages=len(judged))
    else:
        yield cant_tell("not-found", pages=len(judged))


def _judge_not_found(site: Site, options: Options) -> Iterator[Verdict]:
    """Never failed: the body may publish it elsewhere."""
    judged = site.judged
    if any(page.value for page in judged):
        yield passed()
    elif judged:
        yield cant_tell("not-found", pages=len(judged))


def _collect_result(doc: Document, options: Options) -> dict[str, Any] | None:
    """What a page says of a test: its stated date and the items that it lacks; or that it links to one."""
    title = heading(doc)
    text = normalize("NFKC", doc.main_text)
    is_result = bool(_RESULT.search(title) or (_RESULT_WORDS.search(title) and _ACCESSIBILITY.search(text)))
    if not is_result:
        linked = any(_RESULT.search(words) for words in names(doc))
        return {"linked": True} if linked else None
    stated = [
        found.last
        for match in _STATED.finditer(text)
        for found in dates.find(text[match.end() : match.end() + 80])
        if found.month
    ]
    missing = [name for name, pattern in _ITEMS.items() if not pattern.search(text)]
    return {"date": max(stated).isoformat() if stated else "", "missing": missing}


def _judge_result(site: Site, options: Options) -> Iterator[Verdict]:
    judged = site.judged
    if not judged:
        return
    results = [page for page in judged if page.value and "missing" in page.value]
    if not results:
        if any(page.value for page in judged):
            yield passed()
        else:
            yield cant_tell("missing", pages=len(judged))
        return
    newest = max(results, key=lambda page: (page.value["date"], -len(page.value["missing"])))
    value: Mapping[str, Any] = newest.value
    clean = True
    if value["date"]:
        stated = date.fromisoformat(value["date"])
        if (site.today.date() - stated).days > int(options.get("max_days", 400)):
            clean = False
            yield cant_tell("old", page=newest.url, date=value["date"])
    if value["missing"]:
        clean = False
        yield cant_tell("items", page=newest.url, items="、".join(value["missing"]))
    if clean:
        yield passed(page=newest.url)


test_result = SiteCheck(collect=_collect_result, judge=_judge_result)
"""The site publishes the result of an accessibility test, not too old and with the usual items."""

easy_japanese = SiteCheck(collect=_found(_EASY), judge=_judge_missing)
"""The site has pages in easy Japanese."""

kpi = SiteCheck(collect=_found(_KPI), judge=_judge_not_found)
"""The site publishes how it is used and improved."""


def wording(doc: Document, options: Options) -> Iterator[Verdict]:
    """Policy and result pages use today's words for conformance."""
    if not is_policy_page(doc):
        return
    blocks = [(block, normalize("NFKC", block.text)) for block in japanese_blocks(doc, MAIN)]
    current = any(_NEW_EDITION.search(text) for _, text in blocks)
    clean = True
    outdated = [
        (block.node, match[0])
        for block, text in blocks
        if (match := _OLD_WORDS.search(text) or (not current and _OLD_EDITION.search(text)) or None)
        and not _PAST.search(text)
        and not (current and _OLD_EDITION.search(text))
    ]
    if outdated:
        clean = False
        yield cant_tell("outdated", outdated[0][0], text=some([text for _, text in outdated]))
    for block, text in blocks:
        claim = _CLAIM.search(text)
        if claim and not _DENIED.search(text):
            clean = False
            yield cant_tell("claims", block.node, text=shorten(claim[0]))
    if clean and blocks:
        yield passed()


def contact(doc: Document, options: Options) -> Iterator[Verdict]:
    """A page says whom to ask about it."""
    if not is_japanese_page(doc) or not is_content_page(doc, int(options.get("min_text", 200))):
        return
    if any(_is_contact(doc, i) for i in doc.links if not _is_before_content(doc, i)):
        yield passed()
        return
    text = normalize("NFKC", "\n".join(b.text for b in doc.blocks if b.region not in ("header", "nav")))
    yield passed() if _PHONE.search(text) or _MAIL.search(text) else failed("missing")


def _is_before_content(doc: Document, link: int) -> bool:
    """Whether a link stands in the header or in a menu above the content. A menu in the footer is none of these."""
    region = doc.region(link)
    if region != "nav":
        return region == "header"
    content = next((i for i, level in doc.headings if level == 1 and doc.region(i) in MAIN), None)
    if content is None:
        content = next((block.node for block in doc.blocks if block.region in MAIN), 0)
    return link < content


def _is_contact(doc: Document, link: int) -> bool:
    if doc.href(link).startswith(("mailto:", "tel:")):
        return True
    return bool(_ASK.search(doc.nodes[link].name or doc.text(link)))


def is_policy_page(doc: Document) -> bool:
    """Whether the page itself is an accessibility policy or the result of a test."""
    title = heading(doc)
    about = POLICY.search(title) or _RESULT_WORDS.search(title) or _RESULT.search(title)
    return bool(about and _ACCESSIBILITY.search(title))
