"""Words about time limits."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

from a11ycheck.checks.api import Options, cant_tell
from a11ycheck.checks.document import Document, TextBlock
from a11ycheck.checks.words import short
from a11ycheck.model import State, Verdict

_HINT = re.compile(r"タイムアウト|セッション|無操作|分|時間|time|session", re.IGNORECASE)
_LIMIT = re.compile(
    r"タイムアウト(?:し|と|に|が|時間)|セッション(?:が|の)?(?:切れ|期限|有効|タイムアウト|終了)|無操作"
    r"|(?:一定時間|\d+\s*(?:分|時間))(?:以内|以上|間|が?経過|を過ぎ|を超え|で)?[^。\n]{0,15}?"
    r"(?:操作|入力|送信|ログアウト|ログイン|画面|接続|通信)[^。\n]{0,20}?"
    r"(?:ない|切れ|切断|ログアウト|無効|やり直|最初から|終了|てください|必要|消え|失わ|破棄|完了)"
    r"|session (?:will )?(?:expires?|times? ?out)|time limit|timed? out|within \d+ minutes",
    re.IGNORECASE,
)
_EXTENDS = re.compile(
    r"延長|延ば|継続|続けて(?:操作|入力|利用)|一時保存|保存し(?:て|た|ます)|途中から|再開|制限(?:は|が)?(?:ありません|なし)"
    r"|extend|more time|continue|save (?:your|and)|resume|no time limit",
    re.IGNORECASE,
)
_MOST = 20


def limits(doc: Document, _: Options) -> Iterator[Verdict]:
    """No text speaks of a time limit for what people do on the site."""
    for block in islice(_spoken_of(doc), _MOST):
        yield cant_tell("words", block.node, text=short(block.text))
    for i in islice(doc.by_role("timer"), _MOST):
        if doc.is_(i, State.RENDERED):
            yield cant_tell("timer", i)


def adjustable(doc: Document, _: Options) -> Iterator[Verdict]:
    """A time limit that a text speaks of, or that a timer shows, can be lengthened (2.2.1); asked once a page."""
    block = next(_spoken_of(doc), None)
    if block is not None:
        extends = any(_EXTENDS.search(other.text) for other in doc.blocks)
        yield cant_tell("extendable" if extends else "words", block.node, text=short(block.text))
        return
    timer = next((i for i in doc.by_role("timer") if doc.is_(i, State.RENDERED)), None)
    if timer is not None:
        yield cant_tell("timer", timer)


def _spoken_of(doc: Document) -> Iterator[TextBlock]:
    """The texts that speak of a time limit."""
    return (
        block
        for block in doc.blocks
        if _HINT.search(block.text) and _LIMIT.search(unicodedata.normalize("NFKC", block.text))
    )
