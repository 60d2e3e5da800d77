"""Audio and video as the checks see them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec
import pytest

from a11ycheck.checks import autoplay, media, media_alternatives
from a11ycheck.checks.api import Options
from a11ycheck.checks.document import Document
from a11ycheck.model import Media, Node, State, Verdict

from .builder import document

Check = Callable[[Document, Options], Iterator[Verdict]]
HEARD = {"known": True, "sound": 1, "seconds": 20.0, "controls": True}
SILENT = {"known": True, "sound": 0, "heard": 0.0, "picture": 1, "seconds": 20.0, "controls": True}


def with_media(body: str, *, is_frame: bool = False, **facts: object) -> Document:
    """The page, with these facts about its first audio or video element."""
    doc = document(body)
    node = next(i for i, item in enumerate(doc.nodes) if item.tag in ("audio", "video"))
    medium = msgspec.convert({"node": node, **facts}, Media)
    return Document(msgspec.structs.replace(doc.snapshot, media=(medium,)), is_frame=is_frame)


def said(check: Check, doc: Document) -> list[tuple[str, str]]:
    """What a check says: outcomes with their keys."""
    return [(str(v.outcome), v.key) for v in check(doc, {})]


@pytest.mark.parametrize(
    "beside",
    [
        "<p>新しい年を迎え、市民の皆さまにごあいさつを申し上げます。</p>",
        "<p><a href='/text'>こちら</a></p>",
        "<button>開く</button>",
        "<details><summary>開く</summary></details>",
        "<iframe></iframe>",
        "<img alt=''>",
        "<video></video>",
    ],
)
def test_whatever_could_be_an_alternative_is_left_to_people(beside: str) -> None:
    """Sound without a text is a failure only where nothing on the page could be or lead to one."""
    audio = "<main><h1>メッセージ</h1><audio controls></audio>{}</main>"
    assert said(media_alternatives.of_sound, with_media(audio.format(""), **HEARD)) == [("failed", "nothing")]
    assert said(media_alternatives.of_sound, with_media(audio.format(beside), **HEARD))[0][0] == "cantTell"


@pytest.mark.parametrize(
    "facts", [{}, {**HEARD, "seconds": -1}, {**HEARD, "heard": 0.0}, {**HEARD, "sound": -1}, {**HEARD, "sound": 0}]
)
def test_sound_that_is_not_known_is_left_to_people(facts: dict[str, object]) -> None:
    """Nothing is called failed of a file that the browser could not read, or that may hold nothing."""
    assert said(media_alternatives.of_sound, with_media("<audio controls></audio>", **facts)) == [("cantTell", "audio")]


def test_a_frame_may_find_its_text_on_the_page_around() -> None:
    """In a frame nothing is certain: the page around it may hold the alternative or the control."""
    inside = with_media("<audio controls></audio>", is_frame=True, **HEARD)
    assert said(media_alternatives.of_sound, inside) == [("cantTell", "audio")]
    starting = {"starts": True, "heard": 9.0, "sound": 1}
    assert said(autoplay.is_controllable, with_media("<audio autoplay></audio>", **starting)) == [
        ("failed", "no-control")
    ]
    inside = with_media("<audio autoplay></audio>", is_frame=True, **starting)
    assert said(autoplay.is_controllable, inside) == [("cantTell", "review")]


def test_silent_videos() -> None:
    """Only a video that is proved to be silent, has controls and stands alone is a failure."""
    video = "<video controls></video>"
    assert said(media_alternatives.of_pictures, with_media(video, **SILENT)) == [("failed", "nothing")]
    assert said(media_alternatives.of_pictures, with_media(video, **{**SILENT, "heard": 4.0, "sound": 1})) == []
    assert said(media_alternatives.of_pictures, with_media(video, **{**SILENT, "live": True})) == [
        ("cantTell", "silent")
    ]
    moving = with_media("<video muted autoplay loop></video>", **{**SILENT, "controls": False})
    assert said(media_alternatives.of_pictures, moving) == [("cantTell", "silent")]


def test_a_track_of_descriptions_needs_a_script() -> None:
    """No browser reads descriptions out: without a script they are no alternative, with one they may be."""
    video = "<video controls><track kind=descriptions></video>"
    assert said(media_alternatives.of_pictures, with_media(video, **SILENT)) == [("failed", "nothing")]
    scripted = with_media(video + "<script></script>", **SILENT)
    assert said(media_alternatives.of_pictures, scripted) == [("cantTell", "silent")]


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        ({"sound": 1, "heard": 2.9, "seconds": 30.0}, "passed"),
        ({"sound": 1, "heard": 3.1, "seconds": 30.0}, "failed"),
        ({"sound": 1, "heard": -1.0, "seconds": 30.0}, "cantTell"),
        ({"sound": 1, "heard": 0.5, "seconds": 0.5, "loops": True}, "failed"),
        ({}, "cantTell"),
    ],
)
def test_sound_that_starts_by_itself(facts: dict[str, object], outcome: str) -> None:
    """What counts is how long something is heard, not how long the file is; unknown is left to people."""
    doc = with_media("<video autoplay></video>", starts=True, **facts)
    assert [o for o, _ in said(autoplay.is_controllable, doc)] == [outcome]


@pytest.mark.parametrize(
    "body", ["<button>検索</button>", "<a href='#'>x</a>", "<input type=checkbox>", "<my-player></my-player>"]
)
def test_any_control_could_stop_the_sound(body: str) -> None:
    """Where the page has a control of its own, a person finds out what it does; links to other pages are none."""
    facts = {"starts": True, "sound": 1, "heard": 9.0}
    doc = with_media("<audio autoplay></audio>" + body, **facts)
    assert [o for o, _ in said(autoplay.is_controllable, doc)] == ["cantTell"]
    doc = with_media("<audio autoplay></audio><a href='/next'>次</a><input type=hidden>", **facts)
    assert [o for o, _ in said(autoplay.is_controllable, doc)] == ["failed"]


def test_embedded_players() -> None:
    """Players of video services are known by their addresses; one that starts silently does not start aloud."""
    addresses = (
        ("https://www.youtube.com/embed/a?autoplay=1", True, True),
        ("https://www.youtube-nocookie.com/embed/a?autoplay=1&mute=1", True, False),
        ("https://player.vimeo.com/video/1?background=1&autoplay=1", True, False),
        ("https://www.youtube.com/watch?v=a", False, False),
        ("https://www.google.com/maps/embed?pb=1", False, False),
    )
    for address, player, aloud in addresses:
        doc = document("<iframe></iframe>")
        frame = doc.by_tag("iframe")[0]
        doc = Document(msgspec.structs.replace(doc.snapshot, urls={frame: address}))
        assert (media.is_player(doc, frame), media.starts_aloud(doc, frame)) == (player, aloud), address


def test_many_players_are_bounded() -> None:
    """A page with thousands of videos asks about twenty of them, at once."""
    nodes = [Node(-1, 5001, "body", "", {}, State.RENDERED | State.EXPOSED)]
    nodes += [Node(0, i + 2, "video", "", {"controls": ""}, State.RENDERED | State.EXPOSED) for i in range(5000)]
    doc = Document(msgspec.structs.replace(document("").snapshot, nodes=tuple(nodes)))
    assert len(said(media_alternatives.of_video, doc)) == 20
    assert len(said(media_alternatives.described, doc)) == 20
