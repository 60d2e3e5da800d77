"""Which language a text is written in: by its script where that suffices, else by py3langid.

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
from functools import cache
from typing import Any

from a11ycheck.model import Value

LATIN = ("en", "pt", "vi", "tl", "id", "es", "fr", "de")
"""Languages in Latin letters among which ``detect`` chooses."""
DEVANAGARI = ("ne", "hi")
"""Languages in Devanagari among which ``detect`` chooses."""
SURE = 0.9
"""From this confidence on the answer can be relied upon."""

# Scripts that are, on the pages that matter here, written by one language.
_SCRIPTS = (
    ("kana", "ja", re.compile(r"[\u3041-\u3096\u309B-\u309F\u30A1-\u30FA\u30FC-\u30FF\u31F0-\u31FF\uFF66-\uFF9F]")),
    ("han", "zh", re.compile(r"[\u3005\u3007\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF\U00020000-\U000323AF]")),
    ("hangul", "ko", re.compile(r"[\u1100-\u11FF\u3131-\u318E\uAC00-\uD7A3]")),
    ("thai", "th", re.compile(r"[\u0E01-\u0E4D]")),
    ("devanagari", "ne", re.compile(r"[\u0900-\u0963\u0971-\u097F]")),
    ("cyrillic", "ru", re.compile(r"[\u0400-\u052F]")),
    ("arabic", "ar", re.compile(r"[\u0621-\u06D3\u0750-\u077F]")),
    ("khmer", "km", re.compile(r"[\u1780-\u17D3]")),
    ("myanmar", "my", re.compile(r"[\u1000-\u109F]")),
    ("lao", "lo", re.compile(r"[\u0E81-\u0EDF]")),
    ("bengali", "bn", re.compile(r"[\u0980-\u09FF]")),
    ("sinhala", "si", re.compile(r"[\u0D80-\u0DFF]")),
    ("tamil", "ta", re.compile(r"[\u0B80-\u0BFF]")),
    ("hebrew", "he", re.compile(r"[\u05D0-\u05EA]")),
    ("greek", "el", re.compile(r"[\u0370-\u03FF]")),
    ("latin", "", re.compile(r"[A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u1E00-\u1EFF]")),
)
# One ideograph or syllable block says as much as about two and a half letters of an alphabet.
_DENSE = frozenset({"kana", "han", "hangul"})
_NOISE = re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\S+|[#@]\w+")
_MONGOLIAN = re.compile(r"[өүӨҮ]")
_UKRAINIAN = re.compile(r"[іїєґІЇЄҐ]")
_PERSIAN = re.compile(r"[پچژگی]")
_URDU = re.compile(r"[ٹڈڑںے]")
# Chinese words of grammar that Japanese compounds seldom hold; two of them make a sentence Chinese.
_PARTICLES = frozenset("是了我他也就而其或所與与為为被")
_MAX = 4000
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
    """The language that most of a text is written in.

    Args:
        text: plain text; only the beginning of a long one is read.
        also: further languages in Latin letters that the text may be in (codes as py3langid knows them).
    """
    text = unicodedata.normalize("NFC", _NOISE.sub(" ", text[:_MAX]))
    counts = {name: len(pattern.findall(text)) for name, _, pattern in _SCRIPTS}
    weights = {name: count * (2.5 if name in _DENSE else 1.0) for name, count in counts.items()}
    whole = sum(weights.values())
    if not whole:
        return NOTHING
    east_asian = weights["kana"] + weights["han"]
    rest = {name: weight for name, weight in weights.items() if name not in ("kana", "han")}
    largest = max(rest, key=lambda name: rest[name])
    if east_asian >= rest[largest]:
        return _scaled(_east_asian(text, counts["kana"], counts["han"]), east_asian / whole)
    share = rest[largest] / whole
    if largest == "latin":
        return _scaled(_among(text, (*LATIN, *also), counts["latin"]), share)
    if largest == "devanagari":
        return _scaled(_among(text, DEVANAGARI, counts["devanagari"]), share)
    code = next(code for name, code, _ in _SCRIPTS if name == largest)
    if largest == "cyrillic":
        code = "mn" if _MONGOLIAN.search(text) else "uk" if _UKRAINIAN.search(text) else code
    elif largest == "arabic":
        code = "ur" if _URDU.search(text) else "fa" if _PERSIAN.search(text) else code
    return Detection(code=code, confidence=round(_enough(counts[largest]) * share, 3))


def chinese_script(text: str) -> Detection:
    """Whether text in Chinese characters is Japanese (``ja``), ``zh-Hans``, ``zh-Hant`` or undecided ``zh``.

    A character votes for the countries whose everyday character set has it: JIS X 0208 level 1, GB 2312
    and Big5 level 1. 気 and 込 are Japanese alone, 这 and 们 simplified, 這 and 們 traditional, 国 is shared.
    """
    alien: Counter[str] = Counter()
    own: Counter[str] = Counter()
    total = 0
    for char in text:
        homes = _homes(char)
        if not homes:
            continue
        total += 1
        alien.update(code for code in ("ja", "zh-Hans", "zh-Hant") if code not in homes)
        if len(homes) == 1:
            own.update(homes)
    if not total:
        return NOTHING
    particles = len(_PARTICLES.intersection(text))
    if particles > 1:
        alien["ja"] += particles
    ranked = sorted(("ja", "zh-Hans", "zh-Hant"), key=lambda code: (alien[code], -own[code]))
    best, second = ranked[:2]
    lead = alien[second] - alien[best]
    if not lead:
        code = "zh" if {best, second} == {"zh-Hans", "zh-Hant"} else best
        return Detection(code=code, confidence=0.4)
    # Names and quotations bring single foreign characters: the lead counts against all that is foreign.
    purity = lead / (lead + alien[best])
    return Detection(code=best, confidence=round(purity * (1 - 0.5**lead), 3))


def _east_asian(text: str, kana: int, han: int) -> Detection:
    # A Chinese text may quote a Japanese shop name, a Japanese one is seldom below a tenth of kana.
    if kana >= max(1, 0.08 * (kana + han)):
        return Detection(code="ja", confidence=round(1 - 0.5 ** (kana + han / 4), 3))
    found = chinese_script(text)
    return found if kana == 0 else _scaled(found, 0.9)


@cache
def _homes(char: str) -> frozenset[str]:
    """The countries whose everyday character set has an ideograph; empty for all other characters."""
    if not "\u4e00" <= char <= "\u9fff":
        return frozenset()
    homes = set()
    if b"\xb0" <= _encoded(char, "euc_jp")[:1] <= b"\xcf":
        homes.add("ja")
    if _encoded(char, "gb2312"):
        homes.add("zh-Hans")
    if b"\xa4\x40" <= _encoded(char, "big5") <= b"\xc6\x7e":
        homes.add("zh-Hant")
    return frozenset(homes)


def _encoded(char: str, charset: str) -> bytes:
    try:
        return char.encode(charset)
    except UnicodeEncodeError:
        return b""


def _among(text: str, codes: Sequence[str], letters: int) -> Detection:
    """py3langid's choice among some languages."""
    with _lock:  # the identifier keeps a buffer
        ranked = _identifier().rank(text)
    found = {code: float(p) for code, p in ranked if code in codes}
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
