"""The tables. Their columns bear the names of the model's fields.

Equal things are stored once: a rule that many scans used, and the body of a finding (``faults``)
that stands on many pages or in many scans, each under the hash of its content.
"""

from __future__ import annotations

import zlib
from typing import Any

import msgspec
from sqlalchemy import (
    BigInteger,
    Column,
    Dialect,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)
from sqlalchemy.types import TypeDecorator

from a11ycheck.model import Finding, LevelScore, Rule, RuleCount, Versions
from a11ycheck.model.finding import Datum

REVISION = "0002"
"""The newest migration: a database that stands here needs no work."""

VERSION_TABLE = "a11ycheck_version"
"""Where the database says at which migration it stands."""


class Json(TypeDecorator[Any]):
    """A value of the model as JSON text."""

    impl = Text
    cache_ok = True

    def __init__(self, type_: Any) -> None:
        super().__init__()
        self.type_ = type_

    def process_bind_param(self, value: Any, _dialect: Dialect) -> str | None:
        """To the database."""
        return None if value is None else msgspec.json.encode(value).decode()

    def process_result_value(self, value: str | None, _dialect: Dialect) -> Any:
        """From the database."""
        return None if value is None else msgspec.json.decode(value, type=self.type_)


class Packed(TypeDecorator[Any]):
    """The same, zlib-compressed: a page's outcomes name every rule again (10 KB become 1)."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, type_: Any) -> None:
        super().__init__()
        self.type_ = type_

    def process_bind_param(self, value: Any, _dialect: Dialect) -> bytes | None:
        """To the database."""
        return None if value is None else zlib.compress(msgspec.json.encode(value), 1)

    def process_result_value(self, value: bytes | None, _dialect: Dialect) -> Any:
        """From the database."""
        return None if value is None else msgspec.json.decode(zlib.decompress(value), type=self.type_)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

scans = Table(
    "scans",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("site", Text, nullable=False),
    Column("starts", Json(tuple[str, ...]), nullable=False),
    Column("started", Text, nullable=False),
    Column("started_us", BigInteger, nullable=False),
    Column("finished", Text),
    Column("state", Text, nullable=False),
    Column("versions", Json(Versions), nullable=False),
    Column("settings", Json(dict[str, Any]), nullable=False),
    Column("site_findings", Json(tuple[Finding, ...]), nullable=False),
    Column("site_outcomes", Json(dict[str, RuleCount]), nullable=False),
    Column("score", Json(tuple[LevelScore, ...]), nullable=False),
    Column("pages_checked", Integer, nullable=False),
    Column("pages_broken", Integer, nullable=False),
    Column("pages_other", Integer, nullable=False),
    Column("notes", Json(tuple[str, ...]), nullable=False),
    Index(None, "site", "started_us"),
    Index(None, "started_us"),
    sqlite_autoincrement=True,
)
"""``number`` is the short key that rows of other tables carry, and is never used again; ``started_us``
(microseconds since 1970) is what scans are ordered by, since ``started`` keeps its own time zone."""

rules = Table(
    "rules",
    metadata,
    Column("hash", LargeBinary(16), primary_key=True),
    Column("rule_id", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("level", Integer, nullable=False),
    Column("data", Json(Rule), nullable=False),
)
"""Hashed over everything, words too: an old scan is shown in the words of its time."""

scan_rules = Table(
    "scan_rules",
    metadata,
    Column("scan", ForeignKey("scans.number", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("rule", ForeignKey("rules.hash"), nullable=False, index=True),
)

pages = Table(
    "pages",
    metadata,
    Column("scan", ForeignKey("scans.number", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("url", Text, nullable=False),
    Column("depth", Integer, nullable=False),
    Column("found_on", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("status", Integer, nullable=False),
    Column("final_url", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("lang", Text, nullable=False),
    Column("problem", Text),
    Column("problem_detail", Text, nullable=False),
    Column("outcomes", Packed(dict[str, RuleCount]), nullable=False),
    Column("metrics", Json(dict[str, int | float]), nullable=False),
    Column("template", Text, nullable=False),
    Column("links", Integer, nullable=False),
)

faults = Table(
    "faults",
    metadata,
    Column("hash", LargeBinary(16), primary_key=True),
    Column("rule_id", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("data", Json(dict[str, Datum]), nullable=False),
    Column("selector", Text, nullable=False),
    Column("snippet", Text, nullable=False),
    Column("region", Text, nullable=False),
    Column("shared_id", Text, nullable=False),
)
"""What findings say, apart from the page: the same fault in a header is one row for all its pages."""

findings = Table(
    "findings",
    metadata,
    Column("scan", Integer, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("fault", ForeignKey("faults.hash"), nullable=False, index=True),
    Column("page_url", Text),
    Column("fingerprint", Text, nullable=False),
    ForeignKeyConstraint(["scan", "position"], ["pages.scan", "pages.position"], ondelete="CASCADE"),
    sqlite_with_rowid=False,
)
"""``page_url`` is null where it is the page's own address. The level is the rule's (``scan_rules``)."""

answers = Table(
    "answers",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("site", Text, nullable=False, index=True),
    Column("rule_id", Text, nullable=False),
    Column("rule_version", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("template", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("when", Text, nullable=False),
    Column("scan_id", Text, nullable=False),
    Column("scan_started", Text, nullable=False),
    sqlite_autoincrement=True,
)
"""A log: rows are added and never changed, the last about a thing counts. They belong to the site and
outlive the scan for which they were given."""
