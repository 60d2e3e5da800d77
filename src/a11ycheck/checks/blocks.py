"""Text as a reader meets it: block by block, in reading order."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from a11ycheck.model import Node, Snapshot, State

NO_TEXT = frozenset({"script", "style", "noscript", "template", "head", "title", "svg", "math"})
"""Elements whose text is no running text of the page."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_RUBY_PARTS = frozenset({"rt", "rp", "rtc"})
_MARKED = _HEADINGS | {"br", "ruby", "pre"}
_RUBY_BASE = frozenset({"ruby", "rb", "rbc"})
_OUT_OF_FLOW = frozenset({"absolute", "fixed"})
_SPACE = re.compile(r"[ \t\n\r\f]+")
# A line feed in the source is only white space, but for preformatted text.
_LINE_SPACE = re.compile(r"[\n\r\f]+")
# Signs that only say where a line may break.
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A run of visible text without a block border in it: a paragraph, list item, cell, heading …"""

    node: int
    """Index of the nearest block element."""
    text: str
    """The text, white space collapsed as the browser shows it; ``<br>`` is a line feed, ruby readings are left out."""
    lang: str
    """The declared language of its text, lower case, or empty; where it changes in the text, that of the block."""
    region: str
    """header, nav, main, aside, footer or body."""
    tag: str
    """Tag of the block element."""
    heading: int = -1
    """The heading element that it stands under, or that it is; -1 before the first one."""
    ruby: tuple[tuple[str, str], ...] = ()
    """Bases with their readings, in order: (漢字, かんじ)."""
    runs: tuple[tuple[str, str], ...] = ()
    """Where the declared language changes in the text: languages with their share of it. Empty for one language."""


@dataclass(slots=True)
class _Flow:
    """What is being gathered: the page's flow, or a part taken out of it."""

    end: int
    """Index where it ends."""
    block: int = -1
    """The block element that is open."""
    parts: list[str] = field(default_factory=list)
    """Its text so far."""
    langs: list[str | None] = field(default_factory=list)
    """For each part the language in force on it; None for white space."""
    ruby: list[tuple[str, str]] = field(default_factory=list)
    """Its bases and readings."""
    later: list[TextBlock] = field(default_factory=list)
    """Blocks out of the flow that were met in it; they follow it."""


def collapse(text: str) -> str:
    """White space as the browser collapses it (an ideographic or no-break space stays), ends stripped."""
    return _SPACE.sub(" ", text).strip(" ")


def text_blocks(snapshot: Snapshot, region: Callable[[int], str]) -> list[TextBlock]:
    """All visible text of a page.

    Text that stands out of the flow (a note for screen readers, a badge over a picture) does not part the
    sentence around it: it follows as a block of its own.
    """
    return _Walk(snapshot, region).run()


