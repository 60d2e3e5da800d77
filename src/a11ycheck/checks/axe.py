"""Rules that axe-core judges."""

from __future__ import annotations

from collections.abc import Iterator

from a11ycheck.checks.api import Options
from a11ycheck.checks.document import Document
from a11ycheck.model import AxeNode, Outcome, State, Verdict

SEPARATOR = " >>> "
"""Joins the selectors of frames and shadow trees on the way to an element."""


def rule(doc: Document, options: Options) -> Iterator[Verdict]:
    """What axe said under the rule ids ``options["ids"]``.

    axe's *violations* are failed, its *incomplete* is cantTell. With ``certain: false`` (axe's
    experimental and review rules) a violation is cantTell too; with ``certain: own-text`` one on an
    element that has no text of its own (what it sets may be set anew for the text inside it), with
    ``certain: exposed`` one on an element that nobody can reach at the moment (inert behind a dialog).
    """
    for result in (r for r in doc.snapshot.axe if r.id in options["ids"]):
        for node in result.violations:
            certain = _is_certain(doc, node, options.get("certain", True))
            yield _verdict(node, Outcome.FAILED if certain else Outcome.CANT_TELL, "failed" if certain else "review")
        for node in result.incomplete:
            yield _verdict(node, Outcome.CANT_TELL, "review")
        if result.passed:
            yield Verdict(outcome=Outcome.PASSED)


def _is_certain(doc: Document, node: AxeNode, certain: bool | str) -> bool:  # noqa: FBT001 - a rule's option
    if certain == "exposed":
        # An element in a frame is as far away as the frame is.
        at = doc.select(node.target[0]) if node.node < 0 else [node.node]
        return all(doc.is_(i, State.EXPOSED) for i in at)
    if certain != "own-text" or node.node < 0:
        return bool(certain)
    texts = (doc.nodes[i] for i in doc.children(node.node) if doc.nodes[i].tag == "#text")
    return any(text.text.strip() and text.state & State.RENDERED for text in texts)


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
