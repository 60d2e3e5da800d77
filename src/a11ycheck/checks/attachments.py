"""Pages whose contents stand in files and pictures instead of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from a11ycheck.checks import words
from a11ycheck.checks.api import Options, cant_tell, passed
from a11ycheck.checks.document import HEADINGS, Document
from a11ycheck.checks.prose import MAIN, heading, some
from a11ycheck.model import State, Verdict

_DOCUMENTS = frozenset({"PDF", "Word", "PowerPoint", "一太郎", "ODT", "RTF"})
_FORM_PAGE = re.compile(r"様式|書式|申請書|届出書|ダウンロード")
_NOTE = re.compile(r"[(（\[［【〔][^)）\]］】〕]{0,40}[)）\]］】〕]")
_BOILERPLATE = re.compile(
    r"adobe|acrobat|reader|リーダー|プラグイン|ビューア|pdfファイルを(?:ご?覧|見る|閲覧)|pdf形式のファイル",
    re.IGNORECASE,
)
_TAIL = re.compile(r"問い?合わ?せ|関連(?:リンク|ページ|情報)|この(?:ページ|記事)に関する|アンケート|ご意見")
_STATISTICS = re.compile(
    r"統計|人口(?:と|・|及び|および)?世帯|人口(?:推移|動態|データ|一覧|集計)|(?:調査|アンケート)の?(?:結果|集計)"
    r"|オープンデータ|データ集|推移"
    r"|statistics|open ?data",
    re.IGNORECASE,
)
_MACHINE = frozenset(
    (
        "csv",
        "tsv",
        "txt",
        "xls",
        "xlsx",
        "xlsm",
        "ods",
        "json",
        "geojson",
        "xml",
        "rdf",
        "ttl",
        "zip",
        "shp",
        "kml",
        "gml",
    )
)
_TABLE_IMAGE = re.compile(r"(?:一覧)?表(?:$|[\s　）)：:\d])|グラフ|推移|統計|内訳|件数|人口")
_MIN_ROWS = 3
_MIN_WIDTH = 200


def file_only(doc: Document, options: Options) -> Iterator[Verdict]:
    """A page says what it is about in its own words, and not only in files."""
    if doc.is_start or _FORM_PAGE.search(heading(doc)):
        return
    links = [i for i in doc.links if doc.region(i) in MAIN and doc.href(i).startswith(("http", "file:"))]
    files = [i for i in links if words.file_type(doc.href(i)) in _DOCUMENTS]
    if not files:
        return
    size = _own_words(doc)
    if size >= int(options.get("min_text", 60)) or 2 * len(files) < len(links):
        yield passed()
    else:
        texts = [words.short(doc.text(i) or doc.nodes[i].name, 30) for i in files]
        yield cant_tell("files-only", files[0], count=len(files), length=size, text=some(texts))


def machine_readable(doc: Document, options: Options) -> Iterator[Verdict]:
    """Data are offered in a form that machines read, and not only as PDF or pictures."""
    if doc.is_start or not _STATISTICS.search(heading(doc)):
        return
    suffixes = {_suffix(doc.href(i)) for i in doc.links if doc.region(i) in MAIN}
    if suffixes & _MACHINE or any(_is_data_table(doc, i) for i in doc.by_tag("table")):
        yield passed()
        return
    pdfs = [i for i in doc.links if doc.region(i) in MAIN and _suffix(doc.href(i)) == "pdf"]
    images = [i for i in doc.by_tag("img") if doc.region(i) in MAIN and _shows_data(doc, i)]
    if pdfs or images:
        yield cant_tell("pdf-only", min(pdfs + images), pdfs=len(pdfs), images=len(images))


def _own_words(doc: Document) -> int:
    """How many characters of the main part are neither headings nor links, file notes or contact details."""
    linked: dict[int, list[str]] = {}
    for i in doc.links:
        for a in doc.ancestors(i):
            if doc.is_(a, State.BLOCK):
                linked.setdefault(a, []).append(doc.text(i, visible=True))
                break
    size, in_tail = 0, False
    for block in doc.blocks:
        if block.region not in MAIN:
            continue
        if block.tag in HEADINGS or doc.closest(block.node, *HEADINGS) is not None:
            in_tail = _TAIL.search(block.text) is not None
            continue
        if in_tail or _BOILERPLATE.search(block.text):
            continue
        text = block.text
        for words_of_link in linked.get(block.node, ()):
            text = text.replace(words_of_link, "", 1)
        size += len(_NOTE.sub("", text).strip())
    return size


def _suffix(url: str) -> str:
    try:
        return PurePosixPath(unquote(urlsplit(url).path)).suffix[1:].lower()
    except ValueError:
        return ""


def _is_data_table(doc: Document, table: int) -> bool:
    inner = [doc.nodes[i].tag for i in doc.elements(table)]
    return doc.region(table) in MAIN and inner.count("tr") >= _MIN_ROWS and inner.count("td") >= _MIN_ROWS


def _shows_data(doc: Document, image: int) -> bool:
    box = doc.nodes[image].box
    stated = words.whole_number(doc.attr(image, "width")) or 0
    is_large = (box is not None and box[2] >= _MIN_WIDTH) or stated >= _MIN_WIDTH
    return is_large and bool(_TABLE_IMAGE.search(doc.nodes[image].name or doc.attr(image, "alt") or ""))
