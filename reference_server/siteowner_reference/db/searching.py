"""Searching for parts of words in the `search_text` of people."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, column, false, table
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from siteowner_reference.db.folding import fold
from siteowner_reference.db.native import SEARCHED
from siteowner_reference.db.tables import Assistant, Student, Teacher

MOST_WORDS = 200
LONGEST_WORD = 1000
SHORTEST_INDEXED = 3
"""An index of trigrams knows no shorter word; one is looked for in every row."""
INDEXES = {
    name: table(f"{name}_search", column("rowid"), column("search_text")) for name in SEARCHED
}
People = type[Teacher] | type[Assistant] | type[Student]
Ids = ColumnElement[int] | InstrumentedAttribute[int]


class Contains(FunctionElement[bool]):
    """That an index has a part of a word, as each kind of database is asked for it."""

    # Without a boolean type, whose values SQLite would be asked to compare with 1.
    inherit_cache = True

    def __init__(self, like: ColumnElement[bool], match: ColumnElement[bool]) -> None:
        super().__init__(like, match)


@compiles(Contains)
def _like(element: Contains, compiler: SQLCompiler, **options: object) -> str:
    like, _ = element.clauses
    return compiler.process(like, **options)


@compiles(Contains, "sqlite")
def _match(element: Contains, compiler: SQLCompiler, **options: object) -> str:
    _, match = element.clauses
    return compiler.process(match, **options)


@dataclass(frozen=True, slots=True)
class Found:
    """Where the ids of the rows that are wanted are found, and by which conditions."""

    ids: Ids
    conditions: Sequence[ColumnElement[bool]]


def find(people: People, words: Sequence[str], filters: Sequence[ColumnElement[bool]]) -> Found:
    """Looks for the rows of a table that match filters and have every word in some field.

    Searches that no row can match are not put to the database, whose statements have limits.
    """
    folded = sorted({fold(word) for word in words})
    if len(folded) > MOST_WORDS or any(len(word) > LONGEST_WORD for word in folded):
        return Found(people.id, [false()])
    indexed = [_indexed(people, word) for word in folded if len(word) >= SHORTEST_INDEXED]
    others = [
        *filters,
        *(
            people.search_text.contains(word, autoescape=True)
            for word in folded
            if len(word) < SHORTEST_INDEXED
        ),
    ]
    if not indexed:
        return Found(people.id, others)
    ids = INDEXES[people.__tablename__].c.rowid
    return Found(ids, [*indexed, *others, *([people.id == ids] if others else [])])


def _indexed(people: People, word: str) -> ColumnElement[bool]:
    text = INDEXES[people.__tablename__].c.search_text
    phrase = '"{}"'.format(word.replace('"', '""'))
    return Contains(text.contains(word, autoescape=True), text.match(phrase))
