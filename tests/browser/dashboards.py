"""A reference server that the dashboard page looks at, its clock in the test's hand."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx
from playwright.sync_api import expect

from siteowner_contract.loopback import served
from siteowner_reference.app import create_app
from tests.reference_server.conftest import PASSWORD, SetClock, settings_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Page

API = "/api"


@dataclass(frozen=True)
class Site:
    """A server on a socket.

    Attributes:
        origin: Where it is, without a path.
        clock: What time it takes it to be.
        stop: Ends it.
        owner: The site owner, who asks the API without a browser.
    """

    origin: str
    clock: SetClock
    stop: Callable[[], None]
    owner: httpx.Client

    def get(self, path: str, **query: object) -> Any:
        """What an operation answers the site owner."""
        answer = self.owner.get(path, params={name: str(value) for name, value in query.items()})
        return answer.raise_for_status().json()


@contextmanager
def site_in(folder: Path, **settings: object) -> Iterator[Site]:
    """Serves the data of a folder, seeded where there is none, as if it were noon in Cairo."""
    clock = SetClock()
    app = create_app(settings_in(folder, **settings), clock=clock)
    with ExitStack() as closing, ExitStack() as running:
        closing.callback(app.state.site.database.close)
        origin = running.enter_context(served(app))
        owner = closing.enter_context(httpx.Client(base_url=f"{origin}{API}", timeout=30))
        yield Site(origin, clock, running.close, owner)


def let_in(site: Site) -> None:
    """Logs the site owner in who asks without a browser."""
    credentials = {"username": "owner", "password": PASSWORD}
    token = site.owner.post("/auth/token/", json=credentials).raise_for_status().json()["access"]
    site.owner.headers["Authorization"] = f"Bearer {token}"


def log_in(page: Page, username: str = "owner", password: str = PASSWORD) -> None:
    """Fills in the form of the log-in and sends it off."""
    page.get_by_label("User name").fill(username)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()


def as_owner(page: Page) -> Page:
    """Logs in as the site owner, and waits until everything is shown."""
    log_in(page)
    for part in ("#numbers li", "#trend circle", "#courses tbody tr", "#codes tbody tr"):
        expect(page.locator(part).first).to_be_visible()
    return page
