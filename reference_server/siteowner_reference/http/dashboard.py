"""The dashboard."""

from siteowner_reference.domain import dashboard
from siteowner_reference.http.operations import Answer, Router
from siteowner_reference.http.request import APIRequest

router = Router()


@router.operation("dashboard_stats", "GET", "/dashboard/stats/")
def dashboard_stats(request: APIRequest) -> Answer:
    """Gives all counts (DSH-1 to DSH-8)."""
    work = request.work
    return Answer(dashboard.stats(work.session, work.now, work.zone))
