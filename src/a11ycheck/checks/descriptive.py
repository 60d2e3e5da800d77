"""Headings and labels that do not say what they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from a11ycheck.checks.api import Options, cant_tell, passed
from a11ycheck.checks.document import Document, collapse
from a11ycheck.checks.fields import Field, fields, forms, marked_text
from a11ycheck.checks.words import label, short
from a11ycheck.model import State, Verdict

_VAGUE_WORDS = """
その他 詳細 見出し 見出し1 見出し2 見出し3 大見出し 中見出し 小見出し タイトル サブタイトル
内容 項目 本文 情報 説明 備考 こちら ここ
heading title other others details more section untitled
"""
_VAGUE = frozenset(_VAGUE_WORDS.split())
_GROUPS = ("fieldset", "section", "table", "li", "form")
_MOST = 20


def headings_and_labels(doc: Document, _: Options) -> Iterator[Verdict]:
    """Headings and labels say what follows, and no two beside each other say the same."""
    found = 0
    for verdict in (*_headings(doc), *_labels(doc)):
        if verdict.key:
            found += 1
            if found > _MOST:
                continue
        yield verdict


def _headings(doc: Document) -> Iterator[Verdict]:
    path: list[tuple[int, int]] = []  # headings above: (level, element)
    seen: dict[tuple[int, str], int] = {}
    for i, level in doc.headings:
        text = collapse(doc.nodes[i].name or doc.text(i))
        while path and path[-1][0] >= level:
            path.pop()
        parent = path[-1][1] if path else -1
        path.append((level, i))
        if not text or not doc.is_(i, State.RENDERED) or doc.region(i) not in ("main", "body"):
            continue
        spelled = label(text) or text
        if spelled in _VAGUE:
            yield cant_tell("vague", i, text=short(text))
        elif (parent, spelled) in seen:
            yield cant_tell("repeated", i, text=short(text))
        else:
            yield passed(i)
        seen[parent, spelled] = i


def _labels(doc: Document) -> Iterator[Verdict]:
    for form in forms(fields(doc)):
        seen: dict[tuple[str, int], int] = {}
        for field in form:
            text = re.sub(r"必須|任意|[*＊※\s（）()]", "", marked_text(doc, field.labels[0])) if field.labels else ""
            if not text:
                continue
            key = (text, _group(doc, field))
            other = seen.setdefault(key, field.labels[0])
            if other != field.labels[0] and field.kind not in ("radio", "checkbox"):
                yield cant_tell("repeated-label", field.node, text=short(text, 30))
            else:
                yield passed(field.node)


def _group(doc: Document, field: Field) -> int:
    """The part of a form within which a label has to be unique."""
    for i in doc.ancestors(field.node):
        if doc.nodes[i].tag in _GROUPS or doc.nodes[i].role in ("group", "radiogroup"):
            return i
    return -1
