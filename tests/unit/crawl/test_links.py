"""Asking linked addresses, against real servers."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Mapping, Sequence
from typing import Any

from tests.unit.crawl.server import Reply, Server

from a11ycheck.crawl.fetch import Fetcher
from a11ycheck.crawl.links import PoliteLinks
from a11ycheck.crawl.politeness import Politeness
from a11ycheck.model import LinkAnswer, ProblemKind


def ask(urls: Sequence[str], **options: Any) -> Mapping[str, LinkAnswer]:
    """Ask without pauses."""

    async def run() -> Mapping[str, LinkAnswer]:
        async with Fetcher(timeout=1, cookies=False) as fetcher:
            settings = {"allowed": lambda _: True, "private": True, "limit": 100, "politeness": Politeness(0.0, 1)}
            return await PoliteLinks(fetcher, **{**settings, **options}).ask(urls)

    return asyncio.run(run())


def pages(server: Server) -> list[tuple[str, str]]:
    """What was asked besides robots.txt."""
    return [(asked.method, asked.path) for asked in server.asked if asked.path != "/robots.txt"]


def test_head_is_enough(site: Server) -> None:
    """What is there is asked once, with HEAD."""
    site.replies["/a"] = Reply(b"here")
    answers = ask([f"{site.origin}/a"])
    assert answers == {f"{site.origin}/a": LinkAnswer(status=200, url=f"{site.origin}/a")}
    assert pages(site) == [("HEAD", "/a")]


def test_get_where_head_is_refused(site: Server) -> None:
    """A bad answer to HEAD counts only if GET gets it too; the body is not read."""
    site.replies["/a"] = Reply(b"x" * 3_000_000)
    site.replies["HEAD /a"] = Reply(status=405)
    assert ask([f"{site.origin}/a"])[f"{site.origin}/a"].status == 200
    assert pages(site) == [("HEAD", "/a"), ("GET", "/a")]


def test_get_where_head_is_cut_off(site: Server) -> None:
    """A server that hangs up on HEAD is asked with GET."""
    site.replies["/a"] = Reply(b"here")
    site.replies["HEAD /a"] = Reply(raw=b"")
    assert ask([f"{site.origin}/a"])[f"{site.origin}/a"].status == 200


def test_gone(site: Server) -> None:
    """A page that is gone has its status, with and without a redirect before it."""
    site.replies["/old"] = Reply(status=301, headers={"Location": "/gone"})
    answers = ask([f"{site.origin}/gone", f"{site.origin}/old"])
    assert [answer.status for answer in answers.values()] == [404, 404]
    assert answers[f"{site.origin}/old"].url == f"{site.origin}/gone"


def test_a_name_that_does_not_exist() -> None:
    """The name service's “no such host” is told apart from other silence, or nothing is said for certain."""
    answer = ask(["http://no-such-host.invalid/", "http://no-such-host.invalid/b"])
    assert {a.problem for a in answer.values()} == {ProblemKind.UNREACHABLE}


def test_no_secrets(site: Server) -> None:
    """No password of a link is sent, and no cookie comes back to the server that set it."""
    site.replies["/a"] = Reply(status=302, headers={"Location": "/b", "Set-Cookie": "id=1; Path=/"})
    site.replies["/b"] = Reply(b"here", headers={"Set-Cookie": "id=1; Path=/"})
    ask([f"http://user:secret@127.0.0.1:{site.port}/a", f"{site.origin}/b"])
    assert not [asked for asked in site.asked if {"cookie", "authorization"} & set(asked.headers)]


def test_robots(site: Server) -> None:
    """What the linked site forbids to robots is not asked."""
    site.replies["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /private/")
    answers = ask([f"{site.origin}/private/a", f"{site.origin}/b"])
    assert answers[f"{site.origin}/private/a"] == LinkAnswer(held_back="robots")
    assert ("HEAD", "/b") in pages(site)
    assert not [path for _, path in pages(site) if path.startswith("/private/")]


def test_private_networks(site: Server) -> None:
    """From a public site no door inside a private network is knocked on."""
    answers = ask([f"{site.origin}/a", "http://169.254.169.254/latest/", "http://[::1]/"], private=False)
    assert {answer.held_back for answer in answers.values()} == {"private"}
    assert not site.asked


def test_limit(site: Server) -> None:
    """Only so many addresses are asked, the first ones; what is not allowed is left out altogether."""
    urls = [f"{site.origin}/{n}" for n in range(5)]
    answers = ask([*urls, "http://elsewhere.example/"], limit=2, allowed=lambda url: url.startswith(site.origin))
    assert [answer.held_back for answer in answers.values()] == ["", "", "limit", "limit", "limit"]


def test_one_at_a_time(site: Server) -> None:
    """A host that asks for long pauses gets few questions, a pause between two, and no more than one at once."""
    site.replies["/robots.txt"] = Reply(b"User-agent: *\nCrawl-delay: 20")
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    answers = ask([f"{site.origin}/{n}" for n in range(15)], politeness=Politeness(0.0, 1, sleep=sleep))
    assert sum(not answer.held_back for answer in answers.values()) == 10
    assert max(slept) > 15


def test_a_silent_host_is_left_alone() -> None:
    """After three questions without an answer no more are put to a host."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        answers = ask([f"http://127.0.0.1:{port}/{n}" for n in range(6)])
    assert [answer.held_back for answer in answers.values()] == ["", "", "", *["silent-host"] * 3]


def test_endless_redirects(site: Server) -> None:
    """A circle of redirects is an answer, not an endless loop."""
    site.replies["/a"] = Reply(status=302, headers={"Location": "/a"})
    assert ask([f"{site.origin}/a"])[f"{site.origin}/a"].problem is ProblemKind.UNREACHABLE


def test_hostile_addresses() -> None:
    """What is no address is no question."""
    answers = ask(["http://[x/", "javascript:alert(1)", "http://" + "a" * 5000, "http://\x00/", ""])
    assert all(answer.held_back or answer.problem for answer in answers.values())
