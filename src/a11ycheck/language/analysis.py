"""A whole text: score, metrics and marks. What checks and the command line ask."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from a11ycheck.language import (
    abbreviations,
    character_marks,
    cuts,
    date_style,
    easy,
    english,
    grammar,
    plain_words,
    plainness,
    politeness,
    readability,
    sentences,
)
from a11ycheck.language.characters import count_hiragana, count_kanji, has_japanese, has_kana
from a11ycheck.language.marks import Mark, Profile, mark

_MOST = 1000  # characters: what is longer is no sentence, and is looked at piece by piece
_KEPT = 8192
_BLANK = re.compile(r"\s+")
_SEPARATORS = re.compile(r"[、，・／/]")
_SENTENCE_ENDS = (
    *"。！？!?．｡…」』）)",
    "ます",
    "です",
    "ません",
    "ました",
    "でした",
    "ください",
    "する",
    "いる",
    "ある",
    "ない",
    "した",
)
_PIECE_ENDS = "、，,・ 　\n"
# Words that two kinds of marks speak of: the longer mark stays.
_WORD_KINDS = frozenset(
    (
        "stiff-word",
        "katakana-word",
        "vague-word",
        "light-verb",
        "heaped-honorific",
        "humble-permission",
        "polite-prefix",
    )
)


@dataclass(frozen=True, slots=True)
class Analysed:
    """One sentence."""

    text: str
    """The sentence."""
    start: int
    """Where it begins in the whole text."""
    score: float
    """Its plainness, 0–100; higher is plainer."""
    length: int
    """Its characters (Japanese) or words (English) as a reader counts them."""
    marks: tuple[Mark, ...]
    """Its marks, with positions in the whole text."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """One text."""

    score: float | None
    """Its plainness, 0–100; higher is plainer. None where nothing can be measured."""
    metrics: dict[str, float | int]
    """Measures by name; docs/text.md explains them."""
    sentences: tuple[Analysed, ...]
    """Its sentences, in order."""
    marks: tuple[Mark, ...]
    """All marks, in order of their places."""


def analyse(text: str, lang: str, *, profile: Profile = Profile.GENERAL, common: Collection[str] = ()) -> Analysis:
    """Reads a text as a writer's colleague would.

    Args:
        text: the text, of any length.
        lang: its language; for others than Japanese and English there are no sentences and no score.
        profile: whom it is written for.
        common: Latin abbreviations that need no explanation.
    """
    if lang == "ja":
        return _japanese(text, profile, frozenset(common))
    if lang == "en":
        return _english(text)
    return Analysis(None, {"characters": len(text)}, (), ())


def prose_length(sentence: str) -> int:
    """The characters of a sentence of Japanese prose; 0 for lists, labels and everything else."""
    text = _BLANK.sub("", sentences.without_addresses(sentence))
    if not has_kana(text) or count_hiragana(text) < 0.2 * len(text) or not text.endswith(_SENTENCE_ENDS):
        return 0
    if len(_SEPARATORS.findall(text)) > len(text) / 9:  # a list of names in the shape of a sentence
        return 0
    return len(text)


def _japanese(text: str, profile: Profile, common: frozenset[str]) -> Analysis:
    found: list[Analysed] = []
    difficulties: list[float] = []
    read: list[plainness.Sentence] = []
    for sentence in sentences.split(text):
        for start, piece in _pieces(sentence.text):
            if not has_japanese(piece):
                continue
            offset = sentence.start + start
            result = plainness.analyse(piece)
            own = tuple(m.moved(offset) for m in _sentence_marks(piece, profile))
            read.append(result)
            difficulties.append(result.difficulty)
            found.append(Analysed(piece, offset, plainness.score([result.difficulty]), len(piece), own))
    marks = [m for sentence in found for m in sentence.marks]
    marks += date_style.era_marks(text)
    marks += (mark("abbreviation", text, *span) for span in abbreviations.unexplained(text, common, set()))
    if profile is Profile.EASY:
        marks += _readings(text)
    score = plainness.score(difficulties) if difficulties else None
    return Analysis(score, _metrics(found, read), tuple(found), _in_order(marks))


def _english(text: str) -> Analysis:
    found: list[Analysed] = []
    for sentence in sentences.split(text):
        for start, piece in _pieces(sentence.text):
            ease = english.reading_ease([piece])
            if ease is None:
                continue
            offset = sentence.start + start
            own = tuple(m.moved(offset) for m in english.marks(piece))
            found.append(Analysed(piece, offset, _between(ease), len(english.words(piece)), own))
    texts = [s.text for s in found]
    ease, grade = english.reading_ease(texts), english.grade(texts)
    if ease is None or grade is None:
        return Analysis(None, {"characters": len(text)}, (), ())
    words = [word for t in texts for word in english.words(t)]
    metrics: dict[str, float | int] = {
        "sentences": len(texts),
        "words": len(words),
        "mean_length": round(len(words) / len(texts), 1),
        "longest": max(s.length for s in found),
        "long_sentences": sum(s.length > english.LONG for s in found),
        "passives": sum(m.kind == "english-passive" for s in found for m in s.marks),
        "long_word_share": round(sum(map(english.is_long, words)) / len(words), 3),
        "reading_ease": round(ease, 1),
        "grade": round(grade, 1),
    }
    return Analysis(_between(ease), metrics, tuple(found), _in_order(m for s in found for m in s.marks))


@lru_cache(_KEPT)
def _sentence_marks(text: str, profile: Profile) -> tuple[Mark, ...]:
    """The marks on one sentence, with positions in it."""
    sentence = plainness.analyse(text)
    words = sentence.words
    found = list(cuts.length_marks(text, words, prose_length(text)))
    found += grammar.marks(text, words)
    found += politeness.marks(text, words)
    found += plain_words.find(text, words, profile)
    found += date_style.marks(text)
    found += character_marks.marks(text)
    if profile is Profile.EASY:
        found += easy.marks(text, sentence)
    found = list(_without_inner(found))
    if profile is Profile.EASY:
        found += easy.hard_words(text, words, [(m.start, m.end) for m in found if m.end - m.start < len(text)])
    return tuple(found)


def _without_inner(found: Sequence[Mark]) -> Iterator[Mark]:
    """The marks without those on words that a longer mark replaces."""
    spans = [(m.start, m.end) for m in found if m.kind in _WORD_KINDS]
    for one in found:
        inner = one.kind in _WORD_KINDS and any(
            start <= one.start and one.end <= end and (start, end) != (one.start, one.end) for start, end in spans
        )
        if not inner:
            yield one


def _readings(text: str) -> Iterator[Mark]:
    spans = easy.without_reading(text)
    if spans:
        yield mark("no-reading", text, *spans[0], count=len(spans))


def _pieces(sentence: str) -> Iterator[tuple[int, str]]:
    """The sentence; one that is too long to be one in pieces."""
    start, size = 0, len(sentence)
    while size - start > _MOST:
        window = sentence[start : start + _MOST]
        cut = max(window.rfind(end) for end in _PIECE_ENDS) + 1 or _MOST
        yield start, window[:cut]
        start += cut
    yield start, sentence[start:]


def _metrics(found: Sequence[Analysed], read: Sequence[plainness.Sentence]) -> dict[str, float | int]:
    features = [r.features for r in read]
    characters = sum(len(s.text) for s in found)
    content = sum(f.content for f in features)
    lengths = [length for s in found if (length := prose_length(s.text))]
    metrics: dict[str, float | int] = {"sentences": len(found), "characters": characters}
    if lengths:
        metrics["mean_length"] = round(sum(lengths) / len(lengths), 1)
        metrics["longest"] = max(lengths)
        metrics["long_sentences"] = sum(length > cuts.RATHER_LONG for length in lengths)
    if characters:
        metrics["kanji_share"] = round(sum(count_kanji(s.text) for s in found) / characters, 3)
    if content:
        metrics["kango_share"] = round(sum(f.chinese for f in features) / content, 3)
        metrics["wago_share"] = round(sum(f.native for f in features) / content, 3)
        metrics["gairaigo_share"] = round(sum(f.foreign for f in features) / content, 3)
        metrics["everyday_share"] = round(sum(f.everyday for f in features) / content, 3)
        metrics["passives"] = sum(f.passive for f in features)
        metrics["honorifics"] = sum(f.honorific for f in features)
    value = readability.jreadability([r.words for r in read])
    if value is not None:
        metrics["jreadability"] = round(value, 2)
    return metrics


def _between(ease: float) -> float:
    """Flesch's reading ease, cut to 0–100."""
    return min(max(ease, 0.0), 100.0)


def _in_order(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    return tuple(sorted(marks, key=lambda m: (m.start, -m.end)))
