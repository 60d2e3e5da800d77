"""What is known of audio, video and what moves, without playing it."""

from __future__ import annotations

from a11ycheck.model.base import Value


class Media(Value, frozen=True, kw_only=True):
    """One ``audio`` or ``video`` element."""

    node: int
    """Its index in the nodes of its document."""
    known: bool = False
    """Whether the browser has read what it holds; what follows is otherwise only what the element says."""
    broken: bool = False
    """Whether there is nothing that the browser can play."""
    live: bool = False
    """Whether it has no end: a broadcast."""
    seconds: float = -1
    """How long it plays, the part that its address asks for (``#t=8,10``); -1 where that is not known."""
    starts: bool = False
    """Whether it asks to start by itself (``autoplay``)."""
    muted: bool = False
    """Whether its sound is switched off now."""
    controls: bool = False
    """Whether the browser shows its own controls on it."""
    loops: bool = False
    """Whether it begins again when it ends."""
    picture: int = -1
    """1 with a picture, 0 without one, -1 where that is not known."""
    sound: int = -1
    """1 with a sound track (which may be silent), 0 without one, -1 where that is not known."""
    heard: float = -1
    """Seconds from the first to the last thing to be heard in what plays, 0 for silence; -1 where nobody listened.

    The sound is listened to only where it decides something: it starts by itself, or seems to be silent.
    """


class Motion(Value, frozen=True, kw_only=True):
    """Something that moves by itself and does not end soon."""

    node: int
    """Index of its element in the nodes of its document."""
    kind: str
    """``animation`` (CSS or script, without an end) or ``picture`` (GIF, animated PNG)."""
    seconds: float = 0
    """How long it goes on; -1 without an end, 0 where that is not known."""
    pace: float = -1
    """Frames of a picture in its fastest second, or rounds of an animation a second; -1 where that is not known."""
    properties: tuple[str, ...] = ()
    """What an animation changes, e.g. ``transform``, ``opacity``."""
