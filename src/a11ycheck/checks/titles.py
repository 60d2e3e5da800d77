"""Page titles and descriptions."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from a11ycheck.checks.api import Options, Site, SiteCheck, SitePage, cant_tell, failed, passed
from a11ycheck.checks.document import Document, collapse
from a11ycheck.checks.words import short
from a11ycheck.model import State, Verdict

# A bar, an arrow or a colon parts a title by itself, a hyphen or dash only between spaces.
_SEPARATOR = re.compile(r"\s*[|｜│‖»›≫＞>«＜<：]\s*|\s+[-‐–—―−/／:・]\s+|\s*(?:－|―{2}|──)\s*")
_FILE = re.compile(r"[\w%.+~-]*\.(?:html?|shtml|php|aspx?|jsp|cgi|docx?|xlsx?|pptx?|pdf|jtd)", re.IGNORECASE)
_NUMBERED = re.compile(
    r"(?:新規ページ|新しいページ|ページ|page|new page|untitled|無題|無題ドキュメント|タイトル|文書|名称未設定"
    r"|slide|スライド)"
    r"\s*[-_(]?\s*\d+\s*\)?"
)
_PLACEHOLDER_WORDS = """
無題|無題ドキュメント|無題のドキュメント|タイトルなし|タイトル無し|タイトル未設定|タイトル未入力
題名なし|題名未設定|名称未設定|新規ページ|新しいページ|新規作成|新規文書|新しいドキュメント
ページタイトル|ページのタイトル|ここにタイトル|ここにタイトルを入力|タイトルを入力|タイトルが入ります
ページタイトルが入ります|untitled|untitled document|untitled page|untitled-1|no title|notitle
new page|new document|page title|title here|insert title here|your title here|enter title here
document title|web page
"""
# Words that are placeholders as a whole title, but may begin a real one.
_BARE_WORDS = """
document|title|タイトル|index|page|ページ|test|テスト|html|default|null|undefined|react app|vite app
題名|文書
"""
_GENERIC = frozenset(
    [
        "ホーム",
        "home",
        "トップ",
        "トップページ",
        "top",
        "top page",
        "toppage",
        "homepage",
        "home page",
        "ホームページ",
        "メインページ",
        "welcome",
        "ようこそ",
    ]
)

_ORGANISATION = re.compile(
    r"(?:the )?(?:university|city|town|village|county|state|ministry|department|office|college) of [\w .'-]{2,40}"
    r"|[\w .'-]{2,40} (?:university|city council|town hall|city hall|county council|ministry|college)"
    r"|[^\s|｜]{1,12}(?:市役所|区役所|町役場|村役場|県庁|府庁|道庁|都庁"
    r"|[市区町村県府都道庁省](?:の?公式)?(?:ホームページ|ウェブサイト|Webサイト|サイト))",
    re.IGNORECASE,
)
_EDGE = re.compile(r"\A[\W_]+|\b(?:at|of|in|the|for)\b|[\W_]+\Z", re.IGNORECASE)
_MIN_REST = 4
_STEM, _MIN_WORD = 5, 4
_SMALL = frozenset({"this", "that", "with", "from", "your", "about", "page", "site", "welco"})


def _table(words: str) -> frozenset[str]:
    return frozenset(words.strip().replace("\n", "|").split("|"))


_PLACEHOLDERS = _table(_PLACEHOLDER_WORDS)
_BARE = _table(_BARE_WORDS)
_WORD = re.compile(r"[a-z0-9]{2,}|[^\W_a-z0-9]+", re.IGNORECASE)
_CJK = re.compile(r"[\u3041-\u30FF\u3400-\u9FFF\uAC00-\uD7A3々ー]+")
_ASIDE = re.compile(
    r"検索結果|サイト内検索|search|完了|ありがとう|確認画面|thank|not found|見つかりません|404|印刷", re.IGNORECASE
)
_ASIDE_PATH = re.compile(
    r"(?:^|[/_-])(?:search|kensaku|thank|complete|finish|done|confirm|404|error|print|login)", re.IGNORECASE
)


def describes(doc: Document, options: Options) -> Iterator[Verdict]:
    """The title says what the page is about, and not too long-windedly."""
    title = collapse(doc.snapshot.title)
    if not title:
        return
    if is_placeholder(title):
        yield failed("placeholder", text=short(title))
        return
    if _spelled(title) in _GENERIC:
        yield cant_tell("generic", text=short(title))
        return
    certain = _names_other(doc, title)
    if certain is not None:
        yield certain
        return
    doubts = 0
    own = own_part(title)
    length = width(own)
    if length > options.get("max_length", 40):
        doubts += 1
        yield cant_tell("long", text=short(own), length=int(length + 0.5))
    headings = _headings(doc)
    if headings and not doc.is_start and not any(shares_words(title, heading) for heading in headings):
        doubts += 1
        yield cant_tell("unrelated", text=short(title), heading=short(headings[0]))
    if not headings and not doc.is_start and not _is_said(own, doc.page_text):
        doubts += 1
        yield cant_tell("unsaid", text=short(title))
    if not doubts:
        yield passed()


def _names_other(doc: Document, title: str) -> Verdict | None:
    """What is certainly wrong with a title: only the site is named, or the right title comes second and is ignored."""
    headings = [text for text in _headings(doc)[:1] if not doc.is_start]
    if headings and _ORGANISATION.fullmatch(title) and title in headings[0]:
        rest = _EDGE.sub("", headings[0].replace(title, "", 1))
        if len(rest) >= _MIN_REST:
            return failed("site-only", text=short(title), heading=short(headings[0]))
    further = [collapse(doc.text(i)) for i in doc.by_tag("title") if doc.closest(i, "svg") is None][1:]
    # What a heading says is the page's matter; where there is none, all that it says.
    matter = " ".join(_headings(doc)) or doc.page_text
    if any(further) and not _is_said(title, matter):
        second = next((text for text in further if text and _is_said(text, matter)), "")
        if second:
            return failed("ignored", text=short(title), other=short(second))
    return None


def _is_said(title: str, text: str) -> bool:
    """Whether half of a title's words occur in a text, endings aside."""
    words = {word[:_STEM] for word in _grams(title) if len(word) >= _MIN_WORD or _CJK.match(word)} - _SMALL
    if not words:
        return True
    said = {word[:_STEM] for word in _grams(text)}
    return len(words & said) * 2 >= len(words)


