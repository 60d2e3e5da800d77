"""Documents out of HTML without a browser, for checks that need neither layout nor axe."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from a11ycheck.checks.document import Document
from a11ycheck.model import Node, Page, Response, Snapshot, State

TODAY = datetime(2026, 11, 20, 12, 0, tzinfo=ZoneInfo("Asia/Tokyo"))
_INLINE = frozenset(
    (
        "a",
        "abbr",
        "b",
        "br",
        "button",
        "em",
        "i",
        "img",
        "input",
        "label",
        "option",
        "rb",
        "rp",
        "rt",
        "ruby",
        "select",
        "span",
        "strong",
        "textarea",
    )
)


def document(body: str, *, lang: str = "ja", title: str = "例", depth: int = 1) -> Document:
    """The page with this body; everything in it is visible."""
    soup = BeautifulSoup(f'<html lang="{lang}"><body>{body}</body></html>', "lxml")
    nodes: list[Node] = []

    def visit(element: Tag, parent: int) -> None:
        index = len(nodes)
        attrs = {k: " ".join(v) if isinstance(v, list) else str(v) for k, v in element.attrs.items()}
        state = State.RENDERED | State.EXPOSED
        state |= 0 if element.name in _INLINE else State.BLOCK
        state |= State.REQUIRED if "required" in attrs else 0
        nodes.append(Node(parent, 0, element.name, "", attrs, int(state)))
        for child in element.children:
            if isinstance(child, Tag):
                visit(child, index)
            elif isinstance(child, NavigableString):
                nodes.append(Node(index, len(nodes) + 1, "#text", str(child), {}, int(State.RENDERED)))
        old = nodes[index]
        role = "heading" if old.tag in ("h1", "h2", "h3") else ""
        nodes[index] = Node(parent, len(nodes), old.tag, "", attrs, old.state, None, -1, role)

    assert soup.html is not None
    visit(soup.html, -1)
    url = "https://www.city.example.lg.jp/page.html"
    return Document(
        Snapshot(
            page=Page(url=url, depth=depth),
            response=Response(url=url, status=200),
            taken=TODAY,
            title=title,
            nodes=tuple(nodes),
        )
    )
