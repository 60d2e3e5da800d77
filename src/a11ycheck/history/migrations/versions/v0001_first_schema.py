"""Scans, their rules, pages and findings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "scans",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("site", sa.Text, nullable=False),
        sa.Column("starts", sa.Text, nullable=False),
        sa.Column("started", sa.Text, nullable=False),
        sa.Column("started_us", sa.BigInteger, nullable=False),
        sa.Column("finished", sa.Text),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("versions", sa.Text, nullable=False),
        sa.Column("settings", sa.Text, nullable=False),
        sa.Column("site_findings", sa.Text, nullable=False),
        sa.Column("site_outcomes", sa.Text, nullable=False),
        sa.Column("score", sa.Text, nullable=False),
        sa.Column("pages_checked", sa.Integer, nullable=False),
        sa.Column("pages_broken", sa.Integer, nullable=False),
        sa.Column("pages_other", sa.Integer, nullable=False),
        sa.Column("notes", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_scans"),
        sa.UniqueConstraint("id", name="uq_scans_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_scans_site_started_us", "scans", ["site", "started_us"])
    op.create_index("ix_scans_started_us", "scans", ["started_us"])
    op.create_table(
        "rules",
        sa.Column("hash", sa.LargeBinary(16), nullable=False),
        sa.Column("rule_id", sa.Text, nullable=False),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("level", sa.Integer, nullable=False),
        sa.Column("data", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_rules"),
    )
    op.create_table(
        "scan_rules",
        sa.Column("scan", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("rule", sa.LargeBinary(16), nullable=False),
        sa.PrimaryKeyConstraint("scan", "position", name="pk_scan_rules"),
        sa.ForeignKeyConstraint(["scan"], ["scans.number"], name="fk_scan_rules_scan", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["rule"], ["rules.hash"], name="fk_scan_rules_rule"),
    )
    op.create_index("ix_scan_rules_rule", "scan_rules", ["rule"])
    op.create_table(
        "pages",
        sa.Column("scan", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("depth", sa.Integer, nullable=False),
        sa.Column("found_on", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("status", sa.Integer, nullable=False),
        sa.Column("final_url", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("lang", sa.Text, nullable=False),
        sa.Column("problem", sa.Text),
        sa.Column("problem_detail", sa.Text, nullable=False),
        sa.Column("outcomes", sa.LargeBinary, nullable=False),
        sa.Column("metrics", sa.Text, nullable=False),
        sa.Column("template", sa.Text, nullable=False),
        sa.Column("links", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("scan", "position", name="pk_pages"),
        sa.ForeignKeyConstraint(["scan"], ["scans.number"], name="fk_pages_scan", ondelete="CASCADE"),
    )
    op.create_table(
        "faults",
        sa.Column("hash", sa.LargeBinary(16), nullable=False),
        sa.Column("rule_id", sa.Text, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("data", sa.Text, nullable=False),
        sa.Column("selector", sa.Text, nullable=False),
        sa.Column("snippet", sa.Text, nullable=False),
        sa.Column("region", sa.Text, nullable=False),
        sa.Column("shared_id", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_faults"),
    )
    op.create_table(
        "findings",
        sa.Column("scan", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("ordinal", sa.Integer, nullable=False),
        sa.Column("fault", sa.LargeBinary(16), nullable=False),
        sa.Column("page_url", sa.Text),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("scan", "position", "ordinal", name="pk_findings"),
        sa.ForeignKeyConstraint(["fault"], ["faults.hash"], name="fk_findings_fault"),
        sa.ForeignKeyConstraint(
            ["scan", "position"],
            ["pages.scan", "pages.position"],
            name="fk_findings_scan_position",
            ondelete="CASCADE",
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_findings_fault", "findings", ["fault"])
