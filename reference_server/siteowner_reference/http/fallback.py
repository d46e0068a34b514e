"""What no route answers, as Django does it: a redirect to the path with a slash, or a page."""

from collections.abc import Iterable
from urllib.parse import quote

from starlette.responses import Response
from starlette.routing import compile_path
from starlette.types import Receive, Scope, Send

from siteowner_reference.http.responses import SECURITY_HEADERS, html_page


class Fallback:
    """The ASGI application of every path that is nobody else's."""

    def __init__(self, templates: Iterable[str]) -> None:
        self._patterns = [compile_path(path)[0] for path in templates]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers any method."""
        response = self._response(f"{scope['path']}/", scope["query_string"].decode("latin-1"))
        await response(scope, receive, send)

    def _response(self, path: str, query: str) -> Response:
        if not any(pattern.match(path) for pattern in self._patterns):
            return html_page(404)
        location = {"Location": f"{quote(path)}?{query}" if query else quote(path)}
        headers = {**SECURITY_HEADERS, **location}
        return Response(status_code=301, headers=headers, media_type="text/html")
