"""A rule as its file says."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from a11ycheck.model.base import Axis, Level, Value, Words
from a11ycheck.model.looks import LookName
from a11ycheck.model.probe import ProbeName

_LOOKS = frozenset(LookName)
_PROBES = frozenset(ProbeName)


class Method(StrEnum):
    """Who decides (WAIC: AC / AF / HC)."""

    AUTOMATIC = "automatic"
    ASSISTED = "assisted"
    """The machine finds candidates or failures; a person judges the rest."""
    MANUAL = "manual"


class Impact(StrEnum):
    """How hard a failure hits the people whom it hits."""

    CRITICAL = "critical"
    SERIOUS = "serious"
    MODERATE = "moderate"
    MINOR = "minor"


class Expected(StrEnum):
    """What a rule has to say of an example."""

    FAILED = "failed"
    REVIEW = "review"
    PASSED = "passed"
    INAPPLICABLE = "inapplicable"


class Example(Value, frozen=True, kw_only=True):
    """A piece of HTML, or the description of a file, in a rule file, with what the rule has to say of it."""

    expected: Expected
    """The heading that it stands under."""
    title: str
    """Its own heading: one sentence that says why."""
    key: str = ""
    """The message that it must provoke; empty for passed and inapplicable ones."""
    html: str
    """The code as it stands in the file."""
    markup: str = "html"
    """``html``, or ``yaml`` for the description of a file that is no page."""
    line: int
    """Where it stands in the file, counted from 1."""


class Rule(Value, frozen=True, kw_only=True):
    """One rule."""

    id: str
    """The file's name: a kebab-case noun phrase, kept for ever."""
    level: Level
    """The folder that it stands in."""
    name: Words
    """What is demanded, as a short statement."""
    quality: Axis
    """The quality axis."""
    method: Method
    """Who decides."""
    phases: tuple[str, ...]
    """Life-cycle phases in which it is checked: design, build, operate."""
    check: str
    """The function that judges, e.g. ``links.is_specific``; empty for a manual rule."""
    options: dict[str, Any] = {}
    """Arguments for the check."""
    needs: tuple[str, ...] = ()
    """What must be gathered: html, layout, axe, text, http, site, files, or the name of a look or of a probe."""
    impact: Impact
    """How hard a failure hits."""
    advice: bool = False
    """Whether it is advice (a best practice): shown, but never counted against score or gate."""
    item: str
    """The check item of the three-tier scheme, e.g. ``LNK-01``."""
    requirements: tuple[str, ...] = ()
    """What a failure violates: ``wcag22:1.1.1``, ``jis2016:1.1.1`` …"""
    related: tuple[str, ...] = ()
    """What it only touches; never reported as violated."""
    act: tuple[str, ...] = ()
    """Ids of the W3C ACT rules that it implements."""
    act_parts: tuple[str, ...] = ()
    """Those of them that test a part or a technique: failing them alone violates none of the requirements."""
    messages: dict[str, Words] = {}
    """What it can say, by key; ``{name}`` stands for a value of the verdict's data."""
    disabled: bool = False
    """Whether it is off unless asked for."""
    why: Words
    """Why it matters, Markdown."""
    fix: Words
    """How to fix it, Markdown."""
    examples: tuple[Example, ...] = ()
    """Its examples; in a Rule of a stored scan only the first of each kind."""
    frames: bool = True
    """Whether it looks into the frames of a page too."""
    version: str
    """Hash of what changes its verdict: check, options, level, file schema."""
    source: str = ""
    """The file, relative to its rulesets folder."""

    @property
    def looks(self) -> tuple[LookName, ...]:
        """The closer looks that it wants."""
        return tuple(LookName(need) for need in self.needs if need in _LOOKS)

    @property
    def probes(self) -> tuple[str, ...]:
        """The probes that it cannot judge without."""
        return tuple(need for need in self.needs if need in _PROBES)

    @property
    def judges_frames(self) -> bool:
        """Whether its check is to see the documents in frames; axe goes there by itself, looks and probes do not."""
        return self.frames and "axe" not in self.needs and not self.looks and not self.probes

    @property
    def axe_ids(self) -> tuple[str, ...]:
        """The axe rules that it stands for."""
        ids = self.options.get("ids", ()) if "axe" in self.needs else ()
        return tuple(ids)
