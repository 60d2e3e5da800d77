"""How plain the Japanese of a scan's pages is: its scores, their distribution, the hardest pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

BUCKETS = 10
"""Parts into which the scores from 0 to 100 are sorted."""
_JAPANESE, _SCORE = "language.ja", "text_score"
_SENTENCES, _HARD = "text_sentences", "text_hard_sentences"
_MOSTLY = 0.5
_MIN_SENTENCES = 3


@dataclass(slots=True)
class PlainnessTally:
    """The scores of pages that are mostly Japanese. Higher is plainer."""

    pages: list[tuple[float, int]] = field(default_factory=list)
    """Score and page number."""
    sentences: int = 0
    """Sentences that were measured."""
    hard: int = 0
    """Of these, particularly hard ones."""

    def take(self, number: int, metrics: Mapping[str, float]) -> None:
        """Counts a page, if it has some Japanese sentences."""
        sentences = int(metrics.get(_SENTENCES, 0))
        if _SCORE not in metrics or sentences < _MIN_SENTENCES or metrics.get(_JAPANESE, 0) < _MOSTLY:
            return
        self.pages.append((float(metrics[_SCORE]), number))
        self.sentences += sentences
        self.hard += int(metrics.get(_HARD, 0))

    @property
    def buckets(self) -> tuple[int, ...]:
        """Pages by score: 0 to under 10, … 90 to 100."""
        counts = [0] * BUCKETS
        for score, _ in self.pages:
            counts[min(BUCKETS - 1, max(0, int(score * BUCKETS / 100)))] += 1
        return tuple(counts)

    def at(self, share: float) -> float | None:
        """The score that this share of the pages does not exceed: 0.5 gives the median; None without pages."""
        scores = sorted(score for score, _ in self.pages)
        return scores[round(share * (len(scores) - 1))] if scores else None

    def hardest(self, most: int) -> list[tuple[float, int]]:
        """The pages with the lowest scores."""
        return sorted(self.pages)[:most]


def tally(measures: Iterable[Mapping[str, float]]) -> PlainnessTally:
    """The tally of an earlier scan, from the measures of its pages."""
    found = PlainnessTally()
    for number, metrics in enumerate(measures, 1):
        found.take(number, metrics)
    return found
