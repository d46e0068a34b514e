"""The application: a list of what it is made of."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import groupby
from secrets import token_urlsafe

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from siteowner_reference.db.database import Database
from siteowner_reference.db.queries import state
from siteowner_reference.domain.clock import Clock, system_clock
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
from siteowner_reference.http.docs import docs_routes
from siteowner_reference.http.fallback import Fallback
from siteowner_reference.http.media import media_routes
from siteowner_reference.http.operations import Operation
from siteowner_reference.http.responses import html_page
from siteowner_reference.http.site import Site
from siteowner_reference.http.views import View
from siteowner_reference.media import MediaStore
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
    database = Database(settings.database_url)
    passwords = plant(database, settings, clock)
    site = make_site(database, settings, clock)
    views = {
        f"{API}{path}": View(site, list(operations))
        for path, operations in groupby(sorted(OPERATIONS, key=by_path), by_path)
    }
    app = FastAPI(
        title="SiteOwner API",
        openapi_url=None,  # the contract is openapi.yaml, not what the code happens to be
        redirect_slashes=False,
        routes=[
            *(Route(path, view) for path, view in views.items()),
            *media_routes(site.media),
            *docs_routes(),
            Route("/{path:path}", Fallback(views)),
        ],
        exception_handlers={500: server_error},
        lifespan=close_at_the_end,
    )
    app.state.site = site
    app.state.passwords = passwords
    return app


def by_path(operation: Operation) -> str:
    """Gives what operations are brought together by."""
    return operation.path


def make_site(database: Database, settings: Settings, clock: Clock) -> Site:
    """Makes what all requests share."""
    with database.writing() as session:
        secret = settings.jwt_secret or state.kept(session, SIGNING_KEY, token_urlsafe(48))
    return Site(
        database=database,
        media=MediaStore(settings.media_dir),
        tokens=Tokens(secret, clock, settings.access_lifetime, settings.refresh_lifetime),
        clock=clock,
        zone=settings.zone,
        renderer=JSONRenderer(settings.zone),
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
