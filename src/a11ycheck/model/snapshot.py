"""What was gathered of one page: all that a check may know.

A Snapshot can be saved as JSON and judged again without a browser.
"""

from __future__ import annotations

from datetime import datetime

import msgspec

from a11ycheck.model.base import Value
from a11ycheck.model.file import FileFacts
from a11ycheck.model.looks import Looks
from a11ycheck.model.media import Media, Motion
from a11ycheck.model.page import Page


class State:
    """What an element is to its users, as bits of ``Node.state``.

    Plain ints: an IntFlag costs a tenth of all judging.
    """

    RENDERED = 1
    """It has a box and is not made invisible (visibility, opacity 0, clip to nothing off screen excepted)."""
    EXPOSED = 2
    """Assistive technology meets it (no display:none, visibility:hidden, aria-hidden or inert)."""
    FOCUSABLE = 4
    """It takes focus, by keyboard or by script."""
    TABBABLE = 8
    """The Tab key reaches it."""
    BLOCK = 16
    """It starts a new block: its text is not on one line with the text beside it."""
    SHADOW = 32
    """It stands in an open shadow tree."""
    DISABLED = 128
    """It is a disabled form control."""
    REQUIRED = 256
    """It is a form control marked as required (required or aria-required=true)."""
    OFFSCREEN = 512
    """It is rendered outside the page's area or clipped to nothing (visually hidden)."""


