"""The gatherer with pages as they are in the wild."""

from __future__ import annotations

import base64
import http.server
import time
from collections.abc import Callable
from typing import Any

import pytest

from a11ycheck.checks.document import Document
from a11ycheck.engine.ports import Unchecked
from a11ycheck.model import ProblemKind, Snapshot, State
from a11ycheck.settings import BasicAuth

from .conftest import PageServer, send

Gather = Callable[..., list[Snapshot | Unchecked]]
PIXEL = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
HEAD = '<!doctype html><html lang="ja"><meta charset="utf-8"><title>例</title>'


def text_of(result: Snapshot | Unchecked) -> str:
    """The visible text of a page that was gathered."""
    assert isinstance(result, Snapshot), result
    return Document(result).page_text


def axe_of(result: Snapshot | Unchecked) -> dict[str, int]:
    """How many violations each axe rule found."""
    assert isinstance(result, Snapshot), result
    return {rule.id: len(rule.violations) for rule in result.axe}


def test_late_content_is_there(server: PageServer, gather: Gather) -> None:
    """What a script fetches and draws after the load event is gathered."""

    def data(handler: http.server.BaseHTTPRequestHandler) -> None:
        time.sleep(0.4)
        send(handler, '"届いた本文"', content_type="application/json")

    server.pages["/data"] = data
    server.pages["/"] = HEAD + (
        "<main>読み込み中</main><script>fetch('/data').then(r=>r.json()).then(t=>{document.querySelector('main')"
        ".textContent=t})</script>"
    )
    assert "届いた本文" in text_of(gather("/")[0])


def test_page_scripts_cannot_disturb(server: PageServer, gather: Gather) -> None:
    """A page that has changed Array, JSON and window.axe is judged like any other, under a strict CSP too."""
    body = HEAD + (
        "<script nonce=a>Array.prototype.toJSON=()=>'x';JSON.stringify=()=>'x';window.axe={run(){throw 1}};"
        "window.a11ycheck=1;Array.prototype.map=null</script><img src=a.png><p>本文"
    )
    policy = {"Content-Security-Policy": "default-src 'none'; script-src 'nonce-a'"}
    server.pages["/"] = lambda handler: send(handler, body, headers=policy)
    result = gather("/", axe=("image-alt",))[0]
    assert axe_of(result) == {"image-alt": 1}
    assert text_of(result) == "本文"


def test_axe_sees_into_frames(server: PageServer, gather: Gather) -> None:
    """Faults in a frame are found, of the same and of another origin."""
    other = server.url.replace("127.0.0.1", "localhost")
    server.pages["/inner"] = HEAD + "<img src=a.png>"
    server.pages["/"] = HEAD + f'<iframe title=a src="/inner"></iframe><iframe title=b src="{other}/inner"></iframe>'
    result = gather("/", axe=("image-alt",))[0]
    assert isinstance(result, Snapshot)
    assert {node.target[-1] for node in result.axe[0].violations} == {"img"}
    assert len(result.axe[0].violations) == 2


def test_frames_of_the_same_origin_are_walked(server: PageServer, gather: Gather) -> None:
    """Visible frames of the page's origin, srcdoc and nested ones too, are documents with styles, roles and names."""
    server.pages["/inner"] = (
        '<!doctype html><html lang="en"><title>Inner</title><h1>Inside</h1><a href="next">more</a>'
        '<iframe srcdoc="<p>deep <a href=q>x</a>"></iframe>'
    )
    server.pages["/"] = (
        HEAD
        + '<div id=host></div><iframe title=a src="/inner" width=200></iframe>'
        + ("<script>host.attachShadow({mode:'open'}).innerHTML='<iframe srcdoc=\"<h2>影</h2>\"></iframe>'</script>")
    )
    result = gather("/")[0]
    assert isinstance(result, Snapshot)
    inner, shadow, deep = sorted(result.frames, key=lambda frame: (frame.parent, -frame.node))
    assert (inner.title, inner.url, inner.viewport[0]) == ("Inner", server.url + "/inner", 200)
    assert result.nodes[inner.node].attrs["title"] == "a"
    assert [(n.role, n.name) for n in inner.nodes if n.tag in ("h1", "a")] == [("heading", "Inside"), ("link", "more")]
    assert next(iter(inner.urls.values())) == server.url + "/next"
    assert (shadow.parent, shadow.url) == (-1, "about:srcdoc")
    assert (result.frames[deep.parent], inner.nodes[deep.node].tag) == (inner, "iframe")
    assert set(deep.urls.values()) == {server.url + "/q"}


