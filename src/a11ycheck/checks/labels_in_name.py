"""Whether the words that people see on a control are part of the name by which voice control knows it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from a11ycheck.checks.api import Options, cant_tell, failed, passed
from a11ycheck.checks.document import Document, collapse
from a11ycheck.checks.words import short
from a11ycheck.model import State, Verdict

_ROLES = frozenset(
    ("link", "button", "tab", "menuitem", "menuitemcheckbox", "menuitemradio", "switch", "checkbox", "radio",
     "option", "treeitem")
)  # fmt: skip
_FIELDS = ("input", "select", "textarea")
_VALUED = frozenset({"submit", "button", "reset"})
_UNSEEN = frozenset({"script", "style", "noscript", "template", "svg", "math", "rt", "rp", "select", "textarea"})
_ASIDE = re.compile(r"[(\[（［〔【][^()\[\]（）［］〔〕【】]*[)\]）］〕】]")
_KANJI = re.compile(r"[\u3400-\u9fff]")
_CJK = r"\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff々〆"
_TOKEN = re.compile(rf"[{_CJK}]|[^\W_{_CJK}]+")
_ICON = re.compile(r"icon|glyph|material|symbol|(?:^|[\s_-])fa[bsrl]?(?:$|[\s_-])", re.IGNORECASE)
_LIGATURE = re.compile(r"[a-z]+(?:_[a-z0-9]+)*")
_MIN_LETTERS = 2
_MAX_LABEL = 60  # a longer text is a card with a summary rather than a label


def contained(doc: Document, _: Options) -> Iterator[Verdict]:
    """The visible words of a control are part of its accessible name."""
    labels = _labels(doc)
    for i, node in enumerate(doc.nodes):
        if not node.name or not ("aria-label" in node.attrs or "aria-labelledby" in node.attrs):
            continue
        if not node.state & State.EXPOSED or not node.state & State.RENDERED or node.state & State.OFFSCREEN:
            continue
        if node.tag in _FIELDS:
            seen = _value(doc, i) or _label_text(doc, labels.get(i, ()))
        elif node.role in _ROLES:
            seen = _seen(doc, i)
        else:
            continue
        seen_tokens = _tokens(_ASIDE.sub(" ", seen)) or _tokens(seen)
        # One letter may be a sign, such as an X for closing; a digit is a word.
        if sum(map(len, seen_tokens)) >= _MIN_LETTERS or "".join(seen_tokens).isdigit():
            yield _compare(doc, i, seen, seen_tokens, _tokens(node.name))


def _compare(doc: Document, i: int, seen: str, wanted: Sequence[str], name: Sequence[str]) -> Verdict:
    if _holds(name, wanted):
        return passed(i)
    text, given = short(seen), short(doc.nodes[i].name)
    if _is_certain(doc, i, seen, wanted, name):
        return failed("missing", i, text=text, name=given)
    return cant_tell("unclear", i, text=text, name=given)


def _is_certain(doc: Document, i: int, seen: str, wanted: Sequence[str], name: Sequence[str]) -> bool:
    """Whether the two differ beyond spelling, and the text is surely a label that people see."""
    if not _MIN_LETTERS <= len(seen) <= _MAX_LABEL or _LIGATURE.fullmatch(seen):
        return False
    if "".join(wanted) in "".join(name) or _abbreviates(wanted, name):
        return False
    spoken = "".join(name)
    if _KANJI.search("".join(wanted)) and not _KANJI.search(spoken) and re.search(r"[\u3040-\u30ff]", spoken):
        return False  # the name may be the reading
    if doc.nodes[i].tag in _FIELDS:
        return True
    inside = [i, *doc.elements(i)]
    return not any(
        doc.style(j).image  # the text may be covered by a picture
        or (j != i and (doc.is_(j, State.BLOCK) or doc.nodes[j].tag == "br"))  # several texts: a card
        or doc.attr(j, "aria-hidden") == "true"
        for j in inside
    )


def _labels(doc: Document) -> dict[int, list[int]]:
    """The ``label`` elements of each field."""
    found: dict[int, list[int]] = {}
    for label in doc.by_tag("label"):
        target = doc.by_id(doc.attr(label, "for") or "") if "for" in doc.nodes[label].attrs else None
        if target is None:
            target = next((j for j in doc.elements(label) if doc.nodes[j].tag in _FIELDS), None)
        if target is not None:
            found.setdefault(target, []).append(label)
    return found


def _label_text(doc: Document, labels: Sequence[int]) -> str:
    return collapse(" ".join(_seen(doc, label) for label in labels))


def _value(doc: Document, i: int) -> str:
    kind = (doc.attr(i, "type") or "").lower()
    return collapse(doc.attr(i, "value") or "") if doc.nodes[i].tag == "input" and kind in _VALUED else ""


def _seen(doc: Document, root: int) -> str:
    """The text that people see: no hidden text, no pictures, no letters that an icon font draws as a picture."""
    parts: list[str] = []
    j, end = root, doc.nodes[root].end
    while j < end:
        node = doc.nodes[j]
        if node.tag in _UNSEEN:
            j = node.end
            continue
        if node.tag == "#text":
            if node.state & State.RENDERED and not node.state & State.OFFSCREEN and doc.style(node.parent).size >= 1:
                parts.append(node.text)
        elif j != root and _ICON.search(node.attrs.get("class", "")) and _LIGATURE.fullmatch(doc.text(j)):
            j = node.end
            continue
        elif node.tag == "br" or node.state & State.BLOCK:
            parts.append(" ")
        j += 1
    return collapse("".join(parts))


def _tokens(text: str) -> list[str]:
    """Japanese characters one by one, other words as a whole; signs, width and case make no difference."""
    return _TOKEN.findall(unicodedata.normalize("NFKC", text).casefold())


def _holds(name: Sequence[str], wanted: Sequence[str]) -> bool:
    size = len(wanted)
    return any(list(name[k : k + size]) == list(wanted) for k in range(len(name) - size + 1))


def _abbreviates(wanted: Sequence[str], name: Sequence[str]) -> bool:
    """Whether the words are the beginnings of the name's: “Univ. Ave.”, “University Avenue”."""
    return len(wanted) <= len(name) and all(n.startswith(w) for w, n in zip(wanted, name, strict=False))
