"""Stiff, official and foreign words with plain ones to write in their place (data/plain-words.tsv)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from a11ycheck.language import glosses, inflection
from a11ycheck.language.marks import Mark, Profile, mark
from a11ycheck.language.morphology import Word, words
from a11ycheck.resources import language_data

_KINDS = {"o": "stiff-word", "k": "katakana-word", "v": "vague-word"}
_KEY = 2  # entries are looked up by their first two characters
_NOMINAL = frozenset({"名詞", "接尾辞", "接頭辞"})
_FREE_NOUNS = frozenset({"副詞可能"})  # 今回, 毎年: they stand beside other nouns without forming one word with them
_AT_AN_ACTION = ("に際", "に当た", "にあた")
_QUOTES, _UNQUOTES = ("「", "『"), ("」", "』")
_OPENING, _CLOSING = tuple('「『“"'), tuple('」』”"')


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list."""

    words: str
    """The words to look for; of inflecting ones the part before the verb."""
    verb: str
    """The verb's dictionary form; empty where nothing inflects."""
    plain: str
    """What to write instead; with a verb, the part before it."""
    plain_verb: str
    """The plain verb's dictionary form."""
    plain_paradigm: str
    """How the plain verb inflects."""
    kind: str
    """stiff-word, katakana-word or vague-word."""
    easy: bool
    """Whether it only counts in やさしい日本語."""
    noun: bool
    """Whether it is a noun, which must not be part of a longer one."""


def find(text: str, found: Sequence[Word], profile: Profile) -> Iterator[Mark]:
    """Marks on the words of one sentence, each with what to write in their place.

    Args:
        text: the sentence.
        found: its words.
        profile: whom it is written for.
    """
    ends = {word.end: i + 1 for i, word in enumerate(found)}
    index = _index()
    explained = {start for start, _ in glosses.spans(text)}
    at = named = 0
    names = dict(_names(found))
    for i, word in enumerate(found):
        named = max(named, names.get(word.start, 0))
        if word.start < max(at, named):
            continue
        for entry in index.get(text[word.start : word.start + _KEY], ()):
            if entry.easy and profile is not Profile.EASY:
                continue
            result = _match(entry, text, found, i, ends)
            if result is not None and not (entry.kind == "katakana-word" and result.end in explained):
                yield result
                at = result.end
                break


def _names(found: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Spans in quotation marks that end in a noun and hold a link: 「地域の交通に係る計画」 names something."""
    opened = -1
    for i, word in enumerate(found):
        if word.text in _QUOTES:
            opened = i
        elif word.text in _UNQUOTES and opened >= 0:
            inside = found[opened + 1 : i]
            if len(inside) > 1 and inside[-1].pos in _NOMINAL and any(w.pos == "助詞" for w in inside):
                yield inside[0].start, inside[-1].end
            opened = -1


def _match(entry: Entry, text: str, found: Sequence[Word], i: int, ends: dict[int, int]) -> Mark | None:
    start = found[i].start
    if not text.startswith(entry.words, start):
        return None
    stop = start + len(entry.words)
    plain = entry.plain
    if entry.words.startswith(_AT_AN_ACTION):
        before = found[i - 1] if i else None
        if before is None or (before.pos != "動詞" and before.kind != "サ変可能"):
            return None  # 9月から11月にあたり
        plain = plain if before.pos == "動詞" else f"の{plain}"
    if not entry.verb:
        after = ends.get(stop)
        if after is None or (entry.noun and _is_part(found, i, after)) or _is_quoted(entry, text, start, stop):
            return None
        return mark(entry.kind, text, start, stop, plain)
    j = ends.get(stop) if entry.words else i
    if j is None or j >= len(found) or found[j].lemma != entry.verb or found[j].pos != "動詞":
        return None
    if entry.words and i and found[i - 1].pos in _NOMINAL and found[i - 1].kind not in _FREE_NOUNS:
        return None  # 再交付する, 事前協議する: a longer word of its own
    after_verb = found[j + 1] if j + 1 < len(found) else None
    form = inflection.like(entry.plain_verb, entry.plain_paradigm, found[j], after_verb)
    if form is None:
        return mark(entry.kind, text, start, found[j].end, entry.plain + entry.plain_verb)
    end = after_verb.end if form.with_next and after_verb is not None else found[j].end
    return mark(entry.kind, text, start, end, entry.plain + form.text)


def _is_part(found: Sequence[Word], first: int, after: int) -> bool:
    """Whether the words from ``first`` up to ``after`` are part of a longer noun."""
    before = found[first - 1] if first else None
    if before is not None and before.end == found[first].start and before.pos in _NOMINAL:
        return before.kind not in _FREE_NOUNS and before.sub != "数詞"
    behind = found[after] if after < len(found) else None
    return (
        behind is not None
        and (behind.pos in _NOMINAL or behind.text in "・ー")
        and behind.start == found[after - 1].end
    )


def _is_quoted(entry: Entry, text: str, start: int, stop: int) -> bool:
    """Whether a foreign word stands in quotation marks: it is named there, or it is a name."""
    return entry.kind == "katakana-word" and text[start - 1 : start] in _OPENING and text[stop : stop + 1] in _CLOSING


@cache
def _index() -> dict[str, tuple[Entry, ...]]:
    """The entries by the first two characters of what they look for, the longest first."""
    index: dict[str, list[Entry]] = {}
    for line in language_data("plain-words.tsv").decode().splitlines():
        if line and not line.startswith("#"):
            for key, entry in _entries(*line.split("\t")):
                index.setdefault(key, []).append(entry)
    return {
        key: tuple(sorted(entries, key=lambda e: len(e.words) + len(e.verb), reverse=True))
        for key, entries in index.items()
    }


def _entries(look_for: str, plain: str, kind: str, audience: str) -> Iterator[tuple[str, Entry]]:
    """The entries of a line with their keys: a verb that stands alone has one for each way it may begin."""
    easy = audience == "easy"
    if not look_for.endswith("~"):
        look_for, before_noun = look_for.removesuffix("^"), look_for.endswith("^")
        noun = not before_noun and (kind == "k" or all(w.pos in _NOMINAL for w in words(look_for)))
        yield look_for[:_KEY], Entry(look_for, "", plain, "", "", _KINDS[kind], easy, noun)
        return
    parts, target = words(look_for[:-1]), words(plain)
    stem, verb = look_for[: parts[-1].start], parts[-1].lemma
    entry = Entry(
        stem, verb, plain[: target[-1].start], target[-1].lemma, target[-1].paradigm, _KINDS[kind], easy, False
    )
    if stem:
        yield stem[:_KEY] if len(stem) >= _KEY else look_for[:_KEY], entry
        return
    for ending in {look_for[1:2], *"わいうえおかきくこさしすせそたちつてとらりるれろっんじずぜょよま"}:
        yield look_for[0] + ending, entry
