"""Whether the process lives, and whether it can answer: for whoever starts and watches it."""

import logging
from collections.abc import Callable, Mapping

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from siteowner_reference.db.queries import state
from siteowner_reference.http.site import Site

LOG = logging.getLogger(__name__)

Check = Callable[[], bool]


def health_routes(site: Site) -> list[BaseRoute]:
    """Gives `/healthz` and `/readyz`."""
    checks = readiness_checks(site)

    def ready(_request: Request) -> Response:
        results = {name: passes(name, check) for name, check in checks.items()}
        is_ready = all(results.values())
        shown = {name: "ok" if passed else "failed" for name, passed in results.items()}
        status = "ready" if is_ready else "not ready"
        return JSONResponse({"status": status, "checks": shown}, 200 if is_ready else 503)

    return [Route("/healthz", alive), Route("/readyz", ready)]


async def alive(_request: Request) -> Response:
    """Answers as long as the process can."""
    return JSONResponse({"status": "alive"})


def readiness_checks(site: Site) -> Mapping[str, Check]:
    """Gives what must be so before the server can answer, by name."""

    def database() -> bool:
        with site.reading() as work:
            return state.is_there(work.session)

    return {
        "database": database,
        "migrations": site.database.is_current,
        "media": site.media.is_reachable,
    }


def passes(name: str, check: Check) -> bool:
    """Runs a check; why it failed is in the log alone."""
    try:
        return check()
    except Exception:
        LOG.exception("The check %s failed.", name)
        return False
