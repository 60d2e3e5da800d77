"""Scope."""

from __future__ import annotations

import pytest

from a11ycheck.crawl.scope import Scope
from a11ycheck.errors import ConfigError

START = "https://www.city.example.lg.jp/"


@pytest.mark.parametrize(
    ("mode", "start", "url", "expected"),
    [
        ("host", START, "https://www.city.example.lg.jp/a?b=1", ""),
        ("host", START, "http://www.city.example.lg.jp/", ""),
        ("host", START, "https://city.example.lg.jp/", ""),
        ("host", START, "https://lib.city.example.lg.jp/", "host"),
        ("host", START, "https://www.city.example.lg.jp:8443/", "host"),
        ("host", START, "https://www.city.example.lg.jp.evil.example/", "host"),
        ("host", START, "https://www.city.example.lg.jp@evil.example/", "host"),
        ("host", START, "mailto:a@city.example.lg.jp", "host"),
        ("host", START, "file:///etc/passwd", "host"),
        ("host", "http://localhost:8000/", "http://localhost:8000/a", ""),
        ("host", "http://localhost:8000/", "http://localhost:8001/a", "host"),
        ("domain", START, "https://lib.city.example.lg.jp/", ""),
        ("domain", START, "https://pref.example.lg.jp/", "host"),
        ("domain", START, "https://www.city.other.lg.jp/", "host"),
        ("domain", "https://www.soumu.go.jp/", "https://faq.soumu.go.jp/", ""),
        ("domain", "https://www.soumu.go.jp/", "https://www.mhlw.go.jp/", "host"),
        ("domain", "https://www.city.shinagawa.tokyo.jp/", "https://lib.city.shinagawa.tokyo.jp/", ""),
        ("domain", "https://www.city.shinagawa.tokyo.jp/", "https://www.city.meguro.tokyo.jp/", "host"),
        ("domain", "https://www.city.kawasaki.jp/", "https://www.kawasaki-net.ne.jp/", "host"),
        ("domain", "https://www.metro.tokyo.lg.jp/", "https://www.soumu.metro.tokyo.lg.jp/", ""),
        ("domain", "https://a.github.io/", "https://b.github.io/", "host"),
        ("domain", "http://127.0.0.1:8000/", "http://127.0.0.1:8000/x", ""),
        ("domain", "http://127.0.0.1:8000/", "http://127.0.0.2:8000/x", "host"),
        ("domain", "http://[::1]:8000/", "http://[::1]:8000/x", ""),
        ("path", START + "kurashi/", START + "kurashi/gomi.html", ""),
        ("path", START + "kurashi", START + "kurashi/gomi.html", ""),
        ("path", START + "kurashi/index.html", START + "kurashi/gomi/", ""),
        ("path", START + "kurashi", START + "kurashi2/", "path"),
        ("path", START + "kurashi/", START + "kurashi/../", "path"),
        ("path", START + "kurashi/", "https://other.example/kurashi/", "host"),
        ("host", "file:///srv/site/index.html", "file:///srv/site/a/b.html", ""),
        ("host", "file:///srv/site/index.html", "file:///etc/passwd", "path"),
    ],
)
def test_reach(mode: str, start: str, url: str, expected: str) -> None:
    """A site reaches as far as its mode says, and no address tricks it."""
    scope = Scope([start], mode)
    assert scope.why_not(url) == expected
    assert scope.contains(url) is not bool(expected)


@pytest.mark.parametrize(
    ("pattern", "target", "matches"),
    [
        ("/event/*", "/event/", True),
        ("/event/*", "/event/a/b?c=1", True),
        ("/event/*", "/event", False),
        ("/event/*", "/x/event/", False),
        ("*/event/*", "/x/event/y", True),
        ("/search?*", "/search?q=1", True),
        ("/search?*", "/searchXq=1", False),
        ("/a[1]/*", "/a[1]/b", True),
        ("/イベント/*", "/%E3%82%A4%E3%83%99%E3%83%B3%E3%83%88/1", True),
        ("/%E3%82%A4%E3%83%99%E3%83%B3%E3%83%88/*", "/イベント/1", True),
        ("*.pdf", "/a/b.pdf", True),
        ("*.pdf", "/a/b.pdf.html", False),
        ("https://www.city.example.lg.jp/a*", "/abc", True),
        (r"re:^/news/\d{4}/", "/news/2026/1", True),
        (r"re:\.pdf$", "/a.pdf", True),
        (r"re:^/news$", "/news/", False),
    ],
)
def test_patterns(pattern: str, target: str, *, matches: bool) -> None:
    """Patterns are globs on path and query, or regular expressions after re:."""
    url = START.rstrip("/") + target
    assert Scope([START], include=[pattern]).why_not(url) == ("" if matches else "include")
    assert Scope([START], exclude=[pattern]).why_not(url) == ("exclude" if matches else "")


def test_exclude_wins() -> None:
    """What is both included and excluded is excluded."""
    scope = Scope([START], include=["/a/*"], exclude=["*/draft/*"])
    assert scope.why_not(START + "a/draft/1") == "exclude"


def test_starts_belong() -> None:
    """A start page belongs to the site although no pattern includes it: the links stand there."""
    scope = Scope([START], include=["/event/*"])
    assert scope.contains(START)
    assert scope.contains(START + "index.html")
    assert not scope.contains(START + "other/")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"mode": "planet"}, "planet"),
        ({"include": ["re:(", "/a"]}, "re:("),
        ({"exclude": ["re:"]}, "empty"),
        ({"exclude": ["event/*"]}, "exclude pattern “event/*”"),
        ({"include": [""]}, "include pattern “”"),
    ],
)
def test_wrong_settings(arguments: dict[str, object], said: str) -> None:
    """A wrong mode or pattern is named in the error."""
    with pytest.raises(ConfigError) as caught:
        Scope([START], **arguments)  # type: ignore[arg-type]
    assert said in str(caught.value)


def test_wrong_starts() -> None:
    """A start address that is none is named, without its password."""
    with pytest.raises(ConfigError, match="No start address"):
        Scope([])
    with pytest.raises(ConfigError) as caught:
        Scope(["ftp://user:secret@example.jp/"])
    assert "ftp://example.jp/" in str(caught.value)
    assert "secret" not in str(caught.value)
