"""Sound that starts by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from math import inf

from a11ycheck.checks import media
from a11ycheck.checks.api import Options, cant_tell, failed, passed
from a11ycheck.checks.document import Document
from a11ycheck.checks.steering import control_for
from a11ycheck.model import State, Verdict

_LONG = 3.0
"""Seconds of sound that WCAG 2.2 criterion 1.4.2 lets pass."""
_FOR_SOUND = re.compile(
    r"再生|停止|止め|一時|消音|無音|音|ミュート|サウンド|スピーカー|BGM|play|pause|stop|mute|sound|audio|volume|speaker",
    re.IGNORECASE,
)


def is_controllable(doc: Document, _: Options) -> Iterator[Verdict]:
    """Sound that starts by itself and lasts longer than three seconds can be stopped (1.4.2)."""
    for i in islice(_starting(doc), media.MOST):
        if doc.nodes[i].tag not in ("audio", "video"):
            yield cant_tell("player", i, text=media.name_of(doc, i))
            continue
        seconds = _seconds(doc, i)
        if 0 <= seconds <= _LONG or _has_own_controls(doc, i):
            yield passed(i)
        elif (control := control_for(doc, _FOR_SOUND)) is not None:
            yield cant_tell("control", i, text=control)
        elif media.facts(doc, i).heard > 0 and not doc.is_frame:
            yield failed("no-control", i)
        else:
            yield cant_tell("review", i)


def is_on_request(doc: Document, _: Options) -> Iterator[Verdict]:
    """No sound of more than three seconds starts by itself, controls or not (technique G171)."""
    for i in islice(_starting(doc), media.MOST):
        if doc.nodes[i].tag not in ("audio", "video"):
            yield cant_tell("player", i, text=media.name_of(doc, i))
            continue
        seconds = _seconds(doc, i)
        if 0 <= seconds <= _LONG:
            yield passed(i)
        else:
            yield (failed if media.facts(doc, i).heard > 0 else cant_tell)("starts", i)


def _starting(doc: Document) -> Iterator[int]:
    """What asks to start by itself and may be heard."""
    for i in doc.by_tag("audio", "video", "iframe", "embed"):
        if doc.nodes[i].tag not in ("audio", "video"):
            if media.starts_aloud(doc, i):
                yield i
            continue
        known = media.facts(doc, i)
        starts = "autoplay" in doc.nodes[i].attrs or known.starts
        muted = "muted" in doc.nodes[i].attrs or known.muted
        if starts and not muted and known.sound != 0 and known.heard != 0 and not known.broken:
            yield i


def _seconds(doc: Document, i: int) -> float:
    """How long something is to be heard; -1 where that is not known."""
    known = media.facts(doc, i)
    if known.loops or "loop" in doc.nodes[i].attrs or known.live:
        return inf
    return known.heard if known.heard >= 0 else known.seconds


def _has_own_controls(doc: Document, i: int) -> bool:
    return "controls" in doc.nodes[i].attrs and doc.is_(i, State.RENDERED | State.EXPOSED)
