"""What a page says about its language versions to machines: hreflang, and language in headers and meta elements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from a11ycheck.checks import language_names
from a11ycheck.checks.api import Options, Site, SiteCheck, SitePage, cant_tell, failed, passed
from a11ycheck.checks.document import Document
from a11ycheck.checks.languages import agrees, normal_code, primary_code
from a11ycheck.checks.targets import address_key
from a11ycheck.model import Verdict

_TAG = re.compile(r"(?P<primary>[a-z]{2,3})(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|\d{3}))?", re.IGNORECASE)
# The two-letter codes of ISO 639-1, which hreflang takes. Country codes such as jp, cn, kr, vn, tw are none.
_CODE_LIST = """
aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo
es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg
ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn
no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta
te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
"""
_CODES = frozenset(_CODE_LIST.split())
# Codes of little-used languages that on these pages can only be meant as countries: Kanuri, Twi.
_COUNTRIES = frozenset({"kr", "tw"})
_NO_REGIONS = frozenset({"uk", "en", "ja"})
_DEFAULT = "x-default"
_MAX_ALTERNATES = 60
_ENOUGH = 2


def metadata(doc: Document, _: Options) -> Iterator[Verdict]:
    """Header, meta elements and the page's own hreflang name the same language as the html element."""
    declared = normal_code(doc.lang)
    html = next(iter(doc.by_tag("html")), -1)
    if not declared:
        return
    clean, seen = True, False
    for where, value, node in _declarations(doc):
        codes = [code for part in value.split(",") if (code := normal_code(part))]
        if not codes:
            continue
        seen = True
        if not any(agrees(declared, code) for code in codes):
            clean = False
            yield failed(where, node if node >= 0 else html, value=value.strip()[:40], declared=doc.lang[:40])
    if seen and clean:
        yield passed(html)


def _declarations(doc: Document) -> Iterator[tuple[str, str, int]]:
    header = doc.snapshot.response.headers.get("content-language", "")
    if header:
        yield "header", header, -1
    for i in doc.by_tag("meta"):
        attrs = doc.nodes[i].attrs
        if attrs.get("http-equiv", "").lower() == "content-language":
            yield "meta", attrs.get("content", ""), i
        elif attrs.get("property", attrs.get("name", "")).lower() == "og:locale":
            yield "locale", attrs.get("content", ""), i
    for i, code, url in _alternates(doc):
        if code != _DEFAULT and doc.is_same_page(url):
            yield "self", code, i


def _alternates(doc: Document) -> Iterator[tuple[int, str, str]]:
    for i in doc.by_tag("link"):
        attrs = doc.nodes[i].attrs
        if "alternate" in attrs.get("rel", "").lower().split() and attrs.get("hreflang", "").strip():
            yield i, attrs["hreflang"].strip(), doc.href(i)


def valid_hreflang(code: str) -> bool:
    """Whether hreflang takes a code: a language of ISO 639-1 or -2, perhaps with script and region."""
    if code.lower() == _DEFAULT:
        return True
    match = _TAG.fullmatch(code)
    if match is None:
        return False
    primary, region = match["primary"].lower(), (match["region"] or "").lower()
    known = primary in _CODES if len(primary) == 2 else True  # noqa: PLR2004 - three letters: ISO 639-2 has hundreds
    return known and primary not in _COUNTRIES and region not in _NO_REGIONS


def _collect(doc: Document, _: Options) -> dict[str, Any]:
    alternates = [[code, address_key(url)] for _, code, url in _alternates(doc)][:_MAX_ALTERNATES]
    own = sorted({address_key(doc.url), address_key(doc.snapshot.page.url)})
    return {"lang": doc.lang, "own": own, "alternates": alternates}


def _judge(site: Site, _: Options) -> Iterator[Verdict]:
    pages = [page for page in site.judged if page.value]
    by_key = {key: page for page in pages for key in page.value["own"]}
    declaring = [page for page in pages if page.value["alternates"]]
    if not declaring:
        return
    verdicts = [*_invalid(declaring), *_without_self(declaring), *_without_return(declaring, by_key)]
    verdicts += [*_wrong_language(declaring, by_key), *_without_default(declaring)]
    yield from verdicts
    if not verdicts:
        yield passed()


def _invalid(pages: list[SitePage]) -> Iterator[Verdict]:
    found: dict[str, list[str]] = {}
    for page in pages:
        for code in {code for code, _ in page.value["alternates"] if not valid_hreflang(code)}:
            found.setdefault(code, []).append(page.url)
    for code, urls in sorted(found.items()):
        yield failed("invalid", page=urls[0], code=code[:40], count=len(urls))


def _without_self(pages: list[SitePage]) -> Iterator[Verdict]:
    urls = [p.url for p in pages if not {key for _, key in p.value["alternates"]}.intersection(p.value["own"])]
    if urls:
        yield failed("no-self", page=urls[0], count=len(urls))


def _without_return(pages: list[SitePage], by_key: dict[str, SitePage]) -> Iterator[Verdict]:
    found: dict[str, list[tuple[str, str]]] = {}
    for page in pages:
        for code, key in page.value["alternates"]:
            target = by_key.get(key)
            if target is None or target is page or code.lower() == _DEFAULT:
                continue
            if not {back for _, back in target.value["alternates"]}.intersection(page.value["own"]):
                found.setdefault(code, []).append((page.url, target.url))
    for code, pairs in sorted(found.items()):
        yield failed("no-return", page=pairs[0][0], url=pairs[0][1], code=code[:40], count=len(pairs))


def _wrong_language(pages: list[SitePage], by_key: dict[str, SitePage]) -> Iterator[Verdict]:
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for page in pages:
        for code, key in page.value["alternates"]:
            target = by_key.get(key)
            promised = normal_code(code)
            declared = normal_code(target.value["lang"]) if target else ""
            if target and declared and code.lower() != _DEFAULT and promised and not agrees(promised, declared):
                found.setdefault((code, declared), []).append((page.url, target.url))
    for (code, declared), pairs in sorted(found.items()):
        yield failed(
            "wrong-language",
            page=pairs[0][0],
            url=pairs[0][1],
            code=code[:40],
            declared=language_names.title(declared),
            count=len(pairs),
        )


def _without_default(pages: list[SitePage]) -> Iterator[Verdict]:
    """x-default is for readers of none of the languages: asked for once a site declares several."""
    without = []
    for page in pages:
        codes = {primary_code(normal_code(code)) for code, _ in page.value["alternates"]}
        if len(codes - {""}) > _ENOUGH and not any(c.lower() == _DEFAULT for c, _ in page.value["alternates"]):
            without.append(page.url)
    if without:
        yield cant_tell("no-default", page=without[0], count=len(without))


alternates = SiteCheck(collect=_collect, judge=_judge)
"""hreflang declarations are valid, include the page itself, and are returned."""
