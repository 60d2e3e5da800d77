"""The shape that all values share: frozen, unknown fields refused (keyword-only is said per class)."""

from __future__ import annotations

from enum import IntEnum, StrEnum

import msgspec


class Value(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A frozen value. Equal when all fields are equal."""


class Level(IntEnum):
    """The three tiers of the Tokyo guideline (#3)."""

    MUST = 1
    """必ず守るべき事項"""
    RECOMMENDED = 2
    """遵守を強く推奨する事項"""
    IDEAL = 3
    """理想型として追求したい事項"""


class Axis(StrEnum):
    """The four components of resident satisfaction in the guideline (3.2)."""

    ACCESSIBILITY = "accessibility"
    USABILITY = "usability"
    PROCEDURE = "procedure"
    """手続きコスト（時間）"""
    FRESHNESS = "freshness"
    """サービスのアップデート"""


class Outcome(StrEnum):
    """Outcomes of a test, as EARL names them (https://www.w3.org/TR/EARL10-Schema/#outcome)."""

    PASSED = "passed"
    FAILED = "failed"
    CANT_TELL = "cantTell"
    """要確認: a person has to look."""
    INAPPLICABLE = "inapplicable"
    UNTESTED = "untested"


class Lang(StrEnum):
    """A language of the reader (of reports and messages, not of the pages)."""

    JA = "ja"
    EN = "en"


class Words(Value, frozen=True, kw_only=True):
    """One text in both languages of the reader."""

    ja: str
    """Japanese."""
    en: str
    """English."""

    def get(self, lang: str) -> str:
        """The text in ``lang``; Japanese where there is no such language."""
        return self.en if lang == Lang.EN else self.ja
