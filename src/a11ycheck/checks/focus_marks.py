"""Whether it can be seen where the focus is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from a11ycheck.checks.api import Options, cant_tell, failed, passed
from a11ycheck.checks.document import Document
from a11ycheck.model import State, Verdict

_BLUR = re.compile(r"\bblur\s*\(", re.IGNORECASE)
_MOST = 20


def visible(doc: Document, _: Options) -> Iterator[Verdict]:
    """Tab stops look different when they have the focus."""
    unclear: list[int] = []
    found = 0
    thrown = _thrown_off(doc)
    for stop in doc.snapshot.looks.stops or ():
        if stop.node in thrown or not doc.is_(stop.node, State.EXPOSED):
            continue
        if stop.shown:
            yield passed(stop.node)
        elif stop.scripted or stop.afar:
            unclear.append(stop.node)
        elif found < _MOST:
            found += 1
            yield failed("unmarked", stop.node)
    if unclear:
        yield cant_tell("unclear", unclear[0], count=len(unclear))
    for i in thrown[:_MOST]:
        yield cant_tell("blur", i)


def _thrown_off(doc: Document) -> list[int]:
    """Tab stops that give the focus away as soon as it arrives."""
    return [
        i
        for i in doc.elements()
        if "onfocus" in doc.nodes[i].attrs
        and doc.is_(i, State.TABBABLE | State.RENDERED)
        and _BLUR.search(doc.nodes[i].attrs["onfocus"])
    ]
