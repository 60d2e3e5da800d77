"""Addresses."""

from __future__ import annotations

import random

import pytest

from a11ycheck.crawl.urls import absolute, canonical, identity, origin, without_credentials

BASE = "https://www.city.example.lg.jp/kurashi/gomi/index.html?id=1"
ROOT = "https://www.city.example.lg.jp"

SPELLINGS = [
    # scheme, host, port
    ("HTTPS://WWW.City.Example.LG.JP", f"{ROOT}/"),
    ("http://example.jp:80/a", "http://example.jp/a"),
    ("https://example.jp:443/a", "https://example.jp/a"),
    ("https://example.jp:0443/a", "https://example.jp/a"),
    ("https://example.jp:80/a", "https://example.jp:80/a"),
    ("http://example.jp:/a", "http://example.jp/a"),
    ("http://example.jp./a", "http://example.jp/a"),
    ("http://127.0.0.1:8000", "http://127.0.0.1:8000/"),
    ("http://127.1/", "http://127.0.0.1/"),
    ("http://0x7f.0.0.1/", "http://127.0.0.1/"),
    ("http://[::1]:8080/", "http://[::1]:8080/"),
    ("http://[2001:DB8:0:0::1]/", "http://[2001:db8::1]/"),
    ("http://日本語。jp/", "http://xn--wgv71a119e.jp/"),
    ("http://ＥＸＡＭＰＬＥ.jp/", "http://example.jp/"),
    ("http://%65xample.jp/", "http://example.jp/"),
    ("http://user:p%40ss@example.jp/a", "http://example.jp/a"),
    ("http://a@b@example.jp/", "http://example.jp/"),
    # relative
    ("", f"{ROOT}/kurashi/gomi/index.html?id=1"),
    ("#main", f"{ROOT}/kurashi/gomi/index.html?id=1"),
    ("?id=2", f"{ROOT}/kurashi/gomi/index.html?id=2"),
    ("b.html", f"{ROOT}/kurashi/gomi/b.html"),
    ("../", f"{ROOT}/kurashi/"),
    ("..", f"{ROOT}/kurashi/"),
    ("./../../../../x", f"{ROOT}/x"),
    ("/a/./b/../c", f"{ROOT}/a/c"),
    ("/a/%2e%2E/b", f"{ROOT}/b"),
    ("//example.jp/x", "https://example.jp/x"),
    ("\\\\example.jp\\x", "https://example.jp/x"),
    ("\\a\\b", f"{ROOT}/a/b"),
    ("https:x.html", f"{ROOT}/kurashi/gomi/x.html"),
    ("https:///example.jp/x", "https://example.jp/x"),
    ("http:/example.jp/x", "http://example.jp/x"),
    ("  /a\n/b\t ", f"{ROOT}/a/b"),
    # escapes
    ("/%e3%81%94%E3%81%bf", f"{ROOT}/%E3%81%94%E3%81%BF"),
    ("/ごみ", f"{ROOT}/%E3%81%94%E3%81%BF"),
    ("/a b", f"{ROOT}/a%20b"),
    ("/%7Etaro/%61", f"{ROOT}/~taro/a"),
    ("/a%2Fb", f"{ROOT}/a%2Fb"),
    ("/100%", f"{ROOT}/100%"),
    ("/%2%65", f"{ROOT}/%2%65"),
    ("/?q=it's+%27", f"{ROOT}/?q=it%27s+%27"),
    ("/?q=ごみ", f"{ROOT}/?q=%E3%81%94%E3%81%BF"),
    ("/\ud800", f"{ROOT}/%EF%BF%BD"),
    # what does not make another page
    ("/a#!/b", f"{ROOT}/a"),
    ("/a?", f"{ROOT}/a"),
    ("/a?utm_source=x&b=2&UTM_Medium=y&a=1", f"{ROOT}/a?b=2&a=1"),
    ("/a?fbclid=1&gclid=2&yclid=3&_ga=4&mc_cid=5&ldtag_cl=6", f"{ROOT}/a"),
    ("/a?PHPSESSID=0123&x=1", f"{ROOT}/a?x=1"),
    ("/a;jsessionid=0A1B.node1?x=1", f"{ROOT}/a?x=1"),
    ("/a?CFID=1&CFTOKEN=2&ASPSESSIONIDABCD=3&ASP.NET_SessionId=4", f"{ROOT}/a"),
    ("/(S(abcdefghij0123456789abcd))/a.aspx", f"{ROOT}/a.aspx"),
    ("/a?sid=0123456789abcdef0123", f"{ROOT}/a"),
    ("/a?sid=12", f"{ROOT}/a?sid=12"),
    ("/a?session=accessibility-seminar-2026", f"{ROOT}/a?session=accessibility-seminar-2026"),
    ("/..;jsessionid=1/x", f"{ROOT}/x"),
    # the address stays as linked
    ("/index.html", f"{ROOT}/index.html"),
    ("/a?b=1&a=2&b=1", f"{ROOT}/a?b=1&a=2&b=1"),
    # files
    ("file:///home/a/./b.html#x", "file:///home/a/b.html"),
    ("file:///C:\\site\\a.html", "file:///C:/site/a.html"),
]

