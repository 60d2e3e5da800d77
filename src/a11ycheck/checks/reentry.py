"""Forms that ask for the same thing twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from a11ycheck.checks.api import Options, cant_tell, passed
from a11ycheck.checks.autofill import purpose
from a11ycheck.checks.document import Document
from a11ycheck.checks.fields import Field, fields, forms, is_login, is_search, name_of
from a11ycheck.model import Verdict

_CONFIRM = re.compile(r"確認(?:用|の)?|再入力|もう[一1]度|再度|confirm|again|re-?enter|re-?type|repeat", re.IGNORECASE)
_SAME = re.compile(r"同じ|同上|同一|コピー|引き継|反映|same as|copy", re.IGNORECASE)
_REPEATED = frozenset({"street-address", "postal-code", "tel", "email"})


def asked_once(doc: Document, _: Options) -> Iterator[Verdict]:
    """A form asks for each address, number and mail address once."""
    for form in forms(fields(doc)):
        if is_search(doc, form) or is_login(form):
            continue
        known: dict[str, Field] = {}
        doubts: list[Verdict] = []
        for field in form:
            asked = purpose(doc, field) or ("email" if _is_mail(doc, field) else "")
            if asked in _REPEATED:
                doubts += _doubt(doc, form, known, asked, field)
        if doubts:
            yield from doubts
        elif known:
            yield passed(next(iter(known.values())).node)


def _doubt(doc: Document, form: Sequence[Field], known: dict[str, Field], asked: str, field: Field) -> list[Verdict]:
    first = known.setdefault(asked, field)
    # Of the boxes of one number all but the first are no further question.
    if first is field or (first.label == field.label and first.group == field.group and not confirms(doc, field)):
        return []
    if confirms(doc, field):
        return [cant_tell("confirm", field.node, text=name_of(doc, field))]
    if name_of(doc, first) != name_of(doc, field):
        return []  # a phone at home and a mobile phone are two questions
    if any(_SAME.search(other.words) for other in form) or _offers_copy(doc, form):
        return []
    return [cant_tell("again", field.node, text=name_of(doc, field))]


def confirms(doc: Document, field: Field) -> bool:
    """Whether a field asks for an answer a second time: 「メールアドレス（確認用）」."""
    name = doc.nodes[field.node].attrs.get("name", "")
    return bool(_CONFIRM.search(f"{field.label} {doc.nodes[field.node].name} {name}"))


def _is_mail(doc: Document, field: Field) -> bool:
    """Whether the field is for a mail address that is typed again: 「メールアドレスをもう一度」."""
    if not field.is_typed or field.kind == "password":
        return False
    return confirms(doc, field) and ("メール" in field.label or "mail" in field.label.lower())


def _offers_copy(doc: Document, form: Sequence[Field]) -> bool:
    if form[0].form < 0:
        return False
    return any(doc.nodes[i].tag == "button" and _SAME.search(doc.text(i)) for i in doc.elements(form[0].form))
