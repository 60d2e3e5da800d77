"""The declared language of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from a11ycheck.checks import language_names
from a11ycheck.checks.api import Options, cant_tell, failed, passed
from a11ycheck.checks.document import Document
from a11ycheck.language.detect import LATIN, SURE, Detection, detect
from a11ycheck.model import State, Verdict

_ALIASES = {"fil": "tl", "in": "id", "iw": "he", "cmn": "zh", "yue": "zh-Hant", "nb": "no", "nn": "no"}
_HANT = frozenset({"tw", "hk", "mo", "hant"})
_HANS = frozenset({"cn", "sg", "my", "hans"})
# Languages that cannot be told apart here: a difference between them is no mismatch.
_ALIKE = (
    {"id", "ms"},
    {"ne", "hi", "mr"},
    {"ru", "uk", "be", "bg", "sr", "mk", "mn", "kk", "ky"},
    {"ar", "fa", "ur"},
    {"pt", "gl"},
    {"es", "ca", "gl"},
    {"tl", "ceb", "ilo"},
    {"bn", "as"},
)
# Latin letters in which py3langid knows further languages: a page that declares one is judged with it added.
_FURTHER_CODES = """
af an az br bs ca cs cy da eo et eu fi fo ga gl hr ht hu is it jv la lb lt lv mg ms mt nl nn no oc
pl qu ro rw se sk sl sq sv sw tr vo wa xh zu
"""
_FURTHER = frozenset(_FURTHER_CODES.split())
ALL_FURTHER = tuple(sorted(_FURTHER))
"""All of them, as ``detect`` takes them."""
_SCRIPTED_CODES = "ja zh ko th ne hi ru uk mn ar fa ur he el km my lo bn si ta"
_SCRIPTED = frozenset(_SCRIPTED_CODES.split())
_MIN_LETTERS = 25
_MIN_DOUBT = 15
_PROBABLE = 0.8
_LETTER = re.compile(r"[^\W\d_]")
_DENSE = re.compile(r"[\u3041-\u30FF\u3400-\u9FFF\uAC00-\uD7A3]")
_KANA = re.compile(r"[\u3041-\u3096\u30A1-\u30FA\u30FC]")
_KANA_WEIGHT = 2.5
_FRAMES = frozenset({"html", "body", "div", "main", "section", "article", "header", "footer", "nav", "aside", "form"})
_SKIP = frozenset({"code", "pre", "kbd", "samp", "var", "address", "textarea", "select", "option", "svg", "math"})


def matches_text(doc: Document, _: Options) -> Iterator[Verdict]:
    """The declared language of the page is the language of its text."""
    declared = normal_code(doc.lang)
    if not declared or (html := next(iter(doc.by_tag("html")), None)) is None:
        return
    primary = primary_code(declared)
    also = further(declared)
    main, whole = _texts(doc)
    if weight(whole) < _MIN_DOUBT or not knows(declared):
        return
    in_whole = detect(whole, also)
    in_main = detect(main, also) if weight(main) >= _MIN_LETTERS else in_whole
    if agrees(declared, in_main.code) or (declared == "ja" and _is_mixed(main or whole)):
        doubt = _second_opinion(primary, in_main, main if weight(main) >= _MIN_LETTERS else whole)
        if doubt:
            yield cant_tell("unsure", html, **_names(declared, doubt))
        else:
            yield passed()
        return
    sure = weight(whole) >= _MIN_LETTERS and in_main.confidence >= SURE and not _is_script_matter(declared, in_main)
    if sure and not agrees(declared, in_whole.code):
        yield failed("mismatch", html, **_names(declared, in_main.code))
    elif in_main.confidence >= SURE / 2:
        # A frame in the declared language around foreign text, a short text, a close call: a person decides.
        yield cant_tell("unsure", html, **_names(declared, in_main.code))


def normal_code(lang: str) -> str:
    """A declared language as this module compares it: ``pt``, ``zh``, ``zh-Hans``, ``tl``; empty for none."""
    parts = [part for part in lang.strip().lower().replace("_", "-").split("-") if part]
    if not parts or not parts[0].isalpha() or len(parts[0]) == 1:
        return ""
    primary = _ALIASES.get(parts[0], parts[0])
    if primary == "zh":
        if _HANT.intersection(parts[1:]):
            return "zh-Hant"
        return "zh-Hans" if _HANS.intersection(parts[1:]) else "zh"
    return primary


def primary_code(code: str) -> str:
    """A code without script and region."""
    return code.partition("-")[0]


def agrees(declared: str, detected: str) -> bool:
    """Whether a declared language (as ``normal_code`` writes it) can be the detected one."""
    if not detected or declared == detected:
        return True
    one, other = primary_code(declared), primary_code(detected)
    if one == other:
        return "-" not in declared or "-" not in detected
    return any(one in alike and other in alike for alike in _ALIKE)


def weight(text: str) -> float:
    """How much a text says, in letters of an alphabet: an ideograph or kana counts two and a half."""
    dense = len(_DENSE.findall(text))
    return len(_LETTER.findall(text)) + 1.5 * dense


def further(declared: str) -> tuple[str, ...]:
    """A declared language in Latin letters that ``detect`` does not consider of its own accord."""
    primary = primary_code(declared)
    return (primary,) if primary in _FURTHER else ()


def knows(declared: str) -> bool:
    """Whether the detector could recognise a text in this language."""
    primary = primary_code(declared)
    return primary in LATIN or primary in _FURTHER or primary in _SCRIPTED


def _names(declared: str, detected: str) -> dict[str, str]:
    return {"declared": language_names.title(declared), "detected": language_names.title(detected)}


def _second_opinion(primary: str, found: Detection, text: str) -> str:
    """The language that a text in Latin letters may rather be in, where the first answer was no sure one."""
    if found.confidence >= SURE or found.code not in (*LATIN, *_FURTHER):
        return ""
    wide = detect(text, ALL_FURTHER)
    if wide.confidence >= SURE and not agrees(primary, wide.code):
        return wide.code
    usual = detect(text)
    doubtful = primary in _FURTHER and usual.confidence >= _PROBABLE and not agrees(primary, usual.code)
    return usual.code if doubtful else ""


def _is_mixed(text: str) -> bool:
    """Whether much of a text is kana: product names in Latin letters can outnumber them in Japanese."""
    return _KANA_WEIGHT * len(_KANA.findall(text)) >= weight(text) / 5


def _is_script_matter(declared: str, found: Detection) -> bool:
    """Whether only the script of Chinese differs, which is counted by characters alone."""
    return declared.startswith("zh") and found.code.startswith("zh")


def _texts(doc: Document) -> tuple[str, str]:
    """The text of the main part and of the whole page, without parts in another declared language.

    Titles and alternative texts count: they are spoken in the page's language too.
    """
    main, whole = [], [doc.snapshot.title]
    own = doc.lang
    i, nodes = 0, doc.nodes
    langs: dict[int, bool] = {-1: True}  # element -> whether it is in the page's declared language
    while i < len(nodes):
        node = nodes[i]
        if node.tag == "#text":
            if langs.get(node.parent, False) and node.state & State.RENDERED and node.text.strip():
                whole.append(node.text)
                if doc.region(node.parent) in ("main", "body"):
                    main.append(node.text)
            i += 1
            continue
        lang = node.attrs.get("lang")
        # A phrase marked by itself says nothing about the page, even in the page's language.
        same = langs.get(node.parent, True) if lang is None else _same(lang, own) and node.tag in _FRAMES
        if node.tag in _SKIP or node.attrs.get("translate") == "no" or "notranslate" in node.attrs.get("class", ""):
            i = node.end
            continue
        langs[i] = same
        if same and node.tag == "img" and node.state & State.EXPOSED:
            whole.append(node.name or node.attrs.get("alt", ""))
        i += 1
    return "\n".join(main), "\n".join(whole)


def _same(lang: str, own: str) -> bool:
    return primary_code(lang.strip().lower()) == primary_code(own)
