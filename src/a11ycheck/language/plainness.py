"""How plain a Japanese sentence is: a score from what can be counted in it.

The score is a weighted sum, so that everybody can see why a sentence has it (``parts``). What is counted
follows the advice of official guides (short sentences, everyday words of Japanese origin, few kanji, no
passive, です・ます). The weights come from a ridge-regularised logistic regression on 110 pairs of sentences
that were written for this project (benchmarks/data/plain-pairs.tsv), rounded; no other text was used. The
scale has no unit: 50 is the middle between the official and the plain versions of these pairs.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from a11ycheck.language import morphology
from a11ycheck.language.features import Features, count
from a11ycheck.language.glosses import without_glosses
from a11ycheck.language.morphology import Word

_STEEPNESS = 0.5
_KEPT = 8192  # sentences of headers and footers come back on every page


class _Part(NamedTuple):
    weight: float
    """How much it adds for each spread; negative for what makes plain."""
    middle: float
    """Its mean over the pairs."""
    spread: float
    """Its standard deviation over the pairs."""


_PARTS = {
    "length": _Part(0.2, 3.3, 0.35),
    "hardness": _Part(0.3, 0.16, 0.14),
    "hardest": _Part(0.3, 0.39, 0.3),
    "hard_words": _Part(0.35, 0.67, 0.5),
    "kanji": _Part(0.3, 0.35, 0.12),
    "late_kanji": _Part(0.35, 0.09, 0.07),
    "hiragana": _Part(-0.3, 0.54, 0.12),
    "kanji_run": _Part(0.15, 2.8, 1.3),
    "compound": _Part(0.15, 1.7, 0.7),
    "chinese": _Part(0.3, 0.43, 0.25),
    "native": _Part(-0.25, 0.52, 0.26),
    "foreign": _Part(0.1, 0.03, 0.08),
    "everyday": _Part(-0.6, 0.65, 0.28),
    "clauses": _Part(0.05, 2.4, 1.2),
    "passive": _Part(0.2, 0.12, 0.32),
    "formal": _Part(0.15, 0.11, 0.37),
    "joined": _Part(0.05, 0.12, 0.33),
    "polite": _Part(-0.25, 0.82, 0.39),
}
_RUN_AT_MOST, _COMPOUND_AT_MOST = 8, 6


class Sentence(NamedTuple):
    """What was found out about one sentence."""

    words: tuple[Word, ...]
    """Its words, bracketed explanations included."""
    features: Features
    """What was counted in it."""
    difficulty: float
    """The weighted sum: 0 in the middle, higher for harder."""


@lru_cache(maxsize=_KEPT)
def analyse(text: str) -> Sentence:
    """The words, features and difficulty of one sentence."""
    words = tuple(morphology.words(text))
    features = count(*without_glosses(text, words))
    return Sentence(words, features, sum(parts(features).values()))


def parts(features: Features) -> dict[str, float]:
    """What each count adds to the difficulty of a sentence; negative for what makes it plainer."""
    values = _values(features)
    return {name: part.weight * (values[name] - part.middle) / part.spread for name, part in _PARTS.items()}


def score(difficulties: Sequence[float]) -> float:
    """The plainness of a text from the difficulty of its sentences: 0–100, higher is plainer."""
    if not difficulties:
        return 50.0
    mean = sum(difficulties) / len(difficulties)
    return 100 / (1 + math.exp(min(max(_STEEPNESS * mean, -50.0), 50.0)))


def _values(features: Features) -> dict[str, float]:
    f = features
    characters, content = max(f.characters, 1), max(f.content, 1)
    return {
        "length": math.log(characters),
        "hardness": f.hardness,
        "hardest": f.hardest,
        "hard_words": math.log1p(f.hard_words),
        "kanji": f.kanji / characters,
        "late_kanji": f.late_kanji / characters,
        "hiragana": f.hiragana / characters,
        "kanji_run": min(f.longest_run, _RUN_AT_MOST),
        "compound": min(f.longest_compound, _COMPOUND_AT_MOST),
        "chinese": f.chinese / content,
        "native": f.native / content,
        "foreign": f.foreign / content,
        "everyday": f.everyday / content,
        "clauses": f.predicates,
        "passive": f.passive,
        "formal": f.formal,
        "joined": f.joined,
        "polite": float(f.polite_end),
    }
