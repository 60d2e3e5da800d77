"""A browser for the examples of the rule files."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator
from typing import Any, TypeVar

import pytest

from a11ycheck.api.rule_tests import RuleTester

T = TypeVar("T")


class Runner:
    """Runs coroutines on one loop with one browser."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self.tester = RuleTester()
        self.run(self.tester.__aenter__())

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """The coroutine's result."""
        return self._loop.run_until_complete(work)

    def close(self) -> None:
        """Closes the browser."""
        self.run(self.tester.__aexit__(None, None, None))
        self._loop.close()


@pytest.fixture(scope="session")
def runner() -> Iterator[Runner]:
    """The browser, once for all rules."""
    runner = Runner()
    yield runner
    runner.close()
