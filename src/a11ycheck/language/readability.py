"""jReadability (Lee and Hasebe): a published formula for learners of Japanese, given for reference only."""

from __future__ import annotations

from collections.abc import Sequence

from a11ycheck.language import lexicon
from a11ycheck.language.morphology import Word

_FEWEST_WORDS = 100  # below, a single word moves the value too much
_SIGNS = ("補助記号", "空白", "記号")


def jreadability(sentences: Sequence[Sequence[Word]]) -> float | None:
    """The value of the formula, about 0.5 (hard) to 6.5 (easy), not clamped; None for a text that is too short.

    X = 11.724 − 0.056 words per sentence − 0.126 漢語 % − 0.042 和語 % − 0.145 verbs % − 0.044 particles %. The
    formula was made with UniDic; Sudachi's shortest units and our table of origins stand in for it here.
    """
    words = [[w for w in sentence if w.pos not in _SIGNS] for sentence in sentences]
    flat = [w for sentence in words for w in sentence]
    if len(flat) < _FEWEST_WORDS:
        return None
    percent = 100 / len(flat)
    origins = [lexicon.origin(w) for w in flat]
    verbs = sum(w.pos == "動詞" and w.sub != "非自立可能" for w in flat)
    particles = sum(w.pos == "助詞" for w in flat)
    return (
        11.724
        - 0.056 * len(flat) / sum(bool(sentence) for sentence in words)
        - 0.126 * percent * origins.count("漢")
        - 0.042 * percent * origins.count("和")
        - 0.145 * percent * verbs
        - 0.044 * percent * particles
    )
