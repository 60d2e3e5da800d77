"""Checks of how the sentences of a page are worded. ``reading`` has read them; here the findings are grouped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from a11ycheck.checks.api import Options, cant_tell, passed
from a11ycheck.checks.document import Document
from a11ycheck.checks.prose import MAIN, shorten, some
from a11ycheck.checks.reading import Read, read
from a11ycheck.language import easy
from a11ycheck.language.marks import Mark, Profile
from a11ycheck.model import Outcome, State, Verdict

_EASY_KINDS = (
    "long-sentence",
    "rather-long-sentence",
    "two-things",
    "not-polite",
    "double-negative",
    "polite-prefix",
    "heaped-honorific",
    "passive",
    "stiff-word",
    "katakana-word",
    "hard-word",
    "tilde",
    "limit-word",
    "late-hour",
)
_SAME = {"rather-long-sentence": "long-sentence", "stiff-word": "hard-word", "katakana-word": "hard-word"}
_SHORT = 60


def sentences(doc: Document, options: Options) -> Iterator[Verdict]:
    """No sentence has marks of these kinds; each finding shows one sentence, the first ones of the page."""
    most = int(options.get("most", 5))
    reading = read(doc)
    found = list(reading.marks(*options["kinds"]))
    for one, mark in found[:most]:
        data: dict[str, str | float] = {**mark.data, "text": shorten(mark.text, _SHORT)}
        yield Verdict(outcome=Outcome.CANT_TELL, node=one.block.node, key=mark.kind, data=data)
    if reading.sentences and reading.lang == "ja" and not found:
        yield passed()


def words(doc: Document, options: Options) -> Iterator[Verdict]:
    """No words of these kinds; each word is named once on a page, those of one block together."""
    most = int(options.get("most", 5))
    reading = read(doc)
    groups: dict[tuple[int, str], list[Mark]] = {}
    seen: set[str] = set()
    for one, mark in reading.marks(*options["kinds"]):
        if mark.text not in seen:
            seen.add(mark.text)
            groups.setdefault((one.block.node, mark.kind), []).append(mark)
    for (node, kind), marks in list(groups.items())[:most]:
        yield cant_tell(kind, node, words=_replacements(marks))
    if reading.sentences and reading.lang == "ja" and not groups:
        yield passed()


def plainness(doc: Document, options: Options) -> Iterator[Verdict]:
    """The text is plain enough on the whole, and no sentence is much harder than others."""
    reading = read(doc)
    if reading.lang != "ja" or not reading.sentences:
        return
    clean = True
    score = float(reading.metrics.get("score", 0.0))
    if len(reading.sentences) >= int(options.get("min_sentences", 5)) and score < float(options["page_below"]):
        clean = False
        yield cant_tell("hard-page", -1, score=round(score), sentences=len(reading.sentences))
    hard = [r for r in reading.sentences if r.sentence.score < float(options["sentence_below"])]
    hard.sort(key=lambda r: r.sentence.score)
    for one in hard[: int(options.get("most", 3))]:
        clean = False
        yield cant_tell(
            "hard-sentence",
            one.block.node,
            text=shorten(one.sentence.text, 2 * _SHORT),
            score=round(one.sentence.score),
            words=_hints(one),
        )
    if clean:
        yield passed()


def easy_japanese(doc: Document, options: Options) -> Iterator[Verdict]:
    """A page that says it is in やさしい日本語 is; one finding for each kind of trouble, at its first place."""
    reading = read(doc)
    if reading.profile is not Profile.EASY or not reading.sentences:
        return
    first: dict[str, tuple[Read, Mark]] = {}
    texts: dict[str, list[str]] = {}
    for one, mark in reading.marks(*_EASY_KINDS):
        kind = _SAME.get(mark.kind, mark.kind)
        first.setdefault(kind, (one, mark))
        texts.setdefault(kind, []).append(_SHOWN.get(mark.kind, _word)(mark))
    for kind, (one, _) in first.items():
        yield cant_tell(kind, one.block.node, words=some(texts[kind], 5), count=len(texts[kind]))
    total, bare = _kanji(doc)
    if bare > total * float(options.get("without_reading", 0.2)):
        yield cant_tell("no-reading", -1, count=bare, of=total)
    elif not first:
        yield passed()


def english(doc: Document, options: Options) -> Iterator[Verdict]:
    """English text is plain; one finding for each kind of trouble, at its first place."""
    reading = read(doc)
    if reading.lang != "en" or len(reading.sentences) < int(options.get("min_sentences", 3)):
        return
    clean = True
    counts = Counter(mark.kind for _, mark in reading.marks(*options["kinds"]))
    for kind in options["kinds"]:
        found = list(reading.marks(kind))
        if not found or (kind == "english-passive" and counts[kind] < len(reading.sentences) * options["passives"]):
            continue
        clean = False
        pairs = [_word(m) if m.end - m.start < _SHORT else f"“{shorten(m.text, _SHORT)}”" for _, m in found]
        yield cant_tell(kind, found[0][0].block.node, words=some(pairs, 4), count=len(found))
    grade = float(reading.metrics.get("grade", 0))
    if grade > float(options["grade"]):
        clean = False
        yield cant_tell("english-grade", -1, grade=round(grade))
    if clean:
        yield passed()


def _word(mark: Mark) -> str:
    return f"「{mark.text}」→「{mark.suggestion}」" if mark.suggestion else f"「{mark.text}」"


def _whole(mark: Mark) -> str:
    return f"「{shorten(mark.text)}」"


_SHOWN = dict.fromkeys(("long-sentence", "rather-long-sentence", "two-things"), _whole)


def _replacements(marks: list[Mark]) -> str:
    return "、".join(dict.fromkeys(_word(mark) for mark in marks[:5])) + ("…" if len(marks) > 5 else "")  # noqa: PLR2004


def _hints(one: Read) -> str:
    """The words of a sentence that could be replaced, or a dash."""
    marks = [m for m in one.sentence.marks if m.suggestion and m.end - m.start < _SHORT]
    return _replacements(marks) if marks else "–"


def _kanji(doc: Document) -> tuple[int, int]:
    """How many runs of kanji the main part has, and how many of them lack ruby and a reading in brackets."""
    total = bare = 0
    for i, node in enumerate(doc.nodes):
        if node.tag != "#text" or not node.state & State.RENDERED or doc.region(node.parent) not in MAIN:
            continue
        if doc.closest(node.parent, "rt", "rp", "a", "nav") is not None:
            continue
        runs, without = easy.kanji_runs(node.text)
        total += runs
        bare += 0 if doc.closest(i, "ruby") is not None else without
    return total, bare
