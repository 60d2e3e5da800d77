"""Form fields with the words around them, for the checks of forms."""

from __future__ import annotations

import re
from bisect import bisect, bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from a11ycheck.checks.document import Document, collapse
from a11ycheck.checks.prose import shorten
from a11ycheck.model import State

_NO_FIELD = frozenset({"hidden", "submit", "button", "reset", "image"})
_TYPED = frozenset(("text", "email", "tel", "url", "number", "password", "search", "date", "month", "time", "textarea"))
_CLIMB_STOP = frozenset({"form", "body", "html", "main", "table", "tbody", "thead", "article"})
_MAX_GROUP = 6
_MAX_CONTROLS = 500
_SEARCH_FIELDS = 2  # as many as a search box has at most
_LOGIN_FIELDS = 3
_FILTER = re.compile(r"検索|探す|さがす|絞り?込|search|filter", re.IGNORECASE)
_UNREAD = frozenset({"select", "textarea", "script", "style", "noscript", "template", "svg"})


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a form: a control, or the radio buttons or check boxes of one name."""

    nodes: tuple[int, ...]
    """Its controls."""
    kind: str
    """text, email, tel, password, number, date, radio, checkbox, file, select, textarea …"""
    form: int
    """The form element, -1 for none."""
    labels: tuple[int, ...]
    """Elements that label it: label, legend, th, dt, targets of aria-labelledby."""
    label: str
    """Their visible text; the text just before the field where there are none."""
    context: str
    """All visible text of the field's own row, the label and aria-describedby included."""
    group: str
    """Visible text that introduces a group of up to six fields around it."""

    @property
    def node(self) -> int:
        """The (first) control."""
        return self.nodes[0]

    @property
    def is_typed(self) -> bool:
        """Whether people type into it."""
        return self.kind in _TYPED

    @property
    def words(self) -> str:
        """Label, row and group together."""
        return f"{self.label}\n{self.context}\n{self.group}"


@lru_cache(maxsize=1)  # every check of forms asks for the fields of the page at hand
def fields(doc: Document) -> tuple[Field, ...]:
    """The fields that people meet, in document order. Disabled and hidden ones are left out."""
    controls = [i for i in doc.by_tag("input", "select", "textarea") if _is_met(doc, i)][:_MAX_CONTROLS]
    labelled: dict[str, list[int]] = {}
    for i in doc.by_tag("label"):
        labelled.setdefault(doc.attr(i, "for") or "", []).append(i)
    groups: dict[object, list[int]] = {}
    for i in controls:
        kind, name = kind_of(doc, i), doc.attr(i, "name")
        key: object = (kind, name, _form(doc, i)) if kind in ("radio", "checkbox") and name else i
        groups.setdefault(key, []).append(i)
    owner = {i: number for number, group in enumerate(groups.values()) for i in group}
    return tuple(_field(doc, tuple(group), controls, owner, labelled) for group in groups.values())


def forms(found: Sequence[Field]) -> Iterator[list[Field]]:
    """The fields, form by form."""
    by_form: dict[int, list[Field]] = {}
    for field in found:
        by_form.setdefault(field.form, []).append(field)
    yield from by_form.values()


def name_of(doc: Document, field: Field) -> str:
    """What to call the field in a message."""
    node = doc.nodes[field.node]
    own = marked_text(doc, field.labels[0]) if field.labels else field.label
    line = own or node.name or node.attrs.get("placeholder", "") or node.attrs.get("name", "")
    return shorten(line, 30)


def is_search(doc: Document, form: Sequence[Field]) -> bool:
    """Whether these fields are a search box."""
    if any(field.kind == "search" for field in form):
        return True
    for i in (form[0].node, *doc.ancestors(form[0].node)):
        node = doc.nodes[i]
        if node.role == "search" or "search" in (node.attrs.get("role", ""), node.tag):
            return True
    if _filters(doc, form[0].form):
        return True
    words = " ".join(field.words + doc.nodes[field.node].name for field in form[:_SEARCH_FIELDS])
    return len(form) <= _SEARCH_FIELDS and re.search("検索|search", words, re.IGNORECASE) is not None


def is_login(form: Sequence[Field]) -> bool:
    """Whether these fields are a log-in: a name, a password, perhaps a check box."""
    return len(form) <= _LOGIN_FIELDS and any(field.kind == "password" for field in form)


def kind_of(doc: Document, node: int) -> str:
    """What sort of control it is."""
    tag = doc.nodes[node].tag
    return tag if tag != "input" else (doc.attr(node, "type") or "text").strip().lower() or "text"


def marked_text(doc: Document, root: int, *, start: int = 0, stop: int | None = None) -> str:
    """Visible text below ``root`` between two elements, with alt texts and what CSS adds; options left out."""
    parts: list[str] = []
    pending: list[tuple[int, str]] = []  # what ::after adds at the end of an element
    i, end = root, doc.nodes[root].end if stop is None else min(stop, doc.nodes[root].end)
    while i < end:
        while pending and pending[-1][0] <= i:
            parts.append(pending.pop()[1])
        node = doc.nodes[i]
        if node.tag in _UNREAD:
            i = node.end
            continue
        if i >= start and node.state & State.RENDERED:
            if node.tag == "#text":
                parts.append(node.text)
            elif node.tag == "img":
                parts.append(node.attrs.get("alt", ""))
            else:
                if node.tag == "br" or node.state & State.BLOCK:
                    parts.append(" ")
                style = doc.style(i)
                parts.append(style.before)
                if style.after:
                    pending.append((node.end, style.after))
        i += 1
    parts.extend(text for _, text in reversed(pending))
    return collapse("".join(parts))


