"""Letter case, folded here and not by the databases, which each do it their own way."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, false, true
from sqlalchemy.orm import InstrumentedAttribute

MOST_WORDS = 200
LONGEST_WORD = 1000


def fold(text: str) -> str:
    """Gives a text as it is compared where letter case does not count."""
    return text.casefold()


def search_text(*fields: str) -> str:
    """Gives the column that a search looks in: all fields, a line each, so no word spans two."""
    return fold("\n".join(fields))


def matches(column: InstrumentedAttribute[str], words: Sequence[str]) -> ColumnElement[bool]:
    """Gives the condition that every word is in some field of a `search_text` column.

    Searches that no row can match are not put to the database, whose statements have limits.
    """
    folded = {fold(word) for word in words}
    if len(folded) > MOST_WORDS or any(len(word) > LONGEST_WORD for word in folded):
        return false()
    return and_(true(), *(column.contains(word, autoescape=True) for word in sorted(folded)))
