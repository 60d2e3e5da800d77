"""Directions that only work for those who see where, in which colour or in which shape something stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from a11ycheck.checks.api import Options, cant_tell, failed, passed
from a11ycheck.checks.document import Document, TextBlock
from a11ycheck.checks.prose import MAIN, japanese_blocks
from a11ycheck.checks.words import short
from a11ycheck.model import State, Verdict

_THING = (
    r"(?:ボタン|アイコン|バナー|リンク|メニュー|一覧|欄|枠|マーク|印|図形|タブ|フォーム|画像|QRコード|二次元コード)"
)
_PLACE = r"(?:(?:画面|ページ|この)の?)?(?:右|左|上|下|右上|右下|左上|左下|右側|左側|右端|左端|上部|下部|右横|左横)"
_COLOUR = r"(?:赤|青|黄|緑|黒|白|橙|紫|桃|茶|灰|水|オレンジ|ピンク|グレー|グリーン|ブルー|レッド|黄緑)"
_COLOURED = r"(?:文字|字|部分|箇所|ところ|ボタン|枠|印|マーク|アイコン|項目|欄|リンク|下線|線|丸|網掛け|背景)"
_PATTERNS = {
    "position": re.compile(
        rf"(?<![一-龠ァ-ヶー以]){_PLACE}(?:の|にある|に表示され(?:た|ている)){_THING}|(?<![一-龠])[左右]記"
    ),
    "colour": re.compile(
        rf"(?<![一-龠ァ-ヶ]){_COLOUR}(?:い|色い?|色の|の|っぽい)?{_COLOURED}"
        r"(?=の(?:項目|欄|部分|箇所|ボタン|リンク|ところ)|は|が|を|から|に|で(?:示|表|囲|書|記)|[、。])"
    ),
    "shape": re.compile(
        r"(?:丸い|まるい|四角い|三角の|三角形の|星形の|丸印の|矢印の|[○◯●□■△▲▼▽☆★◎]の|大きい|大きな|小さい|小さな)"
        r"(?:ボタン|アイコン|マーク|枠|欄|リンク)"
    ),
}
_ASKS = re.compile(
    r"押し|押す|クリック|タップ|選ん|選び|選択|ご?覧|見て|参照|入力|記入|進[みんむ]|確認|開い|開き|検索|ダウンロード|申し?込|探し|から|読み取"
)
_COLOUR_MEANS = re.compile(
    r"必須|必ず|入力|記入|注意|変更|追加|予約|空[きい]|休[館日み]|期限|対象|以外|のみ|示し|表し|表示|クリック|押し"
)
_THING_EN = r"(?:menu|navigation|button|link|icon|box|field|list|column|panel|picture|image|tab|form)s?"
_SHAPE_EN = r"(?:star|square|circle|triangle|arrow|cross|diamond)"
_PATTERNS_EN = {
    "position": re.compile(
        rf"\b{_THING_EN}\b[^.:;!?]{{0,30}}\b(?:on|to|at)\s(?:the|your)\s(?:far\s|upper\s|lower\s)?(?:right|left)\b"
        rf"|\b(?:right|left)(?:-hand)?(?:\sside)?\s{_THING_EN}\b",
        re.IGNORECASE,
    ),
    "colour": re.compile(
        r"\b(?:red|green|blue|yellow|orange|purple|pink|gr[ae]y|black|white)\s"
        r"(?:text|letters?|buttons?|box(?:es)?|links?|icons?|fields?|labels?|areas?|items?)\b",
        re.IGNORECASE,
    ),
    "shape": re.compile(
        rf"\b(?:round|square|circular|triangular|{_SHAPE_EN}|large|small|big|wide|narrow)\s{_THING_EN}\b"
        rf"|\b(?:under|underneath|beneath|below|above|inside|within|beside|near|next\sto)\sthe\s{_SHAPE_EN}\b",
        re.IGNORECASE,
    ),
}
_ASKS_EN = re.compile(
    r"\b(?:click|press|push|tap|select|choose|find|found|use|see|look|open|go\sto|enter|fill|check)\b", re.IGNORECASE
)
# What a page calls its list of links, and on which side the sentence says that it is.
_MENU = re.compile(r"メニュー|ナビゲーション|menu|navigation", re.IGNORECASE)
_SIDE = re.compile(r"(?P<right>右|\bright\b)|(?P<left>左|\bleft\b)", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"スマートフォン|スマホ|アプリ|端末|ログイン|画面|トップページ|マイページ|\b(?:app|phone|screen|log)\b",
    re.IGNORECASE,
)
_MIN_LINKS = 2
_NAMED = re.compile(r"[「『“\"【［\[][^」』”\"】］\]]{1,30}[」』”\"】］\]]")
_SENTENCE = re.compile(r"[^。\n]+")
_SENTENCE_EN = re.compile(r"[^.!?\n]+")
_NEAR = 14
_MOST = 20


def directions(doc: Document, _: Options) -> Iterator[Verdict]:
    """A text that tells what to do names the thing, and not only its place, colour or shape."""
    applied, found = -1, 0
    for block, sentence, hit in _sentences(doc):
        applied = block.node if applied < 0 else applied
        if hit is None or found >= _MOST:
            continue
        found += 1
        if hit[0] == "position" and _is_nameless_menu(doc, block, sentence, hit[1]):
            yield failed("nameless", block.node, text=short(hit[1], 30))
        else:
            yield cant_tell(hit[0], block.node, text=short(hit[1], 30))
    if applied >= 0 and not found:
        yield passed(applied)


def _sentences(doc: Document) -> Iterator[tuple[TextBlock, str, tuple[str, str] | None]]:
    """Every sentence of the main part that asks for something, with the direction that it gives."""
    for block in japanese_blocks(doc, MAIN):
        for sentence in _SENTENCE.findall(block.text):
            if _ASKS.search(sentence) or _COLOUR_MEANS.search(sentence):
                yield block, sentence, _hit(sentence)
    for block in doc.blocks:
        if block.region not in MAIN or block.lang.partition("-")[0] != "en":
            continue
        for sentence in _SENTENCE_EN.findall(block.text):
            if _ASKS_EN.search(sentence):
                yield block, sentence, _hit_en(sentence)


def _hit_en(sentence: str) -> tuple[str, str] | None:
    for key, pattern in _PATTERNS_EN.items():
        match = pattern.search(sentence)
        if match and not _NAMED.search(sentence):
            return key, match[0]
    return None


def _is_nameless_menu(doc: Document, block: TextBlock, sentence: str, words: str) -> bool:
    """Whether a text sends its readers to a menu beside it which nothing but its place tells apart.

    On that side of the text there really is a list of links, and no landmark, heading, label or
    other text of the page calls anything a menu.
    """
    side, menu = _SIDE.search(words), _MENU.search(words)
    if side is None or menu is None or _ELSEWHERE.search(sentence) or doc.by_role("navigation", "menu", "menubar"):
        return False
    if any(_MENU.search(other.text) for other in doc.blocks if other.node != block.node):
        return False
    if any(node.name and _MENU.search(node.name) for node in doc.nodes):
        return False
    return any(_is_beside(doc, block.node, i, side.lastgroup or "") for i in doc.by_tag("ul", "ol"))


def _is_beside(doc: Document, text: int, menu: int, side: str) -> bool:
    here, there = doc.nodes[text].box, doc.nodes[menu].box
    if here is None or there is None or not doc.is_(menu, State.RENDERED):
        return False
    if there[1] > here[1] + here[3] or there[1] + there[3] < here[1]:
        return False
    beside = there[0] >= here[0] + here[2] if side == "right" else there[0] + there[2] <= here[0]
    return beside and sum(doc.nodes[i].tag == "a" for i in doc.elements(menu)) >= _MIN_LINKS


def _hit(sentence: str) -> tuple[str, str] | None:
    for key, pattern in _PATTERNS.items():
        needed = _COLOUR_MEANS if key == "colour" else _ASKS
        if not needed.search(sentence):
            continue
        for match in pattern.finditer(sentence):
            # With a name right beside it the direction is only a help.
            around = sentence[max(0, match.start() - _NEAR) : match.end() + _NEAR]
            if not _NAMED.search(around):
                return key, match[0]
    return None
