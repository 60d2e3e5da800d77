"""Watches a page for some seconds without touching it."""

from __future__ import annotations

import asyncio
from typing import Any, ClassVar

import msgspec

from a11ycheck.browser.probes.interface import Controls, Probe
from a11ycheck.model import ProbeName

_SECONDS = 6.5
"""Longer than what WCAG 2.2 criterion 2.2.2 lets pass without a control."""


class Watch(Probe):
    """Sees which elements change by themselves, for those who have not asked for less motion."""

    name: ClassVar[ProbeName] = ProbeName.MOTION

    async def run(self, controls: Controls) -> Any:
        """How long it took, and which ``texts`` and ``moves`` changed at which ``times``; in tenths of a second."""
        await controls.session.send(
            "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-reduced-motion", "value": "no-preference"}]}
        )
        await controls.evaluate("a11ycheckMotion.watch()")
        await asyncio.sleep(_SECONDS)
        return msgspec.json.decode(await controls.evaluate("a11ycheckMotion.seen(a11ycheck.indexOf)"))