@pytest.mark.parametrize(
    "frame",
    [
        '<iframe src="{other}/inner"></iframe>',
        '<iframe sandbox src="/inner"></iframe>',
        '<iframe hidden src="/inner"></iframe>',
        '<iframe style="visibility:hidden" src="/inner"></iframe>',
        '<iframe width=0 height=0 style="border:0" src="/inner"></iframe>',
        '<iframe src="/a.gif"></iframe>',
        "<iframe></iframe>",
    ],
)
def test_other_frames_are_left_out(server: PageServer, gather: Gather, frame: str) -> None:
    """Nothing is taken of a frame of another origin, a sandboxed, hidden, empty or tiny one, or one that is no page."""
    server.pages["/inner"] = HEAD + "<p>中身"
    server.pages["/a.gif"] = lambda handler: send(handler, PIXEL, content_type="image/gif")
    server.pages["/"] = HEAD + "<p>外" + frame.format(other=server.url.replace("127.0.0.1", "localhost"))
    result = gather("/")[0]
    assert isinstance(result, Snapshot)
    assert result.frames == ()


def test_what_hides_a_frame_hides_what_is_in_it(server: PageServer, gather: Gather) -> None:
    """In a frame with aria-hidden nothing is exposed; in an inert one nothing takes the focus."""
    inner = 'srcdoc="<button>押す</button>"'
    server.pages["/"] = HEAD + f"<div aria-hidden=true><iframe {inner}></iframe></div><iframe inert {inner}></iframe>"
    result = gather("/")[0]
    assert isinstance(result, Snapshot)
    covered, inert = (next(n for n in frame.nodes if n.tag == "button") for frame in result.frames)
    assert covered.state & (State.EXPOSED | State.RENDERED | State.TABBABLE) == State.RENDERED | State.TABBABLE
    assert inert.state & (State.EXPOSED | State.RENDERED | State.TABBABLE) == State.RENDERED


def test_frames_are_bounded(server: PageServer, gather: Gather) -> None:
    """Of a page full of frames thirty are taken, of frames in frames four deep."""
    server.pages["/"] = HEAD + "<iframe srcdoc='<p>中'></iframe>" * 40
    for depth in range(7):
        server.pages[f"/{depth}"] = HEAD + f'<p>中<iframe src="/{depth + 1}"></iframe>'
    wide, deep = gather("/", "/0")
    assert isinstance(wide, Snapshot)
    assert isinstance(deep, Snapshot)
    assert len(wide.frames) == 30
    assert [frame.parent for frame in deep.frames] == [-1, 0, 1, 2]


def test_a_sandboxed_frame_does_not_hold_the_page_up(server: PageServer, gather: Gather) -> None:
    """A frame in which no script may run is left untested; the page around it is judged at once."""
    server.pages["/"] = HEAD + '<img src=a.png><iframe title=a sandbox srcdoc="<p>中"></iframe>'
    result = gather("/", axe=("image-alt",))[0]
    assert axe_of(result) == {"image-alt": 1}


def test_dialogs_popups_and_downloads_do_not_stop_it(server: PageServer, gather: Gather) -> None:
    """alert, confirm, beforeunload and window.open are got rid of; the next page opens as if nothing was."""
    server.pages["/"] = HEAD + (
        "<script>alert(1);confirm(2);prompt(3);window.open('/popup');onbeforeunload=e=>{e.preventDefault();return 1}"
        "</script><p>一枚目"
    )
    server.pages["/popup"] = HEAD + "<p>ポップアップ"
    server.pages["/next"] = HEAD + "<p>二枚目"
    first, second = gather("/", "/next")
    assert (text_of(first), text_of(second)) == ("一枚目", "二枚目")


