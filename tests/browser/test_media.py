"""What the browser tells of audio and video without playing them."""

from __future__ import annotations

import base64
import struct
from collections.abc import Callable

import pytest

from a11ycheck.engine.ports import Unchecked
from a11ycheck.model import Media, Snapshot

from .conftest import PageServer, send

Gather = Callable[..., list[Snapshot | Unchecked]]
HEAD = '<!doctype html><html lang="ja"><meta charset="utf-8"><title>例</title>'
VIDEO = base64.b64decode(
    "GkXfo59ChoEBQveBAULygQRC84EIQoKEd2VibUKHgQJChYECGFOAZ0CXFUmpZpYq17GDD0JARImERXoAAE2AgXhXQYF4FlSua5uumdeB"
    "AXPFgQGDgQGGhVZfVlA44IawgQG6gQEfQ7Z11+eBAKOagQAAgDABAJ0BKgEAAQAOwP4lpAADcAAAAACjmoEH0IAwAQCdASoBAAEADsD+"
    "JaQAA3AAAAAAo5qBD3iAMAEAnQEqAQABAA7A/iWkAANwAAAAAA=="
)
"""Four seconds of one grey dot, without a sound track."""


def wav(seconds: float, level: int) -> bytes:
    """A square tone, or silence with level 0."""
    count = int(seconds * 3000)
    data = bytes(128 + (level if (i // 6) % 2 else -level) for i in range(count))
    form = struct.pack("<IHHIIHH", 16, 1, 1, 3000, 3000, 1, 8)
    return b"RIFF" + struct.pack("<I", 36 + count) + b"WAVEfmt " + form + b"data" + struct.pack("<I", count) + data


@pytest.fixture
def media(server: PageServer, gather: Gather) -> Callable[..., dict[str, Media]]:
    """Opens a page with this body; the facts by element id."""
    files = {"/tone.wav": wav(5, 60), "/silence.wav": wav(5, 0), "/dot.webm": VIDEO}
    for path, data in files.items():
        kind = "video/webm" if path.endswith("webm") else "audio/wav"
        server.pages[path] = lambda handler, data=data, kind=kind: send(handler, data, content_type=kind)

    def run(body: str) -> dict[str, Media]:
        server.pages["/"] = HEAD + body
        result = gather("/")[0]
        assert isinstance(result, Snapshot), result
        assert not [r for r in result.resources if r.kind == "fetch"], "what the walker fetched is not the page's"
        return {result.nodes[m.node].attrs["id"]: m for m in result.media}

    return run


def test_sound_that_starts_is_listened_to(media: Callable[..., dict[str, Media]]) -> None:
    """Of what starts by itself it is known whether and how long it can be heard; of the rest only how long it is."""
    found = media(
        "<audio id=tone autoplay src=tone.wav></audio><audio id=silence autoplay src=silence.wav></audio>"
        "<audio id=part autoplay src=tone.wav#t=1,2></audio><audio id=waits controls src=tone.wav></audio>"
    )
    assert found["tone"].heard == pytest.approx(5, abs=0.1)
    assert found["silence"].heard == 0
    assert (found["part"].seconds, found["part"].heard) == (1, pytest.approx(1, abs=0.1))
    assert (found["waits"].seconds, found["waits"].heard, found["waits"].sound) == (5, -1, 1)
    assert [m.starts for m in found.values()] == [True, True, True, False]


def test_silent_and_broken_videos(media: Callable[..., dict[str, Media]]) -> None:
    """A video without a sound track is known to be silent; one that is not there, or waits to be loaded, is unknown."""
    found = media(
        "<video id=dot controls src=dot.webm></video><video id=gone controls src=gone.webm></video>"
        "<video id=waits preload=none controls src=dot.webm></video>"
    )
    dot = found["dot"]
    assert (dot.known, dot.sound, dot.heard, dot.picture, dot.seconds, dot.controls) == (True, 0, 0, 1, 4, True)
    assert (found["gone"].known, found["gone"].broken, found["gone"].sound) == (False, True, -1)
    assert (found["waits"].known, found["waits"].broken, found["waits"].seconds) == (False, False, -1)


def test_media_in_a_frame(server: PageServer, gather: Gather) -> None:
    """A frame's media are facts of the frame."""
    server.pages["/dot.webm"] = lambda handler: send(handler, VIDEO, content_type="video/webm")
    server.pages["/"] = HEAD + "<iframe srcdoc='<p><video controls src=/dot.webm></video>'></iframe>"
    result = gather("/")[0]
    assert isinstance(result, Snapshot)
    assert result.media == ()
    ((medium,),) = (frame.media for frame in result.frames)
    assert medium.seconds == 4
