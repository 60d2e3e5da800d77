"""How plain English text is: length, syllables, passives, nouns made of verbs, official words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from a11ycheck.language.marks import Mark, mark
from a11ycheck.resources import language_data

LONG, VERY_LONG = 25, 35
"""Words from which a sentence is long (GOV.UK's style guide) or very long (a proposal of this project)."""
_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?|\d[\d,.]*")
_VOWELS = re.compile(r"[aeiouy]+")
# Two vowels that are two syllables, or a consonant that is one.
_TWO = re.compile(
    r"(?<![ct])ia|(?<![aeioucstg])iou|io(?!us|n)|iu|(?<![gq])ua(?!r)|uo(?!t)|eo(?!u|p)|yi|[aeiouy]ing|rea$|dea$"
    r"|eat(?:e|ion|iv)|ience|iet|yee"
)
_ODD = {"business": 2, "every": 2, "everyone": 3, "people": 2, "area": 3, "areas": 3, "wednesday": 2, "something": 2}
_IRREGULAR = """
    been begun bought brought built caught chosen done drawn driven eaten fallen felt found forgotten given gone
    grown held heard hidden kept known laid led left lent lost made meant met paid put read run said seen sent set
    shown shut sold spent spoken stolen sworn taken taught thrown told torn understood withdrawn won worn written
    """
_PARTICIPLE = rf"(?:[a-z]{{2,}}(?:ed|en)|{'|'.join(_IRREGULAR.split())})"
_PASSIVE = re.compile(
    r"\b(?:am|is|are|was|were|be|been|being)\b(?:\s+(?:not|also|then|only|now|fully|usually|[a-z]+ly))?"
    rf"\s+(?P<verb>{_PARTICIPLE})\b",
    re.IGNORECASE,
)
# They look like participles, but describe a state.
_STATES = frozenset(
    """
    advanced allowed aged based called closed committed concerned connected crowded dedicated detailed disabled
    divorced excited experienced finished hundred indeed interested involved kindred located limited married
    motivated named need needed open opened pleased prepared qualified red related required retired sacred scared
    scheduled seven situated skilled sudden supposed tired unemployed used wooden worried children when then even
    often ten golden speed proceed seed feed bed
    """.split()  # noqa: SIM905 - a list of quoted words would hide them
)
_EMPTY = re.compile(
    r"\b(?P<verb>mak(?:e|es|ing)|made|conduct(?:s|ed|ing)?|perform(?:s|ed|ing)?|giv(?:e|es|ing)|gave|provid(?:e|es|ed|ing)"
    r"|carr(?:y|ies|ied|ying) out|undertak(?:e|es|ing)|undertook)\s+(?:an?|the)\s+(?:[a-z]+\s+)?"
    r"(?P<noun>[a-z]{4,}(?:tion|sion|ment|ance|ence|sis|val))(?:\s+(?:of|to|about|into|on))?\b",
    re.IGNORECASE,
)
_NOMINAL = re.compile(r"\bthe\s+(?P<noun>[a-z]{4,}(?:tion|sion|ment|ance|ence))\s+of\b", re.IGNORECASE)
_NOMINAL_OK = frozenset(
    """
    station section department government question position direction mission version population condition
    """.split()  # noqa: SIM905 - as above
)
_ENDINGS = "(?:s|es|d|ed|ing)?"
_SYLLABLES_LONG = 3
_KEPT = 20_000


def words(text: str) -> list[str]:
    """The words and numbers of a text."""
    return _WORD.findall(text)


@lru_cache(_KEPT)
def syllables(word: str) -> int:
    """How many syllables an English word has, by rules that are right for about nine words in ten."""
    word = re.sub("[^a-z]", "", word.lower())
    if not word or word in _ODD:
        return _ODD.get(word, 1)
    count = len(_VOWELS.findall(word)) + len(_TWO.findall(word))
    if re.search(r"[^laeiouy]e$|[^aeiouytd]ed$|[^aeiouyscxzg]es$|[aeiouy]le$", word):
        count -= 1
    return max(count, 1)


def reading_ease(sentences: Sequence[str]) -> float | None:
    """Flesch's reading ease (206.835 − 1.015 words per sentence − 84.6 syllables per word); None without words."""
    counts = _counts(sentences)
    if counts is None:
        return None
    per_sentence, per_word = counts
    return 206.835 - 1.015 * per_sentence - 84.6 * per_word


def grade(sentences: Sequence[str]) -> float | None:
    """The Flesch–Kincaid grade: years of school in the USA; None without words."""
    counts = _counts(sentences)
    if counts is None:
        return None
    per_sentence, per_word = counts
    return 0.39 * per_sentence + 11.8 * per_word - 15.59


def passives(text: str) -> Iterator[tuple[int, int]]:
    """Spans of passive verbs (“was decided”)."""
    for match in _PASSIVE.finditer(text):
        if match["verb"].lower() not in _STATES:
            yield match.span()


def marks(text: str) -> Iterator[Mark]:
    """Marks on one English sentence."""
    count = len(words(text))
    if count > LONG:
        yield mark("english-very-long" if count > VERY_LONG else "english-long", text, 0, len(text), words=count)
    for start, end in passives(text):
        yield mark("english-passive", text, start, end)
    taken: list[tuple[int, int]] = []
    for match in _EMPTY.finditer(text):
        taken.append(match.span())
        yield mark("english-noun", text, *match.span(), noun=match["noun"])
    for match in _NOMINAL.finditer(text):
        if match["noun"].lower() not in _NOMINAL_OK and not _overlaps(match.span(), taken):
            taken.append(match.span())
            yield mark("english-noun", text, *match.span(), noun=match["noun"])
    for match in _official().finditer(text):
        if not _overlaps(match.span(), taken):
            yield mark("english-word", text, *match.span(), _plain()[_base(match)])


def is_long(word: str) -> bool:
    """Whether a word has three syllables or more; names and numbers aside."""
    return word.isalpha() and not word[0].isupper() and syllables(word) >= _SYLLABLES_LONG


def _counts(sentences: Sequence[str]) -> tuple[float, float] | None:
    """Words per sentence and syllables per word."""
    found = [w for w in (words(s) for s in sentences) if w]
    total = sum(len(w) for w in found)
    if not total:
        return None
    return total / len(found), sum(syllables(word) for w in found for word in w) / total


def _overlaps(span: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _base(match: re.Match[str]) -> str:
    """The dictionary form of an official word that was found."""
    found = re.sub(r"\s+", " ", match[0].lower())
    plain = _plain()
    if found in plain:
        return found
    for ending in ("s", "es", "d", "ed", "ing"):
        for base in (found.removesuffix(ending), found.removesuffix(ending) + "e"):
            if base in plain:
                return base
    return next((base for base in plain if found.startswith(base[:-1])), found)


@cache
def _plain() -> dict[str, str]:
    lines = language_data("plain-english.tsv").decode().splitlines()
    return {line.split("\t")[0]: line.split("\t")[1] for line in lines if line and not line.startswith("#")}


@cache
def _official() -> re.Pattern[str]:
    parts = []
    for line in language_data("plain-english.tsv").decode().splitlines():
        if not line or line.startswith("#"):
            continue
        base, _, kind = line.split("\t")
        first, *rest = base.split(" ")
        stem = re.escape(first)
        if kind == "v":
            stem = f"(?:{stem}{_ENDINGS}|{re.escape(first[:-1])}ing)" if first.endswith("e") else f"{stem}{_ENDINGS}"
        parts.append(r"\s+".join([stem, *map(re.escape, rest)]))
    parts.sort(key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(parts)})\b", re.IGNORECASE)
