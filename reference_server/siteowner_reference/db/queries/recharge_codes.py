"""Recharge codes with their course, maker and user."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from siteowner_reference.db.ids import row_id
from siteowner_reference.db.queries import totals
from siteowner_reference.db.queries.listing import Condition, Listing, Order, conditions
from siteowner_reference.db.rows import Row
from siteowner_reference.db.searching import Found
from siteowner_reference.db.tables import (
    Course,
    RechargeCode,
    RechargeCodeTotal,
    Student,
    Teacher,
    User,
)

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
TOTAL_FILTERS: Mapping[str, Condition] = {
    "course": lambda value: RechargeCodeTotal.course_id == row_id(value),
    "is_used": lambda value: RechargeCodeTotal.is_used == value,
}

ORDERINGS: Mapping[str, InstrumentedAttribute[Any]] = {
    "created_at": RechargeCode.created_at,
    "value": RechargeCode.value,
    "expires_at": RechargeCode.expires_at,
    "used_at": RechargeCode.used_at,
}


def listing(filters: Mapping[str, Any], ordering: Sequence[str]) -> Listing:
    """Gives the codes that match the filters, in order; a `-` before a name turns it round."""
    orders = [_order(term) for term in ordering]
    last = Order(RechargeCode.id, orders[-1].descending)
    counting = select(func.sum(RechargeCodeTotal.codes))
    return Listing(
        RECHARGE_CODES,
        RechargeCode.id,
        Found(RechargeCode.id, conditions(FILTERS, filters)),
        [*orders, last],
        counting.where(*conditions(TOTAL_FILTERS, filters)),
    )


def by_id(session: Session, code_id: int) -> Row:
    """Gives a code that is known to be there."""
    statement = RECHARGE_CODES.where(RechargeCode.id == code_id)
    return dict(session.execute(statement).mappings().one())


def create(session: Session, values: Mapping[str, Any]) -> int:
    """Makes a code of these columns and gives its id."""
    statement = insert(RechargeCode).values(**values).returning(RechargeCode.id)
    code_id = session.scalars(statement).one()
    totals.add_code(session, values["course_id"], is_used=False)
    return code_id


def by_code(session: Session, code: str) -> RechargeCode | None:
    """Gives a code by its letters; None if there is none."""
    return session.scalars(select(RechargeCode).where(RechargeCode.code == code)).one_or_none()


def mark_used(session: Session, code_id: int, student_id: int, at: datetime) -> bool:
    """Marks a code as used, unless it is already; tells if it was free."""
    statement = (
        update(RechargeCode)
        .where(RechargeCode.id == code_id, RechargeCode.used_at.is_(None))
        .values(used_by_id=student_id, used_at=at)
        .returning(RechargeCode.course_id)
    )
    course_id = session.scalars(statement).first()
    if course_id is None:
        return False
    totals.add_code(session, course_id, is_used=False, codes=-1)
    totals.add_code(session, course_id, is_used=True)
    return True


def _order(term: str) -> Order:
    column = ORDERINGS[term.removeprefix("-")]
    return Order(column, descending=term.startswith("-"), nullable=column.expression.nullable)