def test_endless_change_has_an_end(server: PageServer, gather: Gather) -> None:
    """A page that never stops changing, animating and polling is gathered after the settling time."""
    server.pages["/poll"] = "x"
    server.pages["/"] = HEAD + (
        "<style>@keyframes a{to{opacity:.1}}p{animation:a 1s infinite}</style><p>動く</p><b></b>"
        "<script>setInterval(()=>{document.querySelector('b').textContent=Math.random();fetch('/poll')},10)</script>"
    )
    assert "動く" in text_of(gather("/", axe=("color-contrast",))[0])


def test_fading_text_is_judged_at_its_end(server: PageServer, gather: Gather) -> None:
    """A finite animation is taken to its end: text that is fading in has its full contrast."""
    server.pages["/"] = HEAD + (
        "<style>@keyframes a{from{color:#eee}to{color:#000}}p{animation:a 60s both}</style><p>ゆっくり現れる文</p>"
    )
    assert axe_of(gather("/", axe=("color-contrast",))[0]) == {"color-contrast": 0}


def test_redirects_out_of_scope_are_not_followed(server: PageServer, gather: Gather) -> None:
    """HTTP, meta and script redirects to another host are recorded, and the host is never asked."""
    elsewhere = PageServer()
    try:
        target = f"{elsewhere.url}/there"
        server.pages["/http"] = lambda h: send(h, "", status=302, headers={"Location": target})
        server.pages["/meta"] = HEAD + f'<meta http-equiv="refresh" content="0;url={target}">'
        server.pages["/script"] = HEAD + f"<script>location.href='{target}'</script>"
        for result in gather("/http", "/meta", "/script"):
            assert isinstance(result, Unchecked), result
            assert result.problem.kind is ProblemKind.OUT_OF_SCOPE
            assert result.problem.detail == target
        assert elsewhere.requests == []
    finally:
        elsewhere.close()


def test_redirects_in_scope_are_followed(server: PageServer, gather: Gather) -> None:
    """HTTP, meta and script redirects inside the site end at the page that the user sees."""
    server.pages["/end"] = HEAD + "<p>終点"
    server.pages["/http"] = lambda h: send(h, "", status=301, headers={"Location": "/end"})
    server.pages["/meta"] = HEAD + '<meta http-equiv="refresh" content="0;url=/end">'
    server.pages["/script"] = HEAD + "<script>location.replace('/end')</script>"
    for result in gather("/http", "/meta", "/script"):
        assert text_of(result) == "終点"
        assert isinstance(result, Snapshot)
        assert result.response.url == server.url + "/end"


def test_forms_are_never_sent(server: PageServer, gather: Gather) -> None:
    """A form that sends itself stays unsent."""
    server.pages["/"] = HEAD + (
        '<form method=post action="/order"><input name=a value=1></form>'
        "<script>document.forms[0].submit()</script><p>本文"
    )
    gather("/")
    assert [method for method, _, _ in server.requests if method != "GET"] == []


@pytest.mark.parametrize(
    ("content_type", "headers"),
    [
        ("application/pdf", {}),
        ("application/vnd.ms-excel", {}),
        ("text/html", {"Content-Disposition": "attachment; filename=a.html"}),
        ("image/png", {}),
    ],
)
def test_other_kinds_are_sorted_out(
    server: PageServer, gather: Gather, content_type: str, headers: dict[str, str]
) -> None:
    """PDFs, Office files, pictures and downloads are no pages, and the next page opens."""
    server.pages["/file"] = lambda h: send(h, b"%PDF-1.4", content_type=content_type, headers=headers)
    server.pages["/next"] = HEAD + "<p>次"
    first, second = gather("/file", "/next")
    assert isinstance(first, Unchecked)
    assert first.problem.kind is ProblemKind.NOT_HTML
    assert text_of(second) == "次"


def test_errors_have_their_kind(server: PageServer, gather: Gather) -> None:
    """404, 500 and a refused connection are told apart."""
    server.pages["/500"] = lambda h: send(h, HEAD, status=500)
    results = gather("/none", "/500")
    assert [(r.problem.kind, r.status) for r in results if isinstance(r, Unchecked)] == [
        (ProblemKind.HTTP_ERROR, 404),
        (ProblemKind.HTTP_ERROR, 500),
    ]
    server.close()
    (refused,) = gather("/")
    assert isinstance(refused, Unchecked)
    assert refused.problem.kind is ProblemKind.UNREACHABLE


