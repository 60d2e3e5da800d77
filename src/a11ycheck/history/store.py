"""Scans in a database: written page by page, read in streams."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from types import TracebackType
from typing import Any, Self

from sqlalchemy import (
    Connection,
    Engine,
    Row,
    Select,
    Table,
    and_,
    delete,
    func,
    insert,
    not_,
    select,
    tuple_,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from a11ycheck.engine import ports
from a11ycheck.errors import StoreError
from a11ycheck.history import lookup, rows, schema
from a11ycheck.history.clean import clean, clean_text
from a11ycheck.history.failures import told_plainly
from a11ycheck.model import Answer, Finding, PageResult, Scan, ScanState

_PAGES_AT_ONCE = 50
_FINDINGS_AT_ONCE = 2_000
_RETRIES = 3


class Store(ports.Store):
    """The history. Every method is a transaction of its own and may be called from any thread."""

    def __init__(self, engine: Engine, place: str) -> None:
        self._engine = engine
        self.place = place
        """The database as messages name it, without a password."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes all connections."""
        self._engine.dispose()

    # ---- writing

    def begin(self, scan: Scan) -> None:
        """A scan starts. One that is there already goes on: its pages stay, the rest is replaced."""
        scan = clean(scan)
        self._write(lambda connection: _put_scan(connection, scan))

    def add_page(self, scan_id: str, position: int, result: PageResult) -> None:
        """Keeps one page at once; one that is there at this position is replaced.

        Raises:
            UsageError: there is no such scan.
        """
        page, faults, findings = rows.of_page(clean(result))

        def work(connection: Connection) -> None:
            at = {"scan": lookup.number(connection, scan_id), "position": position}
            here = and_(schema.pages.c.scan == at["scan"], schema.pages.c.position == position)
            connection.execute(delete(schema.pages).where(here))
            connection.execute(insert(schema.pages), [page | at])
            _add_missing(connection, schema.faults, faults)
            if findings:
                connection.execute(insert(schema.findings), [finding | at for finding in findings])

        self._write(work)

    def finish(self, scan: Scan) -> None:
        """A scan has ended, complete or interrupted.

        Raises:
            StoreError: it was deleted in the meantime.
        """
        scan = clean(scan)

        def work(connection: Connection) -> None:
            if lookup.exact(connection, scan.id) is None:
                raise StoreError(f"The scan {scan.id} was deleted from the history while it ran; scan again.")
            _put_scan(connection, scan)

        self._write(work)

    def delete(self, scan_id: str) -> None:
        """Removes a scan, and what no other scan uses.

        Raises:
            UsageError: there is no such scan.
        """

        def work(connection: Connection) -> None:
            number = lookup.number(connection, scan_id)
            connection.execute(delete(schema.scans).where(schema.scans.c.number == number))
            for table, user in (
                (schema.faults, schema.findings.c.fault),
                (schema.rules, schema.scan_rules.c.rule),
            ):
                in_use = select(user).where(user == table.c.hash).exists()
                connection.execute(delete(table).where(not_(in_use)))

        self._write(work)

    def add_answers(self, answers: Iterable[Answer]) -> int:
        """Records people's answers, all or none; how many there were."""
        values = [rows.of_answer(clean(answer)) for answer in answers]
        if values:
            self._write(lambda connection: _insert_answers(connection, values))
        return len(values)

    # ---- reading

    def answers(self, site: str) -> list[Answer]:
        """All answers about a site, in the order in which they were recorded."""
        of = schema.answers.c
        query = select(schema.answers).where(of.site == clean_text(site)).order_by(of.number)
        with self._read() as connection:
            return [rows.to_answer(row) for row in connection.execute(query)]

    def scans(self, site: str | None = None, limit: int | None = None) -> list[Scan]:
        """Scans without their rules, the newest first; with ``site`` only that site's."""
        query = lookup.newest_first().limit(limit)
        if site is not None:
            query = query.where(schema.scans.c.site == clean_text(site))
        with self._read() as connection:
            return [rows.to_scan(row) for row in connection.execute(query)]

    def scan(self, scan_id: str) -> Scan:
        """One scan with its rules.

        Args:
            scan_id: an id, the beginning of one, ``latest``, or ``latest~N`` (the Nth before it).

        Raises:
            UsageError: there is no such scan, or more than one.
        """
        with self._read() as connection:
            return _with_rules(connection, lookup.resolve(connection, scan_id))

    def previous(self, scan: Scan) -> Scan | None:
        """The latest complete scan of the same site that started before ``scan``, with its rules."""
        of = schema.scans.c
        query = (
            lookup.newest_first()
            .where(of.site == clean_text(scan.site), of.state == ScanState.COMPLETE.value, of.id != scan.id)
            .where(of.started_us < rows.microseconds(scan.started))
            .limit(1)
        )
        with self._read() as connection:
            row = connection.execute(query).first()
            return None if row is None else _with_rules(connection, row)

    def pages(self, scan_id: str) -> Iterator[PageResult]:
        """The pages of a scan in their order, streamed.

        A few are read at a time, in a transaction of their own: a slow reader keeps no writer waiting.

        Raises:
            UsageError: there is no such scan.
        """
        with self._read() as connection:
            number = lookup.number(connection, scan_id)
        return self._pages(number)

    def measures(self, scan_id: str) -> list[dict[str, int | float]]:
        """The measures of a scan's pages in their order, without anything else of them.

        Raises:
            UsageError: there is no such scan.
        """
        with self._read() as connection:
            number = lookup.number(connection, scan_id)
            query = select(schema.pages.c.metrics).where(schema.pages.c.scan == number)
            return list(connection.execute(query.order_by(schema.pages.c.position)).scalars())

    def findings(self, scan_id: str) -> Iterator[Finding]:
        """The findings on a scan's pages in the pages' order, streamed; ``Scan.site_findings`` has the others.

        Raises:
            UsageError: there is no such scan.
        """
        with self._read() as connection:
            number = lookup.number(connection, scan_id)
        return self._findings(number)

    # ---- inside

    def _pages(self, number: int) -> Iterator[PageResult]:
        position = schema.pages.c.position
        query = select(schema.pages).where(schema.pages.c.scan == number).order_by(position)
        last = -1
        while True:
            with self._read() as connection:
                pages = connection.execute(query.where(position > last).limit(_PAGES_AT_ONCE)).all()
                if not pages:
                    return
                first, last = pages[0].position, pages[-1].position
                on_these = schema.findings.c.position.between(first, last)
                findings = connection.execute(_findings_of(number).where(on_these)).all()
                by_page = {at: list(group) for at, group in groupby(findings, key=lambda row: row.position)}
                results = [rows.to_page_result(page, by_page.get(page.position, ())) for page in pages]
            yield from results

    def _findings(self, number: int) -> Iterator[Finding]:
        place = tuple_(schema.findings.c.position, schema.findings.c.ordinal)
        last = (-1, -1)
        while True:
            query = _findings_of(number).where(place > last).limit(_FINDINGS_AT_ONCE)
            with self._read() as connection:
                found = connection.execute(query).all()
                results = [rows.to_finding(row) for row in found]
            if not found:
                return
            last = (found[-1].position, found[-1].ordinal)
            yield from results

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        with told_plainly(self.place), self._engine.connect() as connection, connection.begin():
            yield connection

    def _write(self, work: Callable[[Connection], None]) -> None:
        with told_plainly(self.place):
            for _ in range(_RETRIES):
                try:
                    self._try_to_write(work)
                except IntegrityError:
                    # Another process deleted the last scan that used a fault of ours: add it again.
                    continue
                return
            self._try_to_write(work)

    def _try_to_write(self, work: Callable[[Connection], None]) -> None:
        with self._engine.connect().execution_options(write=True) as connection, connection.begin():
            work(connection)


