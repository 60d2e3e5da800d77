"""Reads files with the real reading process."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from a11ycheck.files import FileReader
from a11ycheck.model import FileFacts, FileKind

Read = Callable[..., FileFacts]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads bytes, or a file, as a kind."""

    def go(content: bytes | Path, kind: FileKind, name: str = "file", **options: object) -> FileFacts:
        path = content if isinstance(content, Path) else tmp_path / name
        if isinstance(content, bytes):
            path.write_bytes(content)

        async def run() -> FileFacts:
            async with FileReader(**options) as reader:  # type: ignore[arg-type]
                return await reader.read(path, kind)

        return asyncio.run(run())

    return go
