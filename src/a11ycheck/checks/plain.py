"""Checks of sentences that are hard to follow: double negation, long lists within a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from a11ycheck.checks.api import Options, cant_tell, passed
from a11ycheck.checks.document import Document, TextBlock
from a11ycheck.checks.prose import MAIN, heading, japanese_blocks, shorten
from a11ycheck.language import grammar, sentences
from a11ycheck.model import Verdict

_LEGAL_PAGE = re.compile(
    r"(?:条例|規則|規程|要綱|要領|規約|約款|定款|告示|訓令|会議録|議事録)(?:\s|$|[（(【｜|-])", re.MULTILINE
)
_WORD = r"一-龠々〆ァ-ヶーA-Za-z0-9０-９Ａ-Ｚａ-ｚ」』）)"
_ITEM = rf"[{_WORD}・「『（( の]{{0,18}}[{_WORD}]"
_LIST = re.compile(
    rf"{_ITEM}(?:[、，]{_ITEM}){{1,20}}"
    rf"(?:[、，]?(?:及び|および|並びに|ならびに|又は|または|若しくは|もしくは|あるいは)[、，]?){_ITEM}"
)
_PARTS = re.compile(r"[、，]|及び|および|並びに|ならびに|又は|または|若しくは|もしくは|あるいは")
_LISTS = ("table", "address", "figure", "nav")


def double_negative(doc: Document, options: Options) -> Iterator[Verdict]:
    """No sentence denies a denial."""
    found: list[Verdict] = []
    applicable = False
    for block, sentence in _sentences(doc):
        applicable = True
        match = next(grammar.double_negative(sentence), None)
        if match is not None:
            found.append(cant_tell("double", block.node, text=shorten(sentence, 60), words=match.text))
    yield from _at_most(found, options)
    if applicable and not found:
        yield passed()


def enumeration(doc: Document, options: Options) -> Iterator[Verdict]:
    """Three or more things are a list, and not one long sentence."""
    least, length = int(options.get("min_items", 3)), int(options.get("min_length", 30))
    many = int(options.get("many", 5))
    found: list[Verdict] = []
    applicable = False
    for block, sentence in _sentences(doc):
        if doc.closest(block.node, *_LISTS) is not None:
            continue
        applicable = True
        for match in _LIST.finditer(sentence):
            count = len([part for part in _PARTS.split(match[0]) if part.strip()])
            if count >= many or (count >= least and len(match[0]) >= length):
                found.append(cant_tell("list", block.node, text=shorten(match[0], 60), count=count))
                break
    yield from _at_most(found, options)
    if applicable and not found:
        yield passed()


def _sentences(doc: Document) -> Iterator[tuple[TextBlock, str]]:
    """The full sentences of the main part. Legal texts have a language of their own."""
    if _LEGAL_PAGE.search(heading(doc)):
        return
    for block in japanese_blocks(doc, MAIN):
        for sentence in sentences.split(block.text):
            if sentences.is_closed(sentence.text):
                yield block, sentences.without_addresses(sentence.text)


def _at_most(found: list[Verdict], options: Options) -> list[Verdict]:
    return found[: int(options.get("most", 10))]
