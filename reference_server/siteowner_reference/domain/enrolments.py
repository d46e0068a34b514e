"""Students enrol in courses and buy lectures."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from siteowner_reference.db.queries import activity, catalogue
from siteowner_reference.db.rows import Row
from siteowner_reference.domain.errors import MissingError, found
from siteowner_reference.domain.work import Work


def ensure_enrolled(work: Work, student_id: int, course_id: int) -> None:
    """Enrols a student in a course, unless there is an enrolment already.

    Raises:
        MissingError: There is no such course.
    """
    if not catalogue.existing(work.session, "course", [course_id]):
        raise MissingError
    if not activity.is_enrolled(work.session, student_id, course_id):
        activity.add_enrolment(work.session, student_id, course_id, work.now)


def buy_lecture(work: Work, student_id: int, lecture_id: int) -> Decimal:
    """Records that a student buys a lecture at its present price, and enrols the student.

    Buying the same lecture again is another purchase.

    Returns:
        The amount paid, in EGP.

    Raises:
        MissingError: There is no such lecture.
    """
    lecture = found(activity.lecture_on_sale(work.session, lecture_id))
    ensure_enrolled(work, student_id, lecture["course_id"])
    amount: Decimal = lecture["final_price"]
    activity.add_purchase(work.session, purchase(lecture, student_id, amount, work.now, work.zone))
    return amount


def purchase(
    lecture: Row, student_id: int, amount: Decimal, at: datetime, zone: ZoneInfo
) -> dict[str, Any]:
    """Gives the row of a purchase; its day is the one that it is in `zone`."""
    return {
        "lecture_id": lecture["id"],
        "course_id": lecture["course_id"],
        "student_id": student_id,
        "amount_paid": amount,
        "purchased_at": at,
        "purchased_on": at.astimezone(zone).date(),
    }
