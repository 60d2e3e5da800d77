"""Asks the reading process: started when first needed, kept while it is healthy, killed when it is not."""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

import a11ycheck
from a11ycheck.model.file import FileFacts, FileKind, ReadRequest, Unread

SECONDS = 25.0
"""Time for one file. The readers themselves stop earlier and say how far they came."""
MAX_ANSWER = 16_000_000
"""Bytes of an answer."""
MAX_FILES = 200
"""Files that one process reads before a fresh one takes its place."""
_KEPT = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
"""What the reading process sees of the environment: no passwords."""

_WORKER = ("-m", "a11ycheck.files.worker")


class FileReader:
    """Reads files, one at a time. Use as an asynchronous context manager."""

    def __init__(self, *, seconds: float = SECONDS, command: tuple[str, ...] = _WORKER) -> None:
        """
        Args:
            seconds: time for one file.
            command: what Python is to run.
        """
        self._seconds = seconds
        self._command = command
        self._turn = asyncio.Lock()
        self._process: asyncio.subprocess.Process | None = None
        self._count = 0

    async def __aenter__(self) -> Self:
        """Itself; the process starts with the first file."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Ends the process."""
        await self._end()

    async def read(self, path: Path, kind: FileKind) -> FileFacts:
        """What a file says of itself. A file that breaks the process, or takes too long, is “too much”.

        Args:
            path: the file, absolute.
            kind: what it is taken for.
        """
        request = msgspec.json.encode(ReadRequest(path=str(path), kind=kind)) + b"\n"
        async with self._turn:
            try:
                async with asyncio.timeout(self._seconds):
                    line = await self._ask(request)
                facts = msgspec.json.decode(line, type=FileFacts)
            except (TimeoutError, OSError, ValueError, msgspec.DecodeError):
                await self._end()
                return FileFacts(kind=kind, size=_size(path), unread=Unread.TOO_MUCH)
            except BaseException:  # it is in the middle of an answer that nobody waits for any more
                await self._end()
                raise
            self._count += 1
            if facts.unread is Unread.TOO_MUCH or self._count >= MAX_FILES:
                await self._end()
            return facts

    async def _ask(self, request: bytes) -> bytes:
        process = self._process
        if process is None or process.returncode is not None:
            process = self._process = await self._start()
        if process.stdin is None or process.stdout is None:
            raise OSError("the reading process has no pipes")
        process.stdin.write(request)
        await process.stdin.drain()
        return await process.stdout.readline()

    async def _start(self) -> asyncio.subprocess.Process:
        root = str(Path(a11ycheck.__file__).parents[1])
        environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
        # -P: nothing is imported from the working directory.
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-P",
            "-B",
            *self._command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            limit=MAX_ANSWER,
            env={**environment, "PYTHONPATH": root},
        )

    async def _end(self) -> None:
        process, self._process, self._count = self._process, None, 0
        if process is None:
            return
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
        if process.stdin is not None:
            process.stdin.close()


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