class Style(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The computed style that checks need. Equal styles of a page are stored once."""

    color: str = ""
    """Text colour as CSS serialises it: rgb(…) or rgba(…)."""
    background: str = ""
    """The element's own background colour."""
    image: str = ""
    """background-image, ``none`` as the empty string, at most 300 characters."""
    size: float = 16.0
    """font-size in CSS px."""
    weight: int = 400
    """font-weight."""
    decoration: str = ""
    """text-decoration-line, ``none`` as the empty string."""
    display: str = ""
    """display."""
    position: str = ""
    """position, ``static`` as the empty string."""
    overflow: str = ""
    """overflow-x and overflow-y, ``visible`` as the empty string."""
    cursor: str = ""
    """cursor, ``auto`` as the empty string."""
    before: str = ""
    """Text that ::before adds (only on elements whose label may be marked so)."""
    after: str = ""
    """Text that ::after adds."""


class Node(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """An element or a text node. ``Snapshot.nodes`` holds them in document order."""

    parent: int
    """Index of the parent element, -1 for the root. A shadow root's children hang on the host."""
    end: int
    """One past the index of the last descendant: ``nodes[i + 1:nodes[i].end]`` is the subtree."""
    tag: str
    """Local name in lower case; ``#text`` for a text node."""
    text: str = ""
    """A text node's text as it stands, white space included; empty for elements."""
    attrs: dict[str, str] = {}
    """Attributes as written, names in lower case. Values are cut at 2,000 characters."""
    state: int = 0
    """Bits of ``State``. A text node carries its parent's."""
    box: tuple[int, int, int, int] | None = None
    """x, y, width, height in CSS px from the page's top left; None without a box."""
    style: int = -1
    """Index into ``Snapshot.styles``, -1 where no style was taken."""
    role: str = ""
    """The ARIA role, explicit or implied; empty for none, or where it was not asked for."""
    name: str = ""
    """The accessible name of links, buttons, fields, images, headings, landmarks, tables, frames."""


class Resource(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Something that the page loaded besides itself."""

    url: str
    """Its address, at most 2,000 characters."""
    kind: str
    """Kind as the browser names it: stylesheet, script, image, font, media, document, fetch, xhr …"""
    status: int
    """HTTP status, 0 where the request failed."""
    size: int = 0
    """Bytes over the network as far as the server said so, else 0."""
    error: str = ""
    """Why it failed, e.g. ``mixed-content`` or ``net::ERR_…``; empty otherwise."""


class Response(Value, frozen=True, kw_only=True):
    """How the server answered the navigation."""

    url: str
    """The address after redirects."""
    status: int
    """HTTP status; 0 for a file that was opened without a server."""
    headers: dict[str, str] = {}
    """Header names in lower case. ``set-cookie`` has a line for each cookie, and no values: those are secrets."""
    redirects: tuple[str, ...] = ()
    """The addresses that redirected, the first one first."""
    content_type: str = ""
    """Media type without parameters, in lower case."""
    load_ms: int = 0
    """Milliseconds from the start of the navigation until the page was ready."""


class AxeNode(Value, frozen=True, kw_only=True):
    """One element of an axe result."""

    target: tuple[str, ...]
    """CSS selector; one part for every frame or shadow tree that leads to the element."""
    html: str = ""
    """Its opening tag as axe prints it."""
    node: int = -1
    """Its index in ``Snapshot.nodes``; -1 where it is not among them."""
    check: str = ""
    """The id of the first axe check that spoke."""
    data: dict[str, str | int | float | bool] = {}
    """The plain values of that check's data, e.g. contrastRatio."""
    related: tuple[str, ...] = ()
    """Selectors of the related elements."""


class AxeRule(Value, frozen=True, kw_only=True):
    """What one axe rule said of the page."""

    id: str
    """axe's rule id."""
    violations: tuple[AxeNode, ...] = ()
    """Elements that fail."""
    incomplete: tuple[AxeNode, ...] = ()
    """Elements that axe could not decide: cantTell."""
    passed: bool = False
    """Whether at least one element passed."""


class Frame(Value, frozen=True, kw_only=True, eq=False):
    """A document of the page's own origin in a visible inline frame: a small page of its own."""

    node: int
    """Index of its ``iframe`` in the nodes of the document around it."""
    parent: int = -1
    """Index of the frame that it stands in, in ``Snapshot.frames``; -1 for one on the page itself."""
    url: str = ""
    """Its address; ``about:srcdoc`` or ``about:blank`` where it has none of its own."""
    title: str = ""
    """document.title."""
    charset: str = ""
    """document.characterSet."""
    doctype: bool = True
    """Whether the document is in no-quirks or limited-quirks mode."""
    viewport: tuple[int, int] = (0, 0)
    """Width and height of the frame's inside in CSS px."""
    height: int = 0
    """Height of the whole document in CSS px."""
    nodes: tuple[Node, ...] = ()
    """Its elements and texts; boxes count from its own top left."""
    styles: tuple[Style, ...] = ()
    """Its distinct computed styles."""
    urls: dict[int, str] = {}
    """Absolute addresses by node index."""
    media: tuple[Media, ...] = ()
    """Its audio and video elements."""
    motion: tuple[Motion, ...] = ()
    """What moves in it."""
    cut: bool = False
    """Whether it was larger than the walker takes."""


class Snapshot(Value, frozen=True, kw_only=True, eq=False):
    """Everything that was gathered of one page, at one viewport."""

    page: Page
    """The page as the crawl knows it."""
    response: Response
    """How the server answered."""
    taken: datetime
    """When it was gathered, with a time zone. Checks take “today” from here."""
    title: str = ""
    """document.title."""
    charset: str = ""
    """document.characterSet."""
    doctype: bool = True
    """Whether the document is in no-quirks or limited-quirks mode."""
    viewport: tuple[int, int] = (1280, 800)
    """Width and height of the viewport in CSS px."""
    height: int = 0
    """Height of the whole page in CSS px."""
    nodes: tuple[Node, ...] = ()
    """Elements and texts of the rendered page in document order.

    Open shadow trees stand in their place; a frame is an element without content: see ``frames``.
    """
    styles: tuple[Style, ...] = ()
    """The distinct computed styles."""
    urls: dict[int, str] = {}
    """Absolute address of the href, src, action or data of a node, by node index."""
    media: tuple[Media, ...] = ()
    """Audio and video elements in document order, at most 40."""
    motion: tuple[Motion, ...] = ()
    """What moves by itself: endless animations, pictures with frames."""
    frames: tuple[Frame, ...] = ()
    """Documents of the page's own origin in visible inline frames, outer ones first; at most 30."""
    axe: tuple[AxeRule, ...] = ()
    """axe's results; empty where axe was not asked for."""
    axe_problem: str = ""
    """Why axe gave no result although it was asked for; empty otherwise."""
    resources: tuple[Resource, ...] = ()
    """What the page loaded besides itself."""
    cut: bool = False
    """Whether the page was larger than the walker takes: ``nodes`` then holds its beginning."""
    looks: Looks = Looks()
    """What the closer looks found."""
    file: FileFacts | None = None
    """What was read of a file; None for a web page. A file has no nodes."""
    probes: dict[str, msgspec.Raw] = {}
    """Outcomes of the probes that were run, by ``ProbeName``."""
