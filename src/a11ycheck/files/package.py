"""Office files: ZIP archives of XML, opened with limits on everything that can be blown up."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from lxml import etree

from a11ycheck.files.text import DamagedError, LockedError, TooMuchError, clean

MAX_UNPACKED = 200_000_000
"""Bytes that are unpacked of one file, all its parts together."""
_MAX_PARTS = 10_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DOCTYPE = b"<!DOCTYPE"
_LOOK = 4096
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"

Element = etree._Element  # noqa: SLF001 - lxml has no public name for the type of its elements


class _Bounded:
    """A stream that ends the reading when the archive's budget is used up, whatever its directory claims."""

    def __init__(self, stream: IO[bytes], package: Package) -> None:
        self._stream = stream
        self._package = package

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size if 0 < size <= 1 << 20 else 1 << 20)
        self._package.spend(len(data))
        return data


class Package:
    """An Office file, as a context manager."""

    def __init__(self, path: Path) -> None:
        """
        Args:
            path: the file.

        Raises:
            DamagedError: it is no such file.
            LockedError: it asks for a password.
        """
        with path.open("rb") as file:
            if file.read(len(_OLE)) == _OLE:
                locked = _ENCRYPTED in file.read(20_000_000)
                raise LockedError if locked else DamagedError
        try:
            self._archive = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise DamagedError from error
        self._left = MAX_UNPACKED
        self._names = frozenset(self._archive.namelist())
        if len(self._names) > _MAX_PARTS:
            raise TooMuchError

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Closes the archive."""
        self._archive.close()

    def __contains__(self, name: str) -> bool:
        """Whether there is a part of this name."""
        return name in self._names

    def spend(self, count: int) -> None:
        """Counts unpacked bytes.

        Raises:
            TooMuchError: there are too many.
        """
        self._left -= count
        if self._left < 0:
            raise TooMuchError

    def elements(self, name: str, *tags: str, starts: bool = False) -> Iterator[tuple[str, Element]]:
        """The elements of a part, in the order in which they end; nothing where there is no such part.

        Args:
            name: the part.
            tags: qualified names of the elements that are wanted.
            starts: whether their beginnings are wanted, too.

        Yields:
            ``start`` or ``end``, and the element. The caller clears what it has read.

        Raises:
            DamagedError: the part is broken, or holds a document type declaration.
        """
        if name not in self._names:
            return
        with self._open(name) as stream:
            if _DOCTYPE in stream.read(_LOOK):
                raise DamagedError
        with self._open(name) as stream:
            # Neither entities nor anything from outside is ever looked up.
            events = etree.iterparse(
                _Bounded(stream, self),  # read() is all that it asks for
                events=("start", "end") if starts else ("end",),
                tag=tags or None,
                load_dtd=False,
                no_network=True,
                resolve_entities=False,
                remove_comments=True,
                remove_pis=True,
                huge_tree=False,
            )
            try:
                yield from events
            except (etree.XMLSyntaxError, zipfile.BadZipFile, OSError, EOFError) as error:
                raise DamagedError from error

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """What a part refers to: by id, the last word of the relation's type and the other part's name."""
        folder, _, name = part.rpartition("/")
        found = {}
        for _, element in self.elements(f"{folder}/_rels/{name}.rels", _RELATIONS):
            if element.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, element.get("Target", ""))).lstrip("/")
                found[element.get("Id", "")] = (element.get("Type", "").rpartition("/")[2], target)
        return found

    def title(self) -> str:
        """The title in the file's properties; empty for none."""
        for _, element in self.elements("docProps/core.xml", _TITLE):
            return clean("".join(element.itertext()), 300)
        return ""

    def _open(self, name: str) -> IO[bytes]:
        try:
            return self._archive.open(name)
        except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError) as error:
            raise DamagedError from error
