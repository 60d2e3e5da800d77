"""Called by alembic: runs migrations on the connection that ``upgrade`` was given."""

from __future__ import annotations

from alembic import context

from a11ycheck.history.schema import VERSION_TABLE, metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
