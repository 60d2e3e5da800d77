"""What a probe is, and what it may do to a page."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable
from typing import Any, ClassVar

from playwright.async_api import CDPSession

from a11ycheck.model import ProbeName

_KEYS = {"Tab": 9, "Escape": 27}
"""Keys that can be pressed, with their codes. Enter and the space bar are left out: they send and buy."""
_SHIFT = 8
_HANG_SECONDS = 5


class Controls:
    """The page as a probe may use it. It is cut off from the network, so that nothing can be sent."""

    def __init__(self, session: CDPSession, evaluate: Callable[[str], Awaitable[str]]) -> None:
        """
        Args:
            session: the tab's session.
            evaluate: runs an expression in the isolated world.
        """
        self.session = session
        self._evaluate = evaluate

    async def evaluate(self, expression: str) -> str:
        """Runs an expression in the isolated world where ``a11ycheck`` lives; its text.

        Raises:
            Error: the page has gone.
            TimeoutError: the page hangs.
        """
        async with asyncio.timeout(_HANG_SECONDS):
            return await self._evaluate(expression)

    async def press(self, key: str, *, shift: bool = False) -> None:
        """Presses and releases a key.

        Args:
            key: Tab or Escape.
            shift: whether the shift key is held.

        Raises:
            Error: the page has gone.
            TimeoutError: the page hangs.
        """
        event: dict[str, Any] = {"key": key, "code": key, "windowsVirtualKeyCode": _KEYS[key]}
        event["modifiers"] = _SHIFT if shift else 0
        async with asyncio.timeout(_HANG_SECONDS):
            await self.session.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **event})
            await self.session.send("Input.dispatchKeyEvent", {"type": "keyUp", **event})


class Probe(ABC):
    """Uses a page to learn what it does. It runs after the walker, on a page that nobody needs any more."""

    name: ClassVar[ProbeName]
    """The word in ``needs:`` and in ``Snapshot.probes``."""
    seconds: ClassVar[float] = 15.0
    """Time after which it is given up; the rules that need it are then untested."""

    @abstractmethod
    async def run(self, controls: Controls) -> Any:
        """Uses the page.

        Args:
            controls: what it may do.

        Returns:
            The outcome as a JSON-able value. Elements are named by their index in ``Snapshot.nodes``, which
            ``a11ycheck.indexOf(element)`` gives in the isolated world (-1 where the walker did not see it).

        Raises:
            Error: the page has gone. Nothing is then known.
            TimeoutError: the page hangs.
        """
