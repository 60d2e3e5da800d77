"""The history of scans in SQLite or PostgreSQL: the one door to SQLAlchemy and alembic."""

from a11ycheck.history.connection import default_path, open_store
from a11ycheck.history.store import Store

__all__ = ["Store", "default_path", "open_store"]