def description(doc: Document, _: Options) -> Iterator[Verdict]:
    """The page has a description for search results, and may be found at all."""
    robots = doc.snapshot.response.headers.get("x-robots-tag", "")
    found = False
    for i in doc.by_tag("meta"):
        name, content = (doc.attr(i, "name") or "").strip().lower(), collapse(doc.attr(i, "content") or "")
        if name == "description":
            found = found or bool(content)
        elif name in ("robots", "googlebot"):
            robots = f"{robots},{content}"
    if re.search(r"\b(?:noindex|none)\b", robots, re.IGNORECASE):
        if not _is_aside(doc):
            yield cant_tell("noindex")
    elif not _is_aside(doc):
        yield passed() if found else failed("missing")


def own_part(title: str) -> str:
    """A title without the site's name and sections behind the last separator."""
    parts = [part for part in _SEPARATOR.split(title) if part]
    return max(parts[:-1] or parts, key=len, default=title) if len(parts) > 1 else title


def width(text: str) -> float:
    """Length in full-width characters; a half-width one counts half."""
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in text)


def is_placeholder(title: str) -> bool:
    """Whether a title is what an editor program or a template left there."""
    whole = _spelled(title)
    if whole in _BARE or whole in _PLACEHOLDERS:
        return True
    first = _spelled(next(iter(part for part in _SEPARATOR.split(title) if part), ""))
    return bool(
        first in _PLACEHOLDERS
        or _FILE.fullmatch(first)
        or _NUMBERED.fullmatch(whole)
        or re.match(r"microsoft (?:word|powerpoint|excel) - ", whole)
    )