def _filters(doc: Document, form: int) -> bool:
    """Whether a form asks for a list to be searched or narrowed down."""
    if form < 0 or (doc.attr(form, "method") or "get").lower() != "get":
        return False
    buttons = (i for i in doc.elements(form) if doc.nodes[i].tag == "button" or kind_of(doc, i) in ("submit", "image"))
    names = (f"{doc.text(i)} {doc.attr(i, 'value') or ''} {doc.nodes[i].name}" for i in buttons)
    return any(_FILTER.search(name) for name in names)


def _is_met(doc: Document, node: int) -> bool:
    state = doc.nodes[node].state
    if kind_of(doc, node) in _NO_FIELD or state & State.DISABLED or "readonly" in doc.nodes[node].attrs:
        return False
    return bool(state & State.EXPOSED)


def _form(doc: Document, node: int) -> int:
    by_id = doc.by_id(doc.attr(node, "form") or "")
    if by_id is not None:
        return by_id
    found = doc.closest(node, "form")
    return -1 if found is None else found


def _field(
    doc: Document,
    nodes: tuple[int, ...],
    controls: list[int],
    owner: dict[int, int],
    labelled: Mapping[str, list[int]],
) -> Field:
    row, around = nodes[0], []
    mine = owner[nodes[0]]
    for i in doc.ancestors(nodes[0]):
        item = doc.nodes[i]
        first, last = bisect(controls, i), bisect_left(controls, item.end)
        if last - first > 4 * _MAX_GROUP:
            break
        inside = {owner[c] for c in controls[first:last]}
        if item.tag in _CLIMB_STOP or len(inside) > _MAX_GROUP:
            break
        if inside == {mine}:
            row = i
        else:
            around.append((i, controls[first]))
    labels = _labels(doc, nodes, labelled)
    label = collapse(" ".join(marked_text(doc, i) for i in labels))
    context = [marked_text(doc, row) if row != nodes[0] else ""]
    described = (doc.by_id(id_) for id_ in (doc.attr(nodes[0], "aria-describedby") or "").split())
    context += [marked_text(doc, i) for i in described if i is not None]
    if not label and not context[0]:
        label = _text_before(doc, nodes[0], controls)
    return Field(
        nodes=nodes,
        kind=kind_of(doc, nodes[0]),
        form=_form(doc, nodes[0]),
        labels=labels,
        label=label,
        context=collapse(" ".join((label, *context))),
        group=collapse(" ".join(marked_text(doc, i, stop=first) for i, first in around)),
    )


def _labels(doc: Document, nodes: tuple[int, ...], labelled: Mapping[str, list[int]]) -> tuple[int, ...]:
    found: list[int | None] = []
    node = nodes[0]
    is_group = len(nodes) > 1 or kind_of(doc, node) == "radio"
    if not is_group:
        id_ = doc.attr(node, "id")
        found += labelled.get(id_, ()) if id_ else ()
        found.append(doc.closest(node, "label"))
    found += [doc.by_id(id_) for id_ in (doc.attr(node, "aria-labelledby") or "").split()]
    for i in (node, *doc.ancestors(node)):
        item = doc.nodes[i]
        if item.tag == "fieldset" or item.role in ("group", "radiogroup"):
            found += [c for c in doc.children(i) if doc.nodes[c].tag == "legend"]
            found += [doc.by_id(id_) for id_ in item.attrs.get("aria-labelledby", "").split()]
        elif item.tag == "tr":
            found += [c for c in doc.children(i) if doc.nodes[c].tag == "th" and c < node]
            found += _first_cell(doc, i, node)
        elif item.tag == "dd":
            found.append(_term(doc, i))
        elif item.tag in ("form", "table"):
            break
    visible = [i for i in found if i is not None and doc.is_(i, State.RENDERED)]
    return tuple(dict.fromkeys(visible))


def _first_cell(doc: Document, row: int, node: int) -> list[int]:
    """The first cell of a table row, where the field stands in a later one."""
    cells = [c for c in doc.children(row) if doc.nodes[c].tag in ("td", "th")]
    return cells[:1] if len(cells) > 1 and node >= doc.nodes[cells[0]].end else []


def _term(doc: Document, dd: int) -> int | None:
    terms = [c for c in doc.children(doc.nodes[dd].parent) if doc.nodes[c].tag == "dt" and c < dd]
    return terms[-1] if terms else None


def _text_before(doc: Document, node: int, controls: list[int]) -> str:
    """The text between the control before and this one, at most 60 characters."""
    parent = doc.nodes[node].parent
    earlier = bisect_left(controls, node)
    start = max(parent, doc.nodes[controls[earlier - 1]].end if earlier else 0)
    return marked_text(doc, parent, start=start, stop=node)[-60:]
