"""Revenue."""

from siteowner_reference.domain import revenue
from siteowner_reference.drf.filters import calendar_date, integer, parse_filters
from siteowner_reference.http.operations import Answer, Router
from siteowner_reference.http.request import APIRequest

router = Router()


@router.operation("revenue_overview", "GET", "/revenue/")
def revenue_overview(request: APIRequest) -> Answer:
    """Gives the revenue of all courses (REV-1)."""
    return Answer(revenue.overview(request.work.session))


@router.operation("revenue_course", "GET", "/revenue/courses/{course_id}/")
def revenue_course(request: APIRequest) -> Answer:
    """Gives the revenue of one course (REV-2, REV-3)."""
    return Answer(revenue.course(request.work.session, request.path_id("course_id")))


@router.operation("revenue_lecture", "GET", "/revenue/lectures/{lecture_id}/")
def revenue_lecture(request: APIRequest) -> Answer:
    """Gives the revenue of one lecture (REV-4)."""
    return Answer(revenue.lecture(request.work.session, request.path_id("lecture_id")))


@router.operation("revenue_students", "GET", "/revenue/students/")
def revenue_students(request: APIRequest) -> Answer:
    """Gives what each student spent (REV-5)."""
    filters = parse_filters(request.query, {"course": integer})
    return Answer(revenue.students(request.work.session, filters.get("course")))


@router.operation("revenue_trends", "GET", "/revenue/trends/")
def revenue_trends(request: APIRequest) -> Answer:
    """Gives the revenue by day (REV-6 to REV-9)."""
    dates = parse_filters(request.query, {"start_date": calendar_date, "end_date": calendar_date})
    work = request.work
    today = work.now.astimezone(work.zone).date()
    start, end = dates.get("start_date"), dates.get("end_date")
    return Answer(revenue.trends(work.session, start, end, today))
