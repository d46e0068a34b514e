"""Recharge codes with their course, maker and user."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, UnaryExpression, insert, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from siteowner_reference.db.ids import row_id
from siteowner_reference.db.queries.listing import Condition, Listing, conditions
from siteowner_reference.db.rows import Row
from siteowner_reference.db.tables import Course, RechargeCode, Student, Teacher, User

RECHARGE_CODES = (
    select(
        RechargeCode.id,
        RechargeCode.course_id.label("course"),
        Course.name.label("course_name"),
        Teacher.name.label("teacher_name"),
        RechargeCode.code,
        RechargeCode.value,
        RechargeCode.used_at.is_not(None).label("is_used"),
        RechargeCode.used_by_id.label("used_by"),
        Student.name_en.label("used_by_name"),
        RechargeCode.used_at,
        RechargeCode.created_at,
        RechargeCode.expires_at,
        RechargeCode.created_by_id.label("created_by"),
        User.username.label("created_by_username"),
    )
    .join(Course, Course.id == RechargeCode.course_id)
    .join(Teacher, Teacher.id == Course.teacher_id)
    .join(User, User.id == RechargeCode.created_by_id)
    .outerjoin(Student, Student.id == RechargeCode.used_by_id)
)

FILTERS: Mapping[str, Condition] = {
    "course": lambda value: RechargeCode.course_id == row_id(value),
    "is_used": lambda value: (
        RechargeCode.used_at.is_not(None) if value else RechargeCode.used_at.is_(None)
    ),
}

ORDERINGS: Mapping[str, InstrumentedAttribute[Any]] = {
    "created_at": RechargeCode.created_at,
    "value": RechargeCode.value,
    "expires_at": RechargeCode.expires_at,
    "used_at": RechargeCode.used_at,
}


def listing(filters: Mapping[str, Any], ordering: Sequence[str]) -> Listing:
    """Gives the codes that match the filters, in order; a `-` before a name turns it round."""
    statement = RECHARGE_CODES.where(*conditions(FILTERS, filters))
    last = RechargeCode.id.desc() if ordering[-1].startswith("-") else RechargeCode.id
    return Listing(statement.order_by(*map(_direction, ordering), last))


def by_id(session: Session, code_id: int) -> Row:
    """Gives a code that is known to be there."""
    statement = RECHARGE_CODES.where(RechargeCode.id == code_id)
    return dict(session.execute(statement).mappings().one())


def create(session: Session, values: Mapping[str, Any]) -> int:
    """Makes a code of these columns and gives its id."""
    statement = insert(RechargeCode).values(**values).returning(RechargeCode.id)
    return session.scalars(statement).one()


def by_code(session: Session, code: str) -> RechargeCode | None:
    """Gives a code by its letters; None if there is none."""
    return session.scalars(select(RechargeCode).where(RechargeCode.code == code)).one_or_none()


def mark_used(session: Session, code_id: int, student_id: int, at: datetime) -> bool:
    """Marks a code as used, unless it is already; tells if it was free."""
    statement = (
        update(RechargeCode)
        .where(RechargeCode.id == code_id, RechargeCode.used_at.is_(None))
        .values(used_by_id=student_id, used_at=at)
        .returning(RechargeCode.id)
    )
    return session.scalars(statement).first() is not None


def _direction(term: str) -> UnaryExpression[Any] | ColumnElement[Any]:
    column = ORDERINGS[term.removeprefix("-")]
    # Databases differ in where they put nulls; here a null is less than anything.
    return column.desc().nulls_last() if term.startswith("-") else column.asc().nulls_first()
