"""Links to the other language versions of a site."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from urllib.parse import unquote, urlsplit

from a11ycheck.checks import language_names
from a11ycheck.checks.api import Options, cant_tell, failed, passed
from a11ycheck.checks.document import Document
from a11ycheck.checks.languages import normal_code, primary_code
from a11ycheck.checks.words import short
from a11ycheck.model import State, Verdict

_LANGUAGE_PATH = re.compile(
    r"(?:^|[/_.=-])(?:en|eng|english|zh|cn|tw|chinese|ko|kr|korean|hangul|vi|pt|es|tl|th|ne|id|fr|de|ru|it|ja|jp|my|mn|km|ar"
    r"|foreign|multilingual|translate|lang|gaikokugo)(?:[/_.=?&-]|$)",
    re.IGNORECASE,
)
_TRANSLATORS = re.compile(
    r"translate\.goog|translate\.google|j-server|xlation|honyaku|wovn|kotobax|welocalize", re.IGNORECASE
)
_GROUPS = frozenset({"ul", "ol", "nav", "p", "div", "dl", "td"})
_FLAG = re.compile(r"(?:^|[/_.-])flags?(?:[/_.-]|\d|$)|国旗", re.IGNORECASE)
_COUNTRY_NAMES = """
日本 アメリカ 米国 アメリカ合衆国 イギリス 英国 中国 台湾 香港 韓国 大韓民国 ベトナム フィリピン
インドネシア タイ ネパール ブラジル ポルトガル スペイン フランス ドイツ ロシア japan usa us uk
america china taiwan korea vietnam philippines indonesia thailand nepal brazil portugal spain france
germany russia unitedstates unitedkingdom
"""
_COUNTRIES = frozenset(_COUNTRY_NAMES.split())


def switcher(doc: Document, _: Options) -> Iterator[Verdict]:
    """Links to other language versions name the language in that language."""
    texts = {i: _link_text(doc, i) for i in doc.links}
    own = {i: language_names.own_name(text) for i, text in texts.items() if text}
    foreign = {i: language_names.foreign_name(text) for i, text in texts.items() if text and not own[i]}
    named = [i for i in texts if own.get(i) or foreign.get(i)]
    for i, text in texts.items():
        code = foreign.get(i, "")
        if own.get(i):
            if len(named) > 1 or _leads_to_language(doc, i, named):
                yield _judge_own_name(doc, i, text, own[i])
        elif code and code != primary_code(normal_code(doc.lang)) and _leads_to_language(doc, i, named):
            yield failed("not-endonym", i, text=short(text), name=language_names.title(code))
        elif _is_flag(doc, i, text, named):
            yield failed("flag-only", i)


def _link_text(doc: Document, i: int) -> str:
    node = doc.nodes[i]
    return (doc.text(i, visible=True) or node.name) if node.state & State.EXPOSED else ""


def _judge_own_name(doc: Document, i: int, text: str, code: str) -> Verdict:
    primary = primary_code(code)
    if primary == primary_code(normal_code(doc.lang)):
        return passed(i)
    inner = [j for j in doc.elements(i) if doc.nodes[j].attrs.get("lang")]
    langs = {primary_code(normal_code(doc.lang_of(j))) for j in (i, *inner)}
    if primary in langs:
        return passed(i)
    return cant_tell("no-lang", i, text=short(text), code=code)


def _leads_to_language(doc: Document, i: int, named: Sequence[int]) -> bool:
    """Whether there is a sign that a link leads to a language version (not to a lesson in that language).

    Args:
        doc: the page.
        i: the link.
        named: all links that name a language, in document order.
    """
    node = doc.nodes[i]
    if node.attrs.get("hreflang"):
        return True
    url = doc.href(i)
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    if _TRANSLATORS.search(url) or _LANGUAGE_PATH.search(unquote(f"{parts.path}?{parts.query}")):
        return True
    if doc.region(i) not in ("header", "nav", "footer"):
        return False
    unit = next((a for a in doc.ancestors(i) if doc.nodes[a].tag in _GROUPS), None)
    return unit is not None and bisect_left(named, doc.nodes[unit].end) - bisect_left(named, unit) > 1


def _is_flag(doc: Document, i: int, text: str, named: Sequence[int]) -> bool:
    """Whether a link to a language version shows only a flag."""
    if doc.text(i, visible=True):
        return False
    images = [j for j in doc.elements(i) if doc.nodes[j].tag in ("img", "svg")]
    if len(images) != 1 or not _leads_to_language(doc, i, named):
        return False
    said = language_names.spelled(text)
    is_flag = bool(_FLAG.search(doc.attr(images[0], "src") or "")) or "国旗" in text
    return (is_flag and (not said or "国旗" in text)) or said in _COUNTRIES
