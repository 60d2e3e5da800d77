"""What is known of a page's languages: what its main text is written in, and which versions it points to."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from a11ycheck.checks import language_names
from a11ycheck.checks.document import Document
from a11ycheck.checks.languages import agrees, further, normal_code, primary_code, weight
from a11ycheck.checks.procedures import is_procedure
from a11ycheck.checks.targets import address_key
from a11ycheck.language.detect import detect
from a11ycheck.model import State

_MIN_BLOCK = 10
_MIN_CONFIDENCE = 0.5
_MIN_SHARE = 0.02
_VERBATIM = frozenset({"pre", "code", "samp", "kbd", "textarea", "option"})
_MAX_BLOCKS = 600
_MAX_NAME = 40
_SHARES, _VERSIONS = f"{__name__}.shares", f"{__name__}.versions"
TRANSLATORS = re.compile(
    r"translate\.goog|translate\.google|j-server|xlation|honyaku|wovn|kotobax|welocalize", re.IGNORECASE
)
"""Addresses of services that translate by machine."""
# A part of a path that names a language version: /en/, /zh-tw/, /english/, index_ko.html, page.vi.html.
_LANGUAGE_PART = re.compile(
    r"(?<=[/_.-])(?:en|eng|english|zh|zho|zh[-_]?(?:cn|tw|hk|hans|hant)|cn|tw|chs|cht|chinese|ko|kr|kor|korean|hangul"
    r"|vi|vn|pt|br|pt[-_]br|portuguese|es|spanish|tl|fil|ph|tagalog|th|ne|np|id|in|fr|de|ru|it|ja|jp|jpn|japanese|my|mn|km|ar"
    r"|easy|yasashii)(?=[/_.-]|$)",
    re.IGNORECASE,
)
_INDEX = re.compile(r"(?:index|default|top|main|home)?(?:\.(?:html?|php|aspx?|jsp|cgi))?$", re.IGNORECASE)
_LEFT_OVER = re.compile(r"(?<![_.-])[_.-]+(?=[/.]|$)|(?<=/)/+")


@dataclass(frozen=True, slots=True)
class Version:
    """A link from a page to itself in another language."""

    code: str
    """The language that it promises, as ``normal_code`` writes it."""
    url: str
    """Where it leads."""
    text: str
    """What the link says; the hreflang of a ``link`` element."""
    declared: bool
    """Whether the page's head declares it (rel=alternate), and not only a link in the page."""


def shares(doc: Document) -> dict[str, float]:
    """The languages of the main text with their shares (0 to 1), the largest first; empty without text.

    Only blocks long enough to be sure about count; the others follow the page.
    """
    if _SHARES not in doc.memo:
        doc.memo[_SHARES] = _shares(doc)
    found: dict[str, float] = doc.memo[_SHARES]
    return found


def _shares(doc: Document) -> dict[str, float]:
    weights: defaultdict[str, float] = defaultdict(float)
    own = normal_code(doc.lang)
    also = further(own)
    said = [b for b in doc.blocks if b.tag not in _VERBATIM]
    main = [b for b in said if b.region in ("main", "body")]
    for block in (main or said)[:_MAX_BLOCKS]:
        for lang, text in block.runs or ((block.lang, block.text),):
            size = weight(text)
            if size < _MIN_BLOCK:
                continue
            found = detect(text, also)
            if found.confidence >= _MIN_CONFIDENCE:
                declared = normal_code(lang)
                # The declaration is the finer answer where it can be true (ms for id), but for a bare zh.
                believed = declared and agrees(declared, found.code) and not found.code.startswith(f"{declared}-")
                weights[declared if believed else found.code] += size
    whole = sum(weights.values())
    ranked = sorted(weights.items(), key=lambda entry: (-entry[1], entry[0]))
    return {code: share for code, size in ranked if (share := round(size / whole, 3)) >= _MIN_SHARE}


def versions(doc: Document) -> list[Version]:
    """The page's links to versions in other languages: rel=alternate, and links that name a language."""
    if _VERSIONS not in doc.memo:
        doc.memo[_VERSIONS] = _versions(doc)
    found: list[Version] = doc.memo[_VERSIONS]
    return found


def _versions(doc: Document) -> list[Version]:
    own = primary_code(normal_code(doc.lang))
    here = address_key(doc.url)
    found: dict[tuple[str, str], Version] = {}

    def add(code: str, url: str, text: str, *, declared: bool) -> None:
        if not code or not url.startswith("http") or TRANSLATORS.search(url) or address_key(url) == here:
            return
        if code not in (own, normal_code(doc.lang)):
            found.setdefault((code, address_key(url)), Version(code, url, text, declared))

    for i in doc.by_tag("link"):
        node = doc.nodes[i]
        if "alternate" in node.attrs.get("rel", "").lower().split() and node.attrs.get("hreflang"):
            code = node.attrs["hreflang"]
            if code.lower() != "x-default":
                add(normal_code(code), doc.href(i), code, declared=True)
    for i in doc.links:
        node = doc.nodes[i]
        if not node.state & (State.RENDERED | State.EXPOSED):
            continue
        text = node.name or doc.text(i)
        if not text or len(text) > _MAX_NAME or language_names.is_easy_japanese(text):
            continue
        named = language_names.own_name(text) or language_names.foreign_name(text)
        in_frame = doc.region(i) in ("header", "nav", "footer")
        if named and (node.attrs.get("hreflang") or in_frame or looks_foreign(doc.href(i))):
            add(normal_code(named), doc.href(i), text, declared=False)
    return list(found.values())


def looks_foreign(url: str) -> bool:
    """Whether an address has a part that names a language."""
    return bool(_LANGUAGE_PART.search(_path(url)))


def neutral_path(url: str) -> str:
    """The path without the parts that name a language, and without index.html: equal for versions of one page."""
    path = _LEFT_OVER.sub("", _LANGUAGE_PART.sub("", _path(url)))
    head, _, tail = path.rpartition("/")
    return f"{head}/{_INDEX.sub('', tail)}".rstrip("/_.-").lower()


def leads_to_same_content(url: str, target: str) -> bool:
    """Whether a link between languages does not fall back on the other language's top page.

    Where the page itself is a top page, its versions are.
    """
    return bool(neutral_path(target)) or not neutral_path(url)


def metrics(doc: Document) -> dict[str, float]:
    """The facts as numbers, for reports.

    ``language.<code>``: share of the main text in this language, 0 to 1. ``version.<code>``: 1 where the page
    points to a version of itself in this language. ``procedure``: 1 where the page is about a procedure.
    """
    found: dict[str, float] = {f"language.{code}": share for code, share in shares(doc).items()}
    for version in versions(doc):
        if leads_to_same_content(doc.url, version.url):
            found[f"version.{version.code}"] = 1
    if is_procedure(doc):
        found["procedure"] = 1
    return found


def _path(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return unquote(parts.path or "/", errors="replace")
