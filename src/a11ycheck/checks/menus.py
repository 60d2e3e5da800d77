"""Navigation compared over the pages of a site: the order of its links, their names, and the ways to a page."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from sys import intern
from typing import Any
from urllib.parse import urldefrag, urlsplit

from a11ycheck.checks.api import Options, Site, SiteCheck, SitePage, cant_tell, passed
from a11ycheck.checks.document import Document
from a11ycheck.checks.fields import fields, forms, is_search
from a11ycheck.checks.words import short
from a11ycheck.model import State, Verdict

_TRAIL = re.compile(
    r"bread-?_?crumb|crumb|topic-?_?path|pankuzu|パンくず|現在(?:の)?位置|pagination|pager|paging|pagenav",
    re.IGNORECASE,
)
_STEP = re.compile(
    r"[\d\s<>«»‹›＜＞≪≫…]+|(?:前|次|最初|最後|先頭|戻る?|進む?)(?:の?(?:ページ|記事|\d*件))?(?:へ)?|prev(?:ious)?|next|back",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"[（(【\[]?(?:現在(?:の|地|位置)?(?:ページ|表示中)?|表示中|選択中|選択済み|current(?: page)?|selected)"
    r"[)）】\]：:]?",
    re.IGNORECASE,
)
_LANGUAGE = re.compile(r"lang|translat", re.IGNORECASE)
_SITEMAP = re.compile(r"サイトマップ|site\s?map", re.IGNORECASE)
_LISTS = re.compile(
    r"(?:カテゴリ|分類|組織|目的|分野|課|場面|五十音|テーマ|ライフイベント|キーワード)[^。]{0,8}(?:探す|さがす|一覧|別)"
    r"|ページ一覧|索引|総目次|site index|a-z",
    re.IGNORECASE,
)
_MIN_MENU, _MAX_MENU = 2, 20
_MAX_LISTS = 12
_MIN_NAV = 4
_MIN_PAGES = 3
_COMMON = 2  # pages that must share a name before another one is odd
_CLEARLY = 2  # times as many pages
_MOST = 20


def _menus(doc: Document) -> Iterator[list[int]]:
    """The link lists of header and navigation, without breadcrumb trails, pagers and language choices."""
    lists: dict[int, list[int]] = {}
    anchors = doc.by_tag("a")
    for i in anchors:
        node = doc.nodes[i]
        if "href" not in node.attrs or not node.state & State.RENDERED or doc.region(i) not in ("header", "nav"):
            continue
        if doc.href(i).startswith(("http:", "https:")) and not doc.is_same_page(doc.href(i)):
            owner = next((a for a in doc.ancestors(i) if doc.nodes[a].tag in ("ul", "ol", "nav", "header", "dl")), -1)
            lists.setdefault(owner, []).append(i)
    for owner, links in lists.items():
        around = (owner, *doc.ancestors(owner)) if owner >= 0 else ()
        told = " ".join(doc.nodes[a].attrs.get(n, "") for a in around[:4] for n in ("class", "id", "aria-label"))
        if not _TRAIL.search(told) and not _LANGUAGE.search(told):
            yield links


def _collect_order(doc: Document, _: Options) -> dict[str, Any]:
    menus: list[str] = []
    for links in _menus(doc):
        entries: dict[str, str] = {}
        for i in links[:_MAX_MENU]:
            entries.setdefault(_address(doc.href(i)), _name(doc, i))
        if len(entries) >= _MIN_MENU:
            # One text a menu, and equal ones once: most pages of a site show the same menus.
            menus.append(intern("\n".join(f"{url} {name}" for url, name in entries.items())))
    return {"lang": doc.lang, "menus": menus[:_MAX_LISTS]}


def _judge_order(site: Site, _: Options) -> Iterator[Verdict]:
    for pages in _groups(site, "menus"):
        weights: Counter[str] = Counter(menu for page in pages for menu in page.value["menus"])
        usual: Counter[tuple[str, str]] = Counter()
        for menu, count in weights.items():
            for (a, _a), (b, _b) in combinations(_entries(menu), 2):
                usual[a, b] += count
        odd = {menu: _odd(menu, usual) for menu in weights}
        told: set[tuple[str, str]] = set()
        for page in pages:
            here = next((odd[menu] for menu in page.value["menus"] if odd[menu]), None)
            if here is None:
                yield passed(page=page.url)
            elif here not in told and len(told) < _MOST:
                told.add(here)
                yield cant_tell("reversed", page=page.url, first=here[0], second=here[1])


def _entries(menu: str) -> list[tuple[str, str]]:
    """Address and name of a menu's links."""
    found = (line.partition(" ") for line in menu.split("\n"))
    return [(url, name) for url, _, name in found]


