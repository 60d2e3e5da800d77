"""A whole text: score, metrics and marks. What checks and the command line ask."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
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
    if lang not in ("ja", "en"):
        return Analysis(None, {"characters": len(text)}, (), ())
    found = [one for sentence in sentences.split(text) for one in analyse_sentence(sentence, lang, profile)]
    marks = [m for sentence in found for m in sentence.marks]
    if lang == "ja":
        marks += date_style.era_marks(text)
        marks += (mark("abbreviation", text, *span) for span in abbreviations.unexplained(text, common, set()))
        if profile is Profile.EASY:
            marks += _readings(text)
    score, metrics = measure(found, lang)
    ordered = sorted(marks, key=lambda m: (m.start, -m.end))
    return Analysis(score, metrics or {"characters": len(text)}, tuple(found), tuple(ordered))


def prose_length(sentence: str) -> int:
    """The characters of a sentence of Japanese prose; 0 for lists, labels and everything else."""
    text = _BLANK.sub("", sentences.without_addresses(sentence))
    if not has_kana(text) or count_hiragana(text) < 0.2 * len(text) or not text.endswith(_SENTENCE_ENDS):
        return 0
    if len(_SEPARATORS.findall(text)) > len(text) / 9:  # a list of names in the shape of a sentence
        return 0
    return len(text)


def analyse_sentence(sentence: sentences.Sentence, lang: str, profile: Profile) -> Iterator[Analysed]:
    """One sentence; what is too long to be one comes in pieces. Positions count in the whole text."""
    for start, piece in _pieces(sentence.text):
        found = _japanese(piece, profile) if lang == "ja" else _english(piece)
        if found is not None:
            offset = sentence.start + start
            marks = tuple(m.moved(offset) for m in found.marks) if offset else found.marks
            yield replace(found, start=offset, marks=marks)


def measure(found: Sequence[Analysed], lang: str) -> tuple[float | None, dict[str, float | int]]:
    """The score of analysed sentences together, and their metrics."""
    if not found:
        return None, {}
    if lang == "en":
        return _measure_english(found)
    read = [plainness.analyse(s.text) for s in found]
    return plainness.score([r.difficulty for r in read]), _metrics(found, read)


def _japanese(text: str, profile: Profile) -> Analysed | None:
    if not has_japanese(text):
        return None
    difficulty = plainness.analyse(text).difficulty
    return Analysed(text, 0, plainness.score([difficulty]), len(text), _sentence_marks(text, profile))


def _english(text: str) -> Analysed | None:
    ease = english.reading_ease([text])
    if ease is None:
        return None
    return Analysed(text, 0, _between(ease), len(english.words(text)), tuple(english.marks(text)))


def _measure_english(found: Sequence[Analysed]) -> tuple[float | None, dict[str, float | int]]:
    texts = [s.text for s in found]
    ease, grade = english.reading_ease(texts), english.grade(texts)
    if ease is None or grade is None:
        return None, {}
    words = [word for t in texts for word in english.words(t)]
    return _between(ease), {
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
