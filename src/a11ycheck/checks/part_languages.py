"""The language of parts of a page: parts without a mark, and parts with the wrong one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from a11ycheck.checks import language_names
from a11ycheck.checks.api import Options, cant_tell, failed, passed
from a11ycheck.checks.blocks import NO_TEXT, TextBlock
from a11ycheck.checks.document import Document
from a11ycheck.checks.languages import ALL_FURTHER, agrees, further, knows, normal_code, weight
from a11ycheck.checks.words import short
from a11ycheck.language.characters import has_kana
from a11ycheck.language.detect import LATIN, SURE, Detection, detect
from a11ycheck.language.function_words import hints
from a11ycheck.language.scripts import chinese_words
from a11ycheck.model import State, Verdict

_VERBATIM = ("code", "pre", "kbd", "samp", "var", "address", "textarea", "select", "option", "cite")
_MIN_SENTENCE = 25
_MIN_SURE = 40
_MIN_PART = 10
_PROBABLE = 0.8
_DOUBTFUL = 0.5
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE_WORDS = 5
_GRAMMAR = 0.2
_MIN_GRAMMAR = 3
_RIGHTS = re.compile(r"copyright|all rights reserved|powered by|©", re.IGNORECASE)
_CHINESE_GRAMMAR = 2
_MOST_FOREIGN = 3


@dataclass(slots=True)
class _Place:
    """Neighbouring blocks in one foreign language without a mark."""

    node: int
    code: str
    text: str
    sure: bool
    count: int = 1


def unmarked(doc: Document, _: Options) -> Iterator[Verdict]:
    """Sentences in another language than the page's are marked with their language."""
    if not doc.lang:
        return
    places, native, foreign = _places(doc)
    # Where most of the text is in another language, the page's own declaration is what is wrong.
    if not native or foreign > _MOST_FOREIGN * native:
        return
    for place in places:
        make = failed if place.sure else cant_tell
        key = "missing" if place.sure else "perhaps"
        yield make(
            key, place.node, text=short(place.text, 60), language=language_names.title(place.code), count=place.count
        )
    if native and not places:
        yield passed()


def wrong(doc: Document, _: Options) -> Iterator[Verdict]:
    """The ``lang`` of a part is the language of its text."""
    seen: dict[tuple[str, str, str], int] = {}
    verdicts: dict[tuple[str, str, str], tuple[int, bool, str]] = {}
    for node, text in _marked(doc).items():
        declared = normal_code(doc.attr(node, "lang") or "")
        if not declared or not knows(declared):
            continue
        found = _other_language(declared, text)
        if found is None:
            yield passed(node)
            continue
        key = (declared, found.code, doc.region(node))
        seen[key] = seen.get(key, 0) + 1
        sure = found.confidence >= SURE and weight(text) >= _MIN_SENTENCE and not _only_script(declared, found.code)
        if key not in verdicts or (sure and not verdicts[key][1]):
            verdicts[key] = (node, sure, text)
    for key, (node, sure, text) in verdicts.items():
        make = failed if sure else cant_tell
        yield make(
            "wrong" if sure else "unsure",
            node,
            text=short(text, 60),
            declared=language_names.title(key[0]),
            detected=language_names.title(key[1]),
            count=seen[key],
        )


def _places(doc: Document) -> tuple[list[_Place], float, float]:
    """The places, and how much text there is in the declared and in other languages."""
    places: list[_Place] = []
    native = foreign = 0.0
    open_place: _Place | None = None
    for block in doc.blocks:
        declared = normal_code(block.lang)
        size = weight(block.text)
        if not declared or size < _MIN_SENTENCE or _exempt(doc, block):
            continue
        found = _foreign(declared, _own_text(block))
        if found is None:
            native += size
            open_place = None
            continue
        foreign += size
        if open_place is not None and open_place.code == found.code and _same_part(doc, open_place, block):
            open_place.count += 1
            open_place.sure = open_place.sure or _sure(found, block.text)
            continue
        open_place = _Place(block.node, found.code, block.text, _sure(found, block.text))
        places.append(open_place)
    return places, native, foreign


def _foreign(declared: str, text: str) -> Detection | None:
    """The other language that a text is in, if it is sentences and not names."""
    size = weight(text)
    if size < _MIN_SENTENCE or not knows(declared):
        return None
    found = detect(text, further(declared))
    if agrees(declared, found.code) or found.confidence < _PROBABLE or _only_script(declared, found.code):
        return None
    if found.code in LATIN:
        grammar = sum(found.code in users for users in hints(text))
        words = len(_WORD.findall(text))
        if words < _SENTENCE_WORDS or grammar < max(_MIN_GRAMMAR, _GRAMMAR * min(words, 60)):
            return None
    elif found.code == "ja" and not has_kana(text):
        return None  # names and addresses
    elif found.code.startswith("zh") and (found.confidence < SURE or chinese_words(text) < _CHINESE_GRAMMAR):
        return None  # only grammar tells a Chinese sentence from a list of Japanese names
    return None if _RIGHTS.search(text) else found


def _sure(found: Detection, text: str) -> bool:
    return found.confidence >= SURE and weight(text) >= _MIN_SURE


def _other_language(declared: str, text: str) -> Detection | None:
    """The language of a marked part, where it is not the one that is declared."""
    if weight(text) < _MIN_PART:
        return None
    found = detect(text, further(declared))
    if found.code in LATIN and found.confidence < _DOUBTFUL:
        found = detect(text, ALL_FURTHER)  # neither what is declared nor one of the usual ones
    if agrees(declared, found.code) or found.confidence < _PROBABLE:
        return None
    if found.code == "ja" and not has_kana(text) and declared.startswith("zh"):
        return None
    return found


def _only_script(declared: str, found: str) -> bool:
    return declared.startswith("zh") and found.startswith("zh")


def _same_part(doc: Document, place: _Place, block: TextBlock) -> bool:
    return doc.region(place.node) == block.region


def _exempt(doc: Document, block: TextBlock) -> bool:
    """Code, addresses, and what must not be translated."""
    for i in (block.node, *doc.ancestors(block.node)):
        node = doc.nodes[i]
        if node.tag in _VERBATIM or node.attrs.get("translate") == "no" or "notranslate" in node.attrs.get("class", ""):
            return True
    return False


def _own_text(block: TextBlock) -> str:
    """The block's text without parts that are marked with another language."""
    return " ".join(text for lang, text in block.runs if lang == block.lang) if block.runs else block.text


def _marked(doc: Document) -> dict[int, str]:
    """Elements with a ``lang`` of their own below the root, and the text and alternative texts that it governs."""
    parts: defaultdict[int, list[str]] = defaultdict(list)
    owner = [-1] * len(doc.nodes)
    i, nodes = 0, doc.nodes
    while i < len(nodes):
        node = nodes[i]
        if node.tag == "#text":
            if node.parent >= 0 and owner[node.parent] >= 0 and node.state & (State.RENDERED | State.EXPOSED):
                parts[owner[node.parent]].append(node.text)
            i += 1
            continue
        if node.tag in NO_TEXT or node.tag in _VERBATIM:
            i = node.end
            continue
        inherited = owner[node.parent] if node.parent >= 0 else -1
        owner[i] = i if "lang" in node.attrs and node.tag not in ("html", "body") else inherited
        if node.tag == "img" and owner[i] >= 0 and node.state & State.EXPOSED:
            parts[owner[i]].append(node.name or node.attrs.get("alt", ""))
        i += 1
    return {node: text for node, found in parts.items() if (text := " ".join(" ".join(found).split()))}
