"""Pieces of HTML from rule texts, messages and languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from a11ycheck.exporters.messages import fill, template_of
from a11ycheck.exporters.text import visible
from a11ycheck.model import Rule
from a11ycheck.model.finding import Datum

_markdown = MarkdownIt("commonmark", {"html": False})
_KANA = re.compile("[\u3041-\u30ff]")
_HANGUL = re.compile("[\uac00-\ud7af]")
_HAN = re.compile("[\u3400-\u9fff]")
_PRIMARY = re.compile(r"[a-z]{2}(?![a-z0-9])")
# ISO 639-1: a page may declare anything, and an unknown code would be a fault of the report itself.
_CODES = frozenset(
    """
    aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv
    dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie
    ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv
    mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm
    rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts
    tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
    """.split()  # noqa: SIM905 - a list of 183 strings is no easier to read
)


@lru_cache(maxsize=2048)
def markdown(text: str) -> Markup:
    """A rule's text as HTML. HTML in it is shown, not obeyed; its headings become bold paragraphs."""
    tokens = _markdown.parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = "p"
            token.attrSet("class", "subhead")
    return Markup(_markdown.renderer.render(tokens, _markdown.options, {}))  # noqa: S704 - made by markdown-it


def message_html(rule: Rule | None, key: str, data: Mapping[str, Datum], reader: str, declared: str) -> Markup:
    """What a finding says, with the language marked on quoted text that is foreign to the reader."""

    def quoted(value: str) -> str:
        lang = language_of(value, declared, reader)
        shown = escape(visible(value))
        return f'<span lang="{lang}">{shown}</span>' if lang else str(shown)

    text = fill(template_of(rule, key, reader), data, lambda literal: str(escape(visible(literal))), quoted)
    return Markup(text)  # noqa: S704 - every part was escaped


def language_of(text: str, declared: str, reader: str) -> str:
    """The language to mark on a text of a page; empty where it is the reader's or unknown."""
    known = primary(declared)
    if _KANA.search(text):
        lang = "ja"
    elif _HANGUL.search(text):
        lang = "ko"
    elif _HAN.search(text):
        lang = known if known in ("ja", "ko", "zh") else "ja"
    else:
        lang = known if known not in ("ja", "ko", "zh") else ""
    return "" if lang == reader else lang


def primary(declared: str) -> str:
    """The two-letter code of a declared language; empty where there is none."""
    match = _PRIMARY.match(declared.strip().lower())
    return match[0] if match and match[0] in _CODES else ""