def test_a_server_that_never_answers_times_out(server: PageServer, gather: Gather) -> None:
    """A page that does not arrive is a timeout, and the next page opens."""

    def hang(handler: http.server.BaseHTTPRequestHandler) -> None:
        time.sleep(6)

    server.pages["/hang"] = hang
    server.pages["/next"] = HEAD + "<p>次"
    first, second = gather("/hang", "/next", timeout=1.0)
    assert isinstance(first, Unchecked)
    assert first.problem.kind is ProblemKind.TIMEOUT
    assert text_of(second) == "次"


def test_a_picture_that_never_arrives_does_not_stop_the_page(server: PageServer, gather: Gather) -> None:
    """A page whose document came is judged although a picture of it hangs."""

    def hang(handler: http.server.BaseHTTPRequestHandler) -> None:
        time.sleep(8)

    server.pages["/hang.png"] = hang
    server.pages["/"] = HEAD + '<p>本文<img alt="" src="/hang.png">'
    assert "本文" in text_of(gather("/", timeout=2.0)[0])


def test_a_crashing_page_costs_only_itself(server: PageServer, gather: Gather) -> None:
    """A page that kills its tab is a problem; the next page opens in a fresh tab."""
    server.pages["/next"] = HEAD + "<p>次"
    server.pages["/crash"] = HEAD + "<script>location.href='chrome://crash'</script><p>x"
    server.pages["/memory"] = HEAD + "<script>let a=[];for(;;)a.push(new Float64Array(3e7).fill(1))</script>"
    first, second = gather("/memory", "/next", timeout=8.0)
    assert isinstance(first, Unchecked)
    assert first.problem.kind in (ProblemKind.CRASH, ProblemKind.TIMEOUT)
    assert text_of(second) == "次"


def test_an_endless_loop_costs_only_its_page(server: PageServer, gather: Gather) -> None:
    """A page whose script never ends is a problem; the next page opens."""
    server.pages["/loop"] = HEAD + "<script>setTimeout(()=>{for(;;);},0)</script><p>x"
    server.pages["/next"] = HEAD + "<p>次"
    first, second = gather("/loop", "/next", timeout=1.0)
    assert isinstance(first, Unchecked)
    assert first.problem.kind in (ProblemKind.TIMEOUT, ProblemKind.CHECK)
    assert text_of(second) == "次"


def test_big_pages_are_gathered(server: PageServer, gather: Gather) -> None:
    """A page of 10 MB is gathered."""
    server.pages["/"] = HEAD + "<p>" + "あ" * 3_400_000 + "<p>終わり"
    result = gather("/", timeout=30.0)[0]
    assert isinstance(result, Snapshot)
    assert "終わり" in Document(result).page_text


def test_more_elements_than_the_walker_takes(server: PageServer, gather: Gather) -> None:
    """A page with too many elements is cut, and says so."""
    server.pages["/"] = HEAD + "<script>document.write('<i>x</i>'.repeat(70000))</script>"
    result = gather("/", timeout=30.0)[0]
    assert isinstance(result, Snapshot)
    assert result.cut
    assert len(result.nodes) == 60000


def test_strange_characters_survive(server: PageServer, gather: Gather) -> None:
    """Lone surrogates, NUL and bidi controls from a page do not break the transport."""
    server.pages["/"] = HEAD + (
        "<p></p><a></a><script>document.querySelector('p').textContent='a\\ud800b\\u0000\\u202ec';"
        "document.querySelector('a').setAttribute('title','\\udfff')</script>"
    )
    assert "a\ufffdb" in text_of(gather("/")[0])


def test_shadow_trees_are_walked(server: PageServer, gather: Gather) -> None:
    """Text and links in an open shadow tree stand at their host, slotted content in its place."""
    server.pages["/"] = HEAD + (
        "<x-card><span>中身</span></x-card><script>customElements.define('x-card',class extends HTMLElement{"
        "constructor(){super();this.attachShadow({mode:'open'}).innerHTML="
        "'<h2>題</h2><a href=\"/in\">影のリンク</a><slot></slot>'}})"
        "</script>"
    )
    result = gather("/")[0]
    assert isinstance(result, Snapshot)
    doc = Document(result)
    assert doc.page_text.split() == ["題", "影のリンク中身"]
    (link,) = doc.links
    assert doc.is_(link, State.SHADOW)
    assert doc.href(link) == server.url + "/in"


