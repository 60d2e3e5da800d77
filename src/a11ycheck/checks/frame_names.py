"""Inline frames that have one name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from a11ycheck.checks.api import Options, cant_tell, failed, passed
from a11ycheck.checks.document import Document, collapse
from a11ycheck.checks.same_links import place
from a11ycheck.checks.words import short
from a11ycheck.model import Frame, Node, State, Verdict

_TOKEN = re.compile(r"[a-z]{4,}|[一-龠々]{2,}|[ァ-ヶー]{2,}|[ぁ-ゖ]{3,}")
_MAX_TEXT = 20_000
_MOST = 20


@dataclass(frozen=True, slots=True)
class _Held:
    """An inline frame, wherever it stands."""

    node: int
    """The frame on the page itself in which it stands; its own index if it stands there."""
    name: str
    """Its name."""
    url: str
    """Its address."""
    title: str
    """The title of the document in it; empty where that could not be read."""
    text: str
    """That document's text."""


def distinct(doc: Document, _: Options) -> Iterator[Verdict]:
    """Frames with one name hold the same thing."""
    named: dict[str, list[_Held]] = {}
    for name, held in _frames(doc):
        named.setdefault(name.casefold(), []).append(held)
    yield from islice(_judge(named), _MOST)


def _judge(named: dict[str, list[_Held]]) -> Iterator[Verdict]:
    for name, frames in named.items():
        if len(frames) == 1:
            continue
        first = frames[0]
        other = next((f for f in frames if not _is_same(first, f)), None)
        if other is None:
            yield passed(first.node)
        elif _is_named_wrongly(name, first, other):
            yield failed(
                "differs",
                other.node,
                text=short(first.name, 30),
                first=short(first.title, 30),
                second=short(other.title, 30),
            )
        else:
            yield cant_tell("review", other.node)


def _frames(doc: Document) -> Iterator[tuple[str, _Held]]:
    """Every inline frame that assistive technology meets and that has a name."""
    inside = {(frame.parent, frame.node): number for number, frame in enumerate(doc.snapshot.frames)}
    places: list[tuple[int, Sequence[Node], dict[int, str]]] = [(-1, doc.nodes, doc.snapshot.urls)]
    places += [(number, frame.nodes, frame.urls) for number, frame in enumerate(doc.snapshot.frames)]
    for number, nodes, urls in places:
        for i, node in enumerate(nodes):
            if node.tag != "iframe" or not node.state & State.EXPOSED or not node.name.strip():
                continue
            at = i if number < 0 else _outermost(doc.snapshot.frames, number)
            held = inside.get((number, i))
            frame = doc.snapshot.frames[held] if held is not None else None
            title, text = ("", "") if frame is None else (collapse(frame.title), _text(frame))
            name = collapse(node.name)
            yield name, _Held(at, name, urls.get(i, ""), title, text)


def _outermost(frames: Sequence[Frame], number: int) -> int:
    while frames[number].parent >= 0:
        number = frames[number].parent
    return frames[number].node


def _text(frame: Frame) -> str:
    return collapse(" ".join(node.text for node in frame.nodes if node.tag == "#text" and node.state & State.RENDERED))[
        :_MAX_TEXT
    ]


def _is_same(one: _Held, other: _Held) -> bool:
    """Whether two frames hold the same address or the same text."""
    if one.url and place(one.url) == place(other.url):
        return True
    return bool(one.text) and (one.title, one.text) == (other.title, other.text)


def _is_named_wrongly(name: str, one: _Held, other: _Held) -> bool:
    """Whether two documents differ in title and text, and neither says anything of their common name."""
    if (
        not (one.title and other.title and one.text and other.text)
        or one.title == other.title
        or one.text == other.text
    ):
        return False
    said = f"{one.title} {one.text} {other.title} {other.text}".casefold()
    tokens = _TOKEN.findall(name)
    return bool(tokens) and not any(token in said for token in tokens)
