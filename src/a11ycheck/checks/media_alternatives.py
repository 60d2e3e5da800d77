"""Whether what sound and pictures tell can be had in another way.

Whether a text says the same as a recording is for people to find out. Certain is only that there is no alternative
where the page has nothing at all that could be one: no text, no link, no further sound or picture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import islice

from a11ycheck.checks import media
from a11ycheck.checks.api import Options, cant_tell, failed, passed
from a11ycheck.checks.document import Document
from a11ycheck.model import State, Verdict

_ASIDE = frozenset({"header", "nav", "footer", "head"})
_MAY_TELL = (
    "a",
    "area",
    "button",
    "summary",
    "iframe",
    "frame",
    "object",
    "embed",
    "canvas",
    "svg",
    "math",
    "textarea",
)
_PICTURE = 5000
"""Area in square CSS px from which a picture could show the text of a recording."""
_TITLE = 40
_SIGNAL = 1.0
"""Seconds below which a recording is a signal and tells nothing in words or pictures."""
_LABEL = 120
_ASIDE_TEXT = 80
# A sentence that only asks to listen or watch is not what is heard or seen.
_INVITES = re.compile(
    r"(?:聞|聴|きく|お聴き|視聴|再生|ご覧|見られ|listen|hear|play|watch|view).*"
    r"(?:音声|動画|映像|ファイル|ボタン|プレ[ーイ]ヤー|audio|video|file|recording|button|player|clip|sound)"
    r"|(?:音声|動画|映像|ファイル|ボタン|プレ[ーイ]ヤー|audio|video|file|recording|button|player|clip|sound).*"
    r"(?:聞|聴|視聴|再生|ご覧|見られ|listen|hear|play|watch|view)",
    re.IGNORECASE | re.DOTALL,
)


def of_sound(doc: Document, _: Options) -> Iterator[Verdict]:
    """Sound alone (1.2.1) has an alternative in text."""
    yield from islice(_of_sound(doc), media.MOST)


def of_pictures(doc: Document, _: Options) -> Iterator[Verdict]:
    """A silent video (1.2.1) has an alternative in text or sound."""
    silent = (i for i in doc.by_tag("video") if doc.is_(i, State.RENDERED) and media.is_silent(doc, i))
    for i in islice(silent, media.MOST):
        if not doc.is_(i, State.EXPOSED):
            yield passed(i)  # marked as decoration
            continue
        known = media.facts(doc, i)
        # No browser reads a track of descriptions out; only a script could.
        tracks = ("captions", "subtitles", *(("descriptions",) if doc.by_tag("script") else ()))
        certain = known.controls and known.picture == 1 and known.seconds > 0 and not known.live and known.heard == 0
        if certain and not media.has_track(doc, i, *tracks) and not _may_tell(doc, i, State.EXPOSED):
            yield failed("nothing", i)
        elif media.has_transcript_near(doc, i):
            yield cant_tell("compare", i)
        else:
            yield cant_tell("silent", i)


def of_video(doc: Document, _: Options) -> Iterator[Verdict]:
    """Everything in a recorded video (1.2.8) can be read."""
    for i, kind in islice(_all_recordings(doc), media.MOST):
        known = media.facts(doc, i)
        if kind == "video" and media.is_silent(doc, i) and not doc.is_(i, State.EXPOSED):
            yield passed(i)  # marked as decoration
            continue
        certain = kind == "video" and known.controls and known.picture == 1 and known.seconds > 0
        if certain and not _may_tell(doc, i, State.EXPOSED):
            yield failed("nothing", i)
        elif media.has_transcript_near(doc, i):
            yield cant_tell("compare", i, text=media.name_of(doc, i))
        else:
            yield cant_tell(kind, i, text=media.name_of(doc, i))


def described_or_told(doc: Document, _: Options) -> Iterator[Verdict]:
    """A recorded video (1.2.3) has audio description or a text."""
    for i, kind in islice(media.recordings(doc), media.MOST):
        if 0 < media.facts(doc, i).seconds < _SIGNAL:
            yield passed(i)
            continue
        if _is_described_for_nobody(doc, i):
            yield failed("unread", i)
            continue
        told = media.has_transcript_near(doc, i) or media.is_described(doc, i)
        yield cant_tell("compare" if told else kind, i, text=media.name_of(doc, i))


def described(doc: Document, _: Options) -> Iterator[Verdict]:
    """A recorded video (1.2.5) has audio description."""
    for i, kind in islice(media.recordings(doc), media.MOST):
        if 0 < media.facts(doc, i).seconds < _SIGNAL:
            yield passed(i)
            continue
        if _is_described_for_nobody(doc, i):
            yield failed("unread", i)
        else:
            yield cant_tell("compare" if media.is_described(doc, i) else kind, i, text=media.name_of(doc, i))


def captioned(doc: Document, _: Options) -> Iterator[Verdict]:
    """Embedded players and linked videos (1.2.2) have captions; video elements are axe's."""
    found = ((i, kind) for i, kind in media.recordings(doc) if kind != "video")
    for i, kind in islice(found, media.MOST):
        yield cant_tell(kind, i, text=media.name_of(doc, i))


