"""Signs that a page works in one orientation of the screen only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from a11ycheck.checks.api import Options, cant_tell, failed, passed
from a11ycheck.checks.document import Document
from a11ycheck.checks.words import short
from a11ycheck.model import Outcome, State, Turn, Verdict

_HINT = re.compile(r"向き|回転|縦画面|横画面|横に|縦に|たて|よこ|rotate|landscape|portrait", re.IGNORECASE)
_DEMAND = re.compile(
    r"(?:端末|画面|スマートフォン|スマホ|タブレット|デバイス|本体|携帯)[^。\n]{0,12}?"
    r"(?:[縦横](?:向き)?(?:に|へ)|回転|[縦横]向きで)[^。\n]{0,12}?(?:ください|下さい|必要|お願い)"
    r"|(?:[縦横](?:向き|画面))(?:で?のみ|で?だけ|専用|で(?:ご覧|ご利用|閲覧|表示|使|ご使用))[^。\n]{0,12}"
    r"|(?:rotate|turn) your (?:device|phone|screen|tablet)"
    r"|(?:only|best viewed) in (?:landscape|portrait)|(?:landscape|portrait) (?:mode )?only",
    re.IGNORECASE,
)
_PRINT = re.compile(r"印刷|用紙|プリント|A[345]\b|写真|撮影|動画|紙|print|paper", re.IGNORECASE)
_TURNED = re.compile(r"rotate(?:z)?\(\s*-?(?:90|270)deg", re.IGNORECASE)
_MIN_TEXT = 200
_MOST = 20
_ON_ITS_SIDE = 10  # degrees by which a right angle may be missed
_WHOLE = 0.5
_MUCH = 50


def one_way(doc: Document, _: Options) -> Iterator[Verdict]:
    """No text asks to turn the device, and no large part of the page is turned on its side."""
    found = 0
    for i, node in enumerate(doc.nodes):
        if found >= _MOST:
            return
        if node.tag == "#text":
            # Hidden text too: such a notice shows up only when the device is held the other way.
            if _HINT.search(node.text) and _DEMAND.search(node.text) and not _PRINT.search(node.text):
                found += 1
                yield cant_tell("notice", node.parent, text=short(node.text))
        elif _TURNED.search(node.attrs.get("style", "")) and len(doc.text(i)) >= _MIN_TEXT:
            found += 1
            yield cant_tell("turned", i)


def not_turned(doc: Document, _: Options) -> Iterator[Verdict]:
    """No style sheet lays the page on its side in one of the two orientations."""
    seen: dict[int, Verdict] = {}
    for turn in doc.snapshot.looks.turns or ():
        if not doc.is_(turn.node, State.RENDERED):
            continue
        if turn.node not in seen or seen[turn.node].outcome is Outcome.PASSED:
            seen[turn.node] = _judge(doc, turn)
    yield from seen.values()


def _judge(doc: Document, turn: Turn) -> Verdict:
    if abs(turn.degrees % 180 - 90) > _ON_ITS_SIDE:
        return passed(turn.node)
    # An arrow or a logo may turn; what holds most of the page's text is the page.
    whole = doc.nodes[turn.node].tag in ("html", "body")
    length = len(doc.text(turn.node, visible=True))
    if length and turn.sure and (whole or length >= len(doc.page_text) * _WHOLE):
        return failed(turn.orientation, turn.node)
    return cant_tell("part", turn.node) if length >= _MUCH else passed(turn.node)
