"""Text that looks like a heading and is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise

from a11ycheck.checks.api import Options, cant_tell, passed
from a11ycheck.checks.document import Document, TextBlock
from a11ycheck.checks.words import short
from a11ycheck.model import State, Verdict

_BOLD = 600
_LARGER = 1.2
_MIN_LENGTH = 2
_MAX_LENGTH = 40
_MAX_NODES = 50
_MIN_FOLLOWING = 30
_PLAIN = frozenset({"p", "div", "center", "section", "article"})
_NOT_WITHIN = (
    "a",
    "button",
    "table",
    "dt",
    "dd",
    "li",
    "figure",
    "label",
    "legend",
    "summary",
    "caption",
    "blockquote",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "address",
    "pre",
    "form",
    "fieldset",
    "nav",
    "dialog",
)
_MARKED = re.compile(r"[■◆▼◎□◇▽★☆]\s*\S|【[^】]+】\Z")
_SENTENCE = re.compile(r"[。．、，,;；:：…」』]\Z|(?:です|ます|ません|ました|ください|下さい|でした)[！!]?\Z|[^.]\.\Z")
_NO_HEADING = re.compile(r"[※*＊・\-‐→⇒＞>©Ⓒ(（]|https?://|tel|〒", re.IGNORECASE)
_DATA = re.compile(r"[\d\s年月日時分前後午曜月火水木金土令和平成昭円件名人回()（）:：.,/~〜～\-–%％]+\Z")
_LETTER = re.compile(r"[^\W\d_]")


def visual_headings(doc: Document, options: Options) -> Iterator[Verdict]:
    """What looks like a heading is one, and a long page has headings."""
    real = [i for i, _ in doc.headings if doc.region(i) in ("main", "body")]
    yield from (passed(i) for i in real)
    if not real and len(doc.main_text) > options.get("min_length", 2000):
        yield cant_tell("none", length=len(doc.main_text))
    blocks = [block for block in doc.blocks if block.region in ("main", "body")]
    for block, following in pairwise(blocks):
        if _could_be_heading(doc, block) and _is_followed(doc, block, following):
            yield cant_tell("looks-like", block.node, text=short(block.text))


def _could_be_heading(doc: Document, block: TextBlock) -> bool:
    text = block.text
    if block.tag not in _PLAIN or not _MIN_LENGTH <= len(text) <= _MAX_LENGTH or "\n" in text:
        return False
    if (
        len(_LETTER.findall(text)) < _MIN_LENGTH
        or _SENTENCE.search(text)
        or _NO_HEADING.match(text)
        or _DATA.match(text)
    ):
        return False
    if doc.closest(block.node, *_NOT_WITHIN) is not None or doc.nodes[block.node].role not in (
        "",
        "paragraph",
        "generic",
    ):
        return False
    # A block with further blocks in it is a container.
    small = doc.nodes[block.node].end - block.node <= _MAX_NODES
    return small and doc.text(block.node, visible=True) == text and not _is_link(doc, block.node)


def _is_followed(doc: Document, block: TextBlock, following: TextBlock) -> bool:
    """Whether the block stands out from ordinary text right below it."""
    if len(following.text) < _MIN_FOLLOWING or following.tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
        return False
    above, below = doc.nodes[block.node].box, doc.nodes[following.node].box
    if above is None or below is None or below[1] < above[1] + above[3] / 2:
        return False
    if not _same_part(doc, block.node, following.node):
        return False
    weight, size = _look(doc, block.node)
    next_weight, next_size = _look(doc, following.node)
    if next_weight >= _BOLD:
        return False
    marked = bool(_MARKED.match(block.text)) and not _MARKED.match(following.text)
    # Something bold must be no smaller than its text: a bold small line is a label or a note.
    return marked or size >= _LARGER * next_size or (weight >= _BOLD and size >= next_size)


def _look(doc: Document, node: int) -> tuple[int, float]:
    """The lightest weight and the smallest size in which the text of a block is set."""
    looks = [
        doc.style(doc.nodes[j].parent)
        for j in range(node, doc.nodes[node].end)
        if doc.nodes[j].tag == "#text" and doc.nodes[j].text.strip() and doc.nodes[j].state & State.RENDERED
    ]
    if not looks:
        return 400, 16.0
    return min(style.weight for style in looks), min(style.size for style in looks)


def _is_link(doc: Document, node: int) -> bool:
    """Whether all of a block is a link."""
    inside = 0
    for j in doc.elements(node):
        if doc.nodes[j].tag in ("a", "button"):
            inside += len(doc.text(j))
    return inside * 2 > len(doc.text(node))


def _same_part(doc: Document, one: int, other: int) -> bool:
    """Whether two blocks stand in the same part of the page: siblings, or a step or two away."""
    near = (one, *islice(doc.ancestors(one), 2))
    return any(a in near for a in (other, *islice(doc.ancestors(other), 4)))
