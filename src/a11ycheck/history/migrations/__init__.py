"""Brings a database to the present schema. Runs whenever a store is opened; needs no alembic.ini."""

from __future__ import annotations

import threading
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

_one_at_a_time = threading.Lock()  # alembic keeps the running migration in module globals


def config() -> Config:
    """Configuration of alembic: where the migration scripts are."""
    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return settings


def upgrade(connection: Connection) -> None:
    """Runs what is missing, inside the connection's transaction."""
    settings = config()
    settings.attributes["connection"] = connection
    with _one_at_a_time:
        command.upgrade(settings, "head")
