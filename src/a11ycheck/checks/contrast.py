"""Contrast of text, in front of pictures and gradients too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from a11ycheck.checks import axe
from a11ycheck.checks.api import Options, cant_tell, failed, passed
from a11ycheck.checks.document import Document
from a11ycheck.model import Backdrop, Outcome, State, Verdict

_LARGE, _LARGE_BOLD, _BOLD = 24, 18.66, 700
"""18 and 14 point in CSS px, as WCAG defines large text; the weight from which text is bold."""

_COVERED = frozenset(
    ("bgOverlap", "elmPartiallyObscured", "elmPartiallyObscuring", "outsideViewport", "shortTextContent")
)
"""axe's words for text that lies under or over something else, or that is too short to tell."""
_NEAR = 3
_LARGE_ONLY = "large-text-contrast"
"""The walker's list of large text that would be too pale if it were not large."""
_LARGE_CJK, _LARGE_CJK_BOLD = 29.3, 24
"""22 point and 18 point bold in CSS px: WCAG asks for an equivalent size in Chinese, Japanese and Korean without naming
one; these come from the notes of the Japanese translation of Understanding WCAG 2.1."""
_CJK = re.compile(r"[ぁ-ゖァ-ヺー一-鿿々가-힣]")


def text(doc: Document, options: Options) -> Iterator[Verdict]:
    """What axe says of contrast; where it cannot compute the background, what the pixels say.

    A text fails where even the spot that suits it best has too little contrast, and passes where the worst one
    has enough. In between a person looks, knowing the range. ``options["ratio"]`` and ``options["large"]`` are
    what ordinary and large text needs. ``options["ids"]`` are the axe rules that find what is to be measured; with
    ``options["verdicts"]`` only some of them are passed on, and text that misses ``options["floor"]`` is left to
    the rule that asks for less. With ``options["band"]`` it asks about Japanese text between two sizes for large text.
    """
    measured = {b.node: b for b in doc.snapshot.looks.backdrops or ()}
    unclear: list[Verdict] = []
    told = set()  # looks of which one was measured
    for verdict in axe.rule(doc, {**options, "ids": options.get("verdicts", options["ids"])}):
        if verdict.outcome is not Outcome.CANT_TELL:
            yield verdict
        elif verdict.node in measured:
            told.add(_look(doc, verdict.node))
            yield from _judge(doc, measured.pop(verdict.node), options)
        else:
            unclear.append(verdict)
    yield from _reviews(doc, [v for v in unclear if v.node < 0 or _look(doc, v.node) not in told])
    if options.get("band"):
        yield from _band(doc)
    if "verdicts" in options:
        # axe's stricter rule says nothing of gradients and pictures.
        for backdrop in measured.values():
            yield from _judge(doc, backdrop, options)


def _band(doc: Document) -> Iterator[Verdict]:
    """Text in Japanese, Chinese or Korean that is large by the sizes for Latin letters alone; one of each look."""
    seen = set()
    for node in (n for rule in doc.snapshot.axe if rule.id == _LARGE_ONLY for n in rule.violations):
        if node.node < 0 or not _CJK.search(doc.text(node.node)):
            continue
        style = doc.style(node.node)
        if style.size >= (_LARGE_CJK_BOLD if style.weight >= _BOLD else _LARGE_CJK):
            continue
        look = _look(doc, node.node)
        if look not in seen:
            seen.add(look)
            yield cant_tell("cjk-size", node.node, size=round(style.size), ratio=node.data.get("contrastRatio", 0))


def _judge(doc: Document, backdrop: Backdrop, options: Options) -> Iterator[Verdict]:
    kind = "large" if is_large(doc, backdrop.node) else "ratio"
    least = options[kind]
    if backdrop.high < options.get("floor", {}).get(kind, 0):
        return
    # One letter may be a sign, such as an X for closing, and signs may be paler.
    if backdrop.high < least and len(doc.text(backdrop.node)) > 1:
        yield failed("best-spot", backdrop.node, ratio=backdrop.high, least=least)
    elif backdrop.low >= least:
        yield passed(backdrop.node)
    else:
        yield cant_tell("range", backdrop.node, low=backdrop.low, high=backdrop.high, least=least)


def _reviews(doc: Document, unclear: list[Verdict]) -> Iterator[Verdict]:
    """What a person has to look at: one of each look.

    Text that is scrolled out of sight or touches its neighbour needs no look where the same is told of text that
    looks alike and stands free.
    """
    if not unclear:
        return
    asked = {verdict.node for verdict in unclear}
    free = {_look(doc, i) for i in doc.elements() if i not in asked and doc.is_(i, State.RENDERED)}
    seen = set()
    for verdict in unclear:
        reason = verdict.data.get("messageKey", "")
        look = (reason, _look(doc, verdict.node)) if verdict.node >= 0 else (reason, verdict.selector)
        if look in seen:
            continue
        seen.add(look)
        if reason in _COVERED and verdict.node >= 0 and _look(doc, verdict.node) in free:
            yield passed(verdict.node)
        else:
            yield verdict


def _look(doc: Document, node: int) -> tuple[object, ...]:
    """Equal for elements that look alike and stand in places that look alike."""
    above = islice(doc.ancestors(node), _NEAR)
    return (doc.nodes[node].tag, doc.nodes[node].style, *(doc.nodes[i].style for i in above))


def is_large(doc: Document, node: int) -> bool:
    """Whether the text of an element is large text."""
    style = doc.style(node)
    return style.size >= _LARGE or (style.size >= _LARGE_BOLD and style.weight >= _BOLD)
