"""Whether a page was made for small screens too, as far as one look at a wide one can tell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from a11ycheck.checks.api import Options, cant_tell, failed, passed
from a11ycheck.checks.document import Document
from a11ycheck.model import State, Verdict

_FIXED = re.compile(r"(?:^|[,;\s])width\s*=\s*(\d{2,5})", re.IGNORECASE)
_INLINE_WIDTH = re.compile(r"(?:^|;)\s*(?:min-)?width\s*:\s*(\d{3,5})(?:\.\d+)?px", re.IGNORECASE)
_PIXELS = re.compile(r"\s*(\d{3,5})(?:px)?\s*\Z", re.IGNORECASE)
_BOXES = ("div", "table", "td", "th", "section", "main", "header", "footer", "body", "form", "fieldset")
_SCROLLS = ("auto", "scroll")


def viewport(doc: Document, options: Options) -> Iterator[Verdict]:
    """The page adapts its width to the screen."""
    if not doc.by_tag("body") or not doc.page_text or _has_mobile_twin(doc):
        return
    metas = [i for i in doc.by_tag("meta") if (doc.attr(i, "name") or "").strip().lower() == "viewport"]
    if not metas:
        # A server that looks at the device may send another page to phones.
        varies = "user-agent" in doc.snapshot.response.headers.get("vary", "").lower()
        yield cant_tell("unsure") if varies else failed("missing")
        return
    fixed = _FIXED.search(doc.attr(metas[-1], "content") or "")
    if fixed:
        yield cant_tell("fixed", metas[-1], width=int(fixed[1]))
        return
    least = int(options.get("wide", 600))
    wide = [(i, width) for i in doc.by_tag(*_BOXES) if (width := _demanded_width(doc, i)) >= least]
    if wide:
        node, width = wide[0]
        yield cant_tell("wide", node, width=width, count=len(wide))
    else:
        yield passed()


def small_text(doc: Document, options: Options) -> Iterator[Verdict]:
    """Only little of the text is small."""
    limit = float(options.get("size", 12))
    first = -1
    total = small = 0
    for node in doc.nodes:
        if node.tag != "#text" or not node.state & State.RENDERED or node.state & State.OFFSCREEN:
            continue
        count = len("".join(node.text.split()))
        parent = doc.nodes[node.parent] if node.parent >= 0 else None
        if not count or parent is None or parent.tag in ("rt", "rp", "sup", "sub"):
            continue
        total += count
        size = doc.style(node.parent).size
        if 0 < size < limit:
            small += count
            first = node.parent if first < 0 else first
    if total < int(options.get("min_text", 100)):
        return
    share = 100 * small / total
    if share > float(options.get("max_share", 25)):
        yield cant_tell("small", first, share=round(share), size=f"{limit:g}")
    else:
        yield passed()


def _demanded_width(doc: Document, i: int) -> int:
    """The width in px that an element's own attributes demand; 0 where it may scroll, or demands none."""
    attrs = doc.nodes[i].attrs
    if not attrs or not doc.is_(i, State.RENDERED):
        return 0
    found = _INLINE_WIDTH.search(attrs.get("style", ""))
    if not found and doc.nodes[i].tag in ("table", "td", "th"):
        found = _PIXELS.match(attrs.get("width", ""))
    if not found or any(doc.style(a).overflow.startswith(_SCROLLS) for a in (i, *doc.ancestors(i))):
        return 0
    return int(found[1])


def _has_mobile_twin(doc: Document) -> bool:
    """Whether the page names another version of itself for phones."""
    return any(
        "alternate" in (doc.attr(i, "rel") or "").lower().split()
        and re.search(r"handheld|max-(?:device-)?width", doc.attr(i, "media") or "", re.IGNORECASE)
        for i in doc.by_tag("link")
    )
