"""Checks of pages that guide through a procedure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import normalize
from urllib.parse import urlsplit

from a11ycheck.checks import words
from a11ycheck.checks.api import Options, cant_tell, passed
from a11ycheck.checks.document import Document
from a11ycheck.checks.prose import MAIN, heading, is_content_page, is_japanese_page, some
from a11ycheck.model import Verdict

_PROCEDURE = re.compile(
    r"申請|手続|届出|届け出|(?:交付|開示|支給|(?:証明書|写し|謄本|抄本)の?)請求|請求(?:$|の?(?:仕方|方法|について))|申し?込|[一-龠]届(?:$|\s|[（(｜|-])",
    re.MULTILINE,
)
# Pages that speak of procedures without guiding through one.
_ABOUT = re.compile(
    r"結果|状況|件数|実績|統計|見直し|方針|計画|会議|審査会|条例|要綱|規則|報告|開始しました|終了|一覧|よくある質問|FAQ|窓口(?:案内|一覧)",
    re.IGNORECASE,
)
_FORMS = re.compile(r"様式|書式|(?:申請|申込|届出|請求|依頼|申出|申立|同意|誓約)書|[一-龠]届(?:書|$|\W)|委任状")
_PAPER = frozenset({"PDF", "Word", "Excel", "RTF", "一太郎", "ODT", "ODS"})
_ONLINE = re.compile(
    r"(?:電子|オンライン|インターネット|ネット|スマート|スマホ|web|ウェブ)(?:による|での?|から(?:の|も)?)?(?:申請|申し?込|届出|手続|請求|予約|受付)"
    r"|ぴったりサービス|マイナポータル|logoフォーム|スマート申請|e-tax|eltax|(?:申請|申込|入力|届出|受付)(?:み)?フォーム"
    r"|online (?:application|form)|apply online",
    re.IGNORECASE,
)
_REFUSED = re.compile(
    r"[^。\n]{0,40}(?:でき(?:ません|ない)|対応して(?:い|おり)ません|受け付けて(?:い|おり)ません|行(?:って|なって)(?:い|おり)ません"
    r"|ありません|不可|休止|停止)[^。\n]*"
)
_ONLINE_HOSTS = (
    "s-kantan.jp",
    "e-tumo.jp",
    "logoform.jp",
    "graffer.jp",
    "myna.go.jp",
    "e-gov.go.jp",
    "e-tax.nta.go.jp",
    "eltax.lta.go.jp",
    "kintoneapp.com",
    "shinsei.elg-front.jp",
    "forms.office.com",
    "ttzk.graffer.jp",
)
_GUIDE = {
    "対象": re.compile(
        r"対象|資格|(?:申請|請求|届出|申し?込み?|利用|受給|手続)(?:が|を)?(?:でき|する|される|のできる)[^。\n]{0,6}(?:人|方|者)"
        r"|(?:申請|届出|請求|申込)(?:者|人)|該当する(?:人|方|者)|次の(?:人|方)|(?:人|方|者|世帯|保護者)(?:に|が|は|も)|(?:本人|同じ世帯)"
    ),
    "期限・受付期間": re.compile(
        r"期限|期間|期日|締め?切|\d+(?:日|か月|カ月|ヶ月|年)以内|まで(?:に|で)|随時|いつでも"
        r"|受付(?:日|時間)|開庁時間|午前\d|\d{1,2}[:：]\d\d|月曜"
    ),
    "必要なもの": re.compile(
        r"必要(?:な|と(?:する|なる))?(?:もの|書類|物|情報|事項)|持ち?物|持参|お?持(?:ち(?!家)|って)|添えて|(?:添付|提出|申請|確認)書類|ご?用意|本人確認|必要です"
    ),
    "手数料": re.compile(r"手数料|費用|料金|無料|無償|\d円|自己負担|お金"),
    "所要期間": re.compile(
        r"所要|日数|処理(?:の)?期間|(?:約|およそ|通常|最短)[^。\n]{0,8}\d+(?:分|日|週間|か月|カ月|ヶ月)"
        r"|\d+(?:分|日|週間|か月|カ月|ヶ月)(?:間)?(?:程度|ほど|くらい|後|かか|を要)|即日|その場で|当日(?:中)?に|後日|後に届"
    ),
    "申請方法": re.compile(
        r"方法|手順|流れ|窓口|郵送|オンライン|電子申請|(?:申請|提出|届出|申込|請求)(?:先|場所)|フォーム"
        r"|お越し|来庁|(?:提出|送付|記入|入力)(?:して|し、)"
    ),
    "問合せ": re.compile(r"問い?合わ?せ|連絡先|電話|\bTEL\b|担当(?:課|係|窓口|部署)", re.IGNORECASE),
}
_MEANS = re.compile(
    r"電話|\btel\b|\bfax\b|ファクス|ファックス|窓口|郵送|郵便|来庁|来所|お越し|持参|コールセンター|手話", re.IGNORECASE
)
_NUMBER = re.compile(r"(?<![\d-])0\d{1,4}[-() ]{1,2}\d{1,4}[-) ]\d{3,4}(?!\d)")
_MIN_TEXT = 80
_MAX_LINK_SHARE = 0.6


def paper_only(doc: Document, options: Options) -> Iterator[Verdict]:
    """A procedure whose forms can be downloaded can be done online too."""
    if not is_procedure(doc):
        return
    paper = [
        i
        for i in doc.links
        if doc.region(i) in MAIN
        and words.file_type(doc.href(i)) in _PAPER
        and _FORMS.search(doc.nodes[i].name or doc.text(i))
    ]
    if is_online(doc):
        yield passed()
    elif paper:
        texts = [words.short(doc.text(i) or doc.nodes[i].name, 30) for i in paper]
        yield cant_tell("paper-only", paper[0], text=some(texts), count=len(paper))


def guide(doc: Document, options: Options) -> Iterator[Verdict]:
    """A guide to a procedure says who, until when, with what, for how much, how long, how, and whom to ask."""
    if not is_guide(doc):
        return
    there, all_ = guide_items(doc)
    missing = [name for name in all_ if name not in there]
    if missing:
        yield cant_tell("missing", items="、".join(missing), count=len(missing), all=len(all_))
    else:
        yield passed()


def non_digital(doc: Document, options: Options) -> Iterator[Verdict]:
    """A procedure can be done, or asked about, without a digital device."""
    if not is_guide(doc):
        return
    if any(doc.href(i).startswith("tel:") for i in doc.links):
        yield passed()
        return
    text = normalize("NFKC", "\n".join(b.text for b in doc.blocks if b.region not in ("header", "nav")))
    said = _REFUSED.sub("", text)
    yield passed() if _MEANS.search(said) or _NUMBER.search(said) else cant_tell("none")


def guide_items(doc: Document) -> tuple[list[str], list[str]]:
    """Of what a guide should say, what the page says, and all of it."""
    main = normalize("NFKC", doc.main_text)
    around = normalize("NFKC", "\n".join(b.text for b in doc.blocks if b.region not in ("header", "nav")))
    there = [name for name, pattern in _GUIDE.items() if pattern.search(around if name == "問合せ" else main)]
    return there, list(_GUIDE)


def is_procedure(doc: Document) -> bool:
    """Whether the page is about one procedure: an application, a notification, a request."""
    title = heading(doc)
    return bool(
        not doc.is_start and is_japanese_page(doc) and _PROCEDURE.search(title) and not _ABOUT.search(_own(doc, title))
    )


def is_guide(doc: Document) -> bool:
    """Whether the page explains a procedure in words (and is no list of links, and no form to be filled in)."""
    if not is_procedure(doc) or not is_content_page(doc, _MIN_TEXT):
        return False
    linked = sum(len(doc.text(i, visible=True)) for i in doc.links if doc.region(i) in MAIN)
    fields = sum(doc.region(i) in MAIN for i in doc.by_tag("input", "select", "textarea"))
    return linked <= _MAX_LINK_SHARE * len(doc.main_text) and fields < 3  # noqa: PLR2004 - a search box or a vote


def _own(doc: Document, title: str) -> str:
    """The main headings, or else the title: the site's name in it says nothing of this page."""
    first = "\n".join(doc.text(i) for i, level in doc.headings if level == 1)
    return first if _PROCEDURE.search(first) else title


def is_online(doc: Document) -> bool:
    """Whether the page says or shows that the procedure can be done online."""
    for i in doc.links:
        if doc.region(i) in MAIN and (
            _has_host(doc.href(i)) or _ONLINE.search(normalize("NFKC", doc.nodes[i].name or doc.text(i)))
        ):
            return True
    if any(doc.region(i) in MAIN and doc.nodes[i].tag == "textarea" for i in doc.by_tag("textarea")):
        return True
    return bool(_ONLINE.search(_REFUSED.sub("", normalize("NFKC", doc.main_text))))


def _has_host(url: str) -> bool:
    host = (urlsplit(url).hostname or "").lower()
    return any(host == known or host.endswith(f".{known}") for known in _ONLINE_HOSTS)
