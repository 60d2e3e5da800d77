"""The documents of a page: the page itself, and those in its frames, each as checks see it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from a11ycheck.checks.document import Document
from a11ycheck.engine.identity import Identity
from a11ycheck.model import Frame, Looks, Snapshot

_WITH_ADDRESS = ("http:", "https:", "file:")


@dataclass(frozen=True, slots=True)
class View:
    """One document of a page."""

    doc: Document
    """The document."""
    identity: Identity
    """Names its elements."""
    region: str = ""
    """For a frame, the part of the page in which it (or the outermost frame around it) stands; else empty."""

    @property
    def is_frame(self) -> bool:
        """Whether it stands in a frame."""
        return bool(self.region)


def views_of(page: Document) -> Iterator[View]:
    """The page, then the documents in its frames; outer ones come before those in them."""
    top = View(page, Identity(page))
    yield top
    frames: list[View] = []
    for frame in page.snapshot.frames:
        around = frames[frame.parent] if frame.parent >= 0 else top
        doc = Document(_snapshot(frame, around.doc.snapshot), is_frame=True)
        identity = Identity(doc, around.identity.inside(frame.node))
        view = View(doc, identity, around.region or page.region(frame.node))
        frames.append(view)
        yield view


def _snapshot(frame: Frame, around: Snapshot) -> Snapshot:
    """A frame's document as a small page; what was learnt of the page as a whole stays with the page."""
    url = frame.url if frame.url.startswith(_WITH_ADDRESS) else around.response.url
    return msgspec.structs.replace(
        around,
        response=msgspec.structs.replace(around.response, url=url),
        title=frame.title,
        charset=frame.charset,
        doctype=frame.doctype,
        viewport=frame.viewport,
        height=frame.height,
        nodes=frame.nodes,
        styles=frame.styles,
        urls=frame.urls,
        media=frame.media,
        motion=frame.motion,
        looks=Looks(),
        cut=frame.cut,
        frames=(),
        axe=(),
        resources=(),
        probes={},
    )
