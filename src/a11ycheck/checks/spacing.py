"""Spacing of text that readers cannot widen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from a11ycheck.checks.api import Options, failed, passed
from a11ycheck.checks.document import Document
from a11ycheck.model import ForcedSpacing, State, Verdict

_LEAST = {"line-height": 1.5, "letter-spacing": 0.12, "word-spacing": 0.16}
"""What readers must be able to reach, as multiples of the text's size (WCAG 2.2, criterion 1.4.12)."""
_ROUNDING = 0.005
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_LETTER = re.compile(r"[^\W\d_]")


def not_forced(doc: Document, _: Options) -> Iterator[Verdict]:
    """No ``!important`` in a style attribute holds the spacing of shown text below what readers may need."""
    worst: dict[tuple[int, str], ForcedSpacing] = {}
    for spacing in doc.snapshot.looks.spacings:
        if not _counts(doc, spacing):
            continue
        key = (spacing.owner, spacing.property)
        if key not in worst or spacing.ratio < worst[key].ratio:
            worst[key] = spacing
    for (owner, name), spacing in worst.items():
        if spacing.ratio < _LEAST[name] - _ROUNDING:
            yield failed(name, owner, value=round(spacing.ratio, 2))
        else:
            yield passed(owner)


def _counts(doc: Document, spacing: ForcedSpacing) -> bool:
    """Whether the spacing matters to the text: it is seen, has lines to part, or words with spaces between."""
    if not doc.is_(spacing.node, State.RENDERED) or doc.is_(spacing.node, State.OFFSCREEN):
        return False
    if spacing.property == "line-height":
        return spacing.lines > 1
    if spacing.property == "word-spacing":
        # Japanese and Chinese put no spaces between words.
        text = doc.text(spacing.node)
        return len(_CJK.findall(text)) * 2 < len(_LETTER.findall(text))
    return True
