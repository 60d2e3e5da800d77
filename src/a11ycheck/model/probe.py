"""What can be learnt only by using a page."""

from __future__ import annotations

from enum import StrEnum


class ProbeName(StrEnum):
    """A word of ``needs:`` in rule files, and the key of the outcome in ``Snapshot.probes``.

    A rule that needs a probe which was not run on a page is untested there: neither passed nor failed.
    """

    KEYBOARD = "keyboard"
    """The Tab key is pressed again and again."""
    HOVER = "hover"
    """The pointer rests on things, or they take the focus, and something appears."""
    REFLOW = "reflow"
    """The page is shown 320 CSS px wide."""
    ZOOM = "zoom"
    """The text is shown at twice its size."""
    SPACING = "spacing"
    """The text is given more space between letters, words, lines and paragraphs."""
    MOTION = "motion"
    """What moves is watched for some seconds, with and without the wish for less motion."""
    PHONE = "phone"
    """The page is shown as a phone shows it, upright and on its side."""
