"""Checks of forms: what they ask for, and how they say what they want."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from a11ycheck.checks.api import Options, cant_tell, passed
from a11ycheck.checks.document import Document
from a11ycheck.checks.effort import effort
from a11ycheck.checks.fields import Field, fields, forms, is_login, is_search, kind_of, name_of
from a11ycheck.checks.prose import some
from a11ycheck.model import Verdict

_PERSONAL = re.compile(
    r"氏名|お名前|名前(?!順)|フリガナ|ふりがな|住所|番地|電話番号|連絡先|携帯|メールアドレス|e-?mail|生年月日|誕生日"
    r"|マイナンバー|個人番号"
    r"|\b(?:full |your |first |last |family )?name\b|\baddress\b|\bphone\b|date of birth",
    re.IGNORECASE,
)
_NOT_PERSONAL = re.compile(
    r"(?:会社|団体|施設|商品|件|題|ファイル|user ?|file ?|company )(?:名|の?名前|name)", re.IGNORECASE
)
_PERSONAL_TOKENS = frozenset(
    ("name", "family-name", "given-name", "street-address", "address-line1", "postal-code", "tel", "email", "bday")
)
_PRIVACY = re.compile(r"個人情報|プライバシー|privacy|personal (?:information|data)", re.IGNORECASE)
_POSTCODE = re.compile(r"郵便番号|〒|\bzip|postal ?code|postcode", re.IGNORECASE)
_HOME = re.compile(r"住所|都道府県|市区町村|番地|\baddress\b", re.IGNORECASE)
_NOT_HOME = re.compile(r"メール|e-?mail|\bip\b", re.IGNORECASE)
_LOOKUP = re.compile(
    r"住所を?(?:検索|入力|反映|自動)|郵便番号(?:から|で|を)?.{0,8}(?:検索|入力|反映)|自動入力|look ?up|find address",
    re.IGNORECASE,
)
_LOOKUP_SCRIPT = re.compile(r"ajaxzip|yubinbango|jpostal|zipcloud|zip2addr|postcode|japanpost|kenall", re.IGNORECASE)


def privacy_notice(doc: Document, options: Options) -> Iterator[Verdict]:
    """A form that asks for personal data tells how they are used."""
    mentioned = bool(_PRIVACY.search(doc.page_text))
    for form in forms(fields(doc)):
        if is_search(doc, form) or is_login(form):
            continue
        personal = [field for field in form if _is_personal(doc, field)]
        if not personal:
            continue
        if mentioned:
            yield passed(_at(form))
        else:
            yield cant_tell("missing", _at(form), text=some([name_of(doc, field) for field in personal]))


def burden(doc: Document, options: Options) -> Iterator[Verdict]:
    """A form asks for no more than can be answered quickly."""
    most = int(options.get("max_fields", 20))
    for form in forms(fields(doc)):
        if is_search(doc, form) or is_login(form):
            continue
        if len(form) <= most:
            yield passed(_at(form))
            continue
        asked = effort(doc, form)
        yield cant_tell(
            "heavy",
            asked.node,
            fields=asked.fields,
            required=asked.required,
            text=asked.free_text,
            files=asked.files,
            confirm=asked.confirm,
            split=asked.split,
            minutes=max(1, round(asked.seconds / 60)),
            seconds=asked.seconds,
        )


def prefill_address(doc: Document, options: Options) -> Iterator[Verdict]:
    """Where postcode and address are asked for, the address can be filled in from the postcode."""
    scripted = any(_LOOKUP_SCRIPT.search(r.url) for r in doc.snapshot.resources) or any(
        _LOOKUP_SCRIPT.search(doc.attr(i, "src") or "") for i in doc.by_tag("script")
    )
    for form in forms(fields(doc)):
        typed = [field for field in form if field.is_typed]
        postcode = next((f for f in typed if _asks(doc, f, _POSTCODE, "postal-code")), None)
        rest = (f for f in form if f is not postcode and not _NOT_HOME.search(f.label))
        home = any(_asks(doc, field, _HOME, "street-address") for field in rest)
        if postcode is None or not home:
            continue
        if scripted or _has_lookup(doc, form, postcode):
            yield passed(postcode.node)
        else:
            yield cant_tell("no-lookup", postcode.node)


def _at(form: Sequence[Field]) -> int:
    """The form element, or the first field where there is none."""
    return form[0].form if form[0].form >= 0 else form[0].node


def _tokens(doc: Document, field: Field) -> list[str]:
    return (doc.attr(field.node, "autocomplete") or "").lower().split()


def _is_personal(doc: Document, field: Field) -> bool:
    if not field.is_typed or field.kind in ("password", "search"):
        return False
    if _PERSONAL_TOKENS.intersection(_tokens(doc, field)) or field.kind in ("email", "tel"):
        return True
    words = f"{field.label} {doc.nodes[field.node].name}"
    return bool(_PERSONAL.search(_NOT_PERSONAL.sub("", words)))


def _asks(doc: Document, field: Field, pattern: re.Pattern[str], token: str) -> bool:
    own = (field.label, doc.nodes[field.node].name, doc.attr(field.node, "name") or "")
    return token in _tokens(doc, field) or any(pattern.search(text) for text in own)


def _has_lookup(doc: Document, form: Sequence[Field], postcode: Field) -> bool:
    handlers = " ".join(doc.attr(postcode.node, name) or "" for name in ("onkeyup", "onchange", "onblur"))
    if re.search("zip|postal|address", handlers) or "p-postal-code" in (doc.attr(postcode.node, "class") or ""):
        return True
    root = max(form[0].form, 0)
    names = (
        f"{doc.nodes[i].name} {doc.attr(i, 'value') or ''} {doc.text(i)}"
        for i in doc.elements(root)
        if doc.nodes[i].role in ("button", "link") or kind_of(doc, i) in ("button", "submit")
    )
    return any(_LOOKUP.search(name) for name in names) or bool(_LOOKUP.search(postcode.words))
