"""Responses with the headers that Django puts on them."""

from collections.abc import Mapping

from starlette.responses import HTMLResponse, Response

from siteowner_reference.drf.errors import APIError
from siteowner_reference.drf.pages import PAGES
from siteowner_reference.drf.rendering import JSONRenderer
from siteowner_reference.http.operations import Answer

SECURITY_HEADERS = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def json_response(
    renderer: JSONRenderer,
    result: Answer | APIError,
    headers: Mapping[str, str],
    indent: int | None = None,
) -> Response:
    """Gives the response of an API path: JSON, or no body at all with 204."""
    headers = {**SECURITY_HEADERS, **headers}
    if isinstance(result, APIError):
        headers |= result.headers
    if result.status == 204:
        return Response(status_code=204, headers=headers)
    # Not as Starlette's media type, or it would add a charset that DRF does not.
    headers["Content-Type"] = "application/json"
    return Response(renderer.render(result.body, indent), result.status, headers)


def html_page(status: int) -> Response:
    """Gives Django's page for a status."""
    return HTMLResponse(PAGES[status], status, SECURITY_HEADERS)
