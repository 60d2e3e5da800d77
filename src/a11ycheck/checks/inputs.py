"""Checks of single form fields: how they say what they want."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from a11ycheck.checks.api import Options, cant_tell, failed, passed
from a11ycheck.checks.document import Document
from a11ycheck.checks.fields import Field, fields, forms, is_login, is_search, kind_of, marked_text, name_of
from a11ycheck.checks.words import whole_number
from a11ycheck.model import State, Verdict

_WORD = re.compile(r"必須|必要|必ず|(?<!not )\brequired\b|mandatory", re.IGNORECASE)
_OPTIONAL = re.compile(r"任意|optional|not required", re.IGNORECASE)
_SYMBOL = re.compile(r"[*＊※★●◎■◆]")
_ALL = re.compile(
    r"(?:すべて|全て|全部|全項目)[^。]{0,12}(?:必須|必ず|入力してください|ご記入)"
    r"|all (?:the )?(?:fields|questions)[^.]{0,20}(?:required|mandatory)"
    r"|(?:任意|optional)[^。.]{0,20}(?:以外|ない(?:もの|項目)|other than)[^。.]{0,12}(?:必須|必ず|required)",
    re.IGNORECASE,
)
_CONSENT = re.compile(r"同意|承諾|確認し(?:た|まし)|了承|agree|consent", re.IGNORECASE)
_CLASS = re.compile(r"requi|hissu|mandatory|\bmust\b|need", re.IGNORECASE)
_RGB = re.compile(r"rgba?\((\d+), (\d+), (\d+)")

_WIDTH = re.compile(
    r"(?:全角|半角)(?:カタカナ|カナ|かな|ひらがな|英数字?|数字|文字)?"
    r"(?:[^。\n]{0,12}?(?:入力|記入|ご?記載|指定|で(?:お願い|す)|のみ|に限)|[)）】］]|$|[、。\s])",
    re.MULTILINE,
)
_EITHER = re.compile(r"全角[^。]{0,8}半角|半角[^。]{0,8}全角|(?:全角|半角)でも|(?:問い|区別し)ません|どちらでも")
_HYPHEN = re.compile(
    r"(?:ハイフン|「[-－ー]」)(?:[（(][-－ー][）)]|「[-－ー]」)?[はを]?\s?"
    r"(?:なし|無し|抜き|不要|除い|省い|入れず|入れない|つけない|使わ)(?!でも|ても)|(?:without|no) hyphens",
    re.IGNORECASE,
)
_HYPHEN_FREE = re.compile(
    r"ハイフン[^。]{0,10}(?:あり|有り)[^。]{0,8}(?:なし|無し|でも)|ハイフン[^。]{0,14}(?:どちらでも|かまいません|構いません|でも)"
)
_SPLIT = re.compile(r"電話|ＦＡＸ|FAX|携帯|郵便番号|〒|\btel|phone|\bzip|postal", re.IGNORECASE)
_MAX_BOXES = 4
_BOX_SIZES = range(2, 6)
_STEM = re.compile(r"[\[\](){}_\-]*\d+[\[\](){}_\-]*$|[_-]?[a-c]$")

_HINT = re.compile(
    r"例[：:）)]?|e\.g\.|[0-9０-９]{2,}|[○●◯〇]{2,}|全角|半角|ハイフン|以内|以上|yyyy|mm/dd|年/月|文字",
    re.IGNORECASE,
)
_MAIL = re.compile(r"[^\s@]{1,64}@\S+")


def required_marks(doc: Document, options: Options) -> Iterator[Verdict]:
    """A required field says so in words, or by a sign that was explained before it."""
    for form in forms(fields(doc)):
        if len(form) == 1 or is_search(doc, form) or is_login(form):
            continue
        required = [field for field in form if any(doc.is_(i, State.REQUIRED) for i in field.nodes)]
        if required:
            yield from _required(doc, form, required)


def width_demand(doc: Document, options: Options) -> Iterator[Verdict]:
    """No field demands a width of characters, a number without hyphens, or one number in several boxes."""
    typed = [field for form in forms(fields(doc)) if not is_login(form) for field in form if field.is_typed]
    split = boxes_of_one_number(doc, typed)
    for field in typed:
        if field.node in split:
            if split[field.node] > 1:
                yield failed("split", field.node, text=name_of(doc, field), count=split[field.node])
            continue
        words = f"{field.label}\n{field.context}\n{doc.attr(field.node, 'placeholder') or ''}"
        width = None if field.kind == "password" else _WIDTH.search(words)
        if width and not _EITHER.search(words):
            yield failed("width", field.node, text=width[0].strip("()（）【】、。 \n"))
        elif _HYPHEN.search(words) and not _HYPHEN_FREE.search(words):
            yield failed("hyphen", field.node, text=name_of(doc, field))
        else:
            yield passed(field.node)


def placeholder(doc: Document, options: Options) -> Iterator[Verdict]:
    """Hints stand beside the field and not in it alone, and the submit button can be pressed."""
    for form in forms(fields(doc)):
        for field in form:
            hint = (doc.attr(field.node, "placeholder") or "").strip()
            if not hint or is_search(doc, form):
                continue
            if _has_hint(hint) and not _has_hint(field.context):
                yield failed("placeholder-only", field.node, text=hint[:60])
            else:
                yield passed(field.node)
    for i in doc.by_tag("button", "input"):
        kind = kind_of(doc, i) if doc.nodes[i].tag == "input" else (doc.attr(i, "type") or "submit").lower()
        if kind == "submit" and doc.is_(i, State.RENDERED | State.DISABLED) and doc.closest(i, "form") is not None:
            yield cant_tell("disabled-submit", i, text=doc.text(i) or doc.attr(i, "value") or doc.nodes[i].name)


def _has_hint(text: str) -> bool:
    """Whether a text tells a format. That a mail address has an @ need not be told."""
    return _HINT.search(_MAIL.sub("", text)) is not None


def _required(doc: Document, form: Sequence[Field], required: Sequence[Field]) -> Iterator[Verdict]:
    everything = bool(_ALL.search(doc.page_text)) or _rest_is_optional(form, required)
    known: dict[str, bool] = {}  # whether a symbol was explained before its first field
    for field in required:
        if everything or _WORD.search(field.words) or _goes_without_saying(doc, field):
            yield passed(field.node)
            continue
        symbol = _SYMBOL.search(field.label)
        if symbol is None:
            yield _unmarked(doc, form, field)
        elif symbol[0] not in known:
            known[symbol[0]] = _explained(doc, symbol[0], field)
            if known[symbol[0]]:
                yield passed(field.node)
            else:  # one finding for all fields: one explanation mends them
                yield failed("unexplained", field.node, text=name_of(doc, field), symbol=symbol[0])
        elif known[symbol[0]]:
            yield passed(field.node)


def _goes_without_saying(doc: Document, field: Field) -> bool:
    """Whether it is a consent, or a choice that is made already."""
    if field.kind == "checkbox":
        return _CONSENT.search(field.words) is not None
    return field.kind == "radio" and any("checked" in doc.nodes[i].attrs for i in field.nodes)


def _rest_is_optional(form: Sequence[Field], required: Sequence[Field]) -> bool:
    """Whether every field that is not required says that it is optional."""
    rest = [field for field in form if field not in required]
    return bool(rest) and all(_OPTIONAL.search(field.words) for field in rest)


def _unmarked(doc: Document, form: Sequence[Field], field: Field) -> Verdict:
    text = name_of(doc, field)
    others = [f.labels[0] for f in form if f.labels]
    if any(_is_red(doc, i) for i in field.labels) and not all(_is_red(doc, i) for i in others):
        return cant_tell("colour", field.node, text=text)
    if any(_has_hidden_mark(doc, i) for i in field.labels or (field.node,)):
        return cant_tell("picture", field.node, text=text)
    return failed("unmarked", field.node, text=text)


def _explained(doc: Document, symbol: str, field: Field) -> bool:
    """Whether the symbol's meaning stands on the page before the field."""
    sign = re.escape(symbol)
    meaning = r"(?:必須|必要|必ず|入力してください|required|mandatory)"
    between = r"[^。\n]{0,20}?"
    pattern = re.compile(f"{sign}{between}{meaning}|{meaning}{between}{sign}", re.IGNORECASE)
    if pattern.search(marked_text(doc, 0, stop=field.node)):
        return True
    titles = (doc.attr(i, "title") or "" for label in field.labels for i in doc.elements(label))
    return any(_WORD.search(title) for title in titles)


