"""Clients of a server that a test has made itself."""

import httpx
from fastapi import FastAPI
from sqlalchemy import select

from siteowner_reference.db.tables import User
from siteowner_reference.http.site import Site
from tests.reference_server.in_process import InProcess

ORIGIN = "http://siteowner.test"


def caller(app: FastAPI, username: str | None = None, *, raises: bool = True) -> httpx.Client:
    """Gives a client at the server's root, with a live token of an account or without any.

    Args:
        app: The server.
        username: The account; None is nobody.
        raises: Whether an exception of the server is raised; else it is answered.
    """
    headers = {} if username is None else {"Authorization": f"Bearer {token(app, username)}"}
    return httpx.Client(transport=InProcess(app, raises=raises), base_url=ORIGIN, headers=headers)


def token(app: FastAPI, username: str) -> str:
    """Gives a live access token of an account."""
    site = site_of(app)
    with site.reading() as work:
        user_id = work.session.scalars(select(User.id).where(User.username == username)).one()
    return site.tokens.access(user_id)


def site_of(app: FastAPI) -> Site:
    """Gives the parts of a server."""
    site: Site = app.state.site
    return site
