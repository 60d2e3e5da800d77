"""The words of text alternatives: whether they can stand in for a picture at all."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from a11ycheck.checks.api import Options, cant_tell, failed, passed
from a11ycheck.checks.document import Document, collapse
from a11ycheck.checks.text_images import file_name
from a11ycheck.checks.words import short
from a11ycheck.model import State, Verdict

_FILE = re.compile(r"[^\s/\\]{1,200}\.(?:jpe?g|png|gif|svgz?|webp|avif|bmp|tiff?|ico|heic)", re.IGNORECASE)
# What cameras, scanners and programs call their pictures.
_SERIAL = re.compile(
    r"(?:img|dsc[nf]?|pict?|image|photo|sdim|cimg|mvimg|pxl|screenshot|スクリーンショット|名称未設定)"
    r"[-_ ]?\d{2,}(?:[-_]\d+)*",
    re.IGNORECASE,
)
_CODED = re.compile(r"(?=.*(?:[_\d]|-.*-))[A-Za-z][\w-]{3,}", re.ASCII)
"""A name that nobody says: letters with underscores, digits or several hyphens."""
_NUMBER = re.compile(r"\d{1,4}\Z")
_SIGNS = re.compile(r"[\s「」『』【】\[\]()（）<>＜＞:：.。、・…]+")
_PLACEHOLDER = frozenset(
    [
        *("画像", "写真", "イメージ", "イメージ画像", "イメージ写真", "画像データ", "写真データ", "サムネイル"),
        *("代替テキスト", "代替文字", "無題", "image", "img", "photo", "picture", "pic", "graphic", "thumbnail"),
        *("spacer", "blank", "dummy", "placeholder", "alt", "alttext", "untitled", "altテキスト"),
    ]
)
_LONG = 150


def says_something(doc: Document, _: Options) -> Iterator[Verdict]:
    """An alternative is neither the name of a file nor a word that fits every picture (failure F30 of WCAG 1.1.1)."""
    for i in doc.by_tag("img", "input", "area"):
        node = doc.nodes[i]
        if node.tag == "input" and node.attrs.get("type", "").strip().lower() != "image":
            continue
        if "aria-label" in node.attrs or "aria-labelledby" in node.attrs or not node.state & State.EXPOSED:
            continue
        alt = collapse(node.attrs.get("alt", ""))
        if not alt or node.role in ("presentation", "none"):
            continue
        yield _judge(doc, i, alt)


def _judge(doc: Document, i: int, alt: str) -> Verdict:
    if _FILE.fullmatch(alt) or _SERIAL.fullmatch(alt) or _is_own_name(doc, i, alt):
        return failed("file-name", i, text=short(alt))
    bare = _NUMBER.sub("", _SIGNS.sub("", unicodedata.normalize("NFKC", alt[:_LONG]).casefold()))
    if bare in _PLACEHOLDER:
        # A caption may say what the picture shows; then the two are heard together.
        figure = doc.closest(i, "figure")
        told = figure is not None and any(doc.nodes[n].tag == "figcaption" for n in doc.elements(figure))
        return (cant_tell if told else failed)("captioned" if told else "placeholder", i, text=short(alt))
    if len(alt) > _LONG:
        return cant_tell("long", i, count=len(alt))
    return passed(i)


def _is_own_name(doc: Document, i: int, alt: str) -> bool:
    """Whether the alternative is the name of the picture's own file, and no word that anybody would say."""
    stem = file_name(doc.nodes[i].attrs.get("src", "")).rpartition(".")[0]
    return bool(stem) and alt.casefold() == stem.casefold() and _CODED.fullmatch(alt) is not None
