"""Contrast of text, in front of pictures and gradients too."""

from __future__ import annotations

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


def text(doc: Document, options: Options) -> Iterator[Verdict]:
    """What axe says of contrast; where it cannot compute the background, what the pixels say.

    A text fails where even the spot that suits it best has too little contrast, and passes where the worst one
    has enough. In between a person looks, knowing the range. ``options["ratio"]`` and ``options["large"]`` are
    what ordinary and large text needs. ``options["ids"]`` are the axe rules that find what is to be measured; with
    ``options["verdicts"]`` only some of them are passed on, and text that misses ``options["floor"]`` is left to
    the rule that asks for less.
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
    if "verdicts" in options:
        # axe's stricter rule says nothing of gradients and pictures.
        for backdrop in measured.values():
            yield from _judge(doc, backdrop, options)


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
