"""What is looked at more closely than the walker looks: facts that cost something or that few elements have."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from a11ycheck.model.base import Value


class LookName(StrEnum):
    """A word of ``needs:`` in rule files: gathered only where an active rule names it.

    A look reads; it never uses the page, and what it changes for a moment (forced states, hidden text) it takes back.
    """

    SHEETS = "sheets"
    """The style sheets are read for rules that depend on the screen's orientation."""
    FOCUS = "focus"
    """Tab stops are styled as if they had the focus."""
    PIXELS = "pixels"
    """Text whose background cannot be computed is photographed with and without its letters."""
    LISTENERS = "listeners"
    """The events are listed that scripts of the page listen to."""


class Scroller(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """An element that scrolls."""

    node: int
    """Its index."""
    across: int
    """CSS px by which its content is wider than what is visible of it."""
    down: int
    """CSS px by which its content is higher than what is visible of it."""
    padding_across: int
    """Padding left and right, in CSS px."""
    padding_down: int
    """Padding above and below, in CSS px."""


class ForcedSpacing(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Text whose spacing an ``!important`` in a style attribute decides."""

    node: int
    """The element that the text stands in."""
    owner: int
    """The element with the style attribute: the same, or one around it."""
    property: str
    """line-height, letter-spacing or word-spacing."""
    ratio: float
    """The spacing as a multiple of the text's size, as it is shown."""
    lines: int
    """Lines that the text takes."""


class Turn(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """An element that a style sheet turns in one orientation of the screen."""

    node: int
    """Its index."""
    orientation: str
    """portrait or landscape."""
    degrees: float
    """By how much it is turned there against how it otherwise stands: from 0 up to 360."""
    sure: bool
    """Whether no other rule may set the same; False where several rules turn it."""


class FocusStop(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A Tab stop, and whether it looks different when it has the focus."""

    node: int
    """Its index."""
    shown: bool
    """Whether the style of the element, or of something in it or beside it, changes."""
    scripted: bool
    """Whether a script that hears focus or keys may show the focus or pass it on."""
    afar: bool
    """Whether a style sheet may show the focus further away (:focus-within, :has), or cannot be read."""


class Backdrop(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The contrast between a text and what lies behind it, from pixel to pixel."""

    node: int
    """The element that the text stands in."""
    low: float
    """The lowest contrast ratio right behind and around the letters."""
    high: float
    """The highest one."""


class Listeners(msgspec.Struct, frozen=True):
    """What the scripts of a page listen to."""

    events: tuple[str, ...] = ()
    """Events that the window hears of, each once."""
    presses: tuple[int, ...] = ()
    """Indexes of elements on which a script listens for the mouse, as many as 60."""


class Looks(Value, frozen=True, kw_only=True):
    """What the closer looks found. None where a look was not asked for, or failed."""

    scrollers: tuple[Scroller, ...] = ()
    """Elements that scroll. Always taken."""
    spacings: tuple[ForcedSpacing, ...] = ()
    """Text with forced spacing. Always taken."""
    turns: tuple[Turn, ...] | None = None
    """By ``sheets``."""
    stops: tuple[FocusStop, ...] | None = None
    """By ``focus``: a sample, one for each look that Tab stops of the page have."""
    backdrops: tuple[Backdrop, ...] | None = None
    """By ``pixels``: texts that axe could not measure, as many as time allowed."""
    listeners: Listeners | None = None
    """By ``listeners``."""