def test_hidden_things_are_known_as_such(server: PageServer, gather: Gather) -> None:
    """display:none, visibility:hidden, aria-hidden, visually hidden and inert are told apart."""
    server.pages["/"] = HEAD + (
        "<style>.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0 0 0 0)}</style>"
        '<p id=a style="display:none">a<p id=b style="visibility:hidden">b<p id=c aria-hidden=true>c'
        "<p id=d class=sr>d<p id=e inert>e<p id=f>f"
    )
    result = gather("/")[0]
    assert isinstance(result, Snapshot)
    doc = Document(result)

    def state(id_: str) -> int:
        node = doc.by_id(id_)
        assert node is not None
        return doc.nodes[node].state & (State.RENDERED | State.EXPOSED | State.OFFSCREEN)

    both = State.RENDERED | State.EXPOSED
    assert [state(i) for i in "abcdef"] == [0, 0, State.RENDERED, both | State.OFFSCREEN, State.RENDERED, both]


def test_what_lies_behind_a_modal_dialog_is_inert(server: PageServer, gather: Gather) -> None:
    """While a modal dialog is open, only its content is exposed and takes focus."""
    server.pages["/"] = HEAD + (
        "<main><a id=a href=/a>裏</a><dialog><a id=b href=/b>中</a></dialog></main><script>"
        "document.querySelector('dialog').showModal()</script>"
    )
    result = gather("/")[0]
    assert isinstance(result, Snapshot)
    doc = Document(result)
    behind, inside = doc.by_id("a"), doc.by_id("b")
    assert behind is not None
    assert inside is not None
    assert not doc.nodes[behind].state & (State.EXPOSED | State.TABBABLE)
    assert doc.is_(inside, State.EXPOSED | State.TABBABLE)


def test_roles_and_names(server: PageServer, gather: Gather) -> None:
    """Roles and accessible names are those of the accessibility tree."""
    server.pages["/"] = HEAD + (
        '<main><h1>見出し</h1><a href="/x"><img src=a.png alt="画像の名"></a>'
        '<label for=i>氏名</label><input id=i required><button aria-label="閉じる">×</button>'
        "<div role=button>送る</div></main>"
    )
    result = gather("/")[0]
    assert isinstance(result, Snapshot)
    named = [(n.role, n.name) for n in result.nodes if n.name]
    expected = [
        ("heading", "見出し"),
        ("link", "画像の名"),
        ("textbox", "氏名"),
        ("button", "閉じる"),
        ("button", "送る"),
    ]
    assert [pair for pair in named if pair in expected] == expected


def test_credentials_and_headers_go_to_the_site_alone(server: PageServer, gather: Gather) -> None:
    """Basic auth and custom headers reach the start origin and no other."""
    other = PageServer()
    try:
        other.pages["/x.png"] = lambda h: send(h, b"", status=401, headers={"WWW-Authenticate": 'Basic realm="x"'})
        expected = "Basic " + base64.b64encode(b"user:pass").decode()

        def guarded(handler: http.server.BaseHTTPRequestHandler) -> None:
            if handler.headers.get("Authorization") == expected:
                send(handler, HEAD + f'<p>中<img alt="" src="{other.url}/x.png">')
            else:
                send(handler, "", status=401, headers={"WWW-Authenticate": 'Basic realm="x"'})

        server.pages["/"] = guarded
        result = gather("/", basic_auth=BasicAuth(user="user", password="pass"), headers={"x-staging": "1"})[0]
        assert "中" in text_of(result)
        assert any(headers.get("x-staging") == "1" for _, _, headers in server.requests)
        assert other.requests
        for _, _, headers in other.requests:
            assert "authorization" not in headers
            assert "x-staging" not in headers
    finally:
        other.close()


