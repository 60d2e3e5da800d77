"""Checks of sentences and of the words in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from a11ycheck.checks.api import Options, cant_tell, failed, passed
from a11ycheck.checks.document import Document, TextBlock
from a11ycheck.checks.prose import MAIN, heading, japanese_blocks, shorten, some
from a11ycheck.language import abbreviations as terms
from a11ycheck.language import analysis, characters, cuts, plainness, sentences
from a11ycheck.model import Verdict

_LEGAL_PAGE = re.compile(
    r"(?:条例|規則|規程|要綱|要領|規約|約款|定款|告示|訓令|会議録|議事録)(?:\s|$|[（(【｜|-])", re.MULTILINE
)
_ARTICLE = re.compile(r"第[0-9０-９一二三四五六七八九十百]+条(?:の[0-9０-９一二三四五六七八九十]+)?(?:[（(\s　]|$)")
_READABLE = 2000  # what is longer is no sentence, whatever it ends with
_TABLES = ("table", "dl", "address", "figure", "footer", "nav")


def length(doc: Document, options: Options) -> Iterator[Verdict]:
    """Sentences of the main text are short."""
    if _LEGAL_PAGE.search(heading(doc)):
        return
    long_from, rather_from = int(options.get("long", 100)), int(options.get("rather_long", 60))
    rather: list[tuple[TextBlock, str]] = []
    applicable = False
    clean = True
    for block in japanese_blocks(doc, MAIN):
        if doc.closest(block.node, *_TABLES) is not None or _ARTICLE.match(block.text):
            continue
        longest, size = "", 0
        for sentence in sentences.split(block.text):
            count = _prose_length(sentence.text)
            applicable = applicable or count > 0
            if count > long_from and count > size:
                longest, size = sentence.text, count
            elif rather_from < count <= long_from:
                rather.append((block, sentence.text))
        if longest:
            clean = False
            yield _too_long(block, longest, size)
    if rather:
        clean = False
        block, text = rather[0]
        yield cant_tell("rather-long", block.node, text=shorten(text), count=len(rather))
    if applicable and clean:
        yield passed()


def abbreviations(doc: Document, options: Options) -> Iterator[Verdict]:
    """Latin abbreviations are explained where they are first used."""
    common = frozenset(options.get("common", ()))
    explained = {doc.text(i) for i in doc.by_tag("abbr", "dfn") if (doc.attr(i, "title") or "").strip()}
    seen: set[str] = set()
    clean = True
    for block in japanese_blocks(doc, MAIN):
        if not characters.has_japanese(block.text):
            continue
        spans = terms.unexplained(block.text, common, seen)
        open_here = [word for start, end in spans if (word := block.text[start:end]) not in explained]
        if open_here:
            clean = False
            yield cant_tell("unexplained", block.node, text=some(open_here, 5))
    if seen and clean:
        yield passed()


def _prose_length(sentence: str) -> int:
    """The characters of a closed sentence of Japanese prose; 0 for everything else."""
    return analysis.prose_length(sentence) if sentences.is_closed(sentence) else 0


def _too_long(block: TextBlock, sentence: str, size: int) -> Verdict:
    """What is wrong, with the place to cut where there is one."""
    cut = cuts.best_cut(sentence, plainness.analyse(sentence).words) if size <= _READABLE else None
    if cut is None:
        return failed("long", block.node, text=shorten(sentence), length=size)
    return failed("long-cut", block.node, text=shorten(sentence), length=size, joint=cut.joint, onward=cut.onward)
