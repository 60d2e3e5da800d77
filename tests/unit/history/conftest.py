"""Real databases, and scans to put into them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import token_hex

import pytest
from sqlalchemy import create_engine, make_url, text

from a11ycheck.history import Store, open_store
from a11ycheck.model import (
    Axis,
    Cell,
    Example,
    Expected,
    Finding,
    Impact,
    Kind,
    Level,
    LevelScore,
    LevelVerdict,
    Method,
    Outcome,
    Page,
    PageResult,
    Rule,
    RuleCount,
    Scan,
    ScanState,
    Versions,
    Words,
)

START = datetime(2026, 11, 24, 8, 30, 15, 123456, tzinfo=UTC)
POSTGRES = "A11YCHECK_TEST_PG"


def _postgres_url() -> Iterator[str]:
    """A schema of its own in the database that the environment names."""
    given = os.environ.get(POSTGRES)
    if not given:
        pytest.skip(f"no PostgreSQL: {POSTGRES} names no database")
    url = make_url(given).set(drivername="postgresql+psycopg")
    schema = f"test_{token_hex(6)}"
    admin = create_engine(url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    yield url.update_query_dict({"options": f"-csearch_path={schema}"}).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    admin.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database that does not exist yet, of either kind."""
    if request.param == "sqlite":
        yield str(tmp_path / "history.sqlite3")
    else:
        yield from _postgres_url()


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """An empty history."""
    with open_store(url) as store:
        yield store


@pytest.fixture
def make_rule() -> Callable[..., Rule]:
    """A function that makes rules."""

    def make(id_: str = "link-name", version: str = "v1", ja: str = "リンクに名前がある") -> Rule:
        words = Words(ja=ja, en="Links have names")
        return Rule(
            id=id_,
            level=Level.MUST,
            name=words,
            quality=Axis.ACCESSIBILITY,
            method=Method.AUTOMATIC,
            phases=("build",),
            check="axe.rule",
            options={"ids": ["link-name"]},
            impact=Impact.SERIOUS,
            item="WC-2.4.4",
            why=words,
            fix=words,
            examples=(Example(expected=Expected.PASSED, title="t", html="<a>", line=1),),
            version=version,
        )

    return make


@pytest.fixture
def make_scan(make_rule: Callable[..., Rule]) -> Callable[..., Scan]:
    """A function that makes scans."""

    def make(
        id_: str = "20261124-083015-abcd",
        *,
        minutes: int = 0,
        site: str = "https://www.city.example.lg.jp",
        state: ScanState = ScanState.RUNNING,
        rules: tuple[Rule, ...] | None = None,
    ) -> Scan:
        return Scan(
            id=id_,
            site=site,
            starts=(f"{site}/",),
            started=START + timedelta(minutes=minutes),
            state=state,
            versions=Versions(tool="0.1.0", axe="4.12.1", browser="Chromium 140", rules="r1"),
            settings={"max_pages": 100, "include": ["/kurashi/"], "sample": None},
            rules=(make_rule(),) if rules is None else rules,
            score=(
                LevelScore(
                    level=Level.MUST,
                    total=Cell(applicable=10, failed=1),
                    axes={Axis.ACCESSIBILITY: Cell(applicable=10, failed=1)},
                    verdict=LevelVerdict.PROBLEMS,
                ),
            ),
            site_outcomes={"orphan-page": RuleCount(outcome=Outcome.PASSED, applicable=1)},
            notes=("limit:max-pages",),
        )

    return make


@pytest.fixture
def make_page() -> Callable[..., PageResult]:
    """A function that makes results of pages."""

    def make(number: int = 0, findings: int = 2, snippet: str = "<a href=/>") -> PageResult:
        url = f"https://www.city.example.lg.jp/kurashi/{number}.html"
        return PageResult(
            page=Page(url=url, depth=2, found_on="start", kind=Kind.HTML),
            status=200,
            final_url=url,
            title="住民票の写し",
            lang="ja",
            outcomes={"link-name": RuleCount(outcome=Outcome.FAILED, applicable=9, failed=findings)},
            findings=tuple(
                Finding(
                    rule_id="link-name",
                    page_url=url,
                    outcome=Outcome.FAILED,
                    key="failed",
                    data={"text": "こちら", "count": i, "ratio": 4.5, "bold": True},
                    selector=f"header > a:nth-child({i})",
                    snippet=snippet,
                    region="header",
                    fingerprint=f"f{number}-{i}",
                    shared_id=f"s{i}",
                )
                for i in range(findings)
            ),
            metrics={"load_ms": 310, "ratio": 0.5},
            template="t1",
            links=12,
        )

    return make