def _of_sound(doc: Document) -> Iterator[Verdict]:
    heard = set(media.audios(doc))
    for i in doc.by_tag("audio", "a", "area"):
        if doc.nodes[i].tag != "audio":
            if media.links_to(doc, i, media.AUDIO_FILE):
                key = "compare" if media.has_transcript_near(doc, i) else "audio-link"
                yield cant_tell(key, i, text=media.name_of(doc, i))
            continue
        known = media.facts(doc, i)
        if i not in heard or known.live:
            continue
        if 0 < known.seconds < _SIGNAL:
            yield passed(i)
            continue
        # People who do not hear need words that they can see.
        if known.seconds > 0 and known.sound == 1 and known.heard != 0 and not _may_tell(doc, i, State.RENDERED):
            yield failed("nothing", i)
        else:
            yield cant_tell("compare" if media.has_transcript_near(doc, i) else "audio", i, text=media.name_of(doc, i))


def _is_described_for_nobody(doc: Document, i: int) -> bool:
    """Whether a video that needs description has it only in a track of descriptions, which no browser reads out.

    That it needs description is what its author says with the track. A script could read it, and whatever else is on
    the page could be, or lead to, another way.
    """
    known = media.facts(doc, i)
    certain = known.controls and known.sound == 1 and known.picture == 1 and known.seconds > 0
    unread = media.has_track(doc, i, "descriptions") and not doc.by_tag("script")
    return certain and unread and not _may_tell(doc, i, State.EXPOSED)


def _all_recordings(doc: Document) -> Iterator[tuple[int, str]]:
    """Recorded videos, silent ones with controls too."""
    shown = (i for i in doc.by_tag("video") if doc.is_(i, State.RENDERED) and media.is_silent(doc, i))
    silent = [(i, "video") for i in shown if media.facts(doc, i).controls]
    return iter(sorted([*silent, *media.recordings(doc)]))


def _may_tell(doc: Document, medium: int, state: int) -> bool:
    """Whether anything else on the page could tell what a medium tells.

    Args:
        doc: the page.
        medium: the medium.
        state: how the alternative must reach people: rendered or exposed.
    """
    item = doc.nodes[medium]
    if doc.is_frame or item.attrs.get("aria-describedby") or item.attrs.get("aria-details"):
        return True
    if len(item.attrs.get("aria-label", "") + item.attrs.get("title", "")) > _TITLE:
        return True
    tells = partial(_tells, doc, medium, state)
    return any(map(tells, doc.by_tag(*_MAY_TELL, "img", "audio", "video"))) or _has_text(doc, state)


def _tells(doc: Document, medium: int, state: int, i: int) -> bool:
    """Whether an element could hold the alternative or lead to it."""
    node = doc.nodes[i]
    if i == medium or not node.state & state or medium < i < doc.nodes[medium].end:
        return False
    if node.tag == "img":
        return node.box is None or node.box[2] * node.box[3] >= _PICTURE or len(node.attrs.get("alt", "")) > _TITLE
    return node.tag not in ("a", "area") or doc.region(i) not in _ASIDE


def _has_text(doc: Document, state: int) -> bool:
    for block in doc.blocks:
        if not doc.is_(block.node, state):
            continue
        text = block.text
        if block.region in _ASIDE:
            if len(text) > _ASIDE_TEXT:
                return True
        elif doc.nodes[block.node].role == "heading" or block.tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            if len(text) > _TITLE:
                return True
        elif len(text) > _LABEL or not _INVITES.search(text):
            return True
    return False
