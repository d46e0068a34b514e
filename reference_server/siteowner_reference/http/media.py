"""Stored pictures, for everyone who has the URL."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from siteowner_reference.http.responses import SECURITY_HEADERS, html_page
from siteowner_reference.media import NAME, MediaStore

TYPES = {".jpg": "image/jpeg", ".png": "image/png", ".webp": "image/webp"}
FOREVER = {"Cache-Control": "public, max-age=31536000, immutable"}
"""A picture that is replaced gets another name."""


def media_routes(store: MediaStore) -> list[BaseRoute]:
    """Gives the route of stored pictures."""

    def picture(request: Request) -> Response:
        name = NAME.fullmatch(request.path_params["name"])
        if name is None:
            return html_page(404)
        try:
            content = store.read(name.group())
        except FileNotFoundError:
            return html_page(404)
        return Response(content, 200, SECURITY_HEADERS | FOREVER, TYPES[name.group(1)])

    return [Route("/media/{name}", picture)]
