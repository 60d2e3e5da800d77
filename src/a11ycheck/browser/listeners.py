"""What the scripts of a page listen to."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import msgspec
from playwright.async_api import CDPSession, Error

from a11ycheck.model import Listeners

_PRESSES = frozenset({"click", "dblclick", "mousedown", "mouseup", "pointerdown", "pointerup"})
_MOST = 60
"""Elements with a handler that are looked up."""
_INDEXES = "function(...elements) { return JSON.stringify(elements.map((element) => a11ycheck.indexOf(element))); }"


async def listeners_of(session: CDPSession, world: int) -> Listeners:
    """The events that the page itself hears of, and the elements that answer the mouse.

    Args:
        session: the tab's session.
        world: the isolated world in which the page was walked.

    Raises:
        Error: the page has gone.
    """
    # Listeners are those of the world that the object belongs to: the page's own.
    heard = await _heard(session, "window", 1)
    inside = await _heard(session, "document", -1)
    pressed = dict.fromkeys(h["backendNodeId"] for h in inside if h["type"] in _PRESSES and "backendNodeId" in h)
    events = {str(h["type"])[:100] for h in heard}
    nodes = await _indexes(session, world, list(pressed)[:_MOST]) if pressed else []
    return Listeners(events=tuple(sorted(events))[:200], presses=tuple(sorted({i for i in nodes if i >= 0})))


async def _heard(session: CDPSession, target: str, depth: int) -> list[dict[str, Any]]:
    found = await session.send("Runtime.evaluate", {"expression": target})
    answer = await session.send(
        "DOMDebugger.getEventListeners", {"objectId": found["result"]["objectId"], "depth": depth, "pierce": True}
    )
    return list(answer["listeners"])


async def _indexes(session: CDPSession, world: int, ids: Sequence[int]) -> list[int]:
    """Indexes of elements that the browser names by ids of its own; -1 for those that the walker did not see."""
    await session.send("DOM.enable")
    try:
        found = await asyncio.gather(
            *(session.send("DOM.resolveNode", {"backendNodeId": i, "executionContextId": world}) for i in ids),
            return_exceptions=True,
        )
        objects = [{"objectId": f["object"]["objectId"]} for f in found if not isinstance(f, BaseException)]
        answer = await session.send(
            "Runtime.callFunctionOn",
            {"functionDeclaration": _INDEXES, "executionContextId": world, "arguments": objects, "returnByValue": True},
        )
    finally:
        with suppress(Error):
            await session.send("DOM.disable")
    return msgspec.json.decode(answer["result"].get("value", "[]"), type=list[int])
