"""All of the data at once: taken, removed, and put back, the same way on every database."""

from collections.abc import Iterator

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from siteowner_reference.db.ids import continue_ids
from siteowner_reference.db.rows import AnySelect, Rows, all_rows, insert_rows
from siteowner_reference.db.tables import Base, Course, ServerState, Teacher

PICTURES = (Teacher.profile_picture, Course.cover_picture)
KEPT = {ServerState}
"""What the server keeps about itself is no data: tokens are still good afterwards."""


def taken(session: Session) -> Rows:
    """Gives every row, by table, in the order of its key."""
    return {table: all_rows(session, _everything(table)) for table in _tables()}


def picture_names(session: Session) -> set[str]:
    """Gives the names of all stored pictures that rows refer to."""
    return {
        name for column in PICTURES for name in session.scalars(select(column)) if name is not None
    }


def removed(session: Session) -> None:
    """Deletes every row; ids begin anew."""
    tables = list(_tables())
    for table in reversed(tables):
        session.execute(delete(table))
    continue_ids(session, tables)


def put_back(session: Session, rows: Rows) -> None:
    """Makes these rows all that there is."""
    removed(session)
    insert_rows(session, {table: values for table, values in rows.items() if values})


def _everything(table: type[Base]) -> AnySelect:
    return select(*table.__table__.columns).order_by(*table.__table__.primary_key)


def _tables() -> Iterator[type[Base]]:
    """Gives the tables, each after those that it refers to."""
    classes = {mapper.local_table: mapper.class_ for mapper in Base.registry.mappers}
    for table in Base.metadata.sorted_tables:
        if classes[table] not in KEPT:
            yield classes[table]