def test_resources_are_noted(server: PageServer, gather: Gather) -> None:
    """What a page loads is listed with kind, status and size; what fails is listed too."""
    server.pages["/a.css"] = lambda h: send(h, "p{color:#000}", content_type="text/css")
    server.pages["/"] = HEAD + '<link rel=stylesheet href="/a.css"><img alt="" src="/none.png"><p>x'
    result = gather("/")[0]
    assert isinstance(result, Snapshot)
    kinds: dict[str, Any] = {r.url.removeprefix(server.url): (r.kind, r.status) for r in result.resources}
    assert kinds["/"] == ("document", 200)
    assert kinds["/a.css"] == ("stylesheet", 200)
    assert kinds["/none.png"] == ("image", 404)


def test_an_honest_user_agent(server: PageServer, gather: Gather) -> None:
    """The user agent can be set; nothing else about the browser is disguised."""
    server.pages["/"] = HEAD
    gather("/", user_agent="a11ycheck-test/1")
    assert server.requests[0][2]["user-agent"] == "a11ycheck-test/1"


def test_text_is_joined_as_it_is_shown(server: PageServer, gather: Gather) -> None:
    """Elements without a box of their own keep their text; what is hidden or out of the flow parts no sentence."""
    server.pages["/"] = HEAD + (
        "<style>.c{display:contents}.sr{position:absolute;clip:rect(0,0,0,0);width:1px;height:1px;overflow:hidden}"
        ".no{display:none}</style><div class=c><p>申込みは<a href=/a>こちら<span class=sr>外部サイト</span></a>から"
        "<br class=no>どうぞ<span class=no>見えない</span>。</p></div>"
        "<p><ruby>\n漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp>\n</ruby>を<b class=c>読む</b></p>"
        "<div style=opacity:0><div class=c><p>透明</p></div></div>"
        "<div class=no><div class=c><p>ない</p></div></div>"
    )
    result = gather("/")[0]
    assert text_of(result) == "申込みはこちらからどうぞ。\n外部サイト\n漢字を読む"


def test_cookies_without_their_values(server: PageServer, gather: Gather) -> None:
    """Names and flags of the cookies that a page sets are kept, their values never."""

    def answer(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html; charset=utf-8")
        handler.send_header("Set-Cookie", "PHPSESSID=secret; Path=/; HttpOnly")
        handler.send_header("Set-Cookie", "size=large=er; SameSite=Lax")
        handler.end_headers()
        handler.wfile.write(b"<!doctype html><title>x</title><p>x</p>")

    server.pages["/"] = answer
    result = gather("/")[0]
    assert isinstance(result, Snapshot)
    assert result.response.headers["set-cookie"].split("\n") == [
        "PHPSESSID=…; Path=/; HttpOnly",
        "size=…; SameSite=Lax",
    ]


def test_what_scripts_listen_to(server: PageServer, gather: Gather) -> None:
    """The events of the window are known, and the elements, shadow trees included, that wait for the mouse."""
    server.pages["/"] = HEAD + (
        "<p id=a>甲</p><p id=b onclick='x()'>乙</p><p id=c>丙</p><div id=host></div><script>"
        "addEventListener('devicemotion', () => {}); document.addEventListener('click', () => {});"
        "a.addEventListener('click', () => {}); c.addEventListener('focus', () => {});"
        "host.attachShadow({mode: 'open'}).innerHTML = '<p id=d>丁</p>';"
        "host.shadowRoot.getElementById('d').addEventListener('mousedown', () => {});</script>"
    )
    result = gather("/")[0]
    assert isinstance(result, Snapshot)
    listeners = result.looks.listeners
    assert listeners is not None
    assert listeners.events == ("devicemotion",)
    assert {result.nodes[i].attrs["id"] for i in listeners.presses} == {"a", "b", "d"}


def test_a_link_without_a_target_takes_no_focus(server: PageServer, gather: Gather) -> None:
    """An a without href is no Tab stop, unless tabindex makes it one."""
    server.pages["/"] = HEAD + "<a>甲</a><a href=/>乙</a><a tabindex=0>丙</a><a tabindex=-1>丁</a>"
    result = gather("/")[0]
    assert isinstance(result, Snapshot)
    states = [n.state & (State.FOCUSABLE | State.TABBABLE) for n in result.nodes if n.tag == "a"]
    both = State.FOCUSABLE | State.TABBABLE
    assert states == [0, both, both, State.FOCUSABLE]
