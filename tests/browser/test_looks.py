"""Closer looks at a page: what they see, and that they leave the page as it was."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.browser.conftest import PageServer

Gather = Callable[..., Any]

HEAD = "<!doctype html><html lang=ja><meta charset=utf-8><title>例</title>"
GRADIENT = "background-image:linear-gradient(to right,#fff,#000);width:400px;padding:20px"


def test_contrast_is_measured_where_axe_gives_up(server: PageServer, gather: Gather) -> None:
    """Text on a gradient has the range of its contrast, from pixel to pixel."""
    server.pages["/"] = (
        HEAD + f"<div style='{GRADIENT}'><p style='color:#fff'>市民まつりを開催します。お越しください。</p></div>"
    )
    (backdrop,) = gather("/", axe=("color-contrast",))[0].looks.backdrops
    assert 1 <= backdrop.low < 1.5
    assert 3 < backdrop.high < 21


def test_text_far_down_the_page_is_measured_at_its_place(server: PageServer, gather: Gather) -> None:
    """A text below the first screen is photographed where it stands."""
    server.pages["/"] = HEAD + (
        "<div style='height:3000px'></div><div style='background-image:linear-gradient(#000,#222);padding:20px'>"
        "<p style='color:#fff'>市民まつりを開催します</p></div><div style='height:3000px'></div>"
    )
    (backdrop,) = gather("/", axe=("color-contrast",))[0].looks.backdrops
    assert backdrop.low > 14


def test_looks_within_the_window_send_no_event_and_leave_nothing_behind(server: PageServer, gather: Gather) -> None:
    """While looks are taken within the window the page hears nothing, its tree stays, and no style sheet is left."""
    server.pages["/told"] = "x"
    server.pages["/"] = HEAD + (
        "<style>a{outline:none}a:focus{color:red;transition:color 1s}</style>"
        f"<div style='{GRADIENT}'><p style='color:#fff'>市民まつり</p></div><a href='/a'>窓口</a><script>"
        "const tell=(what)=>fetch('/told?'+what);"
        "for(const type of ['focus','focusin','scroll','resize'])addEventListener(type,()=>tell(type),true);"
        "addEventListener('load',()=>setTimeout(()=>new MutationObserver(()=>tell('tree'))"
        ".observe(document,{subtree:true,childList:true,attributes:true}),50));"
        "addEventListener('pagehide',()=>sessionStorage.setItem('left',document.adoptedStyleSheets.length))</script>"
    )
    server.pages["/next"] = HEAD + "<p></p><script>document.querySelector('p').append(sessionStorage.left)</script>"
    snapshot, following = gather("/", "/next", axe=("color-contrast",))
    assert snapshot.looks.backdrops
    assert [stop.shown for stop in snapshot.looks.stops] == [True]
    assert not [r.url for r in snapshot.resources if "/told" in r.url]
    assert [node.text for node in following.nodes if node.tag == "#text"][-1] == "0"


def test_a_ring_that_no_rule_touches_is_the_browsers_own(server: PageServer, gather: Gather) -> None:
    """Where no style sheet sets an outline, every Tab stop is marked by the browser."""
    server.pages["/"] = HEAD + "<a href=/a>窓口</a><button>送る</button>"
    assert [stop.shown for stop in gather("/")[0].looks.stops] == [True, True]
