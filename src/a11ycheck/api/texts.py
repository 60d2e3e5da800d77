"""Checks a text for writers, and says the result in JSON-able values."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from a11ycheck.api.ruleset import load_ruleset
from a11ycheck.language import analysis, wording
from a11ycheck.language.analysis import Analysis
from a11ycheck.language.characters import has_japanese
from a11ycheck.language.detect import Detection, detect
from a11ycheck.language.marks import Mark, Profile
from a11ycheck.settings import ScanSettings

AUTO = "auto"
"""The language of the text is to be found out."""
_SURE = 0.5
_ABBREVIATION_RULE = "abbreviation"


@dataclass(frozen=True, slots=True)
class CheckedText:
    """A text that was checked."""

    language: Detection
    """Its language."""
    analysis: Analysis
    """Score, metrics and marks."""


def check_text(text: str, *, language: str = AUTO, profile: Profile, common: Collection[str] = ()) -> CheckedText:
    """Reads one text.

    Args:
        text: the text.
        language: ja, en or auto.
        profile: whom it is written for.
        common: Latin abbreviations that need no explanation.
    """
    found = _language(text) if language == AUTO else Detection(code=language, confidence=1.0)
    return CheckedText(found, analysis.analyse(text, found.code, profile=profile, common=common))


def common_abbreviations() -> frozenset[str]:
    """The abbreviations that the rule on abbreviations takes for known."""
    for rule in load_ruleset(ScanSettings()).known:
        if rule.id == _ABBREVIATION_RULE:
            return frozenset(rule.options.get("common", ()))
    return frozenset()


def as_json(checked: CheckedText, places: Sequence[int] = ()) -> dict[str, Any]:
    """The result as ``a11ycheck text --format json`` prints it.

    Args:
        checked: the result.
        places: where each character stood in the file; empty where the text is the file.
    """
    result = checked.analysis
    return {
        "language": {"code": checked.language.code, "confidence": checked.language.confidence},
        "score": None if result.score is None else round(result.score, 2),
        "metrics": result.metrics,
        "findings": [_finding(mark, places) for mark in result.marks],
    }


def _finding(mark: Mark, places: Sequence[int]) -> dict[str, Any]:
    return {
        "kind": mark.kind,
        "start": places[mark.start] if places else mark.start,
        "end": places[mark.end - 1] + 1 if places else mark.end,
        "text": mark.text,
        "suggestion": mark.suggestion,
        "message": {lang: wording.message(mark, lang) for lang in ("ja", "en")},
    }


def _language(text: str) -> Detection:
    """The language of a text; where it is too short to be sure, kana and kanji count as Japanese."""
    found = detect(text)
    if found.confidence >= _SURE or not has_japanese(text):
        return found
    return Detection(code="ja", confidence=found.confidence if found.code == "ja" else 0.5)
