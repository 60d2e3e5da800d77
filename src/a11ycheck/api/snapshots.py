"""Judges what an earlier scan gathered, without a browser."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from a11ycheck import __version__
from a11ycheck.api.ruleset import load_ruleset
from a11ycheck.api.scanning import Scanned
from a11ycheck.checks.api import Site
from a11ycheck.engine.evaluate import Kept, evaluate, evaluate_site
from a11ycheck.engine.ports import Store
from a11ycheck.engine.registry import bind
from a11ycheck.engine.score import Tally
from a11ycheck.errors import UsageError
from a11ycheck.model import Scan, ScanState, Snapshot, Versions
from a11ycheck.settings import ScanSettings


def judge_snapshots(places: Sequence[Path], settings: ScanSettings, *, store: Store) -> Scanned:
    """Judges saved snapshots.

    Args:
        places: files, or folders of them.
        settings: which rules judge.
        store: keeps the results.

    Raises:
        UsageError: a file is no snapshot.
    """
    ruleset = load_ruleset(settings)
    rules = bind(ruleset.active)
    now = datetime.now().astimezone()
    scan = Scan(
        id=f"{now:%Y%m%d-%H%M%S}-{secrets.token_hex(2)}",
        site=settings.name or "snapshots",
        starts=(),
        started=now,
        versions=Versions(tool=__version__, axe="as gathered", browser="as gathered", rules=ruleset.version),
        settings={"level": settings.level, "standard": settings.standard, "snapshots": True},
        rules=ruleset.recorded,
    )
    store.begin(scan)
    tally = Tally(scan.rules)
    light: list[Kept] = []
    broken = 0
    for position, snapshot in enumerate(_snapshots(places)):
        judged = evaluate(snapshot, rules)
        tally.add(judged.result)
        broken += judged.result.problem is not None
        store.add_page(scan.id, position, judged.result)
        light.append(judged.kept)
    findings, outcomes = evaluate_site(rules, light, Site(pages=(), starts=(), complete=False, today=now))
    tally.add_site(outcomes, findings)
    finished = msgspec.structs.replace(
        scan,
        finished=datetime.now().astimezone(),
        state=ScanState.COMPLETE,
        site_findings=findings,
        site_outcomes=outcomes,
        score=tally.levels(),
        pages_checked=len(light) - broken,
        pages_broken=broken,
    )
    store.finish(finished)
    return Scanned(finished)


def _snapshots(places: Sequence[Path]) -> Iterator[Snapshot]:
    files = [file for place in places for file in (sorted(place.glob("*.json")) if place.is_dir() else [place])]
    if not files:
        raise UsageError(f"There is no snapshot in {places[0]}.")
    for file in files:
        try:
            yield msgspec.json.decode(file.read_bytes(), type=Snapshot)
        except OSError as error:
            raise UsageError(f"{file}: the snapshot cannot be read ({error.strerror}).") from error
        except msgspec.DecodeError as error:
            raise UsageError(f"{file}: this is not a snapshot of this version ({error}).") from error
