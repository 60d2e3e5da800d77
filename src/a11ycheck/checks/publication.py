"""What a body should publish somewhere on its site: one look at all pages together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from a11ycheck.checks.api import Options, Site, SiteCheck, cant_tell, passed
from a11ycheck.checks.delivery import schema_types
from a11ycheck.checks.document import Document
from a11ycheck.model import Verdict

_EVALUATION = re.compile(
    r"(?:アクセシビリティ|取り?組み?)[^\n]{0,12}"
    r"(?:取り?組み?(?:内容|状況)?の?確認|確認・評価|確認及び評価|自己(?:評価|点検))"
    r"|取り?組み?確認・?評価|アクセシビリティ[^\n]{0,10}(?:評価表|チェック表|点検表)"
    r"|accessibility self.?(?:evaluation|assessment)",
    re.IGNORECASE,
)
_TERMS = re.compile(
    r"(?:サイト|ホームページ|データ|コンテンツ|当)[^\n]{0,6}利用(?:規約|条件|ルール|方法)|^(?:ご?利用(?:規約|条件)|利用(?:に当|にあ)たって)"
    r"|利用規約|利用ルール|terms of (?:use|service)",
    re.IGNORECASE | re.MULTILINE,
)
_REUSE = re.compile(
    r"(?<![A-Za-z])CC(?:[ -]?BY|0)(?![A-Za-z0-9])"
    r"|クリエイティブ・?コモンズ|creative ?commons|(?:二次|2次|２次)利用|再利用"
    r"|公共データ利用規約|政府標準利用規約"
    r"|オープンデータ[^\n]{0,8}(?:利用|ライセンス)|出典(?:を|の)(?:記載|明記|明示)",
    re.IGNORECASE,
)
_COMMENT = re.compile(
    r"パブリック・?コメント|パブコメ|意見(?:公募|募集|提出手続)|意見を(?:募集|お寄せ)|審議会|検討(?:会|委員会|部会|経過|状況)|懇談会|会議(?:録|資料)|議事録"
    r"|(?:素案|原案|骨子案|計画案|条例案)|public comment|minutes of",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"オープンソース|ソースコード|open ?source|source code", re.IGNORECASE)
_SOURCE_HOST = re.compile(r"//(?:[\w-]+\.)?(?:github|gitlab)\.(?:com|io)/", re.IGNORECASE)
_OPEN_DATA = re.compile(r"オープンデータ|open ?data|データカタログ", re.IGNORECASE)
_API = re.compile(
    r"(?<![A-Za-z])API(?![A-Za-z])|SPARQL|DCAT|(?<![A-Za-z])CKAN|メタデータ|データ(?:項目)?定義|データ辞書|コード表|データカタログ"
    r"|data ?catalog",
    re.IGNORECASE,
)
_CATALOGUE = re.compile(
    r"portal\.data\.metro|catalog\.data|data\.e-gov|/api/|/dataset(?:/|$)|swagger|openapi", re.IGNORECASE
)
_DATA_FILE = re.compile(r"\.(?:csv|json|geojson|xml|rdf|ttl)(?:$|[?#])", re.IGNORECASE)


def _names(doc: Document) -> Iterator[str]:
    yield doc.snapshot.title
    for i, _ in doc.headings:
        yield doc.text(i)
    for i in doc.links:
        yield doc.nodes[i].name or doc.text(i)


def _has(doc: Document, pattern: re.Pattern[str]) -> bool:
    return any(pattern.search(name) for name in _names(doc))


def _has_evaluation(doc: Document, options: Options) -> bool:
    return _has(doc, _EVALUATION)


def _has_terms(doc: Document, options: Options) -> bool:
    """Terms of reuse: named by a link or heading, stated in the text, or declared for machines."""
    if _has(doc, _TERMS) or _REUSE.search(doc.page_text):
        return True
    declared = any("license" in (doc.attr(i, "rel") or "").lower().split() for i in doc.by_tag("a", "link"))
    linked = any("creativecommons.org/" in doc.href(i) for i in doc.links)
    return declared or linked


def _has_participation(doc: Document, options: Options) -> bool:
    linked = any(_SOURCE_HOST.search(doc.href(i)) is not None for i in doc.links)
    return linked or _has(doc, _COMMENT) or _has(doc, _SOURCE)


def _data(doc: Document, options: Options) -> dict[str, bool]:
    """Whether a page belongs to open data, and whether it leads to an API, a catalogue or definitions."""
    return {
        "data": _has(doc, _OPEN_DATA) or any(_DATA_FILE.search(doc.href(i)) is not None for i in doc.links),
        "api": _has(doc, _API)
        or any(_CATALOGUE.search(doc.href(i)) is not None for i in doc.links)
        or bool({"Dataset", "DataCatalog", "WebAPI"} & schema_types(doc)),
    }


def _judge_found(site: Site, options: Options) -> Iterator[Verdict]:
    """Never failed: the body may publish it elsewhere."""
    judged = site.judged
    if any(page.value for page in judged):
        yield passed()
    elif judged:
        yield cant_tell("not-found", pages=len(judged))


def _judge_data(site: Site, options: Options) -> Iterator[Verdict]:
    """Only a site that offers data can describe them."""
    data = [page for page in site.judged if page.value and page.value["data"]]
    if not data:
        return
    if any(page.value and page.value["api"] for page in site.judged):
        yield passed()
    else:
        yield cant_tell("not-found", pages=len(data))


def _check(collect: Callable[[Document, Options], Any]) -> SiteCheck:
    return SiteCheck(collect=collect, judge=_judge_found)


self_evaluation = _check(_has_evaluation)
"""The site publishes the yearly self-evaluation of its accessibility work."""

reuse_terms = _check(_has_terms)
"""The site says on which terms its contents may be reused."""

participation = _check(_has_participation)
"""The site publishes drafts and deliberations for comment, or source code."""

data_interface = SiteCheck(collect=_data, judge=_judge_data)
"""A site with open data offers an API, a catalogue or definitions of its data."""
