"""Assistants with their users and teachers."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from siteowner_reference.db.ids import row_id
from siteowner_reference.db.queries.listing import Condition, Listing, Order, conditions
from siteowner_reference.db.searching import find
from siteowner_reference.db.tables import Assistant, Teacher, User

ASSISTANTS = (
    select(
        Assistant.id,
        Assistant.user_id,
        User.username,
        Assistant.name,
        Assistant.phone,
        User.gmail,
        Assistant.gender,
        User.is_active,
        User.created_at,
        Assistant.teacher_id.label("teacher"),
        Teacher.name.label("teacher_name"),
    )
    .join(User, User.id == Assistant.user_id)
    .join(Teacher, Teacher.id == Assistant.teacher_id)
)

FILTERS: Mapping[str, Condition] = {
    "teacher": lambda value: Assistant.teacher_id == row_id(value),
}


def listing(filters: Mapping[str, Any], words: Sequence[str]) -> Listing:
    """Gives the assistants that match the filters and have every word in some field, by id."""
    found = find(Assistant, words, conditions(FILTERS, filters))
    return Listing(ASSISTANTS, Assistant.id, found, [Order(Assistant.id)])