class _Walk:
    """The state of one pass over the nodes, in document order."""

    def __init__(self, snapshot: Snapshot, region: Callable[[int], str]) -> None:
        self.nodes = snapshot.nodes
        self.styles = snapshot.styles
        self.region = region
        self.flow = _Flow(len(self.nodes))
        self.flows = [self.flow]
        self.ready: list[TextBlock] = []
        count = len(self.nodes)
        self.owners = [0] * count
        self.langs = [""] * count
        self.heading = -1
        self.base: list[str] = []
        self.ruby_end = 0
        self.verbatim_end = 0

    def run(self) -> list[TextBlock]:
        """Reads all nodes."""
        nodes, owners, langs = self.nodes, self.owners, self.langs
        rendered, starts_block = State.RENDERED, State.BLOCK
        i, end = 0, len(nodes)
        while i < end:
            if i >= self.flow.end:
                self.leave()
                continue
            item = nodes[i]
            tag, parent, state = item.tag, item.parent, item.state
            if tag == "#text":
                if state & rendered and parent >= 0:
                    self._text(i, item.text, parent)
                i += 1
                continue
            lang = item.attrs.get("lang")
            langs[i] = langs[max(0, parent)] if lang is None else lang.strip().lower()
            owners[i] = i if state & starts_block or parent < 0 else owners[parent]
            if tag in NO_TEXT or tag in _RUBY_PARTS:
                if tag == "rt":
                    self._reading(i, item)
                i = item.end
                continue
            if state & starts_block:
                self._enter(i, item)
            if tag in _MARKED or "role" in item.attrs:
                self._mark(i, item)
            i += 1
        while len(self.flows) > 1:
            self.leave()
        self.flush()
        return self.ready

    def leave(self) -> None:
        """Ends a part that stood out of the flow: its blocks follow the block that it was met in."""
        self.flush()
        done = self.flows.pop()
        self.flow = self.flows[-1]
        self.flow.later += done.later

    def flush(self) -> None:
        """Ends the open block."""
        flow = self.flow
        text = _joined(flow.parts)
        if text and flow.block >= 0:
            node = flow.block
            langs = {lang for lang in flow.langs if lang is not None}
            made = TextBlock(
                node,
                text,
                langs.pop() if len(langs) == 1 else self.langs[node],
                self.region(node),
                self.nodes[node].tag,
                self.heading,
                tuple(flow.ruby),
                _runs(flow.parts, flow.langs) if langs else (),
            )
            (self.ready if len(self.flows) == 1 else flow.later).append(made)
        if len(self.flows) == 1 and flow.later:
            self.ready += flow.later
            flow.later = []
        flow.parts.clear()
        flow.langs.clear()
        flow.ruby.clear()

    def _enter(self, i: int, item: Node) -> None:
        if any(lang is not None for lang in self.flow.langs) and self._is_out_of_flow(item):
            self.flow = _Flow(item.end)
            self.flows.append(self.flow)
        else:
            self.flush()
        self.flow.block = i

    def _is_out_of_flow(self, item: Node) -> bool:
        if item.style >= 0 and self.styles[item.style].position in _OUT_OF_FLOW:
            return True
        return bool(item.state & State.OFFSCREEN) and not self.nodes[max(item.parent, 0)].state & State.OFFSCREEN

    def _mark(self, i: int, item: Node) -> None:
        if item.tag == "br":
            if item.state & State.RENDERED:
                self.flow.parts.append("\n")
                self.flow.langs.append(None)
        elif item.tag == "ruby":
            self.ruby_end = item.end
            self.base.clear()
        elif item.tag == "pre":
            self.verbatim_end = item.end
        elif (item.tag in _HEADINGS or item.attrs["role"] == "heading") and item.state & State.RENDERED:
            self.heading = i

    def _text(self, i: int, text: str, parent: int) -> None:
        flow, mine = self.flow, self.owners[parent]
        if mine != flow.block:
            self.flush()
            flow.block = mine
        if i < self.ruby_end:
            if self.nodes[parent].tag in _RUBY_BASE:
                text = text.strip()  # white space between the parts of a ruby is not shown
            self.base.append(text)
        flow.parts.append(text if i < self.verbatim_end else _LINE_SPACE.sub(" ", text))
        flow.langs.append(None if text.isspace() else self.langs[parent])

    def _reading(self, i: int, item: Node) -> None:
        base = collapse("".join(self.base))
        reading = collapse("".join(n.text for n in self.nodes[i + 1 : item.end] if n.tag == "#text"))
        if base and reading:
            self.flow.ruby.append((base, reading))
        self.base.clear()


def _runs(parts: list[str], langs: list[str | None]) -> tuple[tuple[str, str], ...]:
    runs: list[tuple[str, str]] = []
    for part, lang in zip(parts, langs, strict=True):
        if lang is None or (runs and runs[-1][0] == lang):
            if runs:
                runs[-1] = (runs[-1][0], runs[-1][1] + part)
        else:
            runs.append((lang, part))
    return tuple((lang, _joined([text])) for lang, text in runs)


def _joined(parts: list[str]) -> str:
    text = "".join(parts)
    if not text or text.isspace():
        return ""
    if not text.isascii():
        text = _INVISIBLE.sub("", text)
    if "\n" not in text:
        return collapse(text).strip()
    return "\n".join(map(collapse, text.split("\n"))).strip()
