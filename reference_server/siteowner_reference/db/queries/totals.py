"""Totals, kept in the transaction of what they count, so that reports need not count it again.

Whoever writes a row of what is counted says so here.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, case, delete, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import InstrumentedAttribute, Session

from siteowner_reference.db.rows import AnySelect, Row
from siteowner_reference.db.tables import (
    Base,
    BuyerTotal,
    CourseTotal,
    DailyTotal,
    Enrolment,
    Purchase,
    RechargeCode,
    RechargeCodeTotal,
    Student,
    StudentTotal,
)

Number = TypeVar("Number")

NO_MONEY = Decimal("0.00")
NO_GROUP = 0
"""Stands for a grade, school type or division that a student has not."""

GROUP = tuple(
    func.coalesce(column, NO_GROUP)
    for column in (Student.grade_id, Student.school_type_id, Student.division_id)
)
IS_USED = RechargeCode.used_at.is_not(None)
UPSERTS: Mapping[str, Callable[[type[Base]], Any]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}


def add_enrolment(session: Session, course_id: int, student_id: int) -> None:
    """Counts an enrolment."""
    nothing = {"purchases": 0, "revenue": NO_MONEY}
    _add(session, CourseTotal, {"course_id": course_id, "enrolments": 1, **nothing})
    buyer = {"student_id": student_id, "enrolments": 1, **nothing, "last_purchase_at": None}
    _add(session, BuyerTotal, buyer)


def add_purchase(session: Session, purchase: Mapping[str, Any]) -> None:
    """Counts a purchase of these columns."""
    bought = {"purchases": 1, "revenue": purchase["amount_paid"]}
    course = {"course_id": purchase["course_id"], "enrolments": 0, **bought}
    buyer = {"student_id": purchase["student_id"], "enrolments": 0, **bought}
    _add(session, CourseTotal, course)
    _add(session, BuyerTotal, buyer | {"last_purchase_at": purchase["purchased_at"]})
    _add(session, DailyTotal, {"day": purchase["purchased_on"], **bought})


def add_code(session: Session, course_id: int, *, is_used: bool, codes: int = 1) -> None:
    """Counts so many recharge codes; a negative number takes them away."""
    row = {"course_id": course_id, "is_used": is_used, "codes": codes}
    _add(session, RechargeCodeTotal, row)


def move_student(session: Session, student_id: int, status: str) -> None:
    """Counts a student under another status; to be called before the student is changed."""
    group: AnySelect = select(Student.status, *GROUP).where(Student.id == student_id)
    old, grade_id, school_type_id, division_id = session.execute(group).one()
    ids = {"grade_id": grade_id, "school_type_id": school_type_id, "division_id": division_id}
    _add(session, StudentTotal, {"status": old, **ids, "students": -1})
    _add(session, StudentTotal, {"status": status, **ids, "students": 1})


def forget_course(session: Session, course_id: int) -> None:
    """Drops the totals of a course that is deleted; nobody was enrolled or bought anything."""
    for table in (CourseTotal, RechargeCodeTotal):
        session.execute(delete(table).where(table.course_id == course_id))


def rebuild(session: Session) -> None:
    """Counts everything anew."""
    for table, statement in sources().items():
        session.execute(delete(table))
        session.execute(insert(table).from_select(_columns(table), statement))


def sources() -> Mapping[type[Base], AnySelect]:
    """Gives, for each table of totals, the statement that counts its rows from the facts."""
    students = select(Student.status, *GROUP, func.count())
    codes = select(RechargeCode.course_id, IS_USED, func.count())
    return {
        StudentTotal: students.group_by(Student.status, *GROUP),
        RechargeCodeTotal: codes.group_by(RechargeCode.course_id, IS_USED),
        CourseTotal: _by("course_id"),
        BuyerTotal: _by("student_id", func.max(Purchase.purchased_at)),
        DailyTotal: select(
            Purchase.purchased_on, func.count(), func.sum(Purchase.amount_paid)
        ).group_by(Purchase.purchased_on),
    }


def _by(key: str, *more: ColumnElement[datetime]) -> AnySelect:
    """Gives enrolments, purchases and revenue by a key that enrolments and purchases both have."""
    enrolled_key, bought_key = getattr(Enrolment, key), getattr(Purchase, key)
    enrolled = select(enrolled_key, func.count().label("enrolments")).group_by(enrolled_key)
    bought = select(
        bought_key,
        func.count().label("purchases"),
        func.sum(Purchase.amount_paid).label("revenue"),
        *(column.label(f"more_{number}") for number, column in enumerate(more)),
    ).group_by(bought_key)
    left, right = enrolled.subquery(), bought.subquery()
    keys = select(enrolled_key).union(select(bought_key)).subquery()
    return (
        select(
            keys.c[0],
            func.coalesce(left.c.enrolments, 0),
            func.coalesce(right.c.purchases, 0),
            func.coalesce(right.c.revenue, 0, type_=Purchase.amount_paid.type),
            *(right.c[f"more_{number}"] for number in range(len(more))),
        )
        .outerjoin(left, left.c[0] == keys.c[0])
        .outerjoin(right, right.c[0] == keys.c[0])
    )


def _add(session: Session, table: type[Base], row: Row) -> None:
    """Adds the amounts of `row` to the row with its key, which is made when missing."""
    keys = [column.name for column in table.__table__.primary_key]
    statement: Any = UPSERTS[session.get_bind().dialect.name](table).values(**row)
    amounts = {
        name: _sum(getattr(table, name), statement.excluded[name])
        for name in row
        if name not in keys
    }
    session.execute(statement.on_conflict_do_update(index_elements=keys, set_=amounts))


def _sum(
    present: InstrumentedAttribute[Number], added: ColumnElement[Number]
) -> ColumnElement[Number]:
    """Adds up numbers; of instants gives the later one."""
    if present.key != BuyerTotal.last_purchase_at.key:
        return present + added
    is_later = present.is_(None) | (added > present)
    return case((added.is_not(None) & is_later, added), else_=present)


def _columns(table: type[Base]) -> list[str]:
    return [column.name for column in table.__table__.columns]
