"""How much a form asks of people, and how long filling it in takes by a published model.

The model is the keystroke-level model (Card, S. K., Moran, T. P. & Newell, A. (1980): The keystroke-level model for
user performance time with interactive systems. Communications of the ACM 23(7), 396-410). It adds up the times of
single acts of a practised user who makes no mistakes. Reading, looking for papers, correcting and waiting are not
in it: the figure is a lower bound to compare forms by, not a forecast and not a verdict.

Which acts a field takes, and how many keys its answer has, is this program's assumption (``_KEYS``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from a11ycheck.checks.autofill import purpose
from a11ycheck.checks.document import Document
from a11ycheck.checks.fields import Field, fields, forms, is_login, is_search
from a11ycheck.checks.inputs import boxes_of_one_number
from a11ycheck.checks.reentry import confirms
from a11ycheck.checks.words import whole_number
from a11ycheck.model import State

K = 0.28
"""Seconds for a key: the paper's average non-secretary typist (40 words a minute)."""
B = 0.20
"""Seconds for a button of the mouse: the paper's K with the time that it gives for pressing it."""
P = 1.10
"""Seconds for pointing at something with the mouse."""
H = 0.40
"""Seconds for moving the hand between keyboard and mouse."""
M = 1.35
"""Seconds for getting ready in mind."""

_CLICK = P + B
_KEYS = {
    "name": 14,
    "family-name": 8,
    "given-name": 8,
    "postal-code": 7,
    "street-address": 40,
    "address-level2": 12,
    "tel": 11,
    "email": 22,
    "bday": 8,
    "password": 10,
    "date": 8,
    "month": 6,
    "time": 4,
    "number": 4,
    "url": 30,
    "textarea": 200,
}
"""Keys that an answer takes, conversion to kanji included. Ours, not the paper's."""
_OTHER_KEYS = 15
_FEW = 2  # a field and a button: a vote or a newsletter, not a procedure


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """What one form asks for."""

    node: int
    """The form element, or its first field."""
    fields: int
    """Questions that people meet."""
    required: int
    """Of these, marked as required for programs."""
    free_text: int
    """Text areas."""
    files: int
    """Files to attach."""
    confirm: int
    """Answers to be typed a second time."""
    split: int
    """Boxes beyond the first into which one number is split."""
    seconds: int
    """Seconds to answer everything by the keystroke-level model."""
    required_seconds: int
    """The same for the required fields alone; all of them where none is marked."""


def efforts(doc: Document) -> Iterator[Effort]:
    """Every form of the page that people hand in: no search boxes, log-ins and votes of one field."""
    for form in forms(fields(doc)):
        if len(form) >= _FEW and not is_search(doc, form) and not is_login(form):
            yield effort(doc, form)


def effort(doc: Document, form: Sequence[Field]) -> Effort:
    """What one form asks for."""
    boxes = boxes_of_one_number(doc, [field for field in form if field.is_typed])
    required = [field for field in form if any(doc.is_(i, State.REQUIRED) for i in field.nodes)]
    return Effort(
        node=form[0].form if form[0].form >= 0 else form[0].node,
        fields=len(form),
        required=len(required),
        free_text=sum(field.kind == "textarea" for field in form),
        files=sum(field.kind == "file" for field in form),
        confirm=sum(field.is_typed and confirms(doc, field) for field in form),
        split=sum(more == 0 for more in boxes.values()),
        seconds=_round(doc, form),
        required_seconds=_round(doc, required or form),
    )


def metrics(doc: Document) -> dict[str, int | float]:
    """The page's forms together, for the page's result; empty where there is nothing to hand in."""
    if not doc.by_tag("input", "select", "textarea"):
        return {}
    found = list(efforts(doc))
    if not found:
        return {}
    names = ("fields", "required", "free_text", "files", "confirm", "split", "seconds", "required_seconds")
    return {f"form_{name}": sum(getattr(one, name) for one in found) for name in names}


def seconds(doc: Document, field: Field) -> float:
    """The time for one field: the hand rests on the mouse before and after it."""
    if field.kind in ("radio", "checkbox"):
        return M + _CLICK
    if field.kind == "select":
        return M + 2 * _CLICK
    if field.kind == "file":
        return 2 * M + 3 * _CLICK  # open the dialog; find the file, choose it, confirm
    if field.kind in ("color", "range"):
        return M + _CLICK
    return M + _CLICK + H + _keys(doc, field) * K + H


def _round(doc: Document, form: Sequence[Field]) -> int:
    total = sum(seconds(doc, field) for field in form) + M + _CLICK  # and the button at the end
    return round(total)


def _keys(doc: Document, field: Field) -> int:
    asked = "textarea" if field.kind == "textarea" else purpose(doc, field) or field.kind
    usual = _KEYS.get(asked, _OTHER_KEYS)
    most = whole_number(doc.attr(field.node, "maxlength"))
    return usual if most is None else min(usual, most)
