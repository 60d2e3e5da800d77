"""How a site stands on each level, and what limits that: the same in every report."""

from __future__ import annotations

from dataclasses import dataclass

from a11ycheck.exporters.digest import Digest
from a11ycheck.exporters.wording import Wording
from a11ycheck.model import Axis, Cell, Level, LevelScore, LevelVerdict, Scan


@dataclass(frozen=True, slots=True)
class Mark:
    """One cell of the matrix, as it is shown."""

    score: float | None
    """The score; None if nothing applied."""
    failed: int
    """Failed findings, those that people judged so included."""
    review: int
    """Findings for a person who has not answered yet."""
    manual: int
    """Check items that only a person can judge."""
    change: float | None
    """Points gained since the last scan; None without one."""

    @property
    def trend(self) -> str:
        """better, worse or same; empty without a last scan."""
        if self.change is None:
            return ""
        return "better" if self.change > 0 else "worse" if self.change < 0 else "same"


@dataclass(frozen=True, slots=True)
class Standing:
    """One row of the matrix."""

    level: Level
    """The level."""
    verdict: LevelVerdict
    """The verdict."""
    total: Mark
    """Over all axes."""
    axes: tuple[Mark, ...]
    """In the order of ``Axis``."""

    @property
    def cells(self) -> tuple[Mark, ...]:
        """The axes, and the sum at the end."""
        return (*self.axes, self.total)


def standings(scan: Scan, previous: Scan | None, digest: Digest) -> tuple[Standing, ...]:
    """Levels 1 to 3, whether or not the scan has scores for them."""
    now = {score.level: score for score in scan.score}
    before = {score.level: score for score in previous.score} if previous else {}
    return tuple(_standing(level, now.get(level), before.get(level), digest) for level in Level)


def note_text(note: str, words: Wording) -> str:
    """A note of a scan (``robots:12``) as a sentence; an unknown one as it is."""
    name, _, value = note.partition(":")
    key = f"note_{name}"
    return words.say(key, n=int(value)) if value.isdecimal() and words.get(key, "") else note


def _standing(level: Level, now: LevelScore | None, before: LevelScore | None, digest: Digest) -> Standing:
    reviews, by_people = dict.fromkeys(Axis, 0), dict.fromkeys(Axis, 0)
    for line in digest.rules.values():
        if line.rule.level == level and not line.rule.advice:
            reviews[line.rule.quality] += line.review
            by_people[line.rule.quality] += line.people.failed
    axes = tuple(
        _mark(
            now.axes.get(axis) if now else None,
            before.axes.get(axis) if before else None,
            reviews[axis],
            by_people[axis],
        )
        for axis in Axis
    )
    total = _mark(
        now.total if now else None,
        before.total if before else None,
        sum(reviews.values()),
        sum(by_people.values()),
    )
    return Standing(level, now.verdict if now else LevelVerdict.NOT_CHECKED, total, axes)


def _mark(now: Cell | None, before: Cell | None, review: int, by_people: int) -> Mark:
    cell = now or Cell()
    change = None
    if before is not None and before.score is not None and cell.score is not None:
        change = round(cell.score - before.score, 1)
    return Mark(cell.score, cell.findings + by_people, review, cell.manual, change)
