"""Checks that a rule file fills in by itself, without Python: for a bureau's own rules.

All of them take ``selector`` (CSS) and ``outcome`` (``failed``, or ``cantTell`` to ask a person).
Elements that nobody meets (neither rendered nor exposed) are passed over unless ``hidden: true``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from soupsieve import SelectorSyntaxError
from soupsieve import compile as compile_selector

from a11ycheck.checks.api import Options, cant_tell, failed, passed
from a11ycheck.checks.document import Document
from a11ycheck.model import State, Verdict

_KNOWN = {
    "text": ({"regex"}, {"regex", "selector", "outcome", "hidden", "regions"}, {"found"}),
    "attribute": (
        {"selector", "attribute", "regex"},
        {"selector", "attribute", "regex", "outcome", "hidden"},
        {"wrong"},
    ),
    "present": ({"selector"}, {"selector", "outcome", "hidden", "start_only"}, {"missing"}),
    "absent": ({"selector"}, {"selector", "outcome", "hidden"}, {"found"}),
}
NAMES = frozenset(_KNOWN)
"""The checks of this module that a rule may name."""

_MET = State.RENDERED | State.EXPOSED


def text(doc: Document, options: Options) -> Iterator[Verdict]:
    """No visible text matches ``regex``; message ``found`` with ``{text}``.

    ``selector`` keeps to the text inside some elements, ``regions`` to some parts of the page.
    """
    pattern = _regex(options["regex"])
    regions = options.get("regions")
    inside = doc.select(options["selector"]) if "selector" in options else None
    for block in doc.blocks:
        if regions and block.region not in regions:
            continue
        if inside is not None and not any(i <= block.node < doc.nodes[i].end for i in inside):
            continue
        match = pattern.search(block.text)
        yield _wrong(options, "found", block.node, text=match[0][:80]) if match else passed(block.node)


def attribute(doc: Document, options: Options) -> Iterator[Verdict]:
    """The attribute of every element that ``selector`` names matches ``regex``; message ``wrong`` with ``{value}``."""
    pattern = _regex(options["regex"])
    for node in _elements(doc, options):
        value = doc.attr(node, options["attribute"]) or ""
        yield passed(node) if pattern.search(value) else _wrong(options, "wrong", node, value=value[:80])


def present(doc: Document, options: Options) -> Iterator[Verdict]:
    """The page has an element that ``selector`` names; message ``missing``. ``start_only``: only start pages."""
    if options.get("start_only") and not doc.is_start:
        return
    found = next(iter(_elements(doc, options)), None)
    yield passed(found) if found is not None else _wrong(options, "missing", -1)


def absent(doc: Document, options: Options) -> Iterator[Verdict]:
    """The page has no element that ``selector`` names; message ``found`` with the element's ``{text}``."""
    nodes = _elements(doc, options)
    for node in nodes:
        yield _wrong(options, "found", node, text=(doc.nodes[node].name or doc.text(node))[:80])
    if not nodes:
        yield passed()


def problem(check: str, options: Options, messages: frozenset[str]) -> str:
    """What is wrong with a pattern rule's options, as one phrase; empty if nothing is.

    Args:
        check: text, attribute, present or absent.
        options: the rule's options.
        messages: the keys of its messages.
    """
    needed, known, keys = _KNOWN[check]
    missing, unknown = needed - options.keys(), options.keys() - known
    if missing or unknown:
        return f"the option “{min(missing)}” is missing" if missing else f"unknown option “{min(unknown)}”"
    if not keys <= messages:
        return f"the message “{min(keys - messages)}” is missing"
    if options.get("outcome", "failed") not in ("failed", "cantTell"):
        return "the option “outcome” is failed or cantTell"
    try:
        if "regex" in options:
            _regex(options["regex"])
        if "selector" in options:
            compile_selector(options["selector"])
    except (re.error, SelectorSyntaxError, TypeError) as error:
        return str(error).splitlines()[0]
    return ""


def _elements(doc: Document, options: Options) -> list[int]:
    nodes = doc.select(options["selector"])
    return nodes if options.get("hidden") else [i for i in nodes if doc.nodes[i].state & _MET]


def _wrong(options: Options, key: str, node: int, **data: str) -> Verdict:
    ask = options.get("outcome") == "cantTell"
    return cant_tell(key, node, **data) if ask else failed(key, node, **data)


@cache
def _regex(text: str) -> re.Pattern[str]:
    return re.compile(text)
