"""What moves, blinks or changes by itself, and whether it can be stopped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from a11ycheck.checks import media
from a11ycheck.checks.api import Options, cant_tell, failed, passed
from a11ycheck.checks.document import Document
from a11ycheck.checks.steering import control_for
from a11ycheck.checks.words import short
from a11ycheck.model import Media, State, Verdict

_MOST = 10
_LONG = 5.0
"""Seconds that WCAG 2.2 criterion 2.2.2 lets pass without a control."""
_SMALL = 400
"""Area in square CSS px below which nothing is asked about an animation."""
_FLASHES = 21824
"""Area in square CSS px from which flashes can be dangerous: a quarter of any 341 x 256 block (WCAG 2.2, 2.3.1)."""
_FAST = 4
"""Frames a second from which a picture could flash more than three times."""
_FOR_MOTION = re.compile(
    r"停止|止め|一時|再生|静止|動き|アニメ|非表示|隠す|閉じ|更新|pause|stop|play|freeze|motion|animat|hide|close|update"
    r"|frequen",
    re.IGNORECASE,
)
_LOADING = re.compile(r"load|spin|progress|skeleton|placeholder|読み?込み", re.IGNORECASE)
_CLOCK = re.compile(r"\d{1,2}\s*[::時]\s*\d{2}|\d+\s*(?:秒|分|seconds?|minutes?)", re.IGNORECASE)
_BLINKS = frozenset(("opacity", "visibility", "color", "backgroundColor", "filter"))


def can_be_stopped(doc: Document, _: Options) -> Iterator[Verdict]:
    """What moves by itself for more than five seconds beside other content can be paused, stopped or hidden (2.2.2)."""
    yield from islice(_moving(doc), _MOST)


def flashes(doc: Document, _: Options) -> Iterator[Verdict]:
    """Where something large could flash more than three times a second (2.3.1)."""
    yield from islice(_flashing(doc), _MOST)


def changes_can_be_stopped(doc: Document, _: Options) -> Iterator[Verdict]:
    """What was seen to change by itself again and again can be paused, stopped or hidden (2.2.2)."""
    seen = doc.probe("motion")
    texts = [c["node"] for c in seen["texts"] if _is_repeated(c) and _has_company(doc, c["node"])]
    control = control_for(doc, _FOR_MOTION) if texts else None
    for i in islice(texts, _MOST):
        text = short(doc.text(i))
        if _CLOCK.search(doc.text(i)) or doc.nodes[i].role == "timer":
            yield cant_tell("clock", i, text=text)
        elif control is None:
            yield failed("no-control", i, text=text)
        else:
            yield cant_tell("control", i, text=text, control=control)
    moving = [c["node"] for c in seen["moves"] if _is_repeated(c) and _area(doc, c["node"]) >= _SMALL]
    if moving and not texts:
        yield cant_tell("moves", moving[0], count=len(moving))
    elif not texts and doc.blocks:
        yield passed()


def _moving(doc: Document) -> Iterator[Verdict]:
    control = control_for(doc, _FOR_MOTION) if doc.snapshot.motion or doc.media else None
    for i in doc.by_tag("video"):
        known = media.facts(doc, i)
        if not _plays_on(doc, i, known) or not _has_company(doc, i):
            continue
        if "controls" in doc.nodes[i].attrs:
            yield passed(i)
        elif control is None and known.picture == 1 and not doc.is_frame:
            yield failed("video", i)
        else:
            yield cant_tell("video-control", i, control=control or "")
    end = -1
    for motion in sorted(doc.snapshot.motion, key=lambda m: m.node):
        i = motion.node
        if i < end or not _is_seen(doc, i) or _LOADING.search(_marks(doc, i)) or not _has_company(doc, i):
            continue  # in something that moves already, out of sight, or a sign that something is on its way
        if motion.kind == "picture":
            if 0 < motion.seconds <= _LONG:
                yield passed(i)
            elif control is None and motion.seconds and not doc.is_frame:
                yield failed("picture", i)
            else:
                yield cant_tell("picture-control" if motion.seconds else "picture-unknown", i)
        elif _area(doc, i) >= _SMALL:
            end = doc.nodes[i].end
            yield cant_tell("animation", i, text=short(doc.text(i)) or doc.nodes[i].tag)


def _flashing(doc: Document) -> Iterator[Verdict]:
    for motion in sorted(doc.snapshot.motion, key=lambda m: m.node):
        if not _is_seen(doc, motion.node) or _area(doc, motion.node) < _FLASHES:
            continue
        if motion.kind == "picture" and (motion.pace >= _FAST or motion.pace < 0):
            yield cant_tell("picture", motion.node)
        elif motion.kind == "animation" and motion.pace > _FAST - 1 and _BLINKS & set(motion.properties):
            yield cant_tell("blinking", motion.node)
    for i in doc.by_tag("video"):
        if media.facts(doc, i).starts and _is_seen(doc, i) and _area(doc, i) >= _FLASHES:
            yield cant_tell("autoplay", i)


def _plays_on(doc: Document, i: int, known: Media) -> bool:
    """Whether a video starts by itself and shows moving pictures for longer than five seconds."""
    starts = known.starts or "autoplay" in doc.nodes[i].attrs
    endless = known.loops or known.live or known.seconds > _LONG or known.seconds < 0
    return starts and endless and not known.broken and known.picture != 0 and _is_seen(doc, i)


def _is_seen(doc: Document, i: int) -> bool:
    return doc.is_(i, State.RENDERED) and not doc.is_(i, State.OFFSCREEN)


def _area(doc: Document, i: int) -> int:
    box = doc.nodes[i].box
    return box[2] * box[3] if box else 0


def _marks(doc: Document, i: int) -> str:
    """Class names, ids and roles of an element and of the two around it."""
    near = [i, *islice(doc.ancestors(i), 2)]
    parts = [f"{doc.attr(j, 'class') or ''} {doc.attr(j, 'id') or ''} {doc.nodes[j].role}" for j in near]
    busy = any(doc.attr(j, "aria-busy") == "true" for j in near)
    return " ".join(parts) + (" loading" if busy else "")


def _has_company(doc: Document, i: int) -> bool:
    """Whether the page shows any other text beside an element, or a picture or control to be used meanwhile."""
    end = doc.nodes[i].end
    within = {i, *doc.ancestors(i)}
    return any(
        not i <= block.node < end and (block.node not in within or block.text != doc.text(i)) for block in doc.blocks
    )


def _is_repeated(change: dict[str, Any]) -> bool:
    """Whether something changed at least twice, not all at once."""
    times = change["times"]
    return len(times) > 1 and times[-1] - times[0] >= 3  # noqa: PLR2004 - tenths of a second
