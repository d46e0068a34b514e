"""The documentation page: Swagger UI over the contract itself, all from local files."""

from pathlib import Path

import fastapi_offline
from fastapi.openapi.docs import get_swagger_ui_html
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from siteowner_reference.contract import openapi_yaml

STATIC = "/docs/static"
OPENAPI = "/openapi.yaml"


def docs_routes() -> list[BaseRoute]:
    """Gives the page, its files and the contract."""
    static = Path(fastapi_offline.__file__).parent / "static"
    return [
        Route("/docs", _page),
        Mount(STATIC, StaticFiles(directory=static)),
        Route(OPENAPI, _contract),
    ]


async def _page(_request: Request) -> Response:
    return get_swagger_ui_html(
        openapi_url=OPENAPI,
        title="SiteOwner API",
        swagger_js_url=f"{STATIC}/swagger-ui-bundle.js",
        swagger_css_url=f"{STATIC}/swagger-ui.css",
        swagger_favicon_url=f"{STATIC}/favicon.png",
    )


async def _contract(_request: Request) -> Response:
    return Response(openapi_yaml(), media_type="application/yaml")
