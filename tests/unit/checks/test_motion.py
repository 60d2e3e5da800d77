"""What moves by itself, as the checks see it."""

from __future__ import annotations

import re

import msgspec
import pytest

from a11ycheck.checks import motion
from a11ycheck.checks.document import Document
from a11ycheck.checks.steering import control_for
from a11ycheck.model import Motion, Node, State

from .builder import document

STOP = re.compile("停止")


def moving(
    body: str, tag: str, *, box: tuple[int, int] = (300, 200), is_frame: bool = False, **facts: object
) -> Document:
    """The page, whose first element with this tag moves."""
    doc = document(body)
    node = doc.by_tag(tag)[0]
    nodes = list(doc.nodes)
    nodes[node] = msgspec.structs.replace(nodes[node], box=(0, 0, *box))
    fact = msgspec.convert({"node": node, "kind": "picture", "seconds": -1, **facts}, Motion)
    return Document(msgspec.structs.replace(doc.snapshot, nodes=tuple(nodes), motion=(fact,)), is_frame=is_frame)


def keys(doc: Document) -> list[str]:
    """What the rule on moving things says."""
    return [v.key or str(v.outcome) for v in motion.can_be_stopped(doc, {})]


def test_pictures() -> None:
    """An endless picture is a failure only where the page has text beside it and no control; in a frame never."""
    page = "<p>本文</p><img>"
    assert keys(moving(page, "img")) == ["picture"]
    assert keys(moving(page, "img", seconds=5)) == ["passed"]
    assert keys(moving(page, "img", seconds=6)) == ["picture"]
    assert keys(moving(page, "img", seconds=0)) == ["picture-unknown"]
    assert keys(moving(page + "<button>x</button>", "img")) == ["picture-control"]
    assert keys(moving(page, "img", is_frame=True)) == ["picture-control"]
    assert keys(moving("<img>", "img")) == []


@pytest.mark.parametrize(
    "around", ["<div class=loader>{}</div>", "<div aria-busy=true>{}</div>", "<div id=spin>{}</div>"]
)
def test_what_says_that_something_is_on_its_way(around: str) -> None:
    """A sign of loading is left alone."""
    page = "<p>本文</p>" + around.format("<div><b>動く</b></div>")
    assert keys(moving(page, "b", kind="animation")) == []
    assert keys(moving("<p>本文</p><b>動く</b>", "b", kind="animation")) == ["animation"]
    assert keys(moving("<p>本文</p><b>動く</b>", "b", kind="animation", box=(10, 10))) == []


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<button>停止</button>", "停止"),
        ("<button>検索</button>", "検索"),
        ("<button>次</button><button>停止</button>", "停止"),
        ("<form><button>検索</button></form>", None),
        ("<form><button type=button>検索</button></form>", "検索"),
        ("<input type=search>", None),
        ("<input type=hidden>", None),
        ("<input type=checkbox>", "input"),
        ("<a href='/x'>次</a>", None),
        ("<h1 id=a>x</h1><a href='#a'>先頭へ</a>", None),
        ("<a href='#'>切替</a>", "切替"),
        ("<a href='javascript:x()'>切替</a>", "切替"),
        ("<div onclick='x()'>切替</div>", "切替"),
        ("<x-player></x-player>", "x-player"),
    ],
)
def test_controls(body: str, found: str | None) -> None:
    """What says that it stops something comes first; what surely does something else is no control."""
    assert control_for(document(body), STOP) == found


def test_many_moving_things_are_bounded() -> None:
    """Thousands of moving elements, all in one another, give ten questions at most, at once."""
    count = 3000
    nodes = [Node(i - 1, count + 1, "div", "", {}, 11, (0, 0, 500, 500)) for i in range(count)]
    nodes.append(Node(count - 1, count + 1, "#text", "本文", {}, State.RENDERED))
    facts = tuple(Motion(node=i, kind="animation", seconds=-1, pace=1) for i in range(1, count))
    doc = Document(msgspec.structs.replace(document("").snapshot, nodes=tuple(nodes), motion=facts))
    assert len(keys(doc)) <= 10
