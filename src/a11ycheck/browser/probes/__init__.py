"""Probes: what can be learnt only by using a page.

They run one after another when the snapshot is taken, in the order of ``PROBES``, and only those that were asked
for. Before the first one the tab loses the network, and after the last one the tab is closed: whatever a probe has
done to the page, nothing leaves the machine and no other page sees it. What a probe finds is data in
``Snapshot.probes``; checks stay pure and read it with ``Document.probe(name)``.

To add one: a module here with a subclass of ``Probe``, and its name in ``PROBES``. The words are those of
``ProbeName``; ``rulesets`` name them in ``needs:``.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable

import msgspec
from playwright.async_api import Error

from a11ycheck.browser.probes.interface import Controls, Probe
from a11ycheck.browser.probes.keyboard import KeyboardWalk
from a11ycheck.browser.probes.motion import Watch
from a11ycheck.model import ProbeName

log = logging.getLogger(__name__)
PROBES: dict[ProbeName, Probe] = {probe.name: probe for probe in (Watch(), KeyboardWalk())}
"""Every probe that there is, in the order in which they run."""
_OFFLINE = {"offline": True, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0}


async def run_probes(names: Iterable[str], controls: Controls) -> dict[str, msgspec.Raw]:
    """Runs probes on the page that is open; the outcomes by name.

    One that fails or takes too long has no outcome. The tab is of no use afterwards.
    """
    wanted = set(names)
    outcomes: dict[str, msgspec.Raw] = {}
    try:
        async with asyncio.timeout(5):
            await controls.session.send("Network.enable")
            await controls.session.send("Network.emulateNetworkConditions", _OFFLINE)
    except (Error, TimeoutError):
        return outcomes
    for name, probe in PROBES.items():
        if name not in wanted:
            continue
        try:
            async with asyncio.timeout(probe.seconds):
                outcomes[name] = msgspec.Raw(msgspec.json.encode(await probe.run(controls)))
        except (Error, TimeoutError) as error:
            log.info("The probe %s gave no outcome: %s", name, error)
    return outcomes


__all__ = ["PROBES", "Controls", "Probe", "run_probes"]
