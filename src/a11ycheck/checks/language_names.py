"""What languages are called: by themselves, in Japanese and in English."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# code | own names | Japanese names | English names; several are parted by commas.
_TABLE = """
ja|日本語|日本語|japanese
en|english|英語|english
zh|中文,汉语,漢語,华语,華語,chinese中文|中国語|chinese,mandarin
zh-Hans|简体中文,簡体中文,簡體中文,中文简体,简体字,中国语,简体,中文简,中文简体字|簡体字,中国語簡体字,簡体中国語,中国語簡体,簡体|simplifiedchinese,chinesesimplified,simplified
zh-Hant|繁體中文,繁体中文,中文繁體,繁體字,繁體,正體中文,中文繁體字,臺灣,中文繁|繁体字,中国語繁体字,繁体中国語,中国語繁体,繁体,台湾語|traditionalchinese,chinesetraditional,traditional
ko|한국어,조선어,한글,한국말|韓国語,朝鮮語,韓国朝鮮語,ハングル,韓国・朝鮮語|korean,hangul
vi|tiếngviệt,tiengviet|ベトナム語,ヴェトナム語,越南語|vietnamese
tl|tagalog,filipino,wikangfilipino|タガログ語,フィリピン語,フィリピノ語|tagalog,filipino
id|bahasaindonesia,indonesia|インドネシア語|indonesian
ms|bahasamelayu,melayu|マレー語|malay
th|ภาษาไทย,ไทย|タイ語|thai
ne|नेपाली,नेपालीभाषा|ネパール語|nepali,nepalese
hi|हिन्दी,हिंदी|ヒンディー語,ヒンズー語|hindi
bn|বাংলা|ベンガル語|bengali,bangla
si|සිංහල|シンハラ語|sinhala,sinhalese
ta|தமிழ்|タミル語|tamil
my|မြန်မာ,မြန်မာဘာသာ,မြန်မာစာ,ဗမာစာ|ミャンマー語,ビルマ語|burmese,myanmar
km|ភាសាខ្មែរ,ខ្មែរ|クメール語,カンボジア語|khmer,cambodian
lo|ລາວ,ພາສາລາວ|ラオス語,ラオ語|lao,laotian
mn|монгол,монголхэл|モンゴル語|mongolian
pt|português,portugues,portuguêsbrasil|ポルトガル語|portuguese
es|español,espanol,castellano|スペイン語|spanish
fr|français,francais|フランス語|french
de|deutsch|ドイツ語|german
it|italiano|イタリア語|italian
nl|nederlands|オランダ語|dutch
ru|русский,русскийязык|ロシア語|russian
uk|українська,українськамова|ウクライナ語|ukrainian
ar|العربية,عربي|アラビア語|arabic
fa|فارسی|ペルシャ語,ペルシア語|persian,farsi
ur|اردو|ウルドゥー語|urdu
tr|türkçe,turkce|トルコ語|turkish
pl|polski|ポーランド語|polish
"""
# Words that stand beside a language's name without naming another language.
_AROUND = re.compile(
    r"(?:版|ページ|サイト|ホームページ|表記|表示|に切り替え|へ切り替え|で表示|で見る|翻訳|網站|网站|版网站|(?:version|page|site|website|top)$)"
)
_SIGNS = re.compile(r"[\s()（）［］\[\]/／|・･.,:：_\-‐–—>»›＞▶→]+")
_KEPT = 4096  # a site repeats the texts of its links
_EASY_JAPANESE = re.compile(r"やさしいにほんご|やさしい日本語|easyjapanese|plainjapanese|優しい日本語")

OWN: dict[str, str] = {}
"""Own name, as ``spelled`` writes it → code."""
FOREIGN: dict[str, str] = {}
"""Japanese and English names of all languages → code."""
TITLES: dict[str, str] = {
    "zh": "中文",
    "zh-Hans": "简体中文",
    "zh-Hant": "繁體中文",
    "vi": "Tiếng Việt",
    "id": "Bahasa Indonesia",
    "mn": "Монгол",
    "km": "ភាសាខ្មែរ",
    "th": "ภาษาไทย",
}
"""Code → the own name as it is usually printed."""


def spelled(text: str) -> str:
    """A link's text in the spelling by which it is looked up."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return _AROUND.sub("", _SIGNS.sub("", text))


@lru_cache(_KEPT)
def own_name(text: str) -> str:
    """The language that a text names by its own name, perhaps beside another name: 「英語 (English)」; else empty."""
    if is_easy_japanese(text):
        return "ja"
    whole = spelled(text)
    if whole in OWN:
        return OWN[whole]
    parts = [spelled(part) for part in _SIGNS.split(text)]
    if not all(part in OWN or part in FOREIGN for part in parts if part):
        return ""
    return next((OWN[part] for part in parts if part in OWN), "")


@lru_cache(_KEPT)
def foreign_name(text: str) -> str:
    """The language that a text names in Japanese or English only; empty where it names none."""
    whole = spelled(text)
    if whole in OWN or own_name(text):
        return ""
    if whole in FOREIGN:
        return FOREIGN[whole]
    codes = {FOREIGN.get(spelled(part), "") for part in _SIGNS.split(text) if spelled(part)}
    return codes.pop() if len(codes) == 1 else ""


def is_easy_japanese(text: str) -> bool:
    """Whether a link's text names plain Japanese (やさしい日本語)."""
    return bool(_EASY_JAPANESE.fullmatch(spelled(text)))


def title(code: str) -> str:
    """A language for a message in any language: its own name and its code, 「Tiếng Việt (vi)」."""
    primary = code.partition("-")[0]
    name = TITLES.get(code) or TITLES.get(primary, "")
    return f"{name} ({code})" if name else code


def _fill() -> None:
    for line in _TABLE.strip().splitlines():
        code, own, japanese, english = line.split("|")
        for name in own.split(","):
            OWN.setdefault(spelled(name), code)
        TITLES.setdefault(code, own.split(",")[0].capitalize() if own[0].islower() else own.split(",")[0])
        for name in (*japanese.split(","), *english.split(",")):
            FOREIGN.setdefault(spelled(name), code)


_fill()
