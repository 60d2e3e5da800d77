"""Probes with pages that would like to leave."""

from __future__ import annotations

from collections.abc import Callable

from a11ycheck.checks.document import Document
from a11ycheck.engine.ports import Unchecked
from a11ycheck.model import Snapshot

from .conftest import PageServer

Gather = Callable[..., list[Snapshot | Unchecked]]
HEAD = '<!doctype html><html lang="ja"><meta charset="utf-8"><title>例</title>'


def walk_of(result: Snapshot | Unchecked) -> tuple[list[str], str]:
    """The ids of the stops of a keyboard walk, and how it ended."""
    assert isinstance(result, Snapshot), result
    doc = Document(result)
    walk = doc.probe("keyboard")
    return [doc.attr(i, "id") or "" for i in walk["stops"]], walk["end"]


def test_no_probe_unless_asked(server: PageServer, gather: Gather) -> None:
    """Without being asked for, a probe is not run."""
    server.pages["/"] = HEAD + "<button>開く</button>"
    (result,) = gather("/")
    assert isinstance(result, Snapshot)
    assert result.probes == {}


def test_keyboard_walk(server: PageServer, gather: Gather) -> None:
    """The walk names what takes the focus, in its order, shadow trees included; each page has its own tab."""
    server.pages["/"] = HEAD + (
        '<a id=a href="/a">甲</a><button id=b tabindex=1>乙</button><div id=host></div><script>host.attachShadow('
        "{mode:'open'}).innerHTML='<button id=c>丙</button>'</script>"
    )
    server.pages["/2"] = HEAD + "<input id=d>"
    first, second = gather("/", "/2", probes=("keyboard",))
    assert walk_of(first) == (["b", "a", "c"], "around")
    assert walk_of(second) == (["d"], "around")


def test_a_probe_sends_nothing(server: PageServer, gather: Gather) -> None:
    """A page that sends a form, fetches or leaves when something takes the focus sends nothing."""
    server.pages["/"] = HEAD + (
        "<form id=f method=post action=/sent></form><iframe name=g></iframe>"
        "<form id=h method=post action=/framed target=g></form>"
        "<input id=a onfocus=\"fetch('/fetched');navigator.sendBeacon('/beacon',1);h.submit()\">"
        '<input id=b onfocus="f.submit()"><input id=c onfocus="location=\'/left\'">'
    )
    server.pages["/2"] = HEAD + "<p>本文"
    first, second = gather("/", "/2", probes=("keyboard",))
    assert walk_of(first)[0][-1:] == ["c"]
    assert isinstance(second, Snapshot)
    assert {path for _, path, _ in server.requests} <= {"/", "/2", "/favicon.ico"}


def test_a_page_that_hangs_costs_the_probe_only(server: PageServer, gather: Gather) -> None:
    """What was gathered stays when the page stops to answer during a probe."""
    server.pages["/"] = HEAD + "<p>本文</p><input onfocus='for(;;);'>"
    server.pages["/2"] = HEAD + "<input id=d>"
    first, second = gather("/", "/2", probes=("keyboard",))
    assert isinstance(first, Snapshot)
    assert first.probes == {}
    assert walk_of(second) == (["d"], "around")


def test_motion_is_watched(server: PageServer, gather: Gather) -> None:
    """What changes by itself is seen, also what would stand still for those who ask for less motion."""
    server.pages["/"] = HEAD + (
        "<p id=a>1</p><p id=b>2</p><p id=c>3</p><script>setInterval(() => { a.textContent++ }, 700);"
        "if (!matchMedia('(prefers-reduced-motion: reduce)').matches) throw 1;"
        "setInterval(() => { if (!matchMedia('(prefers-reduced-motion: reduce)').matches)"
        " b.style.left = Math.random() + 'px' }, 700)"
        "</script>"
    )
    (result,) = gather("/", probes=("motion",))
    assert isinstance(result, Snapshot)
    doc = Document(result)
    seen = doc.probe("motion")
    changed = {kind: [doc.attr(c["node"], "id") for c in seen[kind]] for kind in ("texts", "moves")}
    assert changed == {"texts": ["a"], "moves": ["b"]}
    assert all(len(c["times"]) > 3 for c in (*seen["texts"], *seen["moves"]))
