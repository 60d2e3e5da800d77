"""What やさしい日本語 asks for beyond plain Japanese, after the guideline of 2020
(在留支援のためのやさしい日本語ガイドライン).

The guideline gives no numbers; the lengths here are proposals of this project.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from a11ycheck.language import cuts, inflection, lexicon
from a11ycheck.language.characters import KANJI, KATAKANA
from a11ycheck.language.features import hardness_of
from a11ycheck.language.glosses import spans, without_glosses
from a11ycheck.language.marks import Mark, mark
from a11ycheck.language.morphology import Word
from a11ycheck.language.plainness import Sentence

LONG = 40
"""Characters from which a sentence is long for learners."""
_MANY_CLAUSES = 4
_HARD = 0.55
_WORDS = frozenset({"名詞", "動詞", "形容詞", "形状詞", "副詞"})
_TILDE = re.compile(r"(?<=[0-9０-９日月時分年円歳人）)])\s?[〜～~]\s?(?=[0-9０-９午前後令平（(])")
_LIMIT = re.compile(r"(?P<number>[0-9]{1,4})(?P<unit>歳|人|名|個|枚|点|回|円)(?P<word>未満|以上|以下|以内)")
_CLOCK = re.compile(
    r"(?<![0-9:])(?P<hour>1[3-9]|2[0-4])(?:時(?!間)(?:(?P<minute>[0-5]?[0-9])分)?|[:：](?P<colon>[0-5][0-9]))"
)
_READING = re.compile(r"[ぁ-ゖ]{0,8}[（(][ぁ-ゖー・ 　]{1,40}[）)]")
_KANJI = re.compile(f"[{KANJI}]+")
# Words in hiragana alone are left out: in text without kanji they are often cut at wrong places.
_WRITTEN_HARD = re.compile(f"[{KANJI}{KATAKANA}A-Za-z]")
_COUNTERS = frozenset("年月日時分円人歳回個本枚番")
_ALL_DONE = frozenset("。！？!?")


def marks(text: str, sentence: Sentence) -> Iterator[Mark]:
    """Marks on one sentence of やさしい日本語."""
    found, features = sentence.words, sentence.features
    if text[-1:] in _ALL_DONE and features.words and not features.polite_end:
        last = found[-2] if len(found) > 1 else found[-1]
        yield mark("not-polite", text, last.start, last.end)
    if LONG < features.characters <= cuts.RATHER_LONG and features.predicates >= _MANY_CLAUSES:
        cut = cuts.best_cut(text, found)
        if cut is not None:
            yield mark("two-things", text, 0, len(text), "", length=features.characters, joint=cut.joint)
    yield from _honorifics(text, found)
    yield from _passives(text, found)
    for match in _TILDE.finditer(text):
        yield mark("tilde", text, *match.span(), "から")
    for match in _LIMIT.finditer(text):
        yield mark("limit-word", text, *match.span(), _limit(match))
    for match in _CLOCK.finditer(text):
        yield mark("late-hour", text, *match.span(), _clock(match))


def hard_words(text: str, found: Sequence[Word], taken: Sequence[tuple[int, int]]) -> Iterator[Mark]:
    """Words that few learners know, apart from those that are marked or explained already."""
    known = lexicon.basic_parts(found) | without_glosses(text, found)[2]
    taken = [*taken, *spans(text)]
    for word in found:
        if word.pos not in _WORDS or word.sub == "固有名詞" or not _WRITTEN_HARD.search(word.text):
            continue
        if word.start in known or hardness_of(word) < _HARD:
            continue
        if not any(start < word.end and end > word.start for start, end in taken):
            yield mark("hard-word", text, word.start, word.end)


def without_reading(text: str) -> list[tuple[int, int]]:
    """Spans of kanji that have no reading in brackets beside them; counters such as 年 and 円 aside."""
    return [
        match.span()
        for match in _KANJI.finditer(text)
        if match[0] not in _COUNTERS and not _READING.match(text, match.end())
    ]


def kanji_runs(text: str) -> tuple[int, int]:
    """How many runs of kanji a text has, counters aside, and how many of them have no reading in brackets."""
    runs = sum(match[0] not in _COUNTERS for match in _KANJI.finditer(text))
    return runs, len(without_reading(text))


def _honorifics(text: str, found: Sequence[Word]) -> Iterator[Mark]:
    """「ご確認ください」 → 「確認してください」, 「お待ちください」 → 「待ってください」."""
    for i in range(len(found) - 2):
        prefix, base, end = found[i : i + 3]
        if (
            prefix.pos != "接頭辞"
            or prefix.norm != "御"
            or end.norm != "下さる"
            or end.text not in ("ください", "下さい")
        ):
            continue
        if base.kind == "サ変可能":
            yield mark("polite-prefix", text, prefix.start, end.end, f"{base.text}してください")
        elif base.pos == "動詞":
            joined = inflection.joined(base.lemma, base.paradigm)
            yield mark("polite-prefix", text, prefix.start, end.end, f"{joined}ください")


def _passives(text: str, found: Sequence[Word]) -> Iterator[Mark]:
    for before, word in pairwise(found):
        if word.pos == "助動詞" and word.norm in ("れる", "られる") and before.pos == "動詞":
            yield mark("passive", text, before.start, word.end)


def _limit(match: re.Match[str]) -> str:
    number, unit, word = int(match["number"]), match["unit"], match["word"]
    if word == "未満":
        return f"{number - 1}{unit}まで" if unit != "円" else f"{number}円より安い"
    if word == "以上":
        return f"{number}{unit}か、{number}{unit}より{'上' if unit == '歳' else '多い'}"
    return f"{number}{unit}まで"


def _clock(match: re.Match[str]) -> str:
    hour = int(match["hour"])
    minute = int(match["minute"] or match["colon"] or 0)
    half, hour = ("夜", 12) if hour == 24 else ("午後", hour - 12)  # noqa: PLR2004 - hours of a day
    return f"{half}{hour}時{f'{minute}分' if minute else ''}"
