"""Live broadcasts: the places where a person has to see whether captions are shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from a11ycheck.checks import media
from a11ycheck.checks.api import Options, cant_tell
from a11ycheck.checks.document import Document
from a11ycheck.checks.words import short
from a11ycheck.model import State, Verdict

_LIVE = re.compile(
    r"生中継|生放送|生配信|ライブ(?:配信|中継|映像|カメラ|放送|ストリーミング)|(?:議会|会議|インターネット)中継"
    r"|live (?:stream|broadcast|camera|coverage)",
    re.IGNORECASE,
)
_RECORDED = re.compile(r"録画|アーカイブ|過去の|見逃し|終了しました")
_STILL = re.compile(r"ライブカメラ|live camera", re.IGNORECASE)  # mostly pictures without a word


def captioned(doc: Document, _: Options) -> Iterator[Verdict]:
    """Where something is shown live (1.2.4)."""
    yield from islice(_places(doc), media.MOST)


def _places(doc: Document) -> Iterator[Verdict]:
    for i in doc.by_tag("video", "iframe", "embed", "object", "a", "area"):
        node = doc.nodes[i]
        if node.tag == "video":
            if node.state & State.RENDERED and media.facts(doc, i).live and not media.is_silent(doc, i):
                yield cant_tell("live-player", i, text=media.name_of(doc, i))
        elif node.tag in ("a", "area"):
            text = node.name or doc.text(i)
            if node.state & State.RENDERED and _says_live(text):
                yield cant_tell("live-link", i, text=short(text))
        elif media.is_player(doc, i):
            near = media.near_text(doc, i)
            if media.LIVE_ADDRESS.search(doc.href(i)) or _says_live(node.attrs.get("title", "")) or _says_live(near):
                yield cant_tell("live-player", i, text=media.name_of(doc, i))


def _says_live(text: str) -> bool:
    return bool(_LIVE.search(_STILL.sub("", text))) and not _RECORDED.search(text)
