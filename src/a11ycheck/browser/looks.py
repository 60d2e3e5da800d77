"""Closer looks at a page that has been walked: they read, and take back what they change for a moment."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from playwright.async_api import CDPSession, Error

from a11ycheck.browser.listeners import listeners_of
from a11ycheck.model import AxeRule, Backdrop, FocusStop, LookName, Looks, Node, State, Style

log = logging.getLogger(__name__)
LOOKS = (Path(__file__).parent / "looks.js").read_text(encoding="utf-8")
Evaluate = Callable[[str], Awaitable[str]]
FocusKey = tuple[object, ...]
"""Equal for elements that the same style sheets style alike: those of a template, on page after page."""
_SECONDS = 6
"""Time after which a look is given up."""
_CONTRAST = ("color-contrast", "color-contrast-enhanced")
_MOST_PHOTOS = 10
_NEAR = 4
_MOST_WIDTH, _MOST_HEIGHT = 1200, 400
_MOST_STOPS = 30
_FORCED = ["focus", "focus-visible"]
_HEARS_FOCUS = frozenset({"focus", "focusin", "blur", "focusout", "keydown", "keyup", "keypress"})
_PRESSED = frozenset({"button", "submit", "reset", "image", "checkbox", "radio"})
_OWN_MARK = frozenset({"textarea", "iframe", "frame", "video", "audio", "object", "embed", "html", "body", "area"})
"""Where a caret shows the focus, or where the browser or another document draws it."""
_MOST_HIDDEN = 10
_MOST_KNOWN = 5000
_ADDRESSES = frozenset({"href", "title", "alt", "src", "aria-label"})
"""Attributes that differ from page to page and that hardly any style hangs on."""


class Place(msgspec.Struct, frozen=True):
    """Where a text is painted, in which colour (red, green, blue 0–255, alpha 0–1), and whether in the window."""

    box: tuple[int, int, int, int]
    color: tuple[float, float, float, float]
    inside: bool


@dataclass(frozen=True, slots=True)
class World:
    """The isolated world of a page that has been walked."""

    id: int
    """Its execution context."""
    session: CDPSession
    """The tab's session."""
    evaluate: Evaluate
    """Runs an expression in it; its text."""
    marked: dict[FocusKey, bool]
    """Whether an element looks different with the focus, as found on earlier pages of the scan."""


class Ringless(msgspec.Struct, frozen=True):
    """Elements that may have lost the browser's ring, and whether the focus may be marked from afar."""

    afar: bool
    sheets: str
    touched: list[int]


async def take(
    names: Iterable[LookName],
    world: World,
    nodes: Sequence[Node],
    styles: Sequence[Style],
    axe: Sequence[AxeRule],
    looks: Looks,
) -> Looks:
    """The looks that need more than the isolated world, added to those that the walker took.

    Args:
        names: looks that are wanted.
        world: the isolated world of the page.
        nodes: what the walker found.
        styles: the styles that they name.
        axe: what axe said.
        looks: what the walker saw.
    """
    found: dict[str, Any] = {}
    for name in names:
        try:
            async with asyncio.timeout(_SECONDS):
                if name is LookName.PIXELS:
                    found["backdrops"] = await _backdrops(world, nodes, axe)
                elif name is LookName.FOCUS:
                    found["stops"] = await _stops(world, nodes, styles, axe)
                elif name is LookName.LISTENERS:
                    found["listeners"] = await listeners_of(world.session, world.id)
        except (Error, TimeoutError, msgspec.DecodeError) as error:
            log.info("The look %s gave nothing: %s", name, error)
    return msgspec.structs.replace(looks, **found)


# ---- what lies behind text


