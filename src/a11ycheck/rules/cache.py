"""Keeps parsed rule files between runs: reading 150 YAML heads costs a second, reading them back a hundredth."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from a11ycheck.model import CheckItem, Criterion, Rule
from a11ycheck.rules.loader import Scheme, load_rules, load_scheme


class _Kept(msgspec.Struct, frozen=True):
    items: dict[str, CheckItem]
    criteria: dict[str, Criterion]
    rules: tuple[Rule, ...]


def load_all(folder: Path, overlays: Sequence[Path] = (), cache: Path | None = None) -> tuple[Scheme, tuple[Rule, ...]]:
    """The scheme and all rules, out of the cache where nothing has changed since.

    Args:
        folder: the built-in rulesets folder.
        overlays: folders that are laid over it.
        cache: folder for the cache; None for no cache. A cache that cannot be used is passed over.

    Raises:
        RuleError: a file cannot be loaded.
    """
    if cache is None:
        scheme = load_scheme(folder)
        return scheme, load_rules(folder, scheme, overlays)
    path = cache / f"rules-{_digest(folder, overlays)}.msgpack"
    with suppress(OSError, msgspec.DecodeError):
        kept = msgspec.msgpack.decode(path.read_bytes(), type=_Kept)
        return Scheme(kept.items, kept.criteria), kept.rules
    scheme, rules = load_all(folder, overlays)
    with suppress(OSError):
        _write(path, msgspec.msgpack.encode(_Kept(dict(scheme.items), dict(scheme.criteria), rules)))
    return scheme, rules


def _digest(folder: Path, overlays: Sequence[Path]) -> str:
    """A hash of everything that the result depends on: the files, and the code that reads them."""
    code = Path(__file__).parent
    found = hashlib.sha256()
    sources = [*sorted(code.glob("*.py")), *sorted((code.parent / "model").glob("*.py"))]
    tables = [folder / "items.yaml", folder / "standards.yaml"]
    rules = [path for place in (folder, *overlays) for path in sorted(place.glob("level*/*.md"))]
    for path in (*sources, *tables, *rules):
        with suppress(OSError):
            found.update(f"{path}\0".encode("utf-8", "surrogateescape"))
            found.update(path.read_bytes())
    # An overlay without a level folder is an error, which the cache must not hide.
    found.update(repr([(str(place), any(place.glob("level*"))) for place in overlays]).encode("utf-8", "replace"))
    return found.hexdigest()[:20]


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    for old in sorted(path.parent.glob("rules-*.msgpack"), key=lambda p: p.stat().st_mtime)[:-4]:
        old.unlink(missing_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    Path(name).replace(path)
