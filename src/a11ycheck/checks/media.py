"""Audio and video: which there are, what is known of them, and what stands beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urlsplit

from a11ycheck.checks.document import Document
from a11ycheck.checks.words import short
from a11ycheck.model import Media, State

MOST = 20
"""Places of one kind that a rule lists on a page."""
AUDIO_FILE = re.compile(r"\.(?:mp3|m4a|wav|wma|aac|ogg|oga|flac|opus)\Z", re.IGNORECASE)
VIDEO_FILE = re.compile(r"\.(?:mp4|m4v|mov|wmv|webm|avi|mpe?g|ogv|flv|m3u8)\Z", re.IGNORECASE)
_PLAYER = re.compile(
    r"//(?:www\.)?youtube(?:-nocookie)?\.com/(?:embed|live|v)/|//player\.vimeo\.com/video"
    r"|//(?:embed|ext)\.nicovideo\.jp/|//(?:www\.)?dailymotion\.com/embed|//geo\.dailymotion\.com/player"
    r"|//(?:www\.)?ustream\.tv/embed|//(?:[\w-]+\.)?(?:jstream|stream)\.(?:jp|ne\.jp)/|//players\.brightcove\.net/"
    r"|//(?:www\.)?facebook\.com/plugins/video|//(?:[\w-]+\.)?(?:discussvision\.net|gijiroku\.com)/",
    re.IGNORECASE,
)
LIVE_ADDRESS = re.compile(
    r"/embed/live_stream|[?&]live=1|//live\.nicovideo\.jp/|//embed\.nicovideo\.jp/watch/lv", re.IGNORECASE
)
_TRANSCRIPT = re.compile(
    r"書き?起こし|文字起こし|テキスト版|文字(?:版|で読む)|全文|台本|発言内容|議事録|会議録|transcript|text version",
    re.IGNORECASE,
)
_DESCRIBED = re.compile(
    r"音声(?:解説|ガイド)(?!は?(?:あり|付いて|ついて)?(?:ません|なし))|audio[- ]descri", re.IGNORECASE
)
_NEAR = 3  # steps up from the player to what stands beside it
_NEAR_TEXT = 600
_Q = r"(?:\?|&|&amp;)"
_STARTS = re.compile(_Q + r"auto_?(?:play|start)=(?:1|true)", re.IGNORECASE)
_MUTED = re.compile(_Q + r"(?:muted?=(?:1|true)|background=1|background=true)", re.IGNORECASE)


def facts(doc: Document, node: int) -> Media:
    """What is known of an audio or video element; next to nothing where the browser did not look."""
    return doc.media.get(node) or Media(node=node)


def is_silent(doc: Document, i: int) -> bool:
    """Whether nothing can be heard of a video, however it is played."""
    known = facts(doc, i)
    return known.sound == 0 or known.heard == 0 or ("muted" in doc.nodes[i].attrs and not known.controls)


def audios(doc: Document) -> Iterator[int]:
    """Audio elements that can be heard: with controls, or starting by themselves."""
    for i in doc.by_tag("audio"):
        node = doc.nodes[i]
        if "muted" not in node.attrs and (node.state & State.RENDERED or "autoplay" in node.attrs):
            yield i


def recordings(doc: Document) -> Iterator[tuple[int, str]]:
    """Recorded videos with sound: elements, embedded players and links to files, each with its kind."""
    for i in doc.by_tag("video", "iframe", "embed", "object", "a", "area"):
        node = doc.nodes[i]
        if node.tag == "video":
            if node.state & State.RENDERED and not is_silent(doc, i) and not facts(doc, i).live:
                yield i, "video"
        elif node.tag in ("a", "area"):
            if links_to(doc, i, VIDEO_FILE):
                yield i, "video-link"
        elif is_player(doc, i) and not LIVE_ADDRESS.search(doc.href(i)):
            yield i, "player"


def is_player(doc: Document, i: int) -> bool:
    """Whether a frame shows the player of a known video service."""
    return doc.is_(i, State.RENDERED) and _PLAYER.search(doc.href(i)) is not None


def starts_aloud(doc: Document, i: int) -> bool:
    """Whether the address of a player asks it to start by itself, and not silently."""
    address = doc.href(i)
    return is_player(doc, i) and _STARTS.search(address) is not None and _MUTED.search(address) is None


def links_to(doc: Document, i: int, files: re.Pattern[str]) -> bool:
    """Whether a visible link leads to a file of this kind."""
    address = doc.href(i)
    if not address or not doc.is_(i, State.RENDERED):
        return False
    try:
        return files.search(urlsplit(address).path) is not None
    except ValueError:
        return False


def has_track(doc: Document, i: int, *kinds: str) -> bool:
    """Whether an element has a text track of one of these kinds."""
    return any(
        doc.nodes[j].tag == "track" and (doc.attr(j, "kind") or "subtitles").strip().lower() in kinds
        for j in doc.elements(i)
    )


def has_transcript_near(doc: Document, i: int) -> bool:
    """Whether the words beside an element speak of its text."""
    return _TRANSCRIPT.search(near_text(doc, i)) is not None


def is_described(doc: Document, i: int) -> bool:
    """Whether there is a track of descriptions, or the words beside an element speak of audio description."""
    return has_track(doc, i, "descriptions") or _DESCRIBED.search(near_text(doc, i)) is not None


def near_text(doc: Document, i: int) -> str:
    """What stands beside an element: the text of the largest small part of the page around it."""
    text = doc.nodes[i].name or doc.attr(i, "title") or ""
    for above in islice(doc.ancestors(i), _NEAR):
        node = doc.nodes[above]
        if node.tag in ("main", "body", "html") or node.end - above > _NEAR_TEXT:
            break
        wider = doc.text(above)
        if len(wider) > _NEAR_TEXT:
            break
        text = f"{text} {wider}"
    return text


def name_of(doc: Document, i: int) -> str:
    """What to call a medium: its name or title, or its file's name."""
    node = doc.nodes[i]
    address = next((a for a in (doc.href(i), *(doc.href(j) for j in doc.elements(i))) if a), "")
    return short(node.name or node.attrs.get("title") or doc.text(i) or address.split("?")[0].rsplit("/", 1)[-1])
