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


def gif(delays: list[int], loops: int | None) -> bytes:
    """A GIF of one dot that changes between black and white; ``loops`` None plays it once, 0 for ever."""
    data = b"GIF89a" + bytes([1, 0, 1, 0, 0x80, 0, 0]) + bytes([0, 0, 0, 255, 255, 255])
    if loops is not None:
        data += b"\x21\xff\x0bNETSCAPE2.0\x03\x01" + struct.pack("<H", loops) + b"\x00"
    for n, delay in enumerate(delays):
        data += b"\x21\xf9\x04\x00" + struct.pack("<H", delay) + b"\x00\x00"
        data += b"\x2c\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02" + (b"\x4c\x01" if n % 2 else b"\x44\x01") + b"\x00"
    return data + b"\x3b"


@pytest.mark.parametrize(
    ("delays", "loops", "seconds", "pace"),
    [
        ([50, 50], 0, -1, 2),
        ([50, 50, 50], None, 1.5, 2),
        ([5, 5, 5, 5, 100], 2, 3.6, 5),
        ([0, 0], 0, -1, 10),
        ([0], None, None, None),
    ],
)
def test_moving_pictures(
    server: PageServer,
    gather: Gather,
    delays: list[int],
    loops: int | None,
    seconds: float | None,
    pace: float | None,
) -> None:
    """The frames of a GIF tell how long it moves and how fast; a still one is none."""
    server.pages["/a.gif"] = lambda handler: send(handler, gif(delays, loops), content_type="image/gif")
    server.pages["/"] = HEAD + "<img src=a.gif width=100 height=100><p>本文"
    result = gather("/")[0]
    assert isinstance(result, Snapshot)
    found = [(pytest.approx(m.seconds), m.pace) for m in result.motion]
    assert found == ([] if seconds is None else [(seconds, pace)])


def test_broken_pictures_are_harmless(server: PageServer, gather: Gather) -> None:
    """A cut, an empty and a false GIF, and one that fills its second with thousands of frames, cost nothing."""
    whole = gif([1] * 5000, 0)
    for name, data in {"cut": whole[:1500], "empty": b"", "text": b"GIF89a<html>", "long": whole}.items():
        server.pages[f"/{name}.gif"] = lambda handler, data=data: send(handler, data, content_type="image/gif")
    server.pages["/"] = HEAD + "".join(
        f"<img src={n}.gif width=100 height=100>" for n in ("cut", "empty", "text", "long")
    )
    result = gather("/")[0]
    assert isinstance(result, Snapshot)
    assert all(m.pace <= 60 for m in result.motion)


def test_endless_animations(server: PageServer, gather: Gather) -> None:
    """Animations without an end are named with what they change; finite and paused ones are not."""
    server.pages["/"] = HEAD + (
        "<style>@keyframes a{to{transform:rotate(1turn);opacity:.5}}p{animation:a 2s infinite}"
        "i{animation:a 1s}b{animation:a 1s infinite paused}</style><p>動く</p><i>止まる</i><b>休む</b>"
    )
    result = gather("/")[0]
    assert isinstance(result, Snapshot)
    (motion,) = result.motion
    assert result.nodes[motion.node].tag == "p"
    assert (motion.kind, motion.seconds, motion.pace) == ("animation", -1, 0.5)
    assert {"transform", "opacity"} <= set(motion.properties)
