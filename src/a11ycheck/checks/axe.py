"""Rules that axe-core judges."""

from __future__ import annotations

from collections.abc import Iterator

from a11ycheck.checks.api import Options
from a11ycheck.checks.document import Document
from a11ycheck.model import AxeNode, Outcome, Verdict

SEPARATOR = " >>> "
"""Joins the selectors of frames and shadow trees on the way to an element."""


def rule(doc: Document, options: Options) -> Iterator[Verdict]:
    """What axe said under the rule ids ``options["ids"]``.

    axe's *violations* are failed, its *incomplete* is cantTell. With ``certain: false`` (axe's
    experimental and review rules) a violation is cantTell too.
    """
    certain = options.get("certain", True)
    for result in (r for r in doc.snapshot.axe if r.id in options["ids"]):
        for node in result.violations:
            yield _verdict(node, Outcome.FAILED if certain else Outcome.CANT_TELL, "failed" if certain else "review")
        for node in result.incomplete:
            yield _verdict(node, Outcome.CANT_TELL, "review")
        if result.passed:
            yield Verdict(outcome=Outcome.PASSED)


def _verdict(node: AxeNode, outcome: Outcome, key: str) -> Verdict:
    known = node.node >= 0
    return Verdict(
        outcome=outcome,
        node=node.node,
        key=key,
        data={**node.data, "axe_check": node.check} if node.check else node.data,
        selector="" if known else SEPARATOR.join(node.target),
        snippet="" if known else node.html,
    )
