"""Links: their words, and the files and windows that they open."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from itertools import islice
from urllib.parse import urlsplit

from a11ycheck.checks import words
from a11ycheck.checks.api import Options, cant_tell, failed, passed
from a11ycheck.checks.document import Document, collapse
from a11ycheck.model import State, Verdict

_WEB = ("http://", "https://", "file://")
_OWN_WINDOW = frozenset({"", "_self", "_parent", "_top", "_unfencedtop"})
_OPENS_BY_SCRIPT = re.compile(r"\bwindow\s*\.\s*open\s*\(")
_UNITS = ("li", "td", "th", "dd", "dt", "p", "figure", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6", "caption")
_WIDE = frozenset(
    [
        "table",
        "tbody",
        "ul",
        "ol",
        "dl",
        "section",
        "article",
        "main",
        "nav",
        "aside",
        "header",
        "footer",
        "form",
        "body",
        "html",
    ]
)
_GENERAL_NOTICE = re.compile(
    r"リンク|外部|ファイル|以下|下記|次の|サイト|バナー|links?\b|following|below", re.IGNORECASE
)
_MAX_BEFORE = 20
_MAX_ITEMS = 20
_OPENS = re.compile(r"開|表示|起動|立ち上が|open", re.IGNORECASE)


def is_specific(doc: Document, _: Options) -> Iterator[Verdict]:
    """The accessible name of a link alone says where it goes."""
    for i in sorted({*doc.links, *doc.by_role("link")}):
        name = link_name(doc, i)
        if not name or doc.nodes[i].role not in ("", "link"):
            continue
        if (words.is_vague(name) and not _is_code(doc, i)) or (words.is_format(name) and _needs_context(doc, i)):
            yield failed("vague", i, text=words.short(name))
        elif words.is_address(name):
            yield cant_tell("address", i, text=words.short(name))
        else:
            yield passed(i)


def file_details(doc: Document, _: Options) -> Iterator[Verdict]:
    """The words of a link to a file, or those right beside it, state its format and size."""
    for i in doc.links:
        kind = words.file_type(doc.href(i))
        if not kind or not doc.href(i).startswith(_WEB):
            continue
        text = f"{_own_words(doc, i)} {_words_beside(doc, i, words.file_type)}"
        has_type, has_size = words.names_type(text), words.names_size(text)
        if has_type and has_size:
            yield passed(i)
        else:
            key = "no-size" if has_type else "no-type" if has_size else "neither"
            yield failed(key, i, text=words.short(link_name(doc, i) or doc.href(i).rpartition("/")[2]), type=kind)


def new_window(doc: Document, _: Options) -> Iterator[Verdict]:
    """A link that opens a new window or tab says so."""
    windows = _frame_names(doc)
    base = next((doc.attr(i, "target") or "" for i in doc.by_tag("base") if doc.attr(i, "target")), "")
    notice = _general_notice(doc)
    for i in doc.links:
        if not _opens_window(doc, i, base, windows):
            continue
        url, name = doc.href(i), words.short(link_name(doc, i) or doc.href(i))
        text = f"{_own_words(doc, i)} {_words_beside(doc, i)}"
        announced = words.announces_new_window(text)
        if not announced and not (0 <= notice < i):
            key = "external-only" if words.announces_external(text) else "unannounced"
            yield (cant_tell if key == "external-only" else failed)(key, i, text=name)
        elif _is_own_page(doc, url) and doc.closest(i, "form") is None:
            yield cant_tell("internal", i, text=name)
        else:
            yield passed(i)


def link_name(doc: Document, i: int) -> str:
    """The accessible name of a link; its visible text where no name was taken."""
    node = doc.nodes[i]
    if not node.state & State.EXPOSED:
        return ""
    return collapse(node.name or doc.text(i, visible=True))


def _needs_context(doc: Document, i: int) -> bool:
    """Whether 「PDF」 or 「HTML」 is one of several versions, and not a menu's or a sentence's word.

    It is where the link opens a file, or is all that a cell of a table in the main part says, or an item of a list of
    versions alone.
    """
    if words.file_type(doc.href(i)):
        return True
    if not words.is_version(doc.text(i)) or doc.region(i) not in ("main", "body"):
        return False
    unit = doc.closest(i, "li", "td")
    if unit is None or doc.text(unit) != doc.text(i):
        return False
    items = [c for c in doc.children(doc.nodes[unit].parent) if doc.nodes[c].tag == "li"]
    return doc.nodes[unit].tag == "td" or all(words.is_version(doc.text(item)) for item in islice(items, _MAX_ITEMS))


def _is_code(doc: Document, i: int) -> bool:
    """Whether a link's words are a name in a program, such as ``open()``: the very thing that it leads to."""
    return "()" in doc.text(i) or any(doc.nodes[n].tag in ("code", "kbd", "samp", "var") for n in doc.elements(i))


