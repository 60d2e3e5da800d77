"""Which language a text is written in: by its script where that suffices, else by py3langid and small words.

py3langid's model takes about a second to load, so it is loaded when a text in Latin or Devanagari
letters first asks for it.
"""

from __future__ import annotations

import math
import re
import threading
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

from a11ycheck.language.function_words import KNOWN, english_words, hints
from a11ycheck.language.scripts import chinese_words, count_scripts, homes
from a11ycheck.model import Value

LATIN = ("en", "pt", "vi", "tl", "id", "es", "fr", "de")
"""Languages in Latin letters among which ``detect`` chooses."""
DEVANAGARI = ("ne", "hi")
"""Languages in Devanagari among which ``detect`` chooses."""
SURE = 0.9
"""From this confidence on the answer can be relied upon."""

# Scripts that are, on the pages that matter here, written by one language.
_LANGUAGES = {
    "han": "zh",
    "hangul": "ko",
    "thai": "th",
    "devanagari": "ne",
    "cyrillic": "ru",
    "arabic": "ar",
    "khmer": "km",
    "myanmar": "my",
    "lao": "lo",
    "bengali": "bn",
    "sinhala": "si",
    "tamil": "ta",
    "hebrew": "he",
    "greek": "el",
}
# One ideograph or syllable block says as much as about two and a half letters of an alphabet.
_DENSE = {"kana": 2.5, "han": 2.5, "hangul": 2.5}
_NOISE = re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\S+|[#@]\w+")
_MONGOLIAN = re.compile(r"[өүӨҮ]")
_UKRAINIAN = re.compile(r"[іїєґІЇЄҐ]")
_PERSIAN = re.compile(r"[پچژگی]")
_URDU = re.compile(r"[ٹڈڑںے]")
_HINDI = re.compile(r"(?<!\S)(?:है|हैं|का|की|के|को|में|से|और|नहीं|यह|आप|पर|कि|भी|था|थे)(?!\S)|\u093c")
_NEPALI = re.compile(
    r"छ(?:न्)?(?!\S)|(?:लाई|को|मा|ले|बाट|हरू|हरु|नेछ|गर्न|गर्ने|हुने|भएको|तपाईं)(?!\S)|(?<!\S)(?:र|छ|हो|वा|पनि)(?!\S)"
)
_HINT = 0.35
_MOST_HINTS = 12
_SENTENCE_WORDS = 3
_MAX = 4000
_CACHED = 4096
_lock = threading.Lock()


class Detection(Value, frozen=True, kw_only=True):
    """The language of a text."""

    code: str
    """BCP 47 code: ``ja``, ``en``, ``zh-Hans``, ``zh-Hant``, ``zh`` …; empty where the text has no letters."""
    confidence: float
    """From 0 (no idea) to 1; low for short texts."""


NOTHING = Detection(code="", confidence=0.0)
"""The answer for a text without letters."""


def detect(text: str, also: Sequence[str] = ()) -> Detection:
    """The language that most of a text is written in. Answers are kept: pages repeat their menus.

    Args:
        text: plain text; only the beginning of a long one is read.
        also: further languages in Latin letters that the text may be in (codes as py3langid knows them).
    """
    return _detect(text[:_MAX], tuple(also))


@lru_cache(_CACHED)
def _detect(text: str, also: tuple[str, ...]) -> Detection:
    text = unicodedata.normalize("NFC", _NOISE.sub(" ", text))
    counts = count_scripts(text)
    del counts[""]
    counts["kana"] = counts.pop("hiragana", 0) + counts.pop("katakana", 0)
    weights = {name: count * _DENSE.get(name, 1.0) for name, count in counts.items()}
    whole = sum(weights.values())
    if not whole:
        return NOTHING
    east_asian = weights["kana"] + weights.pop("han", 0.0)
    del weights["kana"]
    largest = max(weights, key=lambda name: weights[name], default="")
    if not largest or east_asian >= weights[largest]:
        return _scaled(_east_asian(text, counts["kana"], counts["han"]), east_asian / whole)
    share = weights[largest] / whole
    if largest == "latin":
        return _latin(text, also, counts, share)
    if largest == "devanagari":
        return _scaled(_devanagari(text, counts["devanagari"]), share)
    code = _LANGUAGES[largest]
    if largest == "cyrillic":
        code = "mn" if _MONGOLIAN.search(text) else "uk" if _UKRAINIAN.search(text) else code
    elif largest == "arabic":
        code = "ur" if _URDU.search(text) else "fa" if _PERSIAN.search(text) else code
    return Detection(code=code, confidence=round(_enough(counts[largest]) * share, 3))


def chinese_script(text: str) -> Detection:
    """Whether text in Chinese characters is Japanese (``ja``), ``zh-Hans``, ``zh-Hant`` or undecided ``zh``.

    A character votes against the countries whose everyday character set lacks it (``scripts.homes``).
    気 and 込 are Japanese alone, 这 and 们 simplified, 這 and 們 traditional, 国 is shared.
    """
    alien: Counter[str] = Counter()
    own: Counter[str] = Counter()
    total = 0
    for char, count in Counter(text).items():
        found = homes(char)
        if not found:
            continue
        total += count
        for code in ("ja", "zh-Hans", "zh-Hant"):
            if code not in found:
                alien[code] += count
        if len(found) == 1:
            own.update(dict.fromkeys(found, count))
    if not total:
        return NOTHING
    particles = chinese_words(text)
    # A single one may be chance: it only breaks a tie.
    votes: dict[str, float] = {**alien, "ja": alien["ja"] + (particles if particles > 1 else particles / 2)}
    ranked = sorted(("ja", "zh-Hans", "zh-Hant"), key=lambda code: (votes.get(code, 0), -own[code]))
    best, second = ranked[:2]
    lead = votes.get(second, 0) - votes.get(best, 0)
    if not lead:
        code = "zh" if {best, second} == {"zh-Hans", "zh-Hant"} else best
        return Detection(code=code, confidence=0.4)
    # Names and quotations bring single foreign characters: the lead counts against all that is foreign.
    purity = lead / (lead + votes.get(best, 0))
    return Detection(code=best, confidence=round(purity * (1 - 0.5**lead), 3))


def _east_asian(text: str, kana: int, han: int) -> Detection:
    # A Chinese text may quote a Japanese shop name, a Japanese one is seldom below a tenth of kana.
    if kana >= max(1, 0.08 * (kana + han)):
        return Detection(code="ja", confidence=round(1 - 0.5 ** (kana + han / 4), 3))
    found = chinese_script(text)
    return found if kana == 0 else _scaled(found, 0.9)


def _latin(text: str, also: tuple[str, ...], counts: Counter[str], share: float) -> Detection:
    """A text of mostly Latin letters. Around product names a Japanese or Korean sentence stays what it is."""
    for name, code in (("kana", "ja"), ("hangul", "ko")):
        if counts[name] > 1 and english_words(text) < _SENTENCE_WORDS:
            signs = 2.5 * (counts[name] + counts["han"])
            return Detection(code=code, confidence=round(_enough(signs / 4) * signs / (signs + counts["latin"]), 3))
    return _scaled(_among(text, (*LATIN, *also), counts["latin"]), share)


def _devanagari(text: str, letters: int) -> Detection:
    """Nepali or Hindi: by the endings and small words of each, then by the model."""
    nepali, hindi = len(_NEPALI.findall(text)), len(_HINDI.findall(text))
    found = _among(text, DEVANAGARI, letters)
    if abs(nepali - hindi) <= 1 and found.confidence >= SURE:
        return found
    if nepali == hindi:
        return found if found.code == "ne" else Detection(code="ne", confidence=0.3)
    lead = abs(nepali - hindi) / (nepali + hindi)
    sure = round(lead * (1 - 0.5 ** (nepali + hindi)) * _enough(letters / 4), 3)
    return Detection(code="ne" if nepali > hindi else "hi", confidence=sure)


def _among(text: str, codes: Sequence[str], letters: int) -> Detection:
    """py3langid's choice among some languages, weighed by small words and letters that not all of them have."""
    with _lock:  # the identifier keeps a buffer
        ranked = _identifier().rank(text)
    found = {code: float(p) for code, p in ranked if code in codes}
    for users in hints(text)[:_MOST_HINTS]:
        for code in found:
            if code in KNOWN and code not in users:
                found[code] *= _HINT
    whole = sum(found.values())
    if not whole:
        return Detection(code=codes[0], confidence=0.0)
    best = max(found, key=lambda code: found[code])
    return Detection(code=best, confidence=round(found[best] / whole * _enough(letters / 4), 3))


@cache
def _identifier() -> Any:
    """The model; py3langid has no types of its own."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _enough(signs: float) -> float:
    """How far a number of signs suffices: 0 for none, .63 for 2, .95 for 6, near 1 from 12 on."""
    return 1 - math.exp(-signs / 2)


def _scaled(found: Detection, share: float) -> Detection:
    # Up to a fifth of foreign names, units and words is usual in any text.
    factor = min(1.0, share / 0.8)
    return Detection(code=found.code, confidence=round(found.confidence * factor, 3))
