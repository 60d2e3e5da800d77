"""Characters of Japanese text: what they are, and which of them make trouble."""

from __future__ import annotations

import re
import unicodedata

KANJI = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff々〆〇\U00020000-\U0003134f"
"""Inside of a regular-expression class: kanji and the marks that stand for one."""
HIRAGANA = "\u3041-\u3096\u309d\u309e"
"""Inside of a regular-expression class: hiragana."""
KATAKANA = "\u30a1-\u30fa\u30fc-\u30fe"
"""Inside of a regular-expression class: full-width katakana and the long-vowel mark."""

_KANJI = re.compile(f"[{KANJI}]")
_HIRAGANA = re.compile(f"[{HIRAGANA}]")
_KANA = re.compile(f"[{HIRAGANA}{KATAKANA}\uff66-\uff9d]")
_HALF_WIDTH = re.compile("[\uff61-\uff9f]+")
_HALF_KANA = re.compile("[\uff66-\uff9d]")
_WIDE_ALNUM = re.compile("[０-９Ａ-Ｚａ-ｚ]{2,}")
_CIRCLED = re.compile("[\u2460-\u2473\u24ea-\u24ff\u2776-\u277f\u3251-\u325f\u32b1-\u32bf]")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
_DEPENDENT = re.compile(
    "[\u2116\u2121\u213b"  # № ℡ ℻
    "\u2160-\u217f"  # Roman numerals
    "\u3200-\u3247\u3280-\u32b0\u32c0-\u32ff"  # ㈱ ㊤ ㋀ ㋿, circled numbers aside
    "\u3300-\u33ff"  # ㌔ ㍻ ㎏
    "\u249c-\u24b5]"  # ⒜
)
_WORDS = {
    "№": "No.",
    "℡": "電話",
    "℻": "FAX",
    "㈱": "株式会社",
    "㈲": "有限会社",
    "㈹": "代表",
    "㈳": "社団法人",
    "㈶": "財団法人",
    "㈻": "学校法人",
    "㍿": "株式会社",
    "㏍": "株式会社",
    "㍻": "平成",
    "㍼": "昭和",
    "㍽": "大正",
    "㍾": "明治",
    "㋿": "令和",
    "㎡": "平方メートル",
    "㎥": "立方メートル",
    "㎢": "平方キロメートル",
    "㏄": "cc",
    "㊞": "印",
}


def has_kana(text: str) -> bool:
    """Whether the text holds hiragana or katakana: then it is Japanese at least in part."""
    return _KANA.search(text) is not None


def has_japanese(text: str) -> bool:
    """Whether the text holds kana or kanji."""
    return has_kana(text) or _KANJI.search(text) is not None


def count_kanji(text: str) -> int:
    """How many kanji the text holds."""
    return len(_KANJI.findall(text))


def count_hiragana(text: str) -> int:
    """How many hiragana the text holds."""
    return len(_HIRAGANA.findall(text))


def half_width_kana(text: str) -> list[str]:
    """Runs of half-width katakana. Half-width punctuation alone is none."""
    return [run for run in _HALF_WIDTH.findall(text) if _HALF_KANA.search(run)]


def full_width_alnum(text: str) -> list[str]:
    """Runs of two or more full-width Latin letters or digits."""
    return _WIDE_ALNUM.findall(text)


def platform_dependent(text: str) -> list[str]:
    """Characters such as ㈱, № or Ⅳ, which devices show or speak in differing ways; circled digits aside."""
    return _DEPENDENT.findall(text)


def circled_digits(text: str) -> list[str]:
    """Circled digits such as ① and ㉑."""
    return _CIRCLED.findall(text)


def private_use(text: str) -> list[str]:
    """Characters that have no meaning outside one font (外字)."""
    return _PRIVATE.findall(text)


def plain(text: str) -> str:
    """The text in characters that every device shows and speaks.

    ㈱ becomes 株式会社, ｱ becomes ア, Ａ becomes A, ① becomes 1.
    """
    return unicodedata.normalize("NFKC", "".join(_WORDS.get(c, c) for c in text))
