"""Another server's database, read by plain SQL."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from typing import Any
from urllib.parse import unquote, urlsplit

Source = Callable[[str], Iterable[tuple[Any, ...]]]
"""Gives the rows of a statement."""


@contextmanager
def open_source(url: str) -> Iterator[Source]:
    """Opens `sqlite:///file` or `postgresql+psycopg://…` for reading."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        with closing(sqlite3.connect(unquote(parts.path.removeprefix("/")))) as connection:
            yield connection.execute
        return
    import psycopg

    with psycopg.connect(parts._replace(scheme="postgresql").geturl()) as connection:

        def rows(statement: str) -> Iterator[tuple[Any, ...]]:
            with connection.cursor(name="source") as cursor:  # so that rows come in portions
                yield from cursor.execute(statement)

        yield rows
