"""Searches and filters that are wrong inside, in the statement that finds the rows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from siteowner_reference.db.searching import Found
from siteowner_reference.db.tables import User

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from types import ModuleType

    import pytest

    from siteowner_reference.db.queries.listing import Condition, Listing
    from siteowner_reference.db.searching import People
    from tests.contract.faults.fault import Patch

    Column = Any
    Matches = Callable[[Sequence[Column], Sequence[str]], Sequence[ColumnElement[bool]]]


def user_column(people: People, name: str) -> Column:
    """A column of the user of each row."""
    column = getattr(User, name)
    return select(column).where(User.id == people.user_id).correlate(people).scalar_subquery()


def each_word(columns: Sequence[Column], words: Sequence[str]) -> Sequence[ColumnElement[bool]]:
    """Each word is in some column, in any letter case."""
    return [or_(*(_has(column, word) for column in columns)) for word in words]


def any_word(columns: Sequence[Column], words: Sequence[str]) -> Sequence[ColumnElement[bool]]:
    """One of the words is in some column."""
    return [or_(*each_word(columns, words))] if words else []


def in_one_field(columns: Sequence[Column], words: Sequence[str]) -> Sequence[ColumnElement[bool]]:
    """All words are in the same column."""
    return [or_(*(and_(*(_has(c, word) for word in words)) for c in columns))] if words else []


def whole_phrase(columns: Sequence[Column], words: Sequence[str]) -> Sequence[ColumnElement[bool]]:
    """The words are in some column as they stand, one after another."""
    return each_word(columns, [" ".join(words)] if words else [])


def case_sensitive(
    columns: Sequence[Column], words: Sequence[str]
) -> Sequence[ColumnElement[bool]]:
    """Each word is in some column in its own letter case."""
    return [or_(*(func.instr(column, word) > 0 for column in columns)) for word in words]


def beginning(columns: Sequence[Column], words: Sequence[str]) -> Sequence[ColumnElement[bool]]:
    """Each word is the beginning of some column."""
    return [or_(*(func.instr(func.lower(c), w.lower()) == 1 for c in columns)) for w in words]


def whole_words(columns: Sequence[Column], words: Sequence[str]) -> Sequence[ColumnElement[bool]]:
    """Each word is a whole word of some column."""
    return [or_(*(_has(" " + column + " ", f" {word} ") for column in columns)) for word in words]


def wildcards(columns: Sequence[Column], words: Sequence[str]) -> Sequence[ColumnElement[bool]]:
    """Each word is a pattern, in which `%` and `_` stand for anything."""
    return [or_(*(column.like(f"%{word}%") for column in columns)) for word in words]


def searches(
    queries: ModuleType, *columns: Callable[[People], Column], how: Matches = each_word
) -> Patch:
    """A list is searched in other columns, or in another way."""

    def find(people: People, words: Sequence[str], filters: Sequence[ColumnElement[bool]]) -> Found:
        searched = [column(people) for column in columns]
        return Found(people.id, [*filters, *how(searched, words)])

    return lambda m: m.setattr(queries, "find", find)


def filters_by(queries: ModuleType, name: str, condition: Condition) -> Patch:
    """A filter has another condition; rows are counted by what is found."""

    def patch(monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(queries.FILTERS, name, condition)
        counting_rows(queries)(monkeypatch)

    return patch


def counting_rows(queries: ModuleType) -> Patch:
    """Rows are counted one by one, so that a wrong condition counts wrong as well."""
    listing = queries.listing

    def counted(filters: Mapping[str, Any], words: Sequence[str]) -> Listing:
        found: Listing = replace(listing(filters, words), counting=None)
        return found

    return lambda m: m.setattr(queries, "listing", counted)


def _has(column: Column, word: str) -> ColumnElement[bool]:
    return func.instr(func.lower(column), word.lower()) > 0
