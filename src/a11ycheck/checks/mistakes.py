"""What happens when people make mistakes in a form: where a person has to try it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from a11ycheck.checks.api import Options, cant_tell, failed, passed
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
_SENTENCE_END = re.compile(r"(?:です|ます|ました|せん|[。.!！])\s*\Z")
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
# The address that a form is sent to names a page for checking: /kakunin.html, /apply/confirm
_CONFIRMS = re.compile(r"kakunin|confirm", re.IGNORECASE)
_LIGHT = re.compile(r"問い?合わ?せ|アンケート|ご意見|感想|評価|検索|contact|feedback|survey", re.IGNORECASE)
_ERROR_NAME = re.compile(
    r"(?:^|[-_\s])(?:err(?:or)?s?|alerts?|invalid)(?:$|[-_\s])|(?:error|Error)(?:Msg|Message|Text|s?$)"
)
# Neither a field nor a cause is named.
_UNNAMED_ERROR = re.compile(
    r"[\s※！!・*]*(?:入力(?:内容|項目)?|記入内容|項目)?(?:を|に|が|は)?\s*(?:エラー(?:です|があります)?|(?:誤り|間違い|不備)があります"
    r"|正しく(?:入力|記入)してください|正しくありません|(?:再度|もう一度)?(?:ご確認|確認|入力)してください)[。.!！]?\s*"
    r"|(?:please\s)?(?:fill(?:\s(?:in|out))?|enter|complete|check|correct)\s(?:the|this|all|your)?\s?"
    r"(?:fields?|form|inputs?|entries|errors?)(?:\s(?:correctly|properly|again))?[.!]?"
    r"|(?:there\s(?:was|were|is|are)\s)?(?:an?\s)?(?:input\s)?errors?[.!]?",
    re.IGNORECASE,
)
_SAYS_MORE = re.compile(r"ください|(?:れて|って)いません|\b(?:please|must|invalid|cannot)\b", re.IGNORECASE)
_SEVERAL = 2
_SHORT = 40
_MOST = 20


def identification(doc: Document, _: Options) -> Iterator[Verdict]:
    """An error that is shown names its field; other forms a person has to try."""
    for form in islice(_sent(doc), _MOST):
        error = _unnamed_error(doc, form)
        if error >= 0:
            yield failed("unnamed", error, text=short(doc.text(error, visible=True)))
        elif _shows_errors(doc, form):
            yield passed(_at(form))
        else:
            yield cant_tell("try", _at(form), fields=len(form))


def suggestion(doc: Document, _: Options) -> Iterator[Verdict]:
    """Forms in which a person has to see whether an error says how to mend it.

    A bare word such as “error” is an error text only on a page with a form: elsewhere it is a term.
    """
    sent = list(islice(_sent(doc), _MOST))
    for form in sent:
        strict = [f for f in form if f.kind in _STRICT or (f.is_typed and _STRICT_WORDS.search(f.label))]
        if strict:
            yield cant_tell("try", _at(form), text=some([name_of(doc, field) for field in strict]))
    errors = (b for b in doc.blocks if len(b.text) < _SHORT and _VAGUE_ERROR.match(b.text) and b.tag[0] != "h")
    for block in islice(errors, _MOST):
        if block.region in ("main", "body") and (sent or _SENTENCE_END.search(block.text)):
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
        if _SAFE.search(said) or _CONFIRMS.search(doc.href(form[0].form) if form[0].form >= 0 else ""):
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


def _unnamed_error(doc: Document, form: Sequence[Field]) -> int:
    """The error message of a form of several fields that names none and stands beside none; -1 for none."""
    root = form[0].form
    if root < 0 or len(form) < _SEVERAL:
        return -1
    messages = [i for i in doc.elements(root) if _is_error(doc, i)]
    if len(messages) != 1 or not _UNNAMED_ERROR.fullmatch(doc.text(messages[0], visible=True)):
        return -1
    error = messages[0]
    id_ = doc.attr(error, "id") or ""
    parent = doc.nodes[error].parent
    beside = sum(parent < field.node < doc.nodes[parent].end for field in form)
    pointed = any(_points(doc.nodes[node].attrs, id_) for field in form for node in field.nodes)
    said = " ".join(field.words for field in form).replace(doc.text(error, visible=True), "")
    return -1 if beside == 1 or pointed or _SAYS_MORE.search(said) else error


def _shows_errors(doc: Document, form: Sequence[Field]) -> bool:
    """Whether fields are marked as wrong, and each refers to a text that is shown."""
    marked = [doc.nodes[f.node].attrs for f in form if doc.nodes[f.node].attrs.get("aria-invalid") == "true"]
    for attrs in marked:
        refers = f"{attrs.get('aria-describedby', '')} {attrs.get('aria-errormessage', '')}".split()
        texts = (doc.text(i, visible=True) for i in map(doc.by_id, refers) if i is not None)
        if not any(text and not _UNNAMED_ERROR.fullmatch(text) for text in texts):
            return False
    return bool(marked)


def _is_error(doc: Document, i: int) -> bool:
    """Whether an element calls itself an error message, and shows something."""
    node = doc.nodes[i]
    if (
        not node.attrs
        or not node.state & State.RENDERED
        or node.tag in ("input", "select", "textarea", "button", "label")
    ):
        return False
    told = f"{node.attrs.get('id', '')} {node.attrs.get('class', '')}"
    return bool(node.role == "alert" or _ERROR_NAME.search(told)) and bool(doc.text(i, visible=True))


def _points(attrs: dict[str, str], id_: str) -> bool:
    """Whether a field is marked as wrong, or refers to a message."""
    if attrs.get("aria-invalid", "false") not in ("", "false"):
        return True
    refers = f"{attrs.get('aria-describedby', '')} {attrs.get('aria-errormessage', '')}".split()
    return bool(id_) and id_ in refers


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
