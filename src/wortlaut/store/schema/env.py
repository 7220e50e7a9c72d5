"""What Alembic runs: migrations on the connection that `wortlaut.store.schema.upgrade` hands over, in its transaction."""

from __future__ import annotations

from alembic import context

from wortlaut.store.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA, transactional_ddl=False)
context.run_migrations()
