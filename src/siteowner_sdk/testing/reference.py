"""The reference server in this process, each with data of its own."""

from __future__ import annotations

import json
import secrets
import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..core.request import Request
from ..extras import extra

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Generator, Mapping

    from fastapi import FastAPI

    from siteowner_reference.settings import Settings

    from ..client import AsyncSiteOwner, SiteOwner
    from .in_process import AsyncInProcessTransport, BackgroundLoop, InProcessTransport

ORIGIN = "http://siteowner.test"
DATABASE = "siteowner.sqlite3"


class ReferenceServer:
    """A reference server that only this process can reach.

    Its accounts are `owner`, `teacher1`, `assistant1` and `student1`, all with the same password.

    Attributes:
        base_url: What clients take for its address; nothing listens there.
        password: The password of its accounts.
        app: The ASGI application.
        transport: What sends a `SiteOwner`'s requests to it.
        async_transport: What sends an `AsyncSiteOwner`'s requests to it.
    """

    base_url: str = f"{ORIGIN}/api"

    def __init__(self, app: FastAPI, password: str, loop: BackgroundLoop) -> None:
        from .in_process import AsyncInProcessTransport, InProcessTransport

        self.app: FastAPI = app
        self.password: str = password
        self.transport: InProcessTransport = InProcessTransport(app, loop)
        self.async_transport: AsyncInProcessTransport = AsyncInProcessTransport(app)

    def client(self, username: str = "owner") -> SiteOwner:
        """A client that is authenticated as an account, however far the clock is moved.

        Raises:
            LookupError: There is no such account.
        """
        from ..client import SiteOwner

        return SiteOwner(self.base_url, auth=self._auth(username), transport=self.transport)

    def async_client(self, username: str = "owner") -> AsyncSiteOwner:
        """As `client`, for tasks.

        Raises:
            LookupError: There is no such account.
        """
        from ..client import AsyncSiteOwner

        return AsyncSiteOwner(
            self.base_url, auth=self._auth(username), transport=self.async_transport
        )

    def stop_clock(self, now: dt.datetime) -> None:
        """Lets no time pass on the server after an instant, which has a time zone."""
        self.control("clock", now=now.isoformat())

    def advance_clock(self, duration: dt.timedelta) -> None:
        """Moves the server's clock on, whether it runs or stands still."""
        self.control("clock", advance=duration.total_seconds())

    def buy_lecture(self, *, student: int, lecture: int) -> None:
        """Has a student buy a lecture, at its present price."""
        self.control("purchases", student=student, lecture=lecture)

    def enrol(self, *, student: int, course: int) -> None:
        """Has a student enrol in a course."""
        self.control("enrolments", student=student, course=course)

    def redeem(self, code: str, *, student: int, course: int) -> None:
        """Has a student redeem a recharge code."""
        self.control("redemptions", student=student, course=course, code=code)

    def state(self, state: str, *, count: int = 1) -> dict[str, Any]:
        """Prepares a state by its name, such as `a used code`, and gives the ids of what is in it.

        Args:
            state: Its name; one that there is not is refused with a list of those that there are.
            count: How many there are to be of what it has several of.
        """
        return self.control("states", state=state, params={"count": count})

    def reset(self) -> None:
        """Brings back the data of the seed. The clock stays as it is."""
        self.control("reset")

    def control(self, action: str, **command: object) -> dict[str, Any]:
        """Posts to the control surface below `/_control/`.

        Raises:
            ValueError: It was refused; the message is the server's.
        """
        from ..core.body import json_body

        response = self.transport.send(
            Request(action, "POST", f"{ORIGIN}/_control/{action}", body=json_body(command)),
            timeout=None,
        )
        answer: dict[str, Any] = json.loads(response.content)
        if response.status_code != 200:
            raise ValueError(f"{action}: {answer['detail']}")
        return answer

    def close(self) -> None:
        """Closes its database."""
        self.app.state.site.database.close()

    def _auth(self, username: str) -> MintedTokens:
        from siteowner_reference.db.queries import users

        with self.app.state.site.reading() as work:
            user = users.credentials(work.session, username)
        if user is None:
            raise LookupError(
                f"The server has no account {username!r}; those of the seed are owner, teacher1, "
                "assistant1 and student1"
            )
        return MintedTokens(self.app.state.site.tokens, user.id)


@dataclass(frozen=True, slots=True)
class MintedTokens:
    """A new token of an account for each request, made by what the server makes its own with."""

    tokens: Any
    user_id: int

    def headers(self, _request: Request, /) -> Mapping[str, str]:
        """The header with the token."""
        return {"Authorization": f"Bearer {self.tokens.access(self.user_id)}"}


class ReferenceSeed:
    """The seed, made once; makes servers that have a copy of it each.

    Args:
        folder: Where the seed is to be.
        now: What the dates of the seed count back from, and where the servers' clocks stand still;
            None is the present instant, and clocks that run.

    Raises:
        ImportError: The extra `testing` is not installed.
    """

    def __init__(self, folder: Path, *, now: dt.datetime | None = None) -> None:
        if now is not None and now.tzinfo is None:
            raise ValueError(f"now must have a time zone, unlike {now!r}")
        with extra("testing"):
            from .in_process import BackgroundLoop

            self._folder = folder
            self._now = now
            self._password = secrets.token_urlsafe(16)
            self._app(folder).state.site.database.close()
        self._loop = BackgroundLoop()

    def server(self, folder: Path) -> ReferenceServer:
        """A server with its data in an empty folder."""
        shutil.copyfile(self._folder / DATABASE, folder / DATABASE)
        return ReferenceServer(self._app(folder), self._password, self._loop)

    def close(self) -> None:
        """Ends what the servers run in."""
        self._loop.close()

    def _app(self, folder: Path) -> FastAPI:
        from siteowner_reference.app import create_app
        from siteowner_reference.domain.clock import system_clock

        now = self._now
        clock = system_clock if now is None else lambda: now
        return create_app(self._settings(folder), clock=clock)

    def _settings(self, folder: Path) -> Settings:
        from siteowner_reference.settings import Settings

        # All that the environment could have a say in and that is felt in a test.
        return Settings(
            database_url=f"sqlite:///{folder / DATABASE}",
            media_dir=folder / "media",
            media_url=None,
            seed="small",
            seed_password=self._password,
            time_zone="Africa/Cairo",
            access_token_minutes=30,
            refresh_token_days=1,
            jwt_secret=None,
            throttle=None,
            latency=None,
            fault=None,
            control=True,
        )


@contextmanager
def reference_server(*, now: dt.datetime | None = None) -> Generator[ReferenceServer]:
    """A reference server for the time of a `with` statement, where there is no pytest.

    Args:
        now: As for `ReferenceSeed`.

    Raises:
        ImportError: The extra `testing` is not installed.
    """
    with tempfile.TemporaryDirectory(prefix="siteowner-testing-") as folder:
        seed, copy = (Path(folder) / name for name in ("seed", "copy"))
        seed.mkdir()
        copy.mkdir()
        made = ReferenceSeed(seed, now=now)
        server = made.server(copy)
        try:
            yield server
        finally:
            server.close()
            made.close()
