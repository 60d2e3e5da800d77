"""How large buttons and fields are."""

from __future__ import annotations

from collections.abc import Iterator

from a11ycheck.checks.api import Options, cant_tell, passed
from a11ycheck.checks.document import Document
from a11ycheck.model import State, Verdict

# The browser draws these itself; unless a style changes them, the criterion leaves them out.
_BROWSERS_OWN = frozenset({"hidden", "checkbox", "radio", "range", "color"})
_ROLES = ("button", "tab", "switch")


def large_controls(doc: Document, options: Options) -> Iterator[Verdict]:
    """Buttons and fields are at least 44 by 44 CSS pixels."""
    least = options.get("least", 44)
    found = [i for i in sorted({*doc.by_tag("button", "input", "select", "textarea"), *doc.by_role(*_ROLES)})
             if _counts(doc, i)]  # fmt: skip
    small = [i for i in found if min((doc.nodes[i].box or (0, 0, least, least))[2:]) < least]
    if not found:
        return
    if small:
        yield cant_tell("small", small[0], count=len(small), total=len(found), least=least)
    else:
        yield passed()


def _counts(doc: Document, i: int) -> bool:
    node = doc.nodes[i]
    if node.box is None or not node.state & State.RENDERED or node.state & (State.OFFSCREEN | State.DISABLED):
        return False
    if node.tag == "input" and node.attrs.get("type", "text").strip().lower() in _BROWSERS_OWN:
        return False
    # A link that is called a button may stand in a sentence: such targets are left out.
    return node.tag != "a" or doc.is_(i, State.BLOCK) or doc.style(i).display != "inline"
