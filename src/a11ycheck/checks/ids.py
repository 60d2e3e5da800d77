"""Ids that are given twice."""

from __future__ import annotations

from collections.abc import Iterator

from a11ycheck.checks.api import Options, failed, passed
from a11ycheck.checks.document import Document
from a11ycheck.checks.words import short
from a11ycheck.model import State, Verdict


def unique(doc: Document, _: Options) -> Iterator[Verdict]:
    """No id is given to two elements of the page. A shadow tree has ids of its own and is left out."""
    holders: dict[str, list[int]] = {}
    for i in doc.elements():
        node = doc.nodes[i]
        if node.attrs and node.attrs.get("id") and not node.state & State.SHADOW:
            holders.setdefault(node.attrs["id"], []).append(i)
    repeated = [(id_, nodes) for id_, nodes in holders.items() if len(nodes) > 1]
    if holders and not repeated:
        yield passed()
    for id_, nodes in repeated:
        yield failed("duplicate-id", nodes[1], id=short(id_), count=len(nodes))
