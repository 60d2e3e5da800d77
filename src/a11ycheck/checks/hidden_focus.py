"""Focus that enters what is hidden from assistive technology."""

from __future__ import annotations

from collections.abc import Iterator

from a11ycheck.checks import axe
from a11ycheck.checks.api import Options, failed
from a11ycheck.checks.document import Document
from a11ycheck.model import Outcome, Verdict


def kept_out(doc: Document, options: Options) -> Iterator[Verdict]:
    """What axe says of focusable parts within ``aria-hidden``.

    While a dialog seems to be open, axe leaves it to a person whether the focus is kept away. Where no script
    of the page hears of focus or keys, nothing does so.
    """
    stops = doc.snapshot.looks.stops or ()
    for verdict in axe.rule(doc, options):
        if verdict.outcome is Outcome.CANT_TELL and verdict.node >= 0:
            end = doc.nodes[verdict.node].end
            inside = [s for s in stops if verdict.node <= s.node < end]
            if inside and not any(s.scripted for s in inside):
                yield failed("failed", verdict.node)
                continue
        yield verdict
