"""Walks through a page with the Tab key."""

from __future__ import annotations

from typing import ClassVar

import msgspec

from a11ycheck.browser.probes.interface import Controls, Probe
from a11ycheck.model import ProbeName

_FOCUSED = """new Promise((done) => setTimeout(done, 20)).then(() => {
  let element = document.activeElement;
  while (element && element.shadowRoot && element.shadowRoot.activeElement) element = element.shadowRoot.activeElement;
  if (!element || element === document.body || element === document.documentElement) return "null";
  return String(a11ycheck.indexOf(element));
})"""
"""The element that has the focus, a moment later: handlers that take the focus back often use a timer."""
_MOST = 300
"""Presses after which the walk ends."""
_STUBBORN = 12
"""Presses that may leave the focus where it is: a video or a date field has so many parts of its own at most."""
_PAUSE = "new Promise((done) => setTimeout(() => done(''), 60))"
"""Longer than most timers that take the focus back."""


class KeyboardWalk(Probe):
    """Presses Tab until the focus has come round, is held by one element, or has moved often enough."""

    name: ClassVar[ProbeName] = ProbeName.KEYBOARD
    seconds: ClassVar[float] = 30.0

    async def run(self, controls: Controls) -> dict[str, object]:
        """``stops`` (element by element), ``end`` (around, held, limit) and ``held`` (the element, or -1).

        An element counts as held when Tab, Shift+Tab, and Escape followed by Tab all leave the focus on it.
        """
        stops: list[int] = []
        same = 0
        for _ in range(_MOST):
            await controls.press("Tab")
            here = await self._focused(controls)
            if here is None or (stops and here == stops[0] and len(set(stops)) > 1):
                return {"stops": stops, "end": "around", "held": -1}
            same = same + 1 if stops and stops[-1] == here else 0
            stops.append(here)
            if same >= _STUBBORN and await self._holds(controls, here):
                return {"stops": stops, "end": "held", "held": here}
        return {"stops": stops, "end": "limit", "held": -1}

    async def _focused(self, controls: Controls) -> int | None:
        text = await controls.evaluate(_FOCUSED)
        return msgspec.json.decode(text, type=int | None)

    async def _holds(self, controls: Controls, element: int) -> bool:
        """Whether no usual key leads away from an element."""
        for keys in (("Tab",), ("Shift+Tab",), ("Escape", "Tab"), ("Escape", "Shift+Tab")):
            for key in keys:
                await controls.press(key.removeprefix("Shift+"), shift=key.startswith("Shift+"))
            await controls.evaluate(_PAUSE)
            if await self._focused(controls) != element:
                return False
        return True