def _insert_answers(connection: Connection, values: list[rows.Values]) -> None:
    connection.execute(insert(schema.answers), values)


def _put_scan(connection: Connection, scan: Scan) -> None:
    values, rules = rows.of_scan(scan), rows.of_rules(scan.rules)
    known = lookup.exact(connection, scan.id)
    if known is None:
        connection.execute(insert(schema.scans), [values])
    else:
        connection.execute(update(schema.scans).where(schema.scans.c.number == known.number).values(values))
    number = lookup.number(connection, scan.id)
    connection.execute(delete(schema.scan_rules).where(schema.scan_rules.c.scan == number))
    _add_missing(connection, schema.rules, rules)
    if rules:
        links = [{"scan": number, "position": i, "rule": rule["hash"]} for i, rule in enumerate(rules)]
        connection.execute(insert(schema.scan_rules), links)


def _add_missing(connection: Connection, table: Table, values: list[rows.Values]) -> None:
    """Inserts the rows whose hash is not there yet, in one order everywhere so that writers cannot deadlock."""
    if not values:
        return
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(table).on_conflict_do_nothing()
    connection.execute(statement, sorted(values, key=lambda row: row["hash"]))


def _with_rules(connection: Connection, row: Row[Any]) -> Scan:
    query = (
        select(schema.rules.c.data)
        .join(schema.scan_rules, schema.scan_rules.c.rule == schema.rules.c.hash)
        .where(schema.scan_rules.c.scan == row.number)
        .order_by(schema.scan_rules.c.position)
    )
    return rows.to_scan(row, tuple(connection.scalars(query)))


def _findings_of(number: int) -> Select[Any]:
    findings, faults, pages = schema.findings, schema.faults, schema.pages
    return (
        select(
            findings.c.position,
            findings.c.ordinal,
            func.coalesce(findings.c.page_url, pages.c.url).label("page_url"),
            findings.c.fingerprint,
            *(column for column in faults.c if column is not faults.c.hash),
        )
        .join(faults, faults.c.hash == findings.c.fault)
        .join(pages, and_(pages.c.scan == findings.c.scan, pages.c.position == findings.c.position))
        .where(findings.c.scan == number)
        .order_by(findings.c.position, findings.c.ordinal)
    )
