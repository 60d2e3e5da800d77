"""What the pages of a scan say about languages: the matrix of site × language, counted in one pass."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field

from a11ycheck.checks.languages import agrees, normal_code
from a11ycheck.model import PageResult

_SHARE, _VERSION = "language.", "version."
_JAPANESE = "ja"
_MIN_MIXED = 0.2


@dataclass(slots=True)
class LanguageLine:
    """One language of a site."""

    code: str
    """Its code, as the detector writes it."""
    pages: array[int] = field(default_factory=lambda: array("I"))
    """Numbers of the pages whose main text is mostly in it."""
    mixed: array[int] = field(default_factory=lambda: array("I"))
    """Numbers of pages that are mostly in another language and hold at least a fifth of it."""
    undeclared: array[int] = field(default_factory=lambda: array("I"))
    """Of ``pages``, those that declare another language, or none."""
    versions: int = 0
    """Japanese pages that point to a version of themselves in it."""
    procedures: int = 0
    """Of these, pages about a procedure."""


@dataclass(slots=True)
class LanguageTally:
    """All languages of a scan. Pages are given to ``take`` in their order."""

    lines: dict[str, LanguageLine] = field(default_factory=dict)
    """By code."""
    judged: int = 0
    """Pages with enough text to tell."""
    japanese: int = 0
    """Pages in Japanese."""
    procedures: int = 0
    """Japanese pages about a procedure."""
    missing: list[int] = field(default_factory=list)
    """Of these, those without a version in any other language."""

    def take(self, number: int, result: PageResult) -> None:
        """Counts a page."""
        shares = {k.removeprefix(_SHARE): v for k, v in result.metrics.items() if k.startswith(_SHARE)}
        if not shares:
            return
        self.judged += 1
        main = max(shares, key=lambda code: shares[code])
        line = self._line(main)
        line.pages.append(number)
        declared = normal_code(result.lang)
        if not declared or not agrees(declared, main):
            line.undeclared.append(number)
        for code, share in shares.items():
            if code != main and share >= _MIN_MIXED:
                self._line(code).mixed.append(number)
        if main != _JAPANESE:
            return
        self.japanese += 1
        procedure = bool(result.metrics.get("procedure"))
        self.procedures += procedure
        versions = [k.removeprefix(_VERSION) for k in result.metrics if k.startswith(_VERSION)]
        for code in versions:
            line = self._line(code)
            line.versions += 1
            line.procedures += procedure
        if procedure and not versions:
            self.missing.append(number)

    def ordered(self) -> list[LanguageLine]:
        """Japanese first, then by pages and versions."""
        return sorted(
            self.lines.values(),
            key=lambda line: (line.code != _JAPANESE, -len(line.pages), -line.versions, line.code),
        )

    def _line(self, code: str) -> LanguageLine:
        return self.lines.setdefault(code, LanguageLine(code))
