"""Writing systems: how many characters of each a text holds, and which Chinese or Japanese set they are from."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import pairwise

# Ranges of letters and signs (digits and punctuation aside), ascending; the name may stand several times.
_RANGES = (
    (0x41, 0x5A, "latin"),
    (0x61, 0x7A, "latin"),
    (0xC0, 0xD6, "latin"),
    (0xD8, 0xF6, "latin"),
    (0xF8, 0x24F, "latin"),
    (0x370, 0x3FF, "greek"),
    (0x400, 0x52F, "cyrillic"),
    (0x5D0, 0x5EA, "hebrew"),
    (0x621, 0x6D3, "arabic"),
    (0x750, 0x77F, "arabic"),
    (0x900, 0x963, "devanagari"),
    (0x971, 0x97F, "devanagari"),
    (0x980, 0x9FF, "bengali"),
    (0xB80, 0xBFF, "tamil"),
    (0xD80, 0xDFF, "sinhala"),
    (0xE01, 0xE4D, "thai"),
    (0xE81, 0xEDF, "lao"),
    (0x1000, 0x109F, "myanmar"),
    (0x1100, 0x11FF, "hangul"),
    (0x1780, 0x17D3, "khmer"),
    (0x1E00, 0x1EFF, "latin"),
    (0x3005, 0x3005, "han"),
    (0x3007, 0x3007, "han"),
    (0x3041, 0x3096, "hiragana"),
    (0x309B, 0x309F, "hiragana"),
    (0x30A1, 0x30FA, "katakana"),
    (0x30FC, 0x30FF, "katakana"),
    (0x3131, 0x318E, "hangul"),
    (0x31F0, 0x31FF, "katakana"),
    (0x3400, 0x4DBF, "han"),
    (0x4E00, 0x9FFF, "han"),
    (0xAC00, 0xD7A3, "hangul"),
    (0xF900, 0xFAFF, "han"),
    (0xFF66, 0xFF9F, "katakana"),
    (0x20000, 0x323AF, "han"),
)
assert all(a[1] < b[0] for a, b in pairwise(_RANGES))  # noqa: S101 - a fault in the table above
# Words of Chinese grammar that a run of Japanese kanji seldom holds. Each alternative leaves out the Japanese
# compounds that hold the character: 所在, 現在, 在留, 令和, 和室, 完了, 被害 …
_CHINESE = re.compile(
    r"[您她它而或這这那哪們们很让讓吗嗎呢吧啊给給跟]|我(?!孫)|是(?![非正認])|其[他它中]|[所其]有|任何|可以|以及|于|於"
    r"|(?<![完終修満校未投])了(?![解承])|就(?![学職労任航業農寝])|(?<![達拓哲和卓伸直])也"
    r"|(?<![給付授寄関贈賞貸参])[与與](?![党論野件条信謝那儀])|(?<![行作人営無所])[為为](?![替政朝])"
    r"|被(?![害災保爆曝告験覆服扶布写疑相指選扱介用任補])|(?<![沈日埋出陥水生戦病])[没沒](?![収入落頭後年])"
    r"|的(?![確中])|之[間间前後后一內内類类外所]|(?<![普波追言遡])及(?![び第川])|不[得会會应應论論]"
    r"|(?<![所现現不存滞滯駐驻健自潜介混遍散点])在(?![宅留学學職职住来來庫库籍校外勤位日京韓米任])"
    r"|(?<![令昭平調调緩総飽中温共融不親大明享日英漢柔唱貞宝元同])和(?![室食服式紙洋解風歌文漢田暦牛泉光平])"
)


@cache
def script(char: str) -> str:
    """The writing system of a letter; empty for digits, punctuation, spaces and signs."""
    point = ord(char)
    for first, last, name in _RANGES:
        if point <= last:
            return name if point >= first else ""
    return ""


def count_scripts(text: str) -> Counter[str]:
    """How many characters of each writing system a text holds; all others under the empty name."""
    counts: Counter[str] = Counter()
    for char, count in Counter(text).items():
        counts[script(char)] += count
    return counts


@cache
def homes(char: str) -> frozenset[str]:
    """Which of ``ja``, ``zh-Hans``, ``zh-Hant`` use a Chinese character every day; empty for all other characters.

    The everyday characters are those of the national sets: JIS X 0208 level 1 (2,965 characters, with the
    simplified 新字体 such as 気, 込, 発), GB 2312 (6,763 simplified ones), Big5 level 1 (5,401 traditional
    ones). Python's codecs know these sets.
    """
    if not "\u4e00" <= char <= "\u9fff":
        return frozenset()
    found = set()
    if b"\xb0" <= _encoded(char, "euc_jp")[:1] <= b"\xcf":
        found.add("ja")
    if _encoded(char, "gb2312"):
        found.add("zh-Hans")
    if b"\xa4\x40" <= _encoded(char, "big5") <= b"\xc6\x7e":
        found.add("zh-Hant")
    return frozenset(found)


def chinese_words(text: str) -> int:
    """How many places of a text without kana are grammar of Chinese and not a Japanese compound."""
    return len(_CHINESE.findall(text))


def _encoded(char: str, charset: str) -> bytes:
    try:
        return char.encode(charset)
    except UnicodeEncodeError:
        return b""