def _odd(menu: str, usual: Counter[tuple[str, str]]) -> tuple[str, str] | None:
    """Two links that this menu shows in an order that clearly more pages turn round."""
    for (a, first), (b, second) in combinations(_entries(menu), 2):
        if usual[b, a] >= _CLEARLY * usual[a, b]:
            return first, second
    return None


def _collect_names(doc: Document, _: Options) -> dict[str, Any]:
    names: dict[str, list[str]] = {}
    for links in _menus(doc):
        for i in links:
            name = _name(doc, i)
            known = names.setdefault(_address(doc.href(i)), [])
            if name and name not in known and not _STEP.fullmatch(name):
                known.append(name)
    return {"lang": doc.lang, "names": {url: known for url, known in list(names.items())[:100] if known}}


def _judge_names(site: Site, _: Options) -> Iterator[Verdict]:
    for pages in _groups(site, "names"):
        usual: dict[str, Counter[str]] = {}
        for page in pages:
            for url, names in page.value["names"].items():
                usual.setdefault(url, Counter()).update(names)
        found = 0
        told: set[tuple[str, str]] = set()
        for page in pages:
            odd = _misnamed(page, usual)
            if odd is None:
                yield passed(page=page.url)
            elif found < _MOST and odd not in told:
                found += 1
                told.add(odd)
                yield cant_tell("differs", page=page.url, text=odd[0], other=odd[1])


def _misnamed(page: SitePage, usual: dict[str, Counter[str]]) -> tuple[str, str] | None:
    """A link whose name here is rarer than another name that it does not have here."""
    for url, names in page.value["names"].items():
        common, often = usual[url].most_common(1)[0]
        if often < _COMMON or common in names or _spelled(common) in {_spelled(name) for name in names}:
            continue
        if any(_is_part(_spelled(name), _spelled(common)) for name in names):
            continue
        if all(usual[url][name] < often for name in names):
            return short(names[0], 30), short(common, 30)
    return None


def _collect_ways(doc: Document, _: Options) -> dict[str, Any]:
    ways: list[str] = []
    if any(is_search(doc, form) for form in forms(fields(doc))):
        ways.append("search")
    names = [doc.nodes[i].name or doc.text(i) for i in doc.links]
    if any(_SITEMAP.search(name) for name in names):
        ways.append("sitemap")
    if any(_LISTS.search(name) for name in names):
        ways.append("lists")
    if _has_navigation(doc):
        ways.append("navigation")
    return {"lang": doc.lang, "ways": ways}


def _judge_ways(site: Site, _: Options) -> Iterator[Verdict]:
    judged = [page for page in site.judged if page.value]
    if len(judged) < _MIN_PAGES:
        return
    counted = Counter(way for page in judged for way in page.value["ways"])
    # A way counts if it is offered throughout, or by a list of all pages wherever it stands.
    ways = {way for way, count in counted.items() if count * 2 >= len(judged) or way in ("sitemap", "search", "lists")}
    yield passed() if len(ways) > 1 else cant_tell("few", count=len(ways), pages=len(judged))


def _has_navigation(doc: Document) -> bool:
    anchors = doc.by_tag("a")
    for i in doc.elements():
        if doc.region(i) == "nav" and doc.region(doc.nodes[i].parent) != "nav":
            span = anchors[bisect_right(anchors, i) : bisect_left(anchors, doc.nodes[i].end)]
            told = " ".join(doc.nodes[i].attrs.get(n, "") for n in ("class", "id", "aria-label"))
            if len(span) >= _MIN_NAV and not _TRAIL.search(told):
                return True
    return False


def _groups(site: Site, key: str) -> Iterator[Sequence[SitePage]]:
    """Pages of one host and language that have something to compare, where there are at least two."""
    groups: dict[tuple[str, str], list[SitePage]] = {}
    for page in site.judged:
        if page.value and page.value[key]:
            groups.setdefault((urlsplit(page.url).netloc, page.value["lang"]), []).append(page)
    yield from (pages for pages in groups.values() if len(pages) > 1)


def _address(url: str) -> str:
    url = urldefrag(url)[0]
    return re.sub(r"/index\.(?:html?|php)\Z", "/", url)


def _name(doc: Document, i: int) -> str:
    return short(_NOW.sub("", doc.nodes[i].name or doc.text(i)).strip(), 40)


def _spelled(name: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", name).casefold())


def _is_part(one: str, other: str) -> bool:
    return one in other or other in one


order = SiteCheck(collect=_collect_order, judge=_judge_order)
"""Links that several pages have in their navigation stand in the same order."""
names = SiteCheck(collect=_collect_names, judge=_judge_names)
"""The navigation calls the same page by the same name everywhere."""
ways = SiteCheck(collect=_collect_ways, judge=_judge_ways)
"""There is more than one way to find a page."""
