"""Japanese text of a page, for the checks that read it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from a11ycheck.checks.document import Document, TextBlock
from a11ycheck.language.characters import has_kana

MAIN = ("main", "body")
_VERBATIM = ("pre", "code", "samp", "kbd", "textarea", "select", "datalist")
_SEARCH = re.compile(
    r"検索結果|サイト内検索|サイトマップ|ページが見つかりません|search results|site ?map|not found", re.IGNORECASE
)


def japanese_blocks(doc: Document, regions: Sequence[str] = ()) -> Iterator[TextBlock]:
    """Visible blocks whose language is Japanese; with ``regions`` only those of these page parts.

    Where no language is declared, a page with kana counts as Japanese. Code is left out.
    """
    undeclared = not doc.lang and has_kana(doc.page_text)
    for block in doc.blocks:
        if regions and block.region not in regions:
            continue
        if (is_japanese(block.lang) or (not block.lang and undeclared)) and doc.closest(block.node, *_VERBATIM) is None:
            yield block


def is_japanese(lang: str) -> bool:
    """Whether a language tag names Japanese."""
    return lang == "ja" or lang.startswith("ja-")


def is_japanese_page(doc: Document) -> bool:
    """Whether the page's language is Japanese."""
    return is_japanese(doc.lang) or (not doc.lang and has_kana(doc.page_text))


def is_content_page(doc: Document, min_text: int) -> bool:
    """Whether the page informs about something: no start page, search result, site map or mere menu."""
    if doc.is_start or _SEARCH.search(heading(doc)):
        return False
    return len(doc.main_text) >= min_text


def heading(doc: Document) -> str:
    """The title and the main headings: what the page says that it is about."""
    return "\n".join([doc.snapshot.title, *(doc.text(i) for i, level in doc.headings if level == 1)])


def shorten(text: str, size: int = 40) -> str:
    """The text in one line, cut to ``size`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= size else line[: size - 1] + "…"


def some(texts: Sequence[str], most: int = 3) -> str:
    """The first few different texts, as one list."""
    distinct = list(dict.fromkeys(texts))
    return "、".join(distinct[:most]) + ("…" if len(distinct) > most else "")
