"""What happens when people make mistakes in a form: where a person has to try it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from a11ycheck.checks.api import Options, cant_tell, passed
from a11ycheck.checks.document import Document
from a11ycheck.checks.fields import Field, fields, forms, is_login, is_search, kind_of, name_of
from a11ycheck.checks.prose import heading, some
from a11ycheck.checks.words import short
from a11ycheck.model import State, Verdict

_STRICT = frozenset({"email", "tel", "url", "number", "date", "month", "time"})
_STRICT_WORDS = re.compile(
    r"メール|電話|郵便番号|〒|生年月日|年月日|フリガナ|ふりがな|カナ|番号|e-?mail|phone|postcode|\bdate\b",
    re.IGNORECASE,
)
_VAGUE_ERROR = re.compile(
    r"\A[\s※！!・*]*(?:入力(?:内容|値)?|値|形式|データ|記入内容)?(?:に|が|は|の)?\s*(?:エラー(?:です|があります|が発生しました)?"
    r"|不正(?:です|な値です)?|正しくありません|誤りがあります|間違っています"
    r"|無効です|invalid(?: value| input)?|error)[。.!！]?\s*\Z",
    re.IGNORECASE,
)
_WEIGHTY = re.compile(
    r"支払|お?振込|振替|決済|クレジット|カード番号|口座|購入|注文|寄附|寄付|納付|納税|申請|届出|届け出|申請|請求|契約|解約|予約|申し?込|応募|登録"
    r"|\bpay|purchase|order\b|donat|apply|application|booking|reserv|registration",
    re.IGNORECASE,
)
_SAFE = re.compile(
    r"(?:内容|入力|画面|確認)[^。\n]{0,6}確認|確認(?:画面|ページ|する|へ|$|\s)|次へ|修正|訂正|取り?消|キャンセル|やり直"
    r"|confirm|review|correct|cancel|next",
    re.IGNORECASE,
)
_LIGHT = re.compile(r"問い?合わ?せ|アンケート|ご意見|感想|評価|検索|contact|feedback|survey", re.IGNORECASE)
_SHORT = 40
_MOST = 20


def identification(doc: Document, _: Options) -> Iterator[Verdict]:
    """Forms in which a person has to make a mistake and see whether it is named."""
    for form in islice(_sent(doc), _MOST):
        yield cant_tell("try", _at(form), fields=len(form))


def suggestion(doc: Document, _: Options) -> Iterator[Verdict]:
    """Forms in which a person has to see whether an error says how to mend it."""
    for form in islice(_sent(doc), _MOST):
        strict = [f for f in form if f.kind in _STRICT or (f.is_typed and _STRICT_WORDS.search(f.label))]
        if strict:
            yield cant_tell("try", _at(form), text=some([name_of(doc, field) for field in strict]))
    errors = (b for b in doc.blocks if len(b.text) < _SHORT and _VAGUE_ERROR.match(b.text) and b.tag[0] != "h")
    for block in islice(errors, _MOST):
        if block.region in ("main", "body"):
            yield cant_tell("vague", block.node, text=short(block.text))


def prevention(doc: Document, _: Options) -> Iterator[Verdict]:
    """Forms with weighty consequences let people check, correct or take back what they send."""
    about = heading(doc)
    for form in _sent(doc):
        if is_login(form):
            continue
        words = " ".join((about, *_buttons(doc, form)))
        weighty = _WEIGHTY.search(_LIGHT.sub("", words))
        if weighty is None:
            continue
        said = " ".join((*_buttons(doc, form), doc.text(form[0].form) if form[0].form >= 0 else ""))
        if _SAFE.search(said):
            yield passed(_at(form))
        else:
            yield cant_tell("unconfirmed", _at(form), text=weighty[0])


def _sent(doc: Document) -> Iterator[list[Field]]:
    """Forms that can be filled in wrongly; search boxes and those that only take choices or remarks are left out."""
    for form in forms(fields(doc)):
        if is_search(doc, form) or (form[0].form < 0 and len(form) == 1):
            continue
        typed = [field for field in form if field.is_typed or field.kind == "file"]
        if not typed or not any(doc.is_(field.node, State.RENDERED) for field in form):
            continue
        if len(typed) > 1 or typed[0].kind != "textarea" or any(_is_required(doc, field) for field in form):
            yield form


def _is_required(doc: Document, field: Field) -> bool:
    return any(doc.is_(node, State.REQUIRED) for node in field.nodes) or "必須" in field.words


def _at(form: Sequence[Field]) -> int:
    return form[0].form if form[0].form >= 0 else form[0].node


def _buttons(doc: Document, form: Sequence[Field]) -> list[str]:
    """What the buttons of a form say."""
    if form[0].form < 0:
        return []
    return [
        f"{doc.nodes[i].name} {doc.text(i)} {doc.attr(i, 'value') or ''}"
        for i in doc.elements(form[0].form)
        if doc.nodes[i].tag == "button"
        or (doc.nodes[i].tag == "input" and kind_of(doc, i) in ("submit", "button", "image"))
    ]
