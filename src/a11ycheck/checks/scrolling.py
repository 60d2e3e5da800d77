"""Areas that scroll, and how the keyboard gets at them."""

from __future__ import annotations

from collections.abc import Iterator

from a11ycheck.checks import axe
from a11ycheck.checks.api import Options, passed
from a11ycheck.checks.document import Document
from a11ycheck.model import Outcome, Verdict


def reachable(doc: Document, options: Options) -> Iterator[Verdict]:
    """What axe says of scrolling areas, but for those where only the padding scrolls out of sight."""
    areas = {s.node: s for s in doc.snapshot.looks.scrollers}
    for verdict in axe.rule(doc, options):
        area = areas.get(verdict.node)
        if verdict.outcome is Outcome.FAILED and area is not None:
            hides = area.across > area.padding_across or area.down > area.padding_down
            yield verdict if hides else passed(verdict.node)
        else:
            yield verdict
