"""Keys that act by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from a11ycheck.checks.api import Options, cant_tell
from a11ycheck.checks.document import Document
from a11ycheck.checks.prose import some
from a11ycheck.model import State, Verdict

_EVENTS = ("onkeydown", "onkeypress", "onkeyup")
_FIELDS = frozenset({"input", "select", "textarea"})
_PLAIN_KEYS = re.compile(r"Enter|Escape|Tab\b|Arrow|Space|keyCode\s*={2,3}\s*(?:9|13|27|32|3[3-9]|40)\b", re.IGNORECASE)
_MOST = 20


def single_key(doc: Document, _: Options) -> Iterator[Verdict]:
    """No letter, digit or sign alone starts something."""
    keyed: list[int] = []
    found = 0
    for i, node in enumerate(doc.nodes):
        if not node.attrs:
            continue
        if node.attrs.get("accesskey", "").strip() and node.state & State.EXPOSED:
            keyed.append(i)
        event = next((name for name in _EVENTS if name in node.attrs), "")
        # What listens on a field or control acts only while that has the focus, which the criterion allows.
        own = node.state & State.FOCUSABLE or node.tag in _FIELDS
        if event and not own and found < _MOST and not _PLAIN_KEYS.search(node.attrs[event]):
            found += 1
            yield cant_tell("handler", i, event=event)
    if keyed:
        keys = [doc.nodes[i].attrs["accesskey"].strip()[:10] for i in keyed]
        yield cant_tell("accesskey", keyed[0], keys=some(keys, 10), count=len(keyed))
