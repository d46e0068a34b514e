"""What Alembic runs: the migrations, in the transaction of whoever asks for them.

The server hands in its connection. Developers name a database that is up to date when they have a
migration drafted: `alembic -x url=sqlite:///draft.sqlite3 revision --autogenerate -m "…"`.
"""

from typing import Literal

from alembic import context
from sqlalchemy import Connection, create_engine
from sqlalchemy.types import TypeDecorator

from siteowner_reference.db.migrations.agreement import OPTIONS
from siteowner_reference.db.tables import Base


def run(connection: Connection) -> None:
    """Runs the migrations that are asked for."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        transactional_ddl=True,
        render_item=render_item,
        **OPTIONS,
    )
    with context.begin_transaction():
        context.run_migrations()


def render_item(kind: str, item: object, _context: object) -> str | Literal[False]:
    """Writes our column types as what they are made of: those change, a migration does not."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl_instance!r}"
    return False


handed_in = context.config.attributes.get("connection")
if handed_in is not None:
    run(handed_in)
else:
    with create_engine(context.get_x_argument(as_dictionary=True)["url"]).begin() as own:
        run(own)
