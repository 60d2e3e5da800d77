"""Small words of grammar by which languages in Latin letters are told apart where a text is short."""

from __future__ import annotations

import re
import unicodedata

# Our own list: the commonest articles, prepositions, pronouns and auxiliaries, with the letters that only some use.
_WORD_LINES = """
en: the of and to in for is are with by that this from be at on it as an or not no you your we our will can
en: may must has have was when if please do all any only before after how what where
es: el la los las de del y en uno él ella fue era han los les le me nos otro otra un una unos unas con su sus
es: al lo se es son por para que más este esta como no ni ser todo todos toda todas usted si cuando hay desde
es: hasta sin sobre entre sido tiene derecho
pt: os as de do da dos das em no na nos nas um uma uns umas com ao à aos às não ou seu sua seus suas são se
pt: por para pelo pela que mais como é ser todo todos toda todas você quando há até sem sobre entre tem nem
vi: và của là có cho các được không một trong những với để người này khi tại từ đến bạn theo về cần phải đã
vi: vào
tl: ang ng mga sa na ay at ito kung hindi may ni si kay po kayo inyo iyong para nang isang bawat lahat dapat
tl: pag kapag mula ko mo niya nila sila siya tao
id: yang dan di dari untuk dengan ini itu pada dalam atau adalah tidak oleh ke akan anda setiap orang harus
id: dapat juga bagi hak jika sebagai para telah bisa ada
fr: le la les de des du et est en un une dans pour avec au aux ou vous sur que qui ne pas il elle ce cette se
fr: sont par votre vos sans tout toute on je tu nous ils elles me te lui y mais si plus
de: der die das und ist nicht ein eine einen zu mit den dem des von auf für im in sie wird es oder an als bei
de: auch werden sind wenn nach vor jeder hat
"""
_LETTERS = {
    "ñ¿¡": {"es"},
    "ãõ": {"pt", "vi"},
    "ß": {"de"},
    "äö": {"de"},
    "ç": {"pt", "fr"},
    "ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ": {"vi"},
}
# Endings that only some of them have: Spanish and Portuguese share most of their words' beginnings.
_ENDINGS = {
    "ción ciones miento mientos iones idad ertad ueno uera ieron": {"es"},
    "ção ções dade ência ância ário ária ável ível agem eira eiro ões": {"pt"},
    "tion": {"en", "fr", "de"},
    "ight ough ness ship": {"en"},
    "heit keit ungen": {"de"},
}
_TOKEN = re.compile(r"[^\W\d_]+")
_MOST = 60


def _tables() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    words: dict[str, set[str]] = {}
    for line in _WORD_LINES.strip().splitlines():
        code, _, listed = line.partition(":")
        for word in listed.split():
            words.setdefault(word, set()).add(code)
    letters = {char: frozenset(codes) for chars, codes in _LETTERS.items() for char in chars}
    endings = {ending: frozenset(codes) for listed, codes in _ENDINGS.items() for ending in listed.split()}
    return {word: frozenset(codes) for word, codes in words.items()}, letters, endings


_BY_WORD, _BY_LETTER, _BY_ENDING = _tables()
_LENGTHS = sorted({len(ending) for ending in _BY_ENDING}, reverse=True)
KNOWN = frozenset().union(*_BY_WORD.values())
"""Codes of the languages whose words are known here."""


def hints(text: str) -> tuple[frozenset[str], ...]:
    """For each known word, ending and telling letter among the first words of a text, the languages that use it."""
    lower = unicodedata.normalize("NFC", text).lower()
    found = []
    for token in _TOKEN.findall(lower)[:_MOST]:
        users = _BY_WORD.get(token) or next((_BY_ENDING[e] for n in _LENGTHS if (e := token[-n:]) in _BY_ENDING), None)
        if users:
            found.append(users)
    found += [_BY_LETTER[char] for char in set(lower) if char in _BY_LETTER]
    return tuple(found)


def english_words(text: str) -> int:
    """How many small words of English grammar a text holds: a product name has none, a sentence some."""
    return sum("en" in _BY_WORD.get(token, ()) for token in _TOKEN.findall(text.lower())[:_MOST])
