"""What an element is called: its selector, its snippet, and fingerprints that outlive small changes."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from urllib.parse import urlsplit

from soupsieve import escape as css_escape

from a11ycheck.checks.axe import SEPARATOR
from a11ycheck.checks.document import Document
from a11ycheck.model import State

_SNIPPET = 300
_STABLE = ("name", "type", "href", "src", "for", "role", "alt", "action")
_VOLATILE = re.compile(r"\d{3,}|[0-9a-f]{8,}|(?:sid|session|token|nonce)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document stands."""

    page: str
    """The key of the page that is being judged."""
    path: str = ""
    """What selectors begin with: the selectors of the frames on the way, each with the separator after it."""
    frame: tuple[str, ...] = ()
    """What the frame is: a fault in it is another one than the same fault on the page. Empty for the page."""
    seen: Counter[str] = field(default_factory=Counter)
    """How often each fault was met on the page and in its frames."""


class Identity:
    """Names the elements of one document: the page, or one in a frame of it."""

    def __init__(self, doc: Document, place: Place | None = None) -> None:
        """
        Args:
            doc: the document.
            place: the frame that it stands in; None for the page itself.
        """
        self._doc = doc
        self._place = place or Place(page=page_key(doc.url))

    def inside(self, frame: int) -> Place:
        """The place of what stands in a frame element of this document."""
        place = self._place
        what = digest(*place.frame, *self._what(frame))
        return Place(place.page, self.selector(frame) + SEPARATOR, (what,), place.seen)

    def selector(self, node: int) -> str:
        """A CSS selector that matches this element alone; frames and parts of shadow trees joined by ``>>>``."""
        doc, parts, shadow_parts = self._doc, [], []
        i = node
        while i >= 0:
            item = doc.nodes[i]
            id_ = item.attrs.get("id", "")
            if id_ and self._ids[id_] == 1:
                parts.append("#" + css_escape(id_))
                if not self._in_shadow(i):
                    break
            elif item.parent < 0:
                parts.append(css_escape(item.tag))
            else:
                parts.append(css_escape(item.tag) + self._nth(i))  # Word writes <o:p>
            if item.parent >= 0 and self._in_shadow(i) and not self._in_shadow(item.parent):
                shadow_parts.append(" > ".join(reversed(parts)))
                parts = []
            elif parts and parts[-1] in ("body", "html", "head"):
                break
            i = item.parent
        return self._place.path + SEPARATOR.join([" > ".join(reversed(parts)), *reversed(shadow_parts)])

    def snippet(self, node: int) -> str:
        """The opening tag and the beginning of the text, at most 300 characters."""
        item = self._doc.nodes[node]
        attrs = "".join(
            f' {name}="{escape(value, quote=True)}"' if value else f" {name}" for name, value in item.attrs.items()
        )
        tag = f"<{item.tag}{attrs}>"
        text = self._doc.text(node)
        return (tag + text)[:_SNIPPET] + ("…" if len(tag + text) > _SNIPPET else "")

    def fingerprints(self, rule_id: str, key: str, node: int, selector: str, snippet: str) -> tuple[str, str]:
        """(fingerprint, shared id) of a finding.

        The fingerprint says: this rule, on this page, about this element, by what the element is
        (tag, telling attributes, name or text, page part), not by where it stands. Equal elements of
        a page are told apart by their order. The shared id leaves the page and the order out.
        """
        what = self._what(node) if node >= 0 else (selector, snippet) if selector else ("page",)
        shared = digest(rule_id, key, *self._place.frame, *what)
        self._place.seen[shared] += 1
        return digest(self._place.page, shared, str(self._place.seen[shared])), shared

    @cached_property
    def _ids(self) -> Counter[str]:
        return Counter(node.attrs["id"] for node in self._doc.nodes if "id" in node.attrs)

    def _in_shadow(self, node: int) -> bool:
        return bool(self._doc.nodes[node].state & State.SHADOW)

    def _nth(self, node: int) -> str:
        item = self._doc.nodes[node]
        same = [i for i in self._doc.children(item.parent) if self._doc.nodes[i].tag == item.tag]
        return f":nth-of-type({same.index(node) + 1})" if len(same) > 1 else ""

    def _what(self, node: int) -> tuple[str, ...]:
        doc = self._doc
        item = doc.nodes[node]
        id_ = item.attrs.get("id", "")
        stable = [f"{name}={_plain(item.attrs[name])}" for name in _STABLE if item.attrs.get(name)]
        text = (item.name or doc.text(node))[:80]
        part = doc.region(node)
        holders = (doc.nodes[i].attrs.get("id", "") for i in doc.ancestors(node))
        holder = next((held for held in holders if _telling(held)), "")
        return (item.tag, id_ if _telling(id_) else "", *stable, text, part, holder)


def _telling(id_: str) -> bool:
    """Whether an id was written by a person and not made by a machine."""
    return bool(id_) and not _VOLATILE.search(id_)


def _plain(value: str) -> str:
    """An attribute value without a query's session ids."""
    if "?" in value:
        head, _, query = value.partition("?")
        kept = [pair for pair in query.split("&") if not _VOLATILE.search(pair)]
        value = f"{head}?{'&'.join(kept)}" if kept else head
    return value[:200]


def page_key(url: str) -> str:
    """A page without scheme and host, so that staging and production compare."""
    parts = urlsplit(url)
    return f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"


def digest(*parts: str) -> str:
    """A short stable hash of some texts."""
    joined = "\x1f".join(parts).encode("utf-8", "replace")
    return hashlib.blake2b(joined, digest_size=10).hexdigest()
