"""Politeness, on a clock of its own."""

from __future__ import annotations

import asyncio

from a11ycheck.crawl.politeness import Politeness

ONE = "https://www.one.example/"
TWO = "https://two.example/"


class Clock:
    """A clock that moves only when somebody sleeps."""

    def __init__(self) -> None:
        """Begin at noon."""
        self.now = 100.0

    def time(self) -> float:
        """Tell the time."""
        return self.now

    async def sleep(self, seconds: float) -> None:
        """Move on at once."""
        self.now += seconds
        await asyncio.sleep(0)


def visits(politeness: Politeness, clock: Clock, urls: list[str]) -> list[tuple[str, float]]:
    """Visit all addresses at a time, and say when each visit began."""
    log: list[tuple[str, float]] = []

    async def visit(url: str) -> None:
        async with politeness.turn(url):
            log.append((url, clock.now))

    async def run() -> None:
        await asyncio.gather(*map(visit, urls))

    asyncio.run(run())
    return log


def test_delay() -> None:
    """Visits of one host begin a pause apart, in the order in which they were asked for."""
    clock = Clock()
    politeness = Politeness(2.0, 1, clock=clock.time, sleep=clock.sleep)
    urls = [ONE + "a", "http://one.example/b", ONE + "c"]
    assert visits(politeness, clock, urls) == [(urls[0], 100.0), (urls[1], 102.0), (urls[2], 104.0)]


def test_hosts_are_apart() -> None:
    """One host's pause does not hold up another."""
    clock = Clock()
    politeness = Politeness(0.0, 1, clock=clock.time, sleep=clock.sleep)
    politeness.ask(ONE, 5.0)
    assert visits(politeness, clock, [ONE + "a", TWO + "a", TWO + "b"]) == [
        (ONE + "a", 100.0),
        (TWO + "a", 100.0),
        (TWO + "b", 100.0),
    ]


def test_longer_delay_counts() -> None:
    """Of the user's pause and that of robots.txt the longer one counts."""
    clock = Clock()
    politeness = Politeness(3.0, 1, clock=clock.time, sleep=clock.sleep)
    politeness.ask(ONE, 1.0)
    politeness.ask(TWO, 7.0)
    times = visits(politeness, clock, [ONE + "a", ONE + "b"])
    assert times[1][1] - times[0][1] == 3.0
    times = visits(politeness, clock, [TWO + "a", TWO + "b"])
    assert times[1][1] - times[0][1] == 7.0


def test_cap() -> None:
    """A robots.txt that asks for more than 30 seconds gets 30, and the reader is told once."""
    clock = Clock()
    politeness = Politeness(0.0, 1, clock=clock.time, sleep=clock.sleep)
    politeness.ask(ONE, 3_600.0)
    politeness.ask(ONE, 3_600.0)
    times = visits(politeness, clock, [ONE + "a", ONE + "b"])
    assert times[1][1] - times[0][1] == 30.0
    (notice,) = politeness.notices
    assert notice.key == "crawl-delay-capped"
    assert "3600 s" in notice.detail


def test_own_delay_is_not_capped() -> None:
    """The user's own pause is kept, however long."""
    clock = Clock()
    politeness = Politeness(60.0, 1, clock=clock.time, sleep=clock.sleep)
    times = visits(politeness, clock, [ONE + "a", ONE + "b"])
    assert times[1][1] - times[0][1] == 60.0


def test_concurrency() -> None:
    """So many visits of a host go on at a time and no more, and an error gives the place back."""
    politeness = Politeness(0.0, 2)
    running, most = 0, 0

    async def visit() -> None:
        nonlocal running, most
        async with politeness.turn(ONE):
            running += 1
            most = max(most, running)
            await asyncio.sleep(0)
            running -= 1
            raise ValueError

    async def run() -> None:
        await asyncio.gather(*(visit() for _ in range(9)), return_exceptions=True)

    asyncio.run(run())
    assert (most, running) == (2, 0)
