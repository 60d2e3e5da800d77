"""Directions that only work for those who see where, in which colour or in which shape something stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from a11ycheck.checks.api import Options, cant_tell, passed
from a11ycheck.checks.document import Document
from a11ycheck.checks.prose import MAIN, japanese_blocks
from a11ycheck.checks.words import short
from a11ycheck.model import Verdict

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
_NAMED = re.compile(r"[「『“\"【［\[][^」』”\"】］\]]{1,30}[」』”\"】］\]]")
_SENTENCE = re.compile(r"[^。\n]+")
_NEAR = 14
_MOST = 20


def directions(doc: Document, _: Options) -> Iterator[Verdict]:
    """A text that tells what to do names the thing, and not only its place, colour or shape."""
    applied, found = -1, 0
    for block in japanese_blocks(doc, MAIN):
        for sentence in _SENTENCE.findall(block.text):
            if not _ASKS.search(sentence) and not _COLOUR_MEANS.search(sentence):
                continue
            applied = block.node if applied < 0 else applied
            hit = _hit(sentence)
            if hit is None or found >= _MOST:
                continue
            found += 1
            yield cant_tell(hit[0], block.node, text=short(hit[1], 30))
    if applied >= 0 and not found:
        yield passed(applied)


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
