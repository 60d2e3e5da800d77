"""Tests of the distribution of plainness."""

from __future__ import annotations

from a11ycheck.exporters.htmlreport.plainness import marked
from a11ycheck.exporters.plainness_tally import PlainnessTally, tally


def measures(score: float, *, sentences: int = 5, hard: int = 0, japanese: float = 1.0) -> dict[str, float]:
    """The measures of a page."""
    return {
        "language.ja": japanese,
        "text_score": score,
        "text_sentences": sentences,
        "text_hard_sentences": hard,
    }


def test_scores_are_sorted_into_buckets() -> None:
    """0 and 100 have their places; English pages and pages with hardly a sentence are not counted."""
    found = tally(
        [measures(0, hard=2), measures(9.9), measures(100), measures(50, japanese=0.1), measures(5, sentences=1)]
    )
    assert found.buckets == (2, 0, 0, 0, 0, 0, 0, 0, 0, 1)
    assert (found.sentences, found.hard) == (15, 2)
    assert found.at(0.5) == 9.9
    assert [number for _, number in found.hardest(2)] == [1, 2]


def test_nothing_measured_is_no_score() -> None:
    """Without pages there is no median."""
    assert PlainnessTally().at(0.5) is None


def test_words_are_marked_in_their_sentence() -> None:
    """Each word of the list is marked wherever it stands; words that were cut off are not."""
    words = "「係る」→「関する」、「速やかに」→「すぐに」…"
    pieces = marked("申請に係る書類を速やかに出す", words)
    assert pieces == (("申請に", ""), ("係る", "関する"), ("書類を", ""), ("速やかに", "すぐに"), ("出す", ""))
    assert marked("書類を出す", "–") == (("書類を出す", ""),)
