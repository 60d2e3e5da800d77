"""The program, and servers of each test's own."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.site.harness import Program, Run, Site, browsers_below, checked


@pytest.fixture
def a11ycheck(tmp_path: Path) -> Program:
    """The program in an empty folder."""
    return Program(tmp_path)


@pytest.fixture
def site() -> Iterator[Site]:
    """A server of this test's own."""
    found = Site()
    yield found
    found.close()


@pytest.fixture
def other_site() -> Iterator[Site]:
    """A second server: another port is another host."""
    found = Site()
    yield found
    found.close()


@pytest.fixture
def interrupt() -> Iterator[Callable[..., Run]]:
    """Sends a signal to a started program and waits for its end; nothing is left behind in any case."""
    groups: list[int] = []

    def run(process: subprocess.Popen[bytes], number: int) -> Run:
        groups.append(process.pid)
        process.send_signal(number)
        out, err = process.communicate(timeout=15)
        return checked(process.returncode, out, err)

    yield run
    for group in groups:
        for pid in browsers_below(group):
            os.kill(pid, signal.SIGKILL)
