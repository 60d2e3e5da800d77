"""The geometry of the trend chart. The template draws it and gives the same numbers in a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from a11ycheck.exporters.wording import Wording
from a11ycheck.model import Level, Scan

MAX_SCANS = 20
"""Scans that the trend shows, the latest ones."""
WIDTH, HEIGHT = 720, 260
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 96, 16, 36
_GAP = 18


@dataclass(frozen=True, slots=True)
class Line:
    """The scores of one level."""

    level: int
    """The level."""
    points: tuple[tuple[float, float], ...]
    """Where its marks stand."""
    path: str
    """The line through them, for ``polyline``."""
    label_y: float
    """Where its name stands at the end, clear of the other names."""


@dataclass(frozen=True, slots=True)
class Trend:
    """Scores over time."""

    lines: tuple[Line, ...]
    """One for each level that was judged."""
    ticks: tuple[tuple[float, str], ...]
    """Positions and words of the dates that are shown."""
    rules: tuple[tuple[float, int], ...]
    """Positions and values of the horizontal lines."""
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    """The table: date, and the scores of levels 1 to 3."""
    left: float = _LEFT
    """Left edge of the plot."""
    right: float = WIDTH - _RIGHT
    """Right edge of the plot."""
    width: int = WIDTH
    """Width of the picture."""
    height: int = HEIGHT
    """Height of the picture."""


def trend(scans: Sequence[Scan], words: Wording) -> Trend | None:
    """The chart of up to ``MAX_SCANS`` scans, oldest first; None where there are fewer than two."""
    unique = {scan.id: scan for scan in scans if scan.score}
    shown = sorted(unique.values(), key=lambda scan: scan.started)[-MAX_SCANS:]
    if len(shown) < 2:  # noqa: PLR2004 - one point is no trend
        return None
    scores = [_scores(scan) for scan in shown]
    low = _floor(value for row in scores for value in row.values())
    step = (WIDTH - _LEFT - _RIGHT) / (len(shown) - 1)

    def y(value: float) -> float:
        return round(_TOP + (HEIGHT - _TOP - _BOTTOM) * (100 - value) / (100 - low), 1)

    lines = []
    for level in Level:
        points = tuple((round(_LEFT + i * step, 1), y(row[level])) for i, row in enumerate(scores) if level in row)
        if points:
            path = " ".join(f"{x},{v}" for x, v in points)
            lines.append(Line(int(level), points, path, points[-1][1]))
    every = -(-len(shown) // 5)
    dates = [words.date(scan.started) for scan in shown]
    ticks = tuple(
        (round(_LEFT + i * step, 1), f"{scan.started:%Y-%m-%d}")
        for i, scan in enumerate(shown)
        if (len(shown) - 1 - i) % every == 0
    )
    rows = tuple(
        (date, tuple(words.score(row.get(level)) for level in Level)) for date, row in zip(dates, scores, strict=True)
    )
    rules = tuple((y(value), value) for value in range(low, 101, max(5, (100 - low) // 4)))
    return Trend(tuple(_spread(lines)), ticks, rules, rows)


def _scores(scan: Scan) -> dict[Level, float]:
    return {s.level: value for s in scan.score if (value := s.total.score) is not None}


def _floor(values: Iterable[float]) -> int:
    """The lower end of the axis: a round number, so that small changes stay visible."""
    lowest = min(values, default=0.0)
    return next((floor for floor in (80, 60, 40, 20) if lowest >= floor), 0)


def _spread(lines: list[Line]) -> list[Line]:
    """Moves names apart that would overlap."""
    placed: list[Line] = []
    for line in sorted(lines, key=lambda item: item.label_y):
        at = max(line.label_y, placed[-1].label_y + _GAP) if placed else line.label_y
        placed.append(Line(line.level, line.points, line.path, at))
    return sorted(placed, key=lambda item: item.level)
