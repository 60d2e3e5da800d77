"""The structure tree of a PDF."""

from __future__ import annotations

import re
import time
from typing import Any

import pikepdf

from a11ycheck.files.text import clean

MAX_TAGS = 20_000
"""Structure elements that are looked at."""
_SECONDS = 6.0
_MAX_ALTERNATIVES = 100
_HEADING = re.compile(r"/H[1-9]?\d?\Z")
_STANDARD = frozenset({"/Figure", "/Table", "/TH", "/Title", "/H"})


def read_tags(root: Any) -> dict[str, Any]:
    """The fields of ``PdfFacts`` about tags.

    Args:
        root: the catalog.
    """
    tree = root.get("/StructTreeRoot")
    if not isinstance(tree, pikepdf.Dictionary):
        return {}
    return _Walk(tree).run()


class _Walk:
    def __init__(self, tree: Any) -> None:
        self._roles = _roles(tree)
        self._tree = tree
        self._seen: set[tuple[int, int]] = set()
        self._tags = self._headings = self._figures = self._bare = 0
        self._alternatives: list[str] = []
        self._has_header: list[bool] = []

    def run(self) -> dict[str, Any]:
        # An element, the table around it (-1 for none), and whether a text stands in for it.
        waiting: list[tuple[Any, int, bool]] = [(kid, -1, False) for kid in _kids(self._tree)]
        end = time.monotonic() + _SECONDS
        cut = False
        while waiting:
            if self._tags >= MAX_TAGS or time.monotonic() > end:
                cut = True
                break
            element, table, covered = waiting.pop()
            if not isinstance(element, pikepdf.Dictionary) or "/S" not in element:
                continue  # marked content and objects on a page
            if element.is_indirect:
                if element.objgen in self._seen:
                    continue
                self._seen.add(element.objgen)
            table, covered = self._element(element, table, covered=covered)
            waiting += [(kid, table, covered) for kid in _kids(element)]
        return {
            "tags": self._tags,
            "tags_cut": cut,
            "headings": self._headings,
            "figures": self._figures,
            "bare_figures": self._bare,
            "alternatives": tuple(self._alternatives),
            "tables": len(self._has_header),
            "bare_tables": self._has_header.count(False),
        }

    def _element(self, element: Any, table: int, *, covered: bool) -> tuple[int, bool]:
        self._tags += 1
        role = self._role(str(element.get("/S")))
        alternative = _text(element.get("/Alt")) or _text(element.get("/ActualText"))
        if role == "/Figure":
            self._figures += 1
            self._bare += not (alternative or covered)
            if alternative and len(self._alternatives) < _MAX_ALTERNATIVES:
                self._alternatives.append(clean(alternative, 100))
        elif role == "/Table":
            table = len(self._has_header)
            self._has_header.append(False)
        elif role == "/TH" and table >= 0:
            self._has_header[table] = True
        elif role == "/Title" or _HEADING.match(role):
            self._headings += 1
        return table, covered or bool(alternative)

    def _role(self, name: str) -> str:
        for _ in range(5):
            if name in _STANDARD or _HEADING.match(name) or name not in self._roles:
                break
            name = self._roles[name]
        return name


def _roles(tree: Any) -> dict[str, str]:
    map_ = tree.get("/RoleMap")
    if not isinstance(map_, pikepdf.Dictionary):
        return {}
    return {str(name): str(role) for name, role in list(map_.items())[:500] if isinstance(role, pikepdf.Name)}


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K")
    if isinstance(kids, pikepdf.Array):
        # Taken from the end of the list, so that the tree is walked in reading order.
        return [kid for kid in list(kids)[:MAX_TAGS] if isinstance(kid, pikepdf.Dictionary)][::-1]
    return [kids] if isinstance(kids, pikepdf.Dictionary) else []


def _text(value: Any) -> str:
    if not isinstance(value, pikepdf.String):
        return ""
    try:
        return str(value).strip()
    except (UnicodeError, ValueError):
        return "?"
