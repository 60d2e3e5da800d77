"""Findings that an office has accepted for a time, each with a reason and a date.

They are known by what they are (fingerprint) and not by their number: a fix cannot hide a new fault.
"""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import msgspec

from a11ycheck import __version__
from a11ycheck.errors import ConfigError, OutputError
from a11ycheck.model import Finding, Outcome, Value

SCHEMA = 1
"""The version of the file format."""

NO_REASON = "理由を記入してください / reason not given"
"""Stands for a reason until somebody writes one."""

DAYS = 180
"""How long a finding is accepted unless somebody writes another date."""

Judged = Callable[[str, str], bool]
"""Whether this scan judged a rule (id) on a page (address): ``Coverage.judged``."""


class Entry(Value, frozen=True, kw_only=True):
    """An accepted finding."""

    fingerprint: str
    """What finding it is."""
    rule: str
    """The rule."""
    page: str
    """The page."""
    key: str = ""
    """Which of the rule's messages."""
    selector: str = ""
    """Where it stood when it was accepted, for people."""
    reason: str = NO_REASON
    """Why it is accepted."""
    expires: date
    """The last day on which it is accepted."""
    count: int = 1
    """How many findings with this fingerprint are accepted."""


class Baseline(Value, frozen=True, kw_only=True):
    """The file ``a11ycheck-baseline.json``."""

    schema: int = SCHEMA
    """The version of the file format."""
    created: date
    """When the file was first made."""
    tool: str = ""
    """The version of a11ycheck that wrote it."""
    entries: tuple[Entry, ...] = ()
    """The accepted findings, by page and rule."""


class Applied(Value, frozen=True, kw_only=True):
    """Findings, sorted by what a baseline says of them."""

    open: tuple[Finding, ...] = ()
    """Not in the baseline."""
    accepted: tuple[Finding, ...] = ()
    """In the baseline."""
    expired: tuple[Finding, ...] = ()
    """In the baseline, but their day has passed: they count like open ones."""
    stale: tuple[Entry, ...] = ()
    """Entries that no finding needs any more; ``count`` says for how many."""

    @property
    def counted(self) -> tuple[Finding, ...]:
        """The findings that the gate judges."""
        return self.open + self.expired


def read(path: Path) -> Baseline:
    """Reads a baseline file.

    Raises:
        ConfigError: it cannot be read; names the file and what is wrong.
    """
    try:
        data = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    except OSError as error:
        raise ConfigError(f"The baseline file {path} cannot be read: {error.strerror}.") from None
    try:
        schema = msgspec.json.decode(data, type=_Schema).schema
        if schema > SCHEMA:
            raise ConfigError(f"The baseline file {path} was written by a newer a11ycheck; update this one.")
        if schema != SCHEMA:
            raise ConfigError(f"The baseline file {path} has the schema {schema}; only {SCHEMA} is known.")
        baseline = msgspec.json.decode(data, type=Baseline)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise ConfigError(f"The baseline file {path} is not as it should be: {error}.") from None
    _verify(baseline, path)
    return baseline


def write(path: Path, baseline: Baseline) -> None:
    """Writes a baseline file in one step: it is the old or the new one, never half of it.

    Raises:
        OutputError: it cannot be written.
    """
    text = msgspec.json.format(msgspec.json.encode(baseline), indent=2) + b"\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(text)
            Path(temporary).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
            Path(temporary).replace(path)
        except BaseException:
            with suppress(OSError):
                Path(temporary).unlink()
            raise
    except OSError as error:
        raise OutputError(f"The baseline file {path} cannot be written: {error.strerror}.") from None


def apply(findings: Iterable[Finding], baseline: Baseline, today: date, judged: Judged | None = None) -> Applied:
    """Sorts findings by what the baseline says of them.

    Args:
        findings: the findings of a scan.
        baseline: what is accepted.
        today: the day of the scan.
        judged: what the scan judged; an entry for something else is not stale. None: everything.
    """
    entries = {entry.fingerprint: entry for entry in baseline.entries}
    left = Counter({entry.fingerprint: entry.count for entry in baseline.entries})
    open_: list[Finding] = []
    accepted: list[Finding] = []
    expired: list[Finding] = []
    for finding in findings:
        entry = entries.get(finding.fingerprint)
        if entry is None or not left[finding.fingerprint]:
            open_.append(finding)
            continue
        left[finding.fingerprint] -= 1
        (expired if entry.expires < today else accepted).append(finding)
    stale = tuple(
        msgspec.structs.replace(entry, count=left[entry.fingerprint])
        for entry in baseline.entries
        if left[entry.fingerprint] and (judged is None or judged(entry.rule, entry.page))
    )
    return Applied(open=tuple(open_), accepted=tuple(accepted), expired=tuple(expired), stale=stale)


def update(
    findings: Iterable[Finding],
    baseline: Baseline | None,
    today: date,
    reason: str = "",
    judged: Judged | None = None,
) -> Baseline:
    """The baseline that accepts what a scan found.

    Entries that are still needed keep their reason and their day, also when it has passed: accepting
    longer is a decision that a person writes into the file. Fixed ones are dropped.

    Args:
        findings: the findings that the gate would count; those that are not ``failed`` only keep entries alive.
        baseline: the baseline so far; None for the first.
        today: the day of the scan.
        reason: for new entries.
        judged: what the scan judged; entries for something else stay. None: everything.
    """
    known = {entry.fingerprint: entry for entry in baseline.entries} if baseline else {}
    counts: Counter[str] = Counter()
    entries: dict[str, Entry] = {}
    for finding in findings:
        old = known.get(finding.fingerprint)
        if old is None and finding.outcome is not Outcome.FAILED:
            continue
        counts[finding.fingerprint] += 1
        entries.setdefault(finding.fingerprint, old or _accept(finding, today, reason))
    for fingerprint, old in known.items():
        if judged is not None and not judged(old.rule, old.page):
            entries.setdefault(fingerprint, old)
            counts[fingerprint] = max(counts[fingerprint], old.count)
    counted = (msgspec.structs.replace(entry, count=counts[fingerprint]) for fingerprint, entry in entries.items())
    return Baseline(
        created=baseline.created if baseline else today,
        tool=__version__,
        entries=tuple(sorted(counted, key=lambda entry: (entry.page, entry.rule, entry.key, entry.fingerprint))),
    )


class _Schema(msgspec.Struct):
    """What is read first, whatever else the file holds."""

    schema: int


def _accept(finding: Finding, today: date, reason: str) -> Entry:
    return Entry(
        fingerprint=finding.fingerprint,
        rule=finding.rule_id,
        page=_writable(finding.page_url),
        key=finding.key,
        selector=_writable(finding.selector),
        reason=reason.strip() or NO_REASON,
        expires=today + timedelta(days=DAYS),
    )


def _writable(text: str) -> str:
    """Without lone surrogates, which pages have and files cannot hold."""
    return text.encode("utf-8", "replace").decode()


def _verify(baseline: Baseline, path: Path) -> None:
    seen: dict[str, int] = {}
    for number, entry in enumerate(baseline.entries, 1):
        if entry.count < 1:
            raise ConfigError(f"The baseline file {path} is not as it should be: entry {number} has a count below 1.")
        first = seen.setdefault(entry.fingerprint, number)
        if first != number:
            raise ConfigError(
                f"The baseline file {path} is not as it should be: entries {first} and {number} have the same"
                f" fingerprint {entry.fingerprint}; leave one of them."
            )
