"""The page at `/`: a site owner's dashboard, which asks the documented API as a frontend would."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

PAGE = Path(__file__).parents[1] / "page"
# What the page may do: run its own files and ask its own server, and nothing of anybody else's.
POLICY = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def page_routes() -> list[BaseRoute]:
    """Gives the page and its files."""
    return [Route("/", _page), Mount("/page", StaticFiles(directory=PAGE))]


async def _page(_request: Request) -> Response:
    return FileResponse(PAGE / "index.html", headers=POLICY)