def _is_red(doc: Document, label: int) -> bool:
    for i in (label, *doc.elements(label)):
        match = _RGB.match(doc.style(i).color)
        if match:
            red, green, blue = map(int, match.groups())
            if red > green + 80 and red > blue + 80:
                return True
    return False


def _has_hidden_mark(doc: Document, label: int) -> bool:
    """Whether a picture or a class name hints at a mark that cannot be read."""
    around = [label, *doc.elements(label), doc.nodes[label].parent]
    return any(
        doc.nodes[i].state & State.RENDERED
        and (doc.style(i).image or _CLASS.search(doc.attr(i, "class") or "") or doc.nodes[i].tag in ("svg", "img"))
        for i in around
    )


def boxes_of_one_number(doc: Document, typed: Sequence[Field]) -> dict[int, int]:
    """Boxes that hold one phone number or postcode together: the first one → how many, the others → 0."""
    found: dict[int, int] = {}
    run: list[Field] = []

    def close() -> None:
        first = run[0] if run else None
        words = f"{first.words} {doc.nodes[first.node].name} {_name(doc, first)}" if first else ""
        if 1 < len(run) <= _MAX_BOXES and _SPLIT.search(words):
            found.update({f.node: len(run) if f is first else 0 for f in run})
        run.clear()

    for field in typed:
        if not _is_short(doc, field):
            close()
            continue
        if run and _STEM.sub("", _name(doc, field)) != _STEM.sub("", _name(doc, run[0])):
            close()
        run.append(field)
    close()
    return found


def _is_short(doc: Document, field: Field) -> bool:
    if field.kind not in ("text", "tel", "number"):
        return False
    size = whole_number(doc.attr(field.node, "maxlength") or doc.attr(field.node, "size"))
    return size in _BOX_SIZES and bool(_name(doc, field))


def _name(doc: Document, field: Field) -> str:
    return doc.attr(field.node, "name") or doc.attr(field.node, "id") or ""