async def _backdrops(world: World, nodes: Sequence[Node], axe: Sequence[AxeRule]) -> tuple[Backdrop, ...]:
    """The contrasts of texts that axe could not measure: one of each kind, as many as ``_MOST_PHOTOS``."""
    places = await _places(world, nodes, axe)
    if not places:
        return ()
    shown = [await _photograph(world.session, place) for _, place in places]
    hidden = []
    try:
        await world.evaluate("a11ycheckLooks.hideLetters()")
        hidden = [await _photograph(world.session, place) for _, place in places]
    finally:
        with suppress(Error):
            await world.evaluate("a11ycheckLooks.showLetters()")
    found = []
    for (node, place), front, back in zip(places, shown, hidden, strict=True):
        text = await world.evaluate(
            f"a11ycheckLooks.contrasts('{front}','{back}',{list(place.color)}).then((r) => JSON.stringify(r))"
        )
        measured = msgspec.json.decode(text, type=tuple[float, float] | None)
        if measured is not None:
            found.append(Backdrop(node, *(round(ratio, 2) for ratio in measured)))
    return tuple(found)


async def _places(world: World, nodes: Sequence[Node], axe: Sequence[AxeRule]) -> list[tuple[int, Place]]:
    wanted = sorted({n.node for rule in axe if rule.id in _CONTRAST for n in rule.incomplete if n.node >= 0})
    looks = {_key(nodes, i): i for i in reversed(wanted) if not nodes[i].state & (State.SHADOW | State.OFFSCREEN)}
    wanted = sorted(looks.values())
    if not wanted:
        return []
    text = await world.evaluate(
        f"JSON.stringify({wanted}.map((i) => [i, a11ycheckLooks.place(a11ycheck.elementAt(i))]).filter((p) => p[1]))"
    )
    places = msgspec.json.decode(text, type=list[tuple[int, Place]])
    small = [p for p in places if p[1].box[2] <= _MOST_WIDTH and p[1].box[3] <= _MOST_HEIGHT]
    return small[:_MOST_PHOTOS]


def _key(nodes: Sequence[Node], i: int) -> tuple[object, ...]:
    """Equal for elements that look alike and stand in places that look alike."""
    key: list[object] = [nodes[i].tag]
    while i >= 0 and len(key) <= _NEAR:
        key.append(nodes[i].style)
        i = nodes[i].parent
    return tuple(key)


async def _photograph(session: CDPSession, place: Place) -> str:
    """A part of the page as a PNG in base64."""
    x, y, width, height = place.box
    answer = await session.send(
        "Page.captureScreenshot",
        {
            "format": "png",
            "clip": {"x": x, "y": y, "width": width, "height": height, "scale": 1},
            "captureBeyondViewport": not place.inside,
            "optimizeForSpeed": True,
        },
    )
    return str(answer["data"])


# ---- the mark of the focus


async def _stops(
    world: World, nodes: Sequence[Node], styles: Sequence[Style], axe: Sequence[AxeRule]
) -> tuple[FocusStop, ...]:
    """How a sample of the Tab stops changes when the browser styles them as focused. No event reaches the page."""
    hidden = {n.node for rule in axe if rule.id == "aria-hidden-focus" for n in rule.incomplete if n.node >= 0}
    stops = sorted({*_sample(nodes), *_inside(nodes, sorted(hidden))})
    if not stops:
        return ()
    pairs = f"{stops}.map((i) => [a11ycheck.elementAt(i), i])"
    ringless = msgspec.json.decode(
        await world.evaluate(f"JSON.stringify(a11ycheckLooks.ringless({pairs}))"), type=Ringless
    )
    if not ringless.touched and not hidden:
        return tuple(FocusStop(i, shown=True, scripted=False, afar=False) for i in stops)  # the browser's own ring
    sample = ringless.touched[:_MOST_STOPS]
    keys = {i: (ringless.sheets, *_cascade(nodes, styles, i)) for i in sample}
    asked = [i for i in sample if keys[i] not in world.marked]
    await world.session.send("DOM.enable")
    try:
        document = (await world.session.send("DOM.getDocument", {"depth": 0}))["root"]["nodeId"]
        found = await _marked(world, asked) if asked else set()
        scripted = await _hears_focus(world.session, document)
    finally:
        with suppress(Error):
            await world.session.send("DOM.disable")
    marked = {i for i in sample if i in found or world.marked.get(keys[i], False)}
    if ringless.sheets and len(world.marked) < _MOST_KNOWN:
        world.marked.update((keys[i], i in found) for i in asked)
    return tuple(FocusStop(i, i in marked or i not in sample, scripted, ringless.afar) for i in stops)


