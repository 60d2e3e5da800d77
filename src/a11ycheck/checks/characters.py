"""Checks of single characters: spaces inside of words, characters that devices show or speak differently."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Iterator

from a11ycheck.checks.api import Options, cant_tell, failed, passed
from a11ycheck.checks.document import Document, TextBlock
from a11ycheck.checks.prose import japanese_blocks, some
from a11ycheck.language import characters, spaced_words
from a11ycheck.language.spaced_words import Kind
from a11ycheck.model import State, Verdict


def broken_words(doc: Document, options: Options) -> Iterator[Verdict]:
    """Words are not pulled apart by spaces or line breaks."""
    rubies = doc.by_tag("ruby")
    clean = True
    applicable = False
    for block in japanese_blocks(doc):
        applicable = True
        next_ruby = bisect(rubies, block.node)
        has_ruby = next_ruby < len(rubies) and rubies[next_ruby] < doc.nodes[block.node].end
        spaced = list(spaced_words.spaced(block.text, ruby=has_ruby))
        broken = list(spaced_words.broken(block.text))
        verdict = _broken_word(block, spaced, broken)
        if verdict is not None:
            clean = False
            yield verdict
    if applicable and clean:
        yield passed()


def platform_dependent(doc: Document, options: Options) -> Iterator[Verdict]:
    """No characters such as ㈱, № or private-use ones."""
    clean = True
    circled: TextBlock | None = None
    marks: list[str] = []
    blocks = list(japanese_blocks(doc))
    for block in blocks:
        found = characters.platform_dependent(block.text)
        if found:
            clean = False
            plain = some([characters.plain(c) for c in dict.fromkeys(found)])
            yield failed("dependent", block.node, text=some(found), suggestion=plain)
        own = characters.circled_digits(block.text)
        if own:
            circled = circled or block
            marks += own
    for node, private in _private_use(doc) if blocks else ():
        clean = False
        yield failed("private", node, text=some(private))
    if circled is not None:
        clean = False
        yield cant_tell("circled", circled.node, text=some(marks), count=len(marks))
    if clean and blocks:
        yield passed()


def half_width_kana(doc: Document, options: Options) -> Iterator[Verdict]:
    """No half-width katakana in the text."""
    yield from _runs(doc, "kana", characters.half_width_kana)


def full_width_alnum(doc: Document, options: Options) -> Iterator[Verdict]:
    """No runs of full-width Latin letters and digits in the text."""
    yield from _runs(doc, "wide", characters.full_width_alnum)


def _broken_word(
    block: TextBlock, spaced: list[spaced_words.SpacedWord], broken: list[spaced_words.SpacedWord]
) -> Verdict | None:
    for key, found in (("space", spaced), ("break", broken)):
        words = [word for word in found if word.kind is Kind.WORD]
        if words:
            return failed(key, block.node, text=some([w.text for w in words]), word=some([w.word for w in words]))
    unsure = [*spaced, *broken]
    if unsure:
        return cant_tell("unsure", block.node, text=some([w.text for w in unsure]))
    return None


def _private_use(doc: Document) -> Iterator[tuple[int, list[str]]]:
    """Elements with private-use characters amid their text, and these characters.

    One that stands alone in its element is a picture of an icon font.
    """
    found: dict[int, list[str]] = {}
    for i in doc.by_tag("#text"):
        node = doc.nodes[i]
        own = characters.private_use(node.text)
        if own and node.state & State.RENDERED and characters.has_japanese(node.text):
            found.setdefault(node.parent, []).extend(f"U+{ord(c):04X}" for c in own)
    yield from found.items()


def _runs(doc: Document, key: str, find: Callable[[str], list[str]]) -> Iterator[Verdict]:
    clean = True
    applicable = False
    for block in japanese_blocks(doc):
        applicable = True
        found = find(block.text)
        if found:
            clean = False
            plain = some([characters.plain(run) for run in dict.fromkeys(found)])
            yield failed(key, block.node, text=some(found), suggestion=plain)
    if applicable and clean:
        yield passed()
