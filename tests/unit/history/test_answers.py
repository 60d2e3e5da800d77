"""People's answers in the history."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from a11ycheck.history import Store, open_store
from a11ycheck.model import Answer, Outcome, Scan

SITE = "https://www.city.example.lg.jp"
WHEN = datetime(2026, 11, 28, 12, 0, tzinfo=timezone(timedelta(hours=9)))


def answer(**fields: Any) -> Answer:
    """An answer about a rule."""
    known: dict[str, Any] = {
        "site": SITE,
        "rule_id": "video-caption",
        "rule_version": "v1",
        "outcome": Outcome.PASSED,
        "note": "3本とも字幕あり",
        "by": "山田 花子",
        "when": WHEN,
        "scan_id": "s",
        "scan_started": datetime(2026, 11, 24, 8, 30, 15, 123456, tzinfo=UTC),
    }
    return Answer(**known | fields)


def test_answers_come_back_in_order(store: Store) -> None:
    """All fields stay, time zones included; each site has its own."""
    first, second = answer(), answer(place="/a", fingerprint="f", template="t", outcome=Outcome.FAILED)
    other = answer(site="別の市")
    assert store.add_answers([first, second, other]) == 3
    assert store.add_answers([]) == 0
    assert store.answers(SITE) == [first, second]
    assert store.answers("別の市") == [other]


def test_answers_outlive_their_scan(store: Store, make_scan: Callable[..., Scan]) -> None:
    """Deleting a scan leaves the answers that were given on it."""
    store.begin(make_scan())
    store.add_answers([answer()])
    store.delete(make_scan().id)
    assert store.answers(SITE) == [answer()]


def test_unstorable_characters_are_replaced(store: Store) -> None:
    """What no database holds stops no answer."""
    store.add_answers([answer(note="a\0b\ud83d")])
    assert store.answers(SITE)[0].note == "a\ufffdb\ufffd"


def test_an_older_history_gets_the_table(tmp_path: Path, make_scan: Callable[..., Scan]) -> None:
    """A database of the first schema is brought up; its scans stay."""
    path = tmp_path / "history.sqlite3"
    with open_store(str(path)) as store:
        store.begin(make_scan())
    engine = sa.create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        connection.execute(sa.text("DROP TABLE answers"))
        connection.execute(sa.text("UPDATE a11ycheck_version SET version_num = '0001'"))
    engine.dispose()
    with open_store(str(path)) as store:
        assert store.scan("latest").id == make_scan().id
        store.add_answers([answer()])
        assert len(store.answers(SITE)) == 1
