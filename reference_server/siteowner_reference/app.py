"""The application: a list of what it is made of."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from itertools import groupby
from secrets import token_urlsafe

from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.middleware.errors import ServerErrorMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from siteowner_reference.control.surface import Surface
from siteowner_reference.db.database import Database
from siteowner_reference.db.queries import state
from siteowner_reference.domain.clock import Clock, SettableClock, system_clock
from siteowner_reference.domain.tokens import Tokens
from siteowner_reference.drf.rendering import JSONRenderer
from siteowner_reference.http import (
    assistants,
    auth,
    courses,
    dashboard,
    recharge_codes,
    revenue,
    students,
    teachers,
)
from siteowner_reference.http.access import Access
from siteowner_reference.http.control import control_routes
from siteowner_reference.http.cors import cors
from siteowner_reference.http.disturbing import Disturbances
from siteowner_reference.http.docs import docs_routes
from siteowner_reference.http.fallback import Fallback
from siteowner_reference.http.health import health_routes
from siteowner_reference.http.limits import Limits
from siteowner_reference.http.media import media_routes
from siteowner_reference.http.operations import Operation
from siteowner_reference.http.page import page_routes
from siteowner_reference.http.responses import html_page
from siteowner_reference.http.site import Site
from siteowner_reference.http.views import View
from siteowner_reference.media import MediaStore
from siteowner_reference.operating.disturbances import Chance
from siteowner_reference.operating.throttle import Throttle
from siteowner_reference.seed import plant
from siteowner_reference.settings import Settings

API = "/api"
SIGNING_KEY = "signing_key"
RESOURCES = (auth, teachers, students, courses, assistants, recharge_codes, revenue, dashboard)
OPERATIONS: list[Operation] = [
    operation for resource in RESOURCES for operation in resource.router.operations
]


def create_app(settings: Settings, *, clock: Clock = system_clock) -> FastAPI:
    """Makes a server that is usable at once: tables made, an empty database seeded.

    The passwords of accounts that were made are in `app.state.passwords`, by username; nowhere
    else, and not at all when the database already had data.

    Args:
        settings: What can be set.
        clock: What time it is; the seed's dates count back from it.
    """
    settable = SettableClock(clock)
    database = Database(settings.database_url)
    passwords = plant(database, settings, settable)
    site = make_site(database, settings, settable)
    surface = Surface(site, settings, settable, passwords)
    views = {
        f"{API}{path}": View(site, list(operations))
        for path, operations in groupby(sorted(OPERATIONS, key=by_path), by_path)
    }
    routes: list[BaseRoute] = [
        *(Route(path, view) for path, view in views.items()),
        *media_routes(site.media),
        *page_routes(),
        *docs_routes(),
        *health_routes(site),
        *(control_routes(surface, site.renderer) if settings.control else ()),
        Route("/{path:path}", Fallback(views)),
    ]
    app = FastAPI(
        title="SiteOwner API",
        openapi_url=None,  # the contract is openapi.yaml, not what the code happens to be
        redirect_slashes=False,
        routes=routes,
        middleware=layers(settings, routes),
        lifespan=close_at_the_end,
    )
    app.state.site = site
    app.state.passwords = passwords
    return app


def layers(settings: Settings, routes: Sequence[BaseRoute]) -> list[Middleware]:
    """Gives what every request goes through on its way in, and each answer on its way out.

    The answer to a fault of the server is made within, so that it too has an id and CORS headers.
    """
    templates = {route.endpoint: route.path for route in routes if isinstance(route, Route)}
    operation_ids = {
        (f"{API}{operation.path}", operation.method): operation.id for operation in OPERATIONS
    }
    return [
        Middleware(Access, templates, operation_ids),
        *cors(settings.cors_origin),
        Middleware(ServerErrorMiddleware, handler=server_error),
        *disturbances(settings),
        Middleware(Limits),
    ]


def disturbances(settings: Settings) -> list[Middleware]:
    """Gives the layer that delays and spoils answers, where one is wanted."""
    if not (settings.latency or settings.fault):
        return []
    chance = Chance(settings.latency, settings.fault, settings.fault_seed)
    return [Middleware(Disturbances, f"{API}/", chance)]


def by_path(operation: Operation) -> str:
    """Gives what operations are brought together by."""
    return operation.path


def make_site(database: Database, settings: Settings, clock: Clock) -> Site:
    """Makes what all requests share."""
    with database.writing() as session:
        secret = settings.jwt_secret or state.kept(session, SIGNING_KEY, token_urlsafe(48))
    return Site(
        database=database,
        media=MediaStore(settings.media_location),
        tokens=Tokens(secret, clock, settings.access_lifetime, settings.refresh_lifetime),
        clock=clock,
        zone=settings.zone,
        renderer=JSONRenderer(settings.zone),
        throttle=Throttle(settings.throttle, clock) if settings.throttle else None,
    )


@asynccontextmanager
async def close_at_the_end(app: FastAPI) -> AsyncIterator[None]:
    """Closes the database when the server stops."""
    yield
    site: Site = app.state.site
    site.database.close()


async def server_error(_request: Request, _error: Exception) -> Response:
    """Answers a fault of the server itself, telling nothing of it; the log has it."""
    return html_page(500)
