"""What is written differently for each kind of database, and so is not in the tables' metadata.

People are searched by any part of a word, for which each database has an index of trigrams of its
own. It is asked by the name `teachers_search` and so on: a table of SQLite's FTS5, kept by
triggers, and with PostgreSQL, which looks into its index by itself, a view of the table.

And where nulls are in an index has to be said to PostgreSQL, while SQLite, which has no word for
it, puts them first anyway. SQLite's tables are no index of their own ids: passing over many rows
by id would read all that is in them.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

SEARCHED = ("teachers", "assistants", "students")

SQLITE = (
    "CREATE INDEX ix_recharge_codes_expires ON recharge_codes (expires_at, id)",
    "CREATE INDEX ix_recharge_codes_used ON recharge_codes (used_at, id)",
    "CREATE INDEX ix_students_position ON students (id)",
)
SQLITE_SEARCH = (
    """CREATE VIRTUAL TABLE {table}_search USING fts5 (
        search_text, content='{table}', content_rowid='id', tokenize='trigram case_sensitive 1'
    )""",
    """CREATE TRIGGER {table}_search_insert AFTER INSERT ON {table} BEGIN
        INSERT INTO {table}_search (rowid, search_text) VALUES (new.id, new.search_text);
    END""",
    """CREATE TRIGGER {table}_search_delete AFTER DELETE ON {table} BEGIN
        INSERT INTO {table}_search ({table}_search, rowid, search_text)
        VALUES ('delete', old.id, old.search_text);
    END""",
    """CREATE TRIGGER {table}_search_update AFTER UPDATE OF search_text ON {table} BEGIN
        INSERT INTO {table}_search ({table}_search, rowid, search_text)
        VALUES ('delete', old.id, old.search_text);
        INSERT INTO {table}_search (rowid, search_text) VALUES (new.id, new.search_text);
    END""",
    "INSERT INTO {table}_search ({table}_search) VALUES ('rebuild')",
)
POSTGRESQL = (
    "CREATE INDEX ix_recharge_codes_expires ON recharge_codes (expires_at NULLS FIRST, id)",
    "CREATE INDEX ix_recharge_codes_used ON recharge_codes (used_at NULLS FIRST, id)",
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
)
POSTGRESQL_SEARCH = (
    "CREATE INDEX ix_{table}_search ON {table} USING gin (search_text gin_trgm_ops)",
    "CREATE VIEW {table}_search AS SELECT id AS rowid, search_text FROM {table}",
)
STATEMENTS: Mapping[str, tuple[Sequence[str], Sequence[str]]] = {
    "sqlite": (SQLITE, SQLITE_SEARCH),
    "postgresql": (POSTGRESQL, POSTGRESQL_SEARCH),
}
NAMES = (
    "ix_recharge_codes_expires",
    "ix_recharge_codes_used",
    "ix_students_position",
    *(f"{prefix}{table}_search" for prefix in ("", "ix_") for table in SEARCHED),
)
"""What the names of all of it begin with."""


def create(connection: Connection) -> None:
    """Makes all of it, over tables that may have rows already."""
    once, for_each = STATEMENTS[connection.dialect.name]
    searches = (statement.format(table=table) for table in SEARCHED for statement in for_each)
    for statement in (*once, *searches):
        connection.exec_driver_sql(statement)
