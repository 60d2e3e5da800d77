"""Whether a translation says as much as its original: parts, numbers, and when it was brought up to date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any
from unicodedata import normalize

from a11ycheck.checks import language_names
from a11ycheck.checks.api import Options, Site, SiteCheck, SitePage, cant_tell, passed
from a11ycheck.checks.document import Document
from a11ycheck.checks.language_facts import leads_to_same_content, neutral_path, versions
from a11ycheck.checks.language_versions import main_language
from a11ycheck.checks.prose import MAIN
from a11ycheck.checks.targets import address_key
from a11ycheck.language import dates
from a11ycheck.language.dates import Precision
from a11ycheck.model import State, Verdict

_JAPANESE = "ja"
_PHONE = re.compile(r"(?<![\d-])(?:\+81[-() ]{0,2})?\(?\d{1,4}\)?[- ()]{1,2}\d{1,4}[- )]{1,2}\d{3,4}(?![\d-])")
_AMOUNT = re.compile(r"(\d[\d,]{0,12})(万?)(?:\d千)?円")
_NUMBER = re.compile(r"\d[\d,]*")
_KOREAN_DATE = str.maketrans({"년": "年", "월": "月", "일": "日"})
_DATED = frozenset({"ja", "en", "zh", "zh-Hans", "zh-Hant", "ko"})
_UPDATED = re.compile(
    r"更新日|最終更新|更新：|掲載日|(?:last )?updated|last modified|업데이트|수정일|更新日期|最后更新|最後更新",
    re.IGNORECASE,
)
_NEAR = 30
_PARTS = ("headings", "items", "tables", "fields")
_MIN_PARTS = 6
_LEAST = 0.6
_MIN_AMOUNT = 100
_MAX_FACTS = 60
_MAX_SHOWN = 5
_MAX_TEXT = 60_000
_DAYS = 30


def _collect(doc: Document, _: Options) -> dict[str, Any] | None:
    main = main_language(doc)
    targets = {address_key(v.url): v.code for v in versions(doc) if leads_to_same_content(doc.url, v.url)}
    if not main or not neutral_path(doc.url):
        return None  # top pages differ by nature
    text = normalize("NFKC", doc.main_text[:_MAX_TEXT])
    return {
        "main": main,
        "to": targets,
        "parts": _parts(doc),
        "phones": _phones(text),
        "amounts": _amounts(text),
        "numbers": sorted({n.replace(",", "") for n in _NUMBER.findall(text)})[: 10 * _MAX_FACTS],
        "dates": _dates(text, main),
        "updated": _updated(doc),
    }


def _judge(site: Site, _: Options) -> Iterator[Verdict]:
    pages = {address_key(page.url): page for page in site.judged if page.value}
    for original, translation in _pairs(pages):
        clean = True
        for key, data in _differences(original.value, translation.value):
            clean = False
            language = language_names.title(translation.value["main"])
            yield cant_tell(key, page=translation.url, url=original.url, language=language, **data)
        if clean:
            yield passed(page=translation.url)


def _pairs(pages: dict[str, SitePage]) -> Iterator[tuple[SitePage, SitePage]]:
    """Japanese pages with their translations, each translation once; a page that many lead to is none."""
    sources: dict[str, set[str]] = {}
    for key, page in pages.items():
        for target in page.value["to"]:
            if target in pages:
                one, other = (key, target) if page.value["main"] == _JAPANESE else (target, key)
                if pages[one].value["main"] == _JAPANESE != pages[other].value["main"]:
                    sources.setdefault(other, set()).add(one)
    for key, originals in sources.items():
        if len(originals) == 1:
            yield pages[next(iter(originals))], pages[key]


def _differences(original: dict[str, Any], translation: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    fewer = _has_fewer(original["parts"], translation["parts"])
    if fewer:
        numbers = {
            f"{part}_{n}": page["parts"][part] for part in _PARTS for n, page in ((1, original), (2, translation))
        }
        yield "fewer", numbers
    facts = [phone for phone in original["phones"] if phone not in translation["phones"]]
    facts += [f"{a}円" for a in original["amounts"] if not _has_amount(a, translation["numbers"])]
    if {original["main"], translation["main"]} <= _DATED:
        facts += [day for day in original["dates"] if day not in translation["dates"]]
    # An extract lacks facts too: that is said once.
    if facts and not fewer:
        yield "facts", {"facts": ", ".join(facts[:_MAX_SHOWN]) + ("…" if len(facts) > _MAX_SHOWN else "")}
    before, after = translation["updated"], original["updated"]
    if before and after and (date.fromisoformat(after) - date.fromisoformat(before)).days > _DAYS:
        yield "older", {"before": before, "after": after}


def _has_fewer(original: dict[str, int], translation: dict[str, int]) -> bool:
    whole = sum(original.values())
    return whole >= _MIN_PARTS and sum(translation.values()) < _LEAST * whole


def _has_amount(amount: str, numbers: list[str]) -> bool:
    # 15万円 may be written as 150,000 or stay 15 with a word for ten thousand.
    if amount.endswith("万"):
        digits = amount[:-1].replace(",", "")
        return digits in numbers or f"{digits}0000" in numbers
    return amount.replace(",", "") in numbers


def _parts(doc: Document) -> dict[str, int]:
    def count(nodes: list[int]) -> int:
        return sum(doc.is_(i, State.RENDERED) and doc.region(i) in MAIN for i in nodes)

    return {
        "headings": count([i for i, _ in doc.headings]),
        "items": count(doc.by_tag("li", "dt")),
        "tables": count(doc.by_tag("table")),
        "fields": count(doc.by_tag("input", "select", "textarea")),
    }


def _phones(text: str) -> list[str]:
    found = []
    for match in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", match[0].replace("+81", "0", 1))
        if digits.startswith("0") and len(digits) in (10, 11):
            found.append(digits)
    return list(dict.fromkeys(found))[:_MAX_FACTS]


def _amounts(text: str) -> list[str]:
    found = []
    for match in _AMOUNT.finditer(text):
        value = int(match[1].replace(",", "") or 0)
        if match[2] or value >= _MIN_AMOUNT:
            found.append(match[1] + match[2])
    return list(dict.fromkeys(found))[:_MAX_FACTS]


def _dates(text: str, main: str) -> list[str]:
    if main == "ko":
        text = text.translate(_KOREAN_DATE)
    found = [
        d.last.isoformat()
        for d in dates.find(text)
        if d.precision is Precision.DAY
        and not d.inherited
        and not _UPDATED.search(text[max(0, d.start - _NEAR) : d.end])
    ]
    return list(dict.fromkeys(found))[:_MAX_FACTS]


def _updated(doc: Document) -> str:
    """The day on which the page says that it was last changed, ISO; empty where it does not say so."""
    days = [
        d.last
        for block in doc.blocks
        for d in dates.find(block.text.translate(_KOREAN_DATE))
        if d.precision is Precision.DAY and _UPDATED.search(block.text[max(0, d.start - _NEAR) : d.end])
    ]
    return max(days).isoformat() if days else ""


parity = SiteCheck(collect=_collect, judge=_judge)
"""A translation has the parts and the numbers of its original, and is not older."""
