"""Students: their status, and what it does to their activity."""

from siteowner_reference.db.queries import students, users
from siteowner_reference.db.rows import Row
from siteowner_reference.domain.errors import found
from siteowner_reference.domain.work import Values, Work

STATUSES = ("verified", "pending", "declined", "suspended_temporary", "suspended_permanent")
ACTIVE_BY_STATUS = {"verified": True, "declined": False, "suspended_permanent": False}
"""What a status makes of the flag; one that is not here leaves it alone (STU-7, STU-8, STU-9)."""


def existing(work: Work, student_id: int) -> Row:
    """Gives a student.

    Raises:
        MissingError: There is none (GEN-6).
    """
    return found(students.by_id(work.session, student_id))


def resulting_activity(student: Row, values: Values) -> bool:
    """Gives the flag after a change; the status that is sent wins over the flag (STU-12)."""
    flag: bool = values.get("is_active", student["is_active"])
    return ACTIVE_BY_STATUS.get(values.get("status", ""), flag)


def update(work: Work, student: Row, values: Values) -> Row:
    """Changes status and flag (STU-6) and gives both as they are then."""
    status = values.get("status", student["status"])
    is_active = resulting_activity(student, values)
    if values:
        students.change(work.session, student["id"], {"status": status, "updated_at": work.now})
        users.change(work.session, student["user_id"], {"is_active": is_active})
    return {"status": status, "is_active": is_active}