def _cascade(nodes: Sequence[Node], styles: Sequence[Style], i: int) -> Iterator[object]:
    """What the style of an element with the focus hangs on: it and all that it stands in, and how they look without."""
    while i >= 0:
        node = nodes[i]
        yield node.tag
        yield tuple(sorted((name, value) for name, value in node.attrs.items() if name not in _ADDRESSES))
        yield styles[node.style] if node.style >= 0 else None
        i = node.parent


async def _marked(world: World, sample: Sequence[int]) -> set[int]:
    """Which of some elements look different with the focus."""
    marks = f"JSON.stringify({sample}.map((i) => a11ycheckLooks.marks(a11ycheck.elementAt(i))))"
    before = msgspec.json.decode(await world.evaluate(marks), type=list[str])
    await world.session.send("CSS.enable")
    try:
        ids = [await _node_id(world, i) for i in sample]
        await _force(world.session, ids, _FORCED)
        after = msgspec.json.decode(await world.evaluate(marks), type=list[str])
        await _force(world.session, ids, [])
    finally:
        with suppress(Error):
            await world.session.send("CSS.disable")
    return {i for i, one, other in zip(sample, before, after, strict=True) if one != other}


def _sample(nodes: Sequence[Node]) -> list[int]:
    """One Tab stop for every look that there is."""
    seen: dict[tuple[str, ...], int] = {}
    for i, node in enumerate(nodes):
        if not node.state & State.TABBABLE or not node.state & State.RENDERED or node.tag in _OWN_MARK:
            continue
        if node.tag == "input" and node.attrs.get("type", "text").strip().lower() not in _PRESSED:
            continue  # a caret or a picked part shows where the focus is
        if "contenteditable" in node.attrs:
            continue
        parent = nodes[node.parent].attrs if node.parent >= 0 else {}
        key = (
            node.tag,
            node.attrs.get("class", ""),
            node.attrs.get("style", ""),
            parent.get("class", ""),
            str(node.style),
        )
        seen.setdefault(key, i)
        if len(seen) >= _MOST_STOPS:
            break
    return sorted(seen.values())


def _inside(nodes: Sequence[Node], roots: Sequence[int]) -> list[int]:
    """The first Tab stops in some elements."""
    stops = [j for i in roots for j in range(i, nodes[i].end) if nodes[j].state & State.TABBABLE]
    return stops[:_MOST_HIDDEN]


async def _node_id(world: World, index: int) -> int:
    answer = await world.session.send(
        "Runtime.evaluate", {"expression": f"a11ycheck.elementAt({index})", "contextId": world.id}
    )
    node = await world.session.send("DOM.requestNode", {"objectId": answer["result"]["objectId"]})
    return int(node["nodeId"])


async def _force(session: CDPSession, nodes: Sequence[int], classes: list[str]) -> None:
    for node in nodes:
        await session.send("CSS.forcePseudoState", {"nodeId": node, "forcedPseudoClasses": classes})


async def _hears_focus(session: CDPSession, document: int) -> bool:
    """Whether any script of the page hears of focus or keys."""
    # Listeners are those of the world that the object belongs to: the page's own.
    root = await session.send("DOM.resolveNode", {"nodeId": document})
    window = await session.send("Runtime.evaluate", {"expression": "window"})
    for target, depth in ((root["object"]["objectId"], -1), (window["result"]["objectId"], 1)):
        answer = await session.send("DOMDebugger.getEventListeners", {"objectId": target, "depth": depth})
        if any(listener["type"] in _HEARS_FOCUS for listener in answer["listeners"]):
            return True
    return False
