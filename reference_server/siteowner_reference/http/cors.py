"""Leave for web pages of other origins to call the server from a browser: CORS."""

from collections.abc import Sequence

from starlette.middleware import Middleware
from starlette.middleware.cors import ALL_METHODS, CORSMiddleware

from siteowner_reference.http.access import REQUEST_ID

EXPOSED = ("Allow", "Retry-After", "WWW-Authenticate", REQUEST_ID)
"""What a page may read of an answer, beside the headers that it always may."""


def cors(origins: Sequence[str]) -> list[Middleware]:
    """Gives the layer that allows these origins; without any there is none.

    A page may send any header, since no cookie is ever asked for: who calls is in
    `Authorization`. It may be a page of the internet that calls a server in the house, too.
    """
    if not origins:
        return []
    return [
        Middleware(
            CORSMiddleware,
            allow_origins=origins,
            allow_methods=ALL_METHODS,
            allow_headers=["*"],
            allow_private_network=True,
            expose_headers=EXPOSED,
        )
    ]
