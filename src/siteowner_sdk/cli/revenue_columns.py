"""The columns of the tables of revenue. All amounts are in EGP."""

from typing import Any, Literal, TypeAlias

from siteowner_sdk.cli.output import Column, field_column

__all__ = ["COURSE", "COURSES", "DAYS", "PURCHASE", "STUDENTS", "By"]

By: TypeAlias = Literal["topic", "lecture", "student"]


def _amount(name: str, title: str | None = None, *, total: bool = False) -> Column[Any]:
    return Column(title or name, lambda row: getattr(row, name), "right", total)


NAME = field_column("name")
CODE: Column[Any] = Column("code", lambda row: row.student_code)
STUDENT: Column[Any] = Column("student", lambda row: row.student_name)
REVENUE = _amount("revenue", total=True)
PURCHASES = _amount("purchase_count", "purchases", total=True)

COURSES: tuple[Column[Any], ...] = (
    field_column("id", justify="right"),
    NAME,
    REVENUE,
    PURCHASES,
    _amount("enrolled_count", "enrolled", total=True),
    Column("active", lambda course: course.is_active),
)
COURSE: dict[By, tuple[Column[Any], ...]] = {
    "topic": (
        _amount("topic_id", "id"),
        Column("topic", lambda row: row.topic_name),
        REVENUE,
        PURCHASES,
        _amount("lecture_count", "lectures", total=True),
    ),
    "lecture": (
        _amount("lecture_id", "id"),
        Column("lecture", lambda row: row.lecture_name),
        REVENUE,
        PURCHASES,
        _amount("price"),
        _amount("final_price", "final price"),
        Column("topic", lambda row: row.topic_name),
    ),
    "student": (
        _amount("student_id", "id"),
        STUDENT,
        _amount("total_spent", "spent", total=True),
        _amount("lectures_purchased", "purchases", total=True),
        CODE,
    ),
}
PURCHASE: tuple[Column[Any], ...] = (
    Column("bought at", lambda purchase: purchase.purchased_at),
    _amount("amount_paid", "paid", total=True),
    STUDENT,
    CODE,
)
STUDENTS: tuple[Column[Any], ...] = (
    _amount("student_id", "id"),
    STUDENT,
    _amount("total_spent", "spent", total=True),
    _amount("lectures_purchased", "purchases", total=True),
    Column("last purchase", lambda student: student.last_purchase_at),
    _amount("courses_enrolled", "courses"),
    CODE,
)
DAYS = (field_column("date"), REVENUE, PURCHASES)
