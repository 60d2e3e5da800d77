"""What a body promises and claims about the accessibility of its site, and whether the pages seen bear it out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any
from unicodedata import normalize

from a11ycheck.checks.api import Options, Site, SiteCheck, SitePage, cant_tell, failed, passed
from a11ycheck.checks.document import HEADINGS, Document
from a11ycheck.checks.governance import POLICY, is_policy_page, names
from a11ycheck.checks.prose import MAIN, heading, japanese_blocks, shorten
from a11ycheck.model import Verdict

_RESULT_PAGE = re.compile(r"(?:試験|検証|検査|評価)[^\n]{0,6}(?:結果|報告)|確認・?評価")
_ITEMS = {
    "対象範囲": re.compile(r"対象|範囲|適用"),
    "目標とする適合レベル": re.compile(
        r"レベル\s?[「（(]?A{1,3}|(?<![A-Za-z])A{1,3}\s?(?:に|の|へ)?(?:一部)?準拠|等級\s?A"
    ),
    "対応度": re.compile(r"準拠|配慮し?"),
    "達成する期限": re.compile(r"期限|期間|までに|年度末|達成時期|目標年|(?:19|20)\d\d年|令和|現在"),
    "担当部署・連絡先": re.compile(
        r"担当|問い?合わ?せ|連絡先|電話|ご意見|窓口|[一-龠](?:課|係|室|部|局)(?:$|[\s　、。）)])", re.MULTILINE
    ),
}
_VAGUE_SCOPE = re.compile(
    r"(?:CMS|コンテンツ管理システム)[^。\n]{0,14}?(?:以外|管理外|(?:で|により)(?:作成|管理|更新)(?:さ?れ|し)(?:て(?:いる|いない)|た|ない))[^。\n]{0,20}",
    re.IGNORECASE,
)
_MIN_PAGES = 5
_LINKED_ENOUGH = 0.5
_MIN_TEXT = 60

_CLAIM = re.compile(
    r"(?<![A-Za-z])(?P<level>A{1,2})(?![A-Za-z])\s?[」）)]?\s?(?:レベル)?(?:に|の|へ|を)?\s?[「（(]?準拠(?P<tail>[^。\n]{0,24})"
)
_NO_CLAIM = re.compile(
    r"目標|目指|めざ|予定|努め|できるよう|する(?:こと|よう|ため)|検討|一部準拠|配慮|とは|場合|求め|推奨|ません|でき(?:な|ず)|していな|未(?:達成|準拠)"
    r"|向け|ための|(?:過去|以前|旧)の?"
)
_AIM = re.compile(r"目標|目指|方針|期限|予定")
_TODAY = re.compile(r"[」）)]?(?:して(?:い|お)|です|済)")
_OVER = (*HEADINGS, "dt", "th", "caption", "legend")
_NOTE = re.compile(r"表記ガイドライン")
# The 38 criteria of JIS X 8341-3:2016 by level.
_AA = "1.2.4 1.2.5 1.4.3 1.4.4 1.4.5 2.4.5 2.4.6 2.4.7 3.1.2 3.2.3 3.2.4 3.3.3 3.3.4"
_A = (
    "1.1.1 1.2.1 1.2.2 1.2.3 1.3.1 1.3.2 1.3.3 1.4.1 1.4.2 2.1.1 2.1.2 2.2.1 2.2.2 2.3.1 2.4.1 2.4.2 2.4.3 2.4.4 "
    "3.1.1 3.2.1 3.2.2 3.3.1 3.3.2 4.1.1 4.1.2"
)
_LEVEL_A, _LEVEL_AA = frozenset(_A.split()), frozenset(_AA.split())
_MAX_CRITERIA = 8


def _collect_policy(doc: Document, options: Options) -> dict[str, Any]:
    """Whether a page names the policy, and, of the policy itself, what it lacks."""
    found: dict[str, Any] = {"named": any(POLICY.search(words) for words in names(doc))}
    text = normalize("NFKC", doc.main_text)
    if is_policy_page(doc) and not _RESULT_PAGE.search(heading(doc)) and len(text) >= _MIN_TEXT:
        found["missing"] = [name for name, pattern in _ITEMS.items() if not pattern.search(text)]
        vague = _VAGUE_SCOPE.search(text)
        found["scope"] = shorten(vague[0]) if vague else ""
    return found


def _judge_policy(site: Site, options: Options) -> Iterator[Verdict]:
    """Failed only when the whole site was seen and nothing points to a policy."""
    judged = site.judged
    if not judged:
        return
    named = sum(1 for page in judged if page.value and page.value["named"])
    if not named:
        key = "missing" if site.complete else "not-found"
        yield (failed if site.complete else cant_tell)(key, pages=len(judged))
        return
    doubts = list(_doubts(judged))
    if len(judged) >= _MIN_PAGES and named / len(judged) < _LINKED_ENOUGH:
        doubts.append(cant_tell("few-links", pages=len(judged), linked=named))
    if doubts:
        yield from doubts
    else:
        yield passed()


def _doubts(judged: list[SitePage]) -> Iterator[Verdict]:
    """About the page that says most of what a policy should say."""
    policies = [page for page in judged if page.value and "missing" in page.value]
    if not policies:
        return
    best = min(policies, key=lambda page: len(page.value["missing"]))
    if best.value["missing"]:
        yield cant_tell("items", page=best.url, items="、".join(best.value["missing"]))
    if best.value["scope"]:
        yield cant_tell("scope", page=best.url, text=best.value["scope"])


def is_claim(sentence: str) -> re.Match[str] | None:
    """The claim of 準拠 in a sentence that says of today that the site conforms; its group ``level`` is A or AA."""
    return None if _NO_CLAIM.search(sentence) else _CLAIM.search(sentence)


def levels(level: str) -> frozenset[str]:
    """The criteria that a claim of level A or AA covers."""
    return _LEVEL_A | _LEVEL_AA if level == "AA" else _LEVEL_A


def _collect_claim(doc: Document, options: Options) -> dict[str, Any] | None:
    """The first claim of 準拠 that a policy or result page makes about today."""
    if not is_policy_page(doc):
        return None
    noted = bool(_NOTE.search(doc.page_text))
    is_result = bool(_RESULT_PAGE.search(heading(doc)))
    over = ""
    for block in japanese_blocks(doc, MAIN):
        text = normalize("NFKC", block.text)
        if block.tag in _OVER:
            over = text
        for sentence in re.split(r"[。\n]", text):
            found = is_claim(sentence)
            # Below a heading that names an aim the same words are an aim, and so mostly in a policy.
            if found and not _AIM.search(over) and (is_result or _TODAY.match(found["tail"])):
                return {"text": shorten(sentence, 60), "level": found["level"], "noted": noted}
    return None


def _judge_claim(site: Site, options: Options) -> Iterator[Verdict]:
    """A claim is set against what was found, never called false: its scope and its exceptions are not known here."""
    claims = [page for page in site.judged if page.value]
    for page in claims:
        criteria = levels(page.value["level"])
        pages = [sorted(_criteria(other) & criteria) for other in site.judged]
        against = Counter(criterion for found in pages for criterion in found)
        clean = True
        if against:
            clean = False
            yield cant_tell(
                "contradiction",
                page=page.url,
                text=page.value["text"],
                criteria=_list(against),
                pages=sum(1 for found in pages if found),
                judged=len(site.judged),
            )
        if not page.value["noted"]:
            clean = False
            yield cant_tell("no-note", page=page.url, text=page.value["text"])
        if clean:
            yield passed(page=page.url)


def _criteria(page: SitePage) -> set[str]:
    return {name.removeprefix("jis2016:") for name in page.violated if name.startswith("jis2016:")}


def _list(against: Counter[str]) -> str:
    """The criteria found on most pages first."""
    ordered = sorted(against, key=lambda criterion: (-against[criterion], criterion))
    rest = " …" if len(ordered) > _MAX_CRITERIA else ""
    return ", ".join(ordered[:_MAX_CRITERIA]) + rest


policy = SiteCheck(collect=_collect_policy, judge=_judge_policy)
"""The site has an accessibility policy that most pages lead to and that says what a policy should say."""

claim = SiteCheck(collect=_collect_claim, judge=_judge_claim)
"""What a site claims of its conformance stands beside what was found, and names the guideline for such claims."""
