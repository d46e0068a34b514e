"""The dashboard: how many of everything there are."""

from datetime import datetime
from zoneinfo import ZoneInfo

from siteowner_reference.db.database import Session
from siteowner_reference.db.queries import dashboard
from siteowner_reference.db.rows import Row
from siteowner_reference.domain.accounts import ASSISTANT, STUDENT, TEACHER
from siteowner_reference.domain.clock import start_of_month
from siteowner_reference.domain.students import STATUSES


def stats(session: Session, now: datetime, zone: ZoneInfo) -> Row:
    """Gives all counts (DSH-1 to DSH-8); a month begins at its first midnight in `zone`."""
    staff = dashboard.staff_by_role_and_activity(session)
    new = dashboard.new_users_by_role(session, since=start_of_month(now, zone))
    statuses = dashboard.students_by_status(session)

    def accounts(role: str) -> int:
        return staff.get((role, True), 0) + staff.get((role, False), 0)

    return {
        "total_students": sum(statuses.values()),
        "total_teachers": accounts(TEACHER),
        "total_assistants": accounts(ASSISTANT),
        "new_users_this_month": sum(new.values()),
        "new_students_this_month": new.get(STUDENT, 0),
        "new_teachers_this_month": new.get(TEACHER, 0),
        "students_by_status": {status: statuses.get(status, 0) for status in STATUSES},
        "students_by_grade_school_division": dashboard.students_by_group(session),
        "teachers_active_count": staff.get((TEACHER, True), 0),
        "teachers_inactive_count": staff.get((TEACHER, False), 0),
        "teachers_by_grade_subject": dashboard.teachers_by_group(session),
        **dashboard.catalogue_totals(session),
    }
