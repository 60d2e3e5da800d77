"""Where pages offer help, compared over the site."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any
from urllib.parse import urlsplit

from a11ycheck.checks.api import Options, Site, SiteCheck, SitePage, cant_tell, passed
from a11ycheck.checks.document import Document
from a11ycheck.checks.words import short
from a11ycheck.model import State, Verdict

_KINDS = {
    "contact": re.compile(r"お?問い?合わ?せ(?:先|フォーム|窓口|一覧|はこちら)?|ご意見|contact(?: us)?", re.IGNORECASE),
    "faq": re.compile(r"よくある(?:ご)?質問|FAQ|Q&A|help|ヘルプ", re.IGNORECASE),
    "chat": re.compile(r"チャット(?:ボット)?|chat(?:bot)?", re.IGNORECASE),
    "phone": re.compile(r"(?:tel|電話|代表)\s*[:：]?\s*0\d", re.IGNORECASE),
}
_MAX_LABEL = 30
_MOST = 20


def _collect(doc: Document, _: Options) -> dict[str, Any]:
    """The help that the page offers before and after its main part, in order, with the words of the links."""
    heading = next((i for i, level in doc.headings if level == 1), 0)
    middle = next(iter(doc.by_role("main")), heading)
    before: list[str] = []
    after: list[str] = []
    texts: dict[str, str] = {}
    for i in doc.links:
        if not doc.is_(i, State.RENDERED) or doc.region(i) not in ("header", "nav", "footer"):
            continue
        text = doc.nodes[i].name or doc.text(i)
        kind = "phone" if doc.href(i).startswith("tel:") else _kind(text)
        side = before if i < middle else after
        if kind and kind not in side:
            side.append(kind)
            texts.setdefault(kind, short(text, 20))
    return {"lang": doc.lang, "before": before, "after": after, "texts": texts}


def _kind(text: str) -> str:
    text = unicodedata.normalize("NFKC", text)
    if len(text) > _MAX_LABEL:
        return ""
    return next((kind for kind, pattern in _KINDS.items() if pattern.search(text)), "")


def _judge(site: Site, _: Options) -> Iterator[Verdict]:
    groups: dict[tuple[str, str], list[SitePage]] = {}
    for page in site.judged:
        if page.value and (page.value["before"] or page.value["after"]):
            groups.setdefault((urlsplit(page.url).netloc, page.value["lang"]), []).append(page)
    for pages in groups.values():
        if len(pages) > 1:
            yield from _compare(pages)


def _compare(pages: list[SitePage]) -> Iterator[Verdict]:
    """Each page with what most pages do."""
    usual: Counter[tuple[str, str]] = Counter(pair for page in pages for pair in _pairs(page.value))
    found = 0
    for page in pages:
        odd = next((pair for pair in _pairs(page.value) if usual[pair] < usual[pair[1], pair[0]]), None)
        if odd is None:
            yield passed(page=page.url)
        elif found < _MOST:
            found += 1
            yield _differs(page, odd)


def _differs(page: SitePage, odd: tuple[str, str]) -> Verdict:
    texts = page.value["texts"]
    if "main" not in odd:
        return cant_tell("order", page=page.url, first=texts[odd[0]], second=texts[odd[1]])
    kind = odd[0] if odd[1] == "main" else odd[1]
    return cant_tell("side", page=page.url, text=texts[kind])


def _pairs(value: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What comes before what. Help that stands on both sides of the main part is in either place."""
    before, after = value["before"], value["after"]
    pairs = [pair for side in (before, after) for pair in combinations(side, 2)]
    pairs += [(kind, "main") for kind in before if kind not in after]
    pairs += [("main", kind) for kind in after if kind not in before]
    return [pair for pair in pairs if (pair[1], pair[0]) not in pairs]


consistent = SiteCheck(collect=_collect, judge=_judge)