def _own_words(doc: Document, i: int) -> str:
    """Everything that a link says: name, title, description, texts and pictures in it, generated text."""
    node = doc.nodes[i]
    described = [doc.by_id(id_) for id_ in node.attrs.get("aria-describedby", "").split()]
    parts = [node.name, node.attrs.get("title", ""), node.attrs.get("aria-label", ""), *_pieces(doc, i, node.end)]
    parts += [doc.text(d) for d in described if d is not None]
    return " ".join(parts)


def _words_beside(doc: Document, i: int, counts: Callable[[str], object] = bool) -> str:
    """The words right beside a link in its list item, cell or paragraph.

    What follows up to the next link always belongs to it; what precedes it only where
    no other link of the kind (``counts(address)``) stands before it.
    """
    unit = _unit(doc, i, counts)
    links, first, last = _links_in(doc, unit)
    here = bisect_left(links, i)
    after = bisect_left(links, doc.nodes[i].end)
    pieces = _pieces(doc, doc.nodes[i].end, links[after] if after < last else doc.nodes[unit].end)
    before = range(here - 1, max(first, here - _MAX_BEFORE) - 1, -1)
    if not any(counts(doc.href(links[k])) for k in before):
        pieces = _pieces(doc, doc.nodes[links[here - 1]].end if here > first else unit, i) + pieces
    return " ".join(pieces)


def _unit(doc: Document, i: int, counts: Callable[[str], object]) -> int:
    """The largest part around a link that is about it alone: its block, and up to its item, cell or row."""
    unit = -1
    for a in doc.ancestors(i):
        if unit >= 0 and (doc.nodes[a].tag in _WIDE or not _is_alone(doc, a, counts)):
            break
        if unit >= 0 or doc.nodes[a].tag in _UNITS or doc.is_(a, State.BLOCK):
            unit = a
            if doc.nodes[a].tag in _UNITS and doc.nodes[a].tag not in ("td", "th"):
                break
    return unit if unit >= 0 else i


def _is_alone(doc: Document, root: int, counts: Callable[[str], object]) -> bool:
    """Whether a part of the page holds at most one link of a kind."""
    links, first, last = _links_in(doc, root)
    return sum(1 for _ in islice((k for k in range(first, last) if counts(doc.href(links[k]))), 2)) <= 1


def _links_in(doc: Document, root: int) -> tuple[list[int], int, int]:
    """All ``a`` elements of the page in document order, and the slice of it that stands below ``root``."""
    links = doc.by_tag("a")
    return links, bisect_right(links, root), bisect_left(links, doc.nodes[root].end)


def _pieces(doc: Document, start: int, stop: int) -> list[str]:
    """Texts, names of pictures and generated texts of the nodes from ``start`` up to ``stop``."""
    found = []
    for j in range(start, stop):
        node = doc.nodes[j]
        if not node.state & (State.RENDERED | State.EXPOSED):
            continue
        if node.tag == "#text":
            found.append(node.text)
            continue
        found += [node.attrs.get("alt", ""), node.attrs.get("aria-label", ""), node.attrs.get("title", "")]
        style = doc.style(j)
        found += [style.before, style.after]
    return [piece for piece in found if piece]


def _opens_window(doc: Document, i: int, base: str, windows: frozenset[str]) -> bool:
    url = doc.href(i)
    if not url.startswith(_WEB) or doc.nodes[i].role == "button":
        return False
    if _OPENS_BY_SCRIPT.search(doc.attr(i, "onclick") or ""):
        return True
    target = doc.attr(i, "target")
    name = (base if target is None else target).strip().lower()
    return name not in _OWN_WINDOW and name not in windows


def _frame_names(doc: Document) -> frozenset[str]:
    return frozenset((doc.attr(i, "name") or "").strip().lower() for i in doc.by_tag("iframe", "frame", "object"))


def _is_own_page(doc: Document, url: str) -> bool:
    if not doc.is_internal(url):
        return False
    tail = urlsplit(url).path.rpartition("/")[2]
    suffix = tail.rpartition(".")[2].lower() if "." in tail else ""
    return suffix in ("", "html", "htm", "php", "shtml", "jsp", "asp", "aspx", "cgi", "do")


def _general_notice(doc: Document) -> int:
    """The first place where the page says that the links that follow open new windows; -1 for none."""
    for block in doc.blocks:
        said = words.announces_new_window(block.text)
        if not (said and _GENERAL_NOTICE.search(block.text) and _OPENS.search(block.text)):
            continue
        _, first, last = _links_in(doc, block.node)
        if first == last and doc.closest(block.node, "a") is None:
            return block.node
    return -1
