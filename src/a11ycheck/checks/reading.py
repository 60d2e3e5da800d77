"""What a reader meets in the main part of a page, analysed once and shared by all rules on its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from a11ycheck.checks.document import Document, TextBlock
from a11ycheck.checks.prose import MAIN, heading, is_japanese_page, japanese_blocks
from a11ycheck.language import analysis, sentences
from a11ycheck.language.analysis import Analysed
from a11ycheck.language.marks import Mark, Profile

_EASY_PAGE = re.compile(r"(?:やさしい|易しい)[\s　]{0,3}(?:日本語|にほんご|ニホンゴ)")
_ABOUT_EASY = re.compile(r"研修|講座|とは|取組|取り組み|ガイドライン|手引|ボランティア|普及|推進|について|募集|教室")
_LEGAL = re.compile(
    r"(?:条例|規則|規程|要綱|要領|規約|約款|定款|告示|訓令|会議録|議事録)(?:\s|$|[（(【｜|-])", re.MULTILINE
)
_ASIDE = ("address", "figure", "nav", "blockquote", "q", "select", "button")
_MOST_SENTENCES = 400  # of a page: enough to judge it, and no page costs more
_LONGEST = 1000
_HARD = 15.0
_JAPANESE = re.compile(r"[ぁ-ゖァ-ヺー一-鿿々]")
_LATIN = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Read:
    """One full sentence of the main part."""

    block: TextBlock
    """Where it stands."""
    sentence: Analysed
    """What was found out about it; positions count in the block's text."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of a page."""

    lang: str
    """ja, en or empty: other languages are not read."""
    profile: Profile
    """Whom the page is written for."""
    sentences: tuple[Read, ...]
    """Its full sentences in reading order; legal texts, lists of words and quotations left out."""
    metrics: dict[str, int | float]
    """Measures over these sentences, as ``language.analysis`` names them, with the score."""

    def marks(self, *kinds: str) -> Iterator[tuple[Read, Mark]]:
        """The marks of these kinds, in reading order."""
        wanted = frozenset(kinds)
        for read in self.sentences:
            for mark in read.sentence.marks:
                if mark.kind in wanted:
                    yield read, mark


def read(doc: Document) -> Reading:
    """The page's words; worked out once for all rules."""
    found: Reading | None = doc.memo.get(__name__)
    if found is None:
        found = _read(doc)
        doc.memo[__name__] = found
    return found


def metrics(doc: Document) -> dict[str, int | float]:
    """The measures of the page's words, by names that begin with ``text_``."""
    found = read(doc)
    named: dict[str, int | float] = {f"text_{name}": value for name, value in found.metrics.items()}
    if found.sentences:
        named["text_hard_sentences"] = sum(r.sentence.score < _HARD for r in found.sentences)
        named["text_marks"] = sum(len(r.sentence.marks) for r in found.sentences)
    return named


def says_easy(doc: Document) -> bool:
    """Whether the page says of itself that it is in やさしい日本語, and not about it."""
    words = heading(doc)
    return _EASY_PAGE.search(words) is not None and _ABOUT_EASY.search(words) is None


def _read(doc: Document) -> Reading:
    lang = "ja" if is_japanese_page(doc) else "en" if doc.lang.partition("-")[0] == "en" else ""
    profile = Profile.EASY if lang == "ja" and says_easy(doc) else Profile.GENERAL
    if not lang or _LEGAL.search(heading(doc)):
        return Reading(lang, profile, (), {})
    found: list[Read] = []
    for block in _blocks(doc, lang):
        for sentence in sentences.split(block.text):
            if lang == "ja" and not _is_japanese(sentence.text):
                continue
            if sentences.is_closed(sentence.text) and len(sentence.text) <= _LONGEST:
                found += (Read(block, one) for one in analysis.analyse_sentence(sentence, lang, profile))
        if len(found) >= _MOST_SENTENCES:
            break
    score, measures = analysis.measure([r.sentence for r in found], lang)
    return Reading(lang, profile, tuple(found), measures if score is None else {"score": round(score, 1), **measures})


def _is_japanese(text: str) -> bool:
    """Whether a sentence has more Japanese than Latin letters: command lines and English are no Japanese to judge."""
    return len(_JAPANESE.findall(text)) >= len(_LATIN.findall(text))


def _blocks(doc: Document, lang: str) -> Iterator[TextBlock]:
    if lang == "ja":
        blocks = japanese_blocks(doc, MAIN)
    else:
        blocks = (b for b in doc.blocks if b.region in MAIN and b.lang.partition("-")[0] == "en")
    return (block for block in blocks if doc.closest(block.node, *_ASIDE) is None)
