"""Reactions to how the device is held and moved."""

from __future__ import annotations

from collections.abc import Iterator

from a11ycheck.checks.api import Options, cant_tell
from a11ycheck.checks.document import Document
from a11ycheck.model import Verdict

_MOTION = frozenset(("devicemotion", "deviceorientation", "deviceorientationabsolute"))


def is_moved(doc: Document, _: Options) -> Iterator[Verdict]:
    """Whether the page listens to movements of the device; once a page."""
    listeners = doc.snapshot.looks.listeners
    handlers = {name.removeprefix("on") for i in doc.by_tag("body") for name in doc.nodes[i].attrs}
    heard = sorted(_MOTION & ({*listeners.events} | handlers if listeners else handlers))
    if heard:
        yield cant_tell("listens", events=", ".join(heard))
