"""How an address answered that is linked to but not judged."""

from __future__ import annotations

from a11ycheck.model.base import Value
from a11ycheck.model.scan import ProblemKind


class LinkAnswer(Value, frozen=True, kw_only=True):
    """The answer of one address to a single question: are you there?"""

    status: int = 0
    """HTTP status, 0 without an answer."""
    url: str = ""
    """The address that answered, after redirects."""
    problem: ProblemKind | None = None
    """Why there is no good answer; None if there is one."""
    no_host: bool = False
    """Whether the name service says that there is no such host."""
    held_back: str = ""
    """Why the address was not asked: ``robots``, ``limit``, ``private``, ``silent-host``; empty if it was."""