NO_PAGES = [
    "javascript:void(0)",
    "JavaScript:alert(1)",
    " java\nscript:alert(1)",
    "mailto:a@example.jp",
    "tel:03-1234-5678",
    "data:text/html,x",
    "blob:https://example.jp/1",
    "about:blank",
    "ftp://example.jp/",
    "http://",
    "http:///",
    "http://a b/",
    "http://a..b/",
    "http://example.jp:99999/",
    "http://example.jp:x/",
    "http://[::1/",
    "http://[::g]/",
    "http://1.2.3.4.5/",
    "http://256.0.0.1/",
    "http://09/",
    "http://%00/",
    "/" + "a" * 2_000,
    "/" + "あ" * 300,
    "x" * 1_000_000,
]

PIECES = """
http: https: HTTPS: file: javascript: mailto: / // \\ .. . %2e %2E%2e % %4 %41 %zz %E3%81%82 ? # & = x=1
' " @ u:p@ : :80 :8080 :99999 [ ] [::1] [::g] 127.1 0x7f 1 。 ä ß ; | ^ ` { } < > + * $ ( ) , _ ~ !
example.jp www. xn--a xn--wgv71a119e C: - ｊｐ 日本 ;jsessionid=1 sid=0123456789abcdef01 utm_x= index.html
"""


@pytest.mark.parametrize(("url", "expected"), SPELLINGS)
def test_one_spelling(url: str, expected: str) -> None:
    """Every spelling of an address becomes one, and that one stays as it is."""
    assert canonical(url, BASE) == expected
    assert canonical(expected) == expected


@pytest.mark.parametrize("url", NO_PAGES)
def test_no_page(url: str) -> None:
    """What is no web address, or too long for one, is None."""
    assert canonical(url, BASE) is None


def test_relative_without_base() -> None:
    """A relative address without a base is None, and so is any with a base that is none."""
    assert canonical("a.html") is None
    assert canonical("a.html", "mailto:a@example.jp") is None


def test_absolute_keeps_parameters() -> None:
    """A redirect's address keeps its session id."""
    assert absolute("/a?PHPSESSID=1&utm_source=x#y", BASE) == f"{ROOT}/a?PHPSESSID=1&utm_source=x"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/a/index.html", "/a/"),
        ("/a/Index.HTM?x=1", "/a/?x=1"),
        ("/index.php", "/"),
        ("/a/default.aspx", "/a/"),
        ("/a/?utm_source=x", "/a/index.shtml"),
    ],
)
def test_same_page(one: str, other: str) -> None:
    """A folder and its index file are one page."""
    assert identity(ROOT + one) == identity(ROOT + other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.jp/a", "https://example.jp/a/"),
        ("http://example.jp/", "https://example.jp/"),
        ("http://www.example.jp/", "http://example.jp/"),
        ("http://example.jp/?a=1", "http://example.jp/?a=2"),
        ("http://example.jp/A", "http://example.jp/a"),
        ("http://example.jp/myindex.html", "http://example.jp/"),
        ("file:///a/index.html", "file:///a/"),
    ],
)
def test_other_page(one: str, other: str) -> None:
    """What a server may answer differently stays apart."""
    assert identity(one) != identity(other)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://user:secret@example.jp/a?b#c", "https://example.jp/a?b#c"),
        ("https:user:secret@example.jp", "https:example.jp"),
        ("//user@example.jp", "//example.jp"),
        ("ht\ntps://user:sec\nret@example.jp", "https://example.jp"),
        ("https://a@b@example.jp/", "https://example.jp/"),
        ("mailto:someone@example.jp", "mailto:someone@example.jp"),
        ("https://example.jp/@name", "https://example.jp/@name"),
        ("postgresql://user:secret@db/x", "postgresql://db/x"),
    ],
)
def test_without_credentials(url: str, expected: str) -> None:
    """No password is left in an address, and nothing else is taken out."""
    assert without_credentials(url) == expected


def test_origin() -> None:
    """An origin is scheme, host and port; a file has none."""
    assert origin("https://user:x@Example.jp:443/a") == "https://example.jp"
    assert origin("http://example.jp:8080/a") == "http://example.jp:8080"
    assert origin("file:///a") == ""
    assert origin("mailto:a@example.jp") == ""


def test_any_text() -> None:
    """No text raises, and what comes out is a fixed point without credentials."""
    pieces = PIECES.split()
    pieces += [" ", "\t", "\n", "\0", "\x7f", "\u3000", "\ud800", "\U0010ffff"]
    rng = random.Random(8341)  # noqa: S311 (no secrets here)
    for _ in range(8_000):
        text = "".join(rng.choices(pieces, k=rng.randint(0, 10)))
        for base in (None, BASE, "file:///a/b"):
            address = canonical(text, base)
            identity(text)
            without_credentials(text)
            if address is None:
                continue
            assert canonical(address) == address, text
            assert address.isascii(), text
            assert "u:p@" not in address.partition("?")[0].split("/")[2], text
            assert identity(identity(address)) == identity(address), text