def shares_words(one: str, other: str) -> bool:
    """Whether two texts have a word, or two Japanese characters in a row, in common."""
    return bool(_grams(one) & _grams(other))


def _collect_title(doc: Document, _: Options) -> dict[str, Any]:
    content = hashlib.blake2b(doc.main_text.encode("utf-8", "replace"), digest_size=8).hexdigest()
    return {"title": collapse(doc.snapshot.title), "content": content, "start": doc.is_start}


def _judge_titles(site: Site, _: Options) -> Iterator[Verdict]:
    pages = [p for p in site.judged if p.value and p.value["title"]]
    names = _site_names(pages)
    groups: dict[str, list[SitePage]] = {}
    for page in pages:
        groups.setdefault(_key(page.value["title"]), []).append(page)
    for title, group in groups.items():
        inner = [p for p in group if not p.value["start"]]
        rivals = inner if title in names else group
        if len({p.value["content"] for p in rivals}) > 1:
            yield from _repeated(group, rivals)
        elif title in names and inner and len(pages) > 1:
            for page in inner:
                yield cant_tell("site-name", page=page.url, title=short(page.value["title"]))
            yield from (passed(page=p.url) for p in group if p.value["start"])
        else:
            yield from (passed(page=p.url) for p in group)


def _repeated(group: list[SitePage], rivals: list[SitePage]) -> Iterator[Verdict]:
    contents = Counter(p.value["content"] for p in rivals)
    for page in group:
        if page not in rivals:
            yield passed(page=page.url)
            continue
        other = next(p.url for p in rivals if p.value["content"] != page.value["content"])
        yield failed("repeated", page=page.url, title=short(page.value["title"]), count=len(contents), other=other)


def _site_names(pages: list[SitePage]) -> frozenset[str]:
    """The site's name as titles write it: a start page's title, and what ends most other titles."""
    names = {_key(p.value["title"]) for p in pages if p.value["start"]}
    endings: Counter[str] = Counter()
    for page in pages:
        parts = [part for part in _SEPARATOR.split(page.value["title"]) if part]
        if len(parts) > 1:
            endings[_key(parts[-1])] += 1
    names |= {name for name, count in endings.items() if count >= max(2, len(pages) / 3)}
    return frozenset(names)


def _headings(doc: Document) -> list[str]:
    """What the first two levels of headings say, the h1 first; empty where there is no h1."""
    said: dict[int, list[str]] = {1: [], 2: []}
    for i, level in doc.headings:
        text = collapse(doc.nodes[i].name or doc.text(i))
        if level in said and text:
            said[level].append(text)
    # Where the h1 is the site's logo, an h2 is the page's heading.
    return said[1] + said[2] if said[1] else []


def _is_aside(doc: Document) -> bool:
    """Whether the page is a search result, a thank-you page and the like, which nobody should find."""
    heading = next((doc.text(i) for i, _ in doc.headings if doc.is_(i, State.RENDERED)), "")
    parts = urlsplit(doc.url)
    return bool(_ASIDE.search(own_part(doc.snapshot.title)) or _ASIDE.search(heading) or _ASIDE_PATH.search(parts.path))


def _spelled(title: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", title)).strip().casefold()


def _key(title: str) -> str:
    """Equal for titles that differ only in white space, case and character widths."""
    return re.sub(r"\s+", "", _spelled(title))


def _grams(text: str) -> set[str]:
    found: set[str] = set()
    for word in _WORD.findall(_spelled(text)):
        for run in _CJK.findall(word) or [word]:
            if _CJK.match(run) and len(run) > 1:
                found |= {run[k : k + 2] for k in range(len(run) - 1)}
            else:
                found.add(run)
    return found


unique = SiteCheck(collect=_collect_title, judge=_judge_titles)
"""No two pages with different content have the same title."""
