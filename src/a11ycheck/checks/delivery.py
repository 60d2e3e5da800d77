"""How a page is delivered: encryption, encoding, weight, machine-readable data, support widgets."""

from __future__ import annotations

import ipaddress
import json
import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urlsplit

from a11ycheck.checks.api import Options, cant_tell, failed, passed
from a11ycheck.checks.document import Document
from a11ycheck.checks.words import short
from a11ycheck.model import State, Verdict

_LOCAL_SUFFIXES = (".localhost", ".local", ".test", ".example", ".invalid", ".internal", ".lan", ".home.arpa")
_ACTIVE = frozenset({"script", "iframe", "frame", "object", "embed"})
_PASSIVE = frozenset({"img", "audio", "video", "source", "track", "input"})
_SRCSET_HTTP = re.compile(r"(?:^|,)\s*(http://\S+)", re.IGNORECASE)
_UPGRADE = re.compile(r"\bupgrade-insecure-requests\b", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_MAX_GARBLED = 5
_MAX_WIDGET = 200
_FEEDS = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"})
_FEED_PATH = re.compile(r"(?:\.(?:rss|rdf|atom)|/(?:rss|atom|feed|index|news)\.xml|/(?:feed|rss)/?)\Z", re.IGNORECASE)

# Hosts from which overlay and read-aloud products load their script.
_PRODUCTS = {
    "acsbapp.com": "accessiBe",
    "accessibe.com": "accessiBe",
    "userway.org": "UserWay",
    "audioeye.com": "AudioEye",
    "equalweb.com": "EqualWeb",
    "nagich.com": "EqualWeb",
    "nagich.co.il": "EqualWeb",
    "facil-iti.com": "FACIL'iti",
    "facil-iti.app": "FACIL'iti",
    "readspeaker.com": "ReadSpeaker",
    "browsealoud.com": "Browsealoud",
    "reciteme.com": "Recite Me",
}
# The whole label of a control, white space aside.
_WIDGET = re.compile(
    r"(?:文字|文字の|フォント)(?:サイズ|大きさ|の大きさ)(?:の?変更|を(?:変更|変える|大きくする|小さくする))?(?:する)?"
    r"|文字(?:を)?(?:拡大|縮小)(?:する)?|(?:背景|配色|色|画面の色|表示色)(?:色)?(?:合い)?(?:の|を)?(?:変更|変える|切替|切り替え)(?:する)?"
    r"|(?:背景色|配色|色合い)|(?:音声)?読み上げ(?:る|機能|開始|ソフト|ツール)?|音声で(?:読む|聞く)|音声読み上げ(?:・文字拡大)?"
    r"|(?:閲覧|アクセシビリティ)(?:支援|補助)(?:ツール|機能|メニュー)?|文字拡大・?(?:音声)?読み上げ"
    r"|(?:text|font)size|readaloud|listen|accessibilitymenu"
)
_SIZE_STEPS = frozenset(
    ["大", "中", "小", "特大", "標準", "拡大", "縮小", "元に戻す", "大きく", "小さく", "普通", "白", "黒", "青", "黄"]
)
_WIDGET_HEAD = re.compile(
    r"^(?:文字|文字の|フォント)?(?:サイズ|大きさ)(?:の?変更)?[:：]?$|^(?:背景|背景色|配色|色合い)(?:の?変更)?[:：]?$"
)


def mixed_content(doc: Document, _: Options) -> Iterator[Verdict]:
    """A page over https loads nothing and sends nothing over http."""
    if not doc.url.startswith("https://") or _upgrades(doc):
        return
    for i in doc.elements():
        node = doc.nodes[i]
        if node.tag in ("form", "button") or (node.tag == "input" and "formaction" in node.attrs):
            key = "form"
        elif node.tag in _ACTIVE or (node.tag == "link" and "stylesheet" in node.attrs.get("rel", "").lower().split()):
            key = "active"
        elif node.tag in _PASSIVE:
            key = "passive"
        else:
            continue
        urls = [doc.href(i), *_SRCSET_HTTP.findall(node.attrs.get("srcset", "")), node.attrs.get("poster", "")]
        if not any(urls):
            continue
        insecure = next((u for u in urls if u.lower().startswith("http://") and not _is_local(u)), "")
        yield failed(key, i, url=short(insecure, 120)) if insecure else passed(i)


def is_secure(doc: Document, _: Options) -> Iterator[Verdict]:
    """The page is delivered over https."""
    if doc.url.startswith("https://"):
        yield passed()
    elif doc.url.startswith("http://") and not _is_local(doc.url):
        yield failed("insecure", url=short(doc.url, 120))


def is_utf8(doc: Document, _: Options) -> Iterator[Verdict]:
    """The page is encoded in UTF-8, says so, and shows no broken characters."""
    charset = doc.snapshot.charset
    if not charset:
        return
    declared = _declared_charset(doc)
    if charset.upper() != "UTF-8" and (declared or not _is_ascii(doc)):
        yield failed("not-utf8", charset=charset)
        return
    garbled = [block for block in doc.blocks if "\ufffd" in block.text]
    for block in garbled[:_MAX_GARBLED]:
        yield cant_tell("garbled", block.node, text=short(block.text, 40))
    # Over http Chromium takes UTF-8 without a declaration only from a byte order mark.
    if not declared and (charset.upper() != "UTF-8" or doc.url.startswith("file:")):
        yield cant_tell("undeclared")
    elif not garbled:
        yield passed()


def page_weight(doc: Document, options: Options) -> Iterator[Verdict]:
    """The page with all that it loads is light enough for slow lines."""
    size = sum(resource.size for resource in doc.snapshot.resources)
    if not size:
        return
    megabytes = f"{size / 1_000_000:.1f}"
    if size > options.get("heavy", 3_000_000):
        yield failed("heavy", size=megabytes)
    elif size > options.get("rather_heavy", 1_600_000):
        yield cant_tell("rather-heavy", size=megabytes)
    else:
        yield passed()


def structured_data(doc: Document, _: Options) -> Iterator[Verdict]:
    """A start page offers schema.org data or a feed."""
    if doc.is_start:
        yield passed() if schema_types(doc) or _has_feed(doc) else failed("none")


def overlay(doc: Document, _: Options) -> Iterator[Verdict]:
    """Widgets for text size, colours or reading aloud, which alone make nothing accessible."""
    found: dict[str, int] = {}
    for i in doc.by_tag("script", "iframe"):
        host = (urlsplit(doc.href(i)).hostname or "") if doc.href(i) else ""
        for product, name in _PRODUCTS.items():
            if host == product or host.endswith(f".{product}"):
                found.setdefault(name, i)
    for i in doc.by_role("button", "link"):
        if not doc.is_(i, State.EXPOSED) or doc.region(i) == "main":
            continue
        name = doc.nodes[i].name or doc.text(i)
        spelled = re.sub(r"\s", "", name).casefold()
        if _WIDGET.fullmatch(spelled):
            found.setdefault(short(name, 30), i)
        elif spelled in _SIZE_STEPS:
            head = _widget_head(doc, i)
            if head:
                found.setdefault(head, i)
    if not found:
        yield passed()
        return
    node = min(found.values())
    yield cant_tell("found", node, text="、".join(sorted(found, key=lambda name: found[name])))


def schema_types(doc: Document) -> frozenset[str]:
    """The schema.org types that the page declares (JSON-LD, microdata, RDFa), without their address."""
    types: set[str] = set()
    for i in doc.by_tag("script"):
        if doc.attr(i, "type") == "application/ld+json":
            text = "".join(doc.nodes[j].text for j in doc.children(i))
            types |= _json_types(text)
    for i in doc.elements():
        attrs = doc.nodes[i].attrs
        if "schema.org/" in attrs.get("itemtype", ""):
            types |= {part.rpartition("/")[2] for part in attrs["itemtype"].split()}
        if "typeof" in attrs and ("schema.org" in attrs.get("vocab", "") or _vocabulary(doc, i)):
            types |= {part.rpartition(":")[2].rpartition("/")[2] for part in attrs["typeof"].split()}
    return frozenset(t for t in types if t)


def _json_types(text: str) -> set[str]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return set()
    if "schema.org" not in text:
        return set()
    types: set[str] = set()
    stack = [data]
    while stack:
        value = stack.pop()
        if isinstance(value, dict):
            kind = value.get("@type")
            types |= {k for k in (kind if isinstance(kind, list) else [kind]) if isinstance(k, str)}
            stack += value.values()
        elif isinstance(value, list):
            stack += value
    return {t.rpartition("/")[2] for t in types}


def _vocabulary(doc: Document, i: int) -> bool:
    return any("schema.org" in doc.nodes[a].attrs.get("vocab", "") for a in doc.ancestors(i))


def _has_feed(doc: Document) -> bool:
    for i in doc.by_tag("link"):
        if "alternate" in (doc.attr(i, "rel") or "").lower().split() and (doc.attr(i, "type") or "").lower() in _FEEDS:
            return True
    return any(_FEED_PATH.search(urlsplit(doc.href(i)).path) for i in doc.links if doc.href(i).startswith("http"))


def _widget_head(doc: Document, i: int) -> str:
    """The label 「文字サイズ」 of the group in which a control 「大」 stands; empty for none."""
    for a in islice(doc.ancestors(i), 4):
        if doc.nodes[a].end - a > _MAX_WIDGET:
            break
        for j in range(a, doc.nodes[a].end):
            node = doc.nodes[j]
            text = node.text if node.tag == "#text" else node.attrs.get("alt", "")
            if text and _WIDGET_HEAD.match(re.sub(r"\s", "", text)):
                return short(text, 30)
    return ""


def _upgrades(doc: Document) -> bool:
    """Whether a content security policy turns every http address of the page into https."""
    if _UPGRADE.search(doc.snapshot.response.headers.get("content-security-policy", "")):
        return True
    return any(
        (doc.attr(i, "http-equiv") or "").lower() == "content-security-policy"
        and _UPGRADE.search(doc.attr(i, "content") or "")
        for i in doc.by_tag("meta")
    )


def _is_local(url: str) -> bool:
    """Whether an address is this machine's or a private network's, where http is usual for tests."""
    host = (urlsplit(url).hostname or "").lower()
    if host == "localhost" or host.endswith(_LOCAL_SUFFIXES) or ("." not in host.strip("[]") and ":" not in host):
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return address.is_private or address.is_loopback or address.is_link_local


def _declared_charset(doc: Document) -> str:
    found = _CHARSET.search(doc.snapshot.response.headers.get("content-type", ""))
    if found:
        return found[1]
    for i in doc.by_tag("meta"):
        if doc.attr(i, "charset"):
            return doc.attr(i, "charset") or ""
        if (doc.attr(i, "http-equiv") or "").lower() == "content-type":
            found = _CHARSET.search(doc.attr(i, "content") or "")
            if found:
                return found[1]
    return ""


def _is_ascii(doc: Document) -> bool:
    return doc.page_text.isascii() and doc.snapshot.title.isascii()
