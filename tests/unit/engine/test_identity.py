"""What elements are called: selectors that find them, fingerprints that outlive small changes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from tests.fakes.engine import SITE, snapshot

from a11ycheck.checks.document import Document
from a11ycheck.engine.identity import Identity, page_key

HOSTILE = """<html><head><title>t</title></head><body>
<div id="top"><p>1<p id="twice">2<p id="twice">3</div>
<div id="a b"><img id="1st"><img id="x:y.z"><img id="見出し"><img id='"]'><img id="-"><img id=""></div>
<ul><li><a href="/1">x</a><li><a href="/2">x</a><li><b><a href="/3">x</a></b></ul>
<table><tr><td>1<td>2<tr><td>3<td><img></table>
<o:p>Word</o:p><o:p>Word</o:p><my-element><span>s</span></my-element>
<svg><g><path d="M0"/><path d="M1"/></g></svg><section><h2>h</h2><section><h2>h</h2></section></section>
</body></html>"""


def named(html: str, find: Callable[[Document], int], url: str = f"{SITE}/a") -> tuple[str, str]:
    """Fingerprint and shared id of a finding on the element that ``find`` finds."""
    doc = Document(snapshot(html, url))
    identity, node = Identity(doc), find(doc)
    return identity.fingerprints("rule", "key", node, identity.selector(node), identity.snippet(node))


def first(tag: str) -> Callable[[Document], int]:
    """Finds the first element with a tag."""
    return lambda doc: doc.by_tag(tag)[0]


def body(inner: str) -> str:
    """A document around some HTML."""
    return f"<html><body>{inner}</body></html>"


def test_selectors_match_one_element() -> None:
    """Every selector matches exactly the element that it stands for, whatever ids and tags a page has."""
    doc = Document(snapshot(HOSTILE))
    soup = BeautifulSoup(HOSTILE, "lxml")
    identity = Identity(doc)
    for node, element in zip(doc.elements(), soup.find_all(True), strict=True):
        selector = identity.selector(node)
        found = soup.select(selector)
        assert len(found) == 1, selector
        assert found[0] is element, selector


def test_unique_ids_shorten() -> None:
    """A selector begins at the nearest id that is unique; one that stands twice is of no use."""
    doc = Document(snapshot(HOSTILE))
    identity = Identity(doc)
    assert identity.selector(doc.by_tag("p")[1]) == "#top > p:nth-of-type(2)"
    assert identity.selector(doc.by_tag("img")[0]) == r"#\31 st"


def test_snippet() -> None:
    """A snippet is the opening tag with the beginning of the text, escaped, at most 300 characters and a mark."""
    doc = Document(snapshot(body(f"<p title='\"&lt;' hidden>{'あ' * 400}</p>")))
    snippet = Identity(doc).snippet(doc.by_tag("p")[0])
    assert snippet.startswith('<p title="&quot;&lt;" hidden>あ')
    assert len(snippet) == 301
    assert snippet.endswith("…")


SAME = [
    ('<a href="/x">こちら</a>', '<div><p>new</p></div><a href="/x">こちら</a>'),
    ('<main><p>a</p><a href="/x">こちら</a></main>', '<main><section><a href="/x">こちら</a></section><p>a</p></main>'),
    ('<a class="old" href="/x">こちら</a>', '<a class="new wide" style="color:red" href="/x">こちら</a>'),
    ('<a href="/x?sid=0a1b2c3d4e&p=1">こちら</a>', '<a href="/x?sid=99ffee8877&p=1">こちら</a>'),
    ('<a id="link-83125" href="/x">こちら</a>', '<a id="link-90417" href="/x">こちら</a>'),
    ('<a href="/x" data-n="1">こちら</a>', '<a href="/x" data-n="2" target="_blank">こちら</a>'),
    ('<form id="f"><a href="/x">こちら</a></form>', '<form id="f"><fieldset><a href="/x">こちら</a></fieldset></form>'),
]
OTHER = [
    ('<a href="/x">こちら</a>', '<a href="/y">こちら</a>'),
    ('<a href="/x">こちら</a>', '<a href="/x">詳しくはこちら</a>'),
    ('<a href="/x?p=1">こちら</a>', '<a href="/x?p=2">こちら</a>'),
    ('<form id="f"><a href="/x">こちら</a></form>', '<form id="g"><a href="/x">こちら</a></form>'),
    ('<nav><a href="/x">こちら</a></nav>', '<footer id="footer"><a href="/x">こちら</a></footer>'),
]


@pytest.mark.parametrize(("before", "after"), SAME)
def test_stable(before: str, after: str) -> None:
    """An element keeps its fingerprint when it moves, or when its class, a session id or a made-up id changes."""
    assert named(body(before), first("a")) == named(body(after), first("a"))


@pytest.mark.parametrize(("before", "after"), OTHER)
def test_telling(before: str, after: str) -> None:
    """Another target, text, named holder or page part is another element."""
    assert not set(named(body(before), first("a"))) & set(named(body(after), first("a")))


def test_equal_elements() -> None:
    """Equal elements of one page are told apart by their order, and share the id of their fault."""
    doc = Document(snapshot(body('<a href="/x">こちら</a>' * 3)))
    identity = Identity(doc)
    found = [identity.fingerprints("rule", "key", node, "", "") for node in doc.by_tag("a")]
    assert len({fingerprint for fingerprint, _ in found}) == 3
    assert len({shared for _, shared in found}) == 1


def test_pages() -> None:
    """The same element on two pages has two fingerprints and one shared id; host and scheme play no part."""
    html = body('<header><a href="https://www.city.example.lg.jp/x">こちら</a></header>')
    here, there = (named(html, first("a"), f"{SITE}{path}") for path in ("/a", "/b"))
    assert here[0] != there[0]
    assert here[1] == there[1]
    assert named(html, first("a"), "http://staging.example/a") == here
    assert page_key(f"{SITE}/a?b=1#c") == "/a?b=1"
    assert page_key(SITE) == "/"


def test_rules_and_messages() -> None:
    """Two rules, or two messages of a rule, are two findings on one element."""
    doc = Document(snapshot(body('<a href="/x">こちら</a>')))
    identity, node = Identity(doc), doc.by_tag("a")[0]
    found = {identity.fingerprints(rule, key, node, "", "") for rule in ("r", "s") for key in ("k", "l")}
    assert len(found) == 4


def test_page_and_foreign_elements() -> None:
    """A finding about the page, or about an element in a foreign frame, has a name as well."""
    identity = Identity(Document(snapshot(body(""))))
    page = identity.fingerprints("rule", "key", -1, "", "")
    framed = identity.fingerprints("rule", "key", -1, "iframe >>> img", "<img>")
    assert len({*page, *framed}) == 4
