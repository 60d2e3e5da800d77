"""Fields for the user's own data, and whether programs can tell what they ask for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from a11ycheck.checks.api import Options, cant_tell, failed, passed
from a11ycheck.checks.document import Document
from a11ycheck.checks.fields import Field, fields, forms, is_login, is_search, marked_text, name_of
from a11ycheck.model import Verdict

_OWNER = (
    r"(?:あなたの|ご?自身の|ご?自分の|your |(?:申請|申込み?|申し込み|応募|請求|届出|利用|予約|連絡)(?:者|人)の?"
    r"|ご?連絡先の?|(?:ご)?本人の?|(?:ご)?担当者の?|日中の?|昼間の?|自宅の?|現)*"
)
_AFTER = r"(?:の?(?:確認|再入力|確認用)|\d)?"
_PURPOSES = {
    "name": r"(?:お|ご)?(?:氏名|名前)|(?:full )?name",
    "family-name": r"姓|名字|苗字|氏|(?:last|family) name|surname",
    "given-name": r"名|(?:first|given) name",
    "postal-code": r"郵便番号|〒|(?:postal ?|post|zip ?)code",
    "street-address": r"(?:ご)?住所|(?:street |home |postal )?address",
    "address-level1": r"(?:ご?住所)?都道府県名?|prefecture",
    "address-level2": r"(?:ご?住所)?市区?町村名?|市区郡町村名?",
    "tel": r"(?:お)?電話(?:番号)?|(?:電話番号)?携帯(?:電話)?(?:の?番号)?|(?:tele)?phone(?: number)?|tel",
    "email": r"(?:e-?|電子)?メール(?:アドレス)?|(?:電子)?メールアドレス|e-?mail(?: address)?",
    "bday": r"(?:ご)?生年月日|お?誕生日|date of birth|birthday",
}
_LABELS = {token: re.compile(f"{_OWNER}(?:{words}){_AFTER}") for token, words in _PURPOSES.items()}
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^】]*】|〔[^〕]*〕")
_MARK = re.compile(r"必須(?:項目|入力)?|任意|入力必須|required|optional|[*※●■◆★☆:：\s]+", re.IGNORECASE)
_READING = re.compile(r"フリガナ|ふりがな|カナ|かな|読み|よみ|ローマ字|kana|furigana|yomi", re.IGNORECASE)
_ADDRESSED = re.compile(r"^(?:あなたの|ご?自身の|ご?自分の|your )|お名前|ご氏名|ご住所|お電話|ご生年月日")
_OTHERS = re.compile(
    r"子|児|生徒|学生|保護者|世帯主|代理|相手|配偶者|家族|続柄|会社|法人|企業|団体|事業|店|施設|故人|亡く|対象者|本人"
    r"|参加者|同伴|同行|代表者|推薦|紹介|緊急|受取|送付先|届け先|送り先|転入|転出|child|company|organi[sz]ation|guardian"
)
_KINDS = frozenset({"text", "email", "tel", "number", "date", "textarea", "select"})
_MOST = 20


def missing(doc: Document, _: Options) -> Iterator[Verdict]:
    """A field for the user's name, address, phone, mail or birthday has an autocomplete token."""
    asked = 0
    for form in forms(fields(doc)):
        if is_search(doc, form) or is_login(form):
            continue
        purposes = [(field, purpose(doc, field)) for field in form]
        others: bool | None = None
        seen: set[tuple[str, str]] = set()
        for field, token in purposes:
            # Of the boxes of one number or date only the first one is named.
            if not token or (token, field.label) in seen:
                continue
            seen.add((token, field.label))
            given = (doc.attr(field.node, "autocomplete") or "").strip().lower()
            if given not in ("", "on", "off"):
                yield passed(field.node)
                continue
            if others is None:
                others = bool(_OTHERS.search(_form_words(doc, form)))
            repeated = sum(other == token for _, other in purposes) > 1
            own = _ADDRESSED.search(_own_label(doc, field)) is not None
            if own and not others and not repeated and not given:
                yield failed("missing", field.node, text=_MARK.sub(" ", name_of(doc, field)).strip(), token=token)
            elif asked < _MOST:
                asked += 1
                yield cant_tell("unclear", field.node, text=_MARK.sub(" ", name_of(doc, field)).strip(), token=token)


def purpose(doc: Document, field: Field) -> str:
    """The autocomplete token of what a field asks of a person; empty where its label does not say so."""
    if field.kind not in _KINDS:
        return ""
    attrs = doc.nodes[field.node].attrs
    identity = f"{attrs.get('name', '')} {attrs.get('id', '')} {attrs.get('placeholder', '')}"
    if _READING.search(f"{field.label} {field.context} {doc.nodes[field.node].name} {identity}"):
        return ""
    label = _own_label(doc, field)
    found = next((token for token, pattern in _LABELS.items() if pattern.fullmatch(label)), "")
    # A list to choose from holds prefectures, but only parts of a birthday, and names of others.
    return found if field.kind != "select" or found == "address-level1" else ""


def _own_label(doc: Document, field: Field) -> str:
    """The words of the label alone, without marks and notes."""
    text = marked_text(doc, field.labels[0]) if field.labels else field.label or doc.nodes[field.node].name
    text = _ASIDE.sub(" ", unicodedata.normalize("NFKC", text)).casefold()
    return _MARK.sub(" ", text).strip()


def _form_words(doc: Document, form: Sequence[Field]) -> str:
    around = doc.text(form[0].form) if form[0].form >= 0 else ""
    return f"{around} {' '.join(field.words for field in form)}".casefold()
