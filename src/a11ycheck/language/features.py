"""What can be counted in one Japanese sentence, for its plainness."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from a11ycheck.language import lexicon
from a11ycheck.language.characters import HIRAGANA, KANJI
from a11ycheck.language.kanji import grade
from a11ycheck.language.morphology import Word

_CONTENT = frozenset({"名詞", "動詞", "形容詞", "形状詞", "副詞", "連体詞"})
_NOUNS = frozenset({"名詞", "代名詞", "接頭辞"})
_JOINING = frozenset({"動詞", "助動詞", "形容詞"})
_INDEPENDENT = frozenset({"動詞", "形容詞"})
_KANJI_RUN = re.compile(f"[{KANJI}]+")
_KANJI_ONE = re.compile(f"[{KANJI}]")
_HIRAGANA_ONE = re.compile(f"[{HIRAGANA}]")
_COMMAS = "、，,"
# How rare a word has to be (−ln p) to be hard at all, and how much rarer to be fully so.
_KNOWN_UP_TO, _RANGE = 6.0, 6.0
_TIER_TWO_AT_MOST = 0.25
# Shares are within classes of words, and there are fewer verbs than nouns: everyday words of all classes are set equal.
_CLASS = {"動詞": 1.6, "形容詞": 2.4, "副詞": 1.5, "形状詞": 1.5, "連体詞": 1.5}
_HARDEST = 2  # so many words make the impression of a sentence
_POLITE = frozenset({"です", "ます", "ください", "くださる", "ましょう"})
_FORMAL = frozenset(
    """
    及び 並びに 又は 若しくは 且つ 於く 因る 拠る 関する 係る 際する 伴う 基づく 応ずる 応じる 対する 要する
    資する 有する 図る 供する 期す 旨 等 当該 所定 上記 下記 以て 各 諸 本 同 該
    """.split()  # noqa: SIM905 - a list of quoted words would hide them
)
_HUMBLE = frozenset(
    ("致す", "頂く", "賜る", "申し上げる", "存ずる", "御座る", "仰る", "願う", "下さる", "参る", "伺う")
)
_LATE = 5  # the school year from which on kanji count as late
_END = 4  # words at the end that are looked at for the style


@dataclass(frozen=True, slots=True)
class Features:
    """Counts of one sentence; bracketed explanations are left out of all of them."""

    characters: int
    """Characters."""
    words: int
    """Words, signs left out."""
    content: int
    """Content words: nouns, verbs, adjectives, adverbs."""
    kanji: int
    """Kanji."""
    late_kanji: int
    """Kanji that school teaches from year 5 on, or not at all."""
    hiragana: int
    """Hiragana."""
    longest_run: int
    """Kanji in the longest run of them."""
    longest_compound: int
    """Words in the longest chain of nouns without a particle."""
    hardness: float
    """How hard the content words are on average, 0 to about 1.4."""
    hardest: float
    """The same for the two hardest words."""
    hard_words: float
    """The hardness of all content words added up."""
    chinese: int
    """Content words of Chinese origin (漢語)."""
    native: int
    """Content words of Japanese origin (和語)."""
    foreign: int
    """Content words of foreign origin (外来語)."""
    everyday: int
    """Content words that beginners know."""
    commas: int
    """Commas."""
    predicates: int
    """Verbs and adjectives that stand on their own, and する after a noun: about the number of clauses."""
    modifying: int
    """Clauses that modify a noun (「市が行う事業」)."""
    joined: int
    """Clauses that go on in the written style (「…を行い、」)."""
    passive: int
    """Passive and causative auxiliaries."""
    formal: int
    """Words of official style (及び, に係る, 当該 …)."""
    honorific: int
    """Polite prefixes and humble verbs."""
    polite_end: bool
    """Whether the sentence ends in です, ます or ください."""


def count(text: str, words: Sequence[Word], explained: frozenset[int] = frozenset()) -> Features:
    """The features of one sentence.

    Args:
        text: the sentence without bracketed explanations.
        words: its words.
        explained: the starts of words that have an explanation beside them: they are not hard.
    """
    real = [w for w in words if w.pos not in ("補助記号", "空白", "記号")]
    content = [w for w in real if _is_content(w)]
    explained |= lexicon.basic_parts(real)
    hardness = sorted((0.0 if w.start in explained else hardness_of(w) for w in content), reverse=True)
    origins = [lexicon.origin(w) for w in content]
    runs = [len(run) for run in _KANJI_RUN.findall(text)]
    kanji = _KANJI_ONE.findall(text)
    return Features(
        characters=len(text),
        words=len(real),
        content=len(content),
        kanji=len(kanji),
        late_kanji=sum(grade(k) >= _LATE for k in kanji),
        hiragana=len(_HIRAGANA_ONE.findall(text)),
        longest_run=max(runs, default=0),
        longest_compound=_longest_compound(words),
        hardness=sum(hardness) / len(hardness) if hardness else 0.0,
        hardest=sum(hardness[:_HARDEST]) / _HARDEST,
        hard_words=sum(hardness),
        chinese=origins.count("漢"),
        native=origins.count("和"),
        foreign=origins.count("外"),
        everyday=sum(w.start in explained or lexicon.basic_tier(w) > 0 for w in content),
        commas=sum(text.count(mark) for mark in _COMMAS),
        predicates=_predicates(real),
        modifying=sum(a.form.startswith("連体形") and b.pos in _NOUNS for a, b in pairwise(real)),
        joined=sum(a.form.startswith("連用形") and a.pos in _JOINING and b.text in _COMMAS for a, b in pairwise(words)),
        passive=sum(w.pos == "助動詞" and w.norm in ("れる", "られる", "せる", "させる") for w in real),
        formal=sum(w.norm in _FORMAL or w.lemma in _FORMAL for w in real),
        honorific=sum((w.pos == "接頭辞" and w.norm == "御") or w.norm in _HUMBLE for w in real),
        polite_end=any(w.lemma in _POLITE or w.text in _POLITE for w in real[-_END:]),
    )


def hardness_of(word: Word) -> float:
    """How hard a content word is: 0 for what everybody knows, 1 for a word that few know."""
    tier = lexicon.basic_tier(word)
    if tier == 1 or word.sub in ("数詞", "固有名詞"):
        return 0.0
    rarity = min(max((lexicon.surprise(word) + _CLASS.get(word.pos, 0.0) - _KNOWN_UP_TO) / _RANGE, 0.0), 1.4)
    return min(rarity, _TIER_TWO_AT_MOST) if tier else rarity


def _is_content(word: Word) -> bool:
    if word.pos not in _CONTENT or word.kind == "助動詞語幹":
        return False
    if word.sub in ("数詞", "固有名詞"):
        return False
    return not (word.pos == "動詞" and word.sub == "非自立可能" and lexicon.basic_tier(word) == 1)


def _predicates(words: Sequence[Word]) -> int:
    found = 0
    for before, word in zip((None, *words), words, strict=False):
        if word.pos not in _INDEPENDENT:
            continue
        helper = word.sub == "非自立可能" and before is not None and before.text in ("て", "で")
        found += not helper
    return found


def _longest_compound(words: Sequence[Word]) -> int:
    longest = run = 0
    for word in words:
        joins = word.pos in ("名詞", "接頭辞", "接尾辞") and word.sub != "数詞" and word.kind != "助数詞"
        run = run + 1 if joins else 0
        longest = max(longest, run)
    return longest
