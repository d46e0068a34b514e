"""Stored pictures, for everyone who has the URL."""

import re

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Route

from siteowner_reference.http.responses import SECURITY_HEADERS, html_page
from siteowner_reference.media import MediaStore

NAME = re.compile(r"[0-9a-f]{32}(\.jpg|\.png|\.webp)")
TYPES = {".jpg": "image/jpeg", ".png": "image/png", ".webp": "image/webp"}


def media_routes(store: MediaStore) -> list[BaseRoute]:
    """Gives the route of stored pictures."""

    def picture(request: Request) -> Response:
        name = NAME.fullmatch(request.path_params["name"])
        path = store.folder / name.group() if name else None
        if name is None or path is None or not path.is_file():
            return html_page(404)
        return FileResponse(path, headers=SECURITY_HEADERS, media_type=TYPES[name.group(1)])

    return [Route("/media/{name}", picture)]
