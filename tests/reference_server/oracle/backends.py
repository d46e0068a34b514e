"""The reference server and the Django backend on the same data, asked the same in-process."""

import importlib
import json
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes

import httpx
import jwt
import pytest

from siteowner_reference.app import create_app
from tests.reference_server.conftest import PASSWORD, SetClock, settings_in
from tests.reference_server.in_process import InProcess

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

DJANGO_BACKEND = Path(__file__).parents[2] / "django_backend"
ORIGIN = "http://siteowner.test"
KEY = "one signing key that both servers were given"
LAST_YEAR = datetime(2025, 1, 1, tzinfo=UTC)
FAR_FUTURE = datetime(2125, 1, 1, tzinfo=UTC)
HEADERS = ("allow", "content-type", "location", "retry-after", "www-authenticate")
JSON = "application/json"
RANDOM = {
    "token": re.compile(r"eyJ[\w-]+\.[\w-]+\.[\w-]+"),
    "code": re.compile(r"[A-Z0-9]{4}(-[A-Z0-9]{4}){3}"),
    "picture": re.compile(rf"{ORIGIN}/media/[\w/.]+"),
}
"""What is made at random, so that two servers never say the same."""


@dataclass(frozen=True)
class Answer:
    """What is compared: the status, some headers, and the body and its lines if it is JSON."""

    status: int
    headers: dict[str, str]
    body: Any
    lines: int


class ReferenceServer:
    """The reference server on a copy of a seeded database."""

    def __init__(self, template: Path, folder: Path) -> None:
        self._template = template
        self._folder = folder
        self._open()

    @contextmanager
    def exchange(self, request: httpx.Request) -> Iterator[httpx.Response]:
        """Gives the response to a request; what it changed is undone in the end."""
        response = self._transport.handle_request(request)
        yield response
        if response.is_success and request.method not in {"GET", "HEAD", "OPTIONS"}:
            self.close()
            self._open()

    def close(self) -> None:
        """Closes the server."""
        self._transport.close()
        self._app.state.site.database.close()

    def _open(self) -> None:
        shutil.copyfile(self._template, self._folder / "siteowner.sqlite3")
        self._app = create_app(settings_in(self._folder, jwt_secret=KEY), clock=SetClock())
        self._transport = InProcess(self._app, raises=False)


class DjangoBackend:
    """The Django backend, loaded with the same database."""

    def __init__(self, template: Path, folder: Path, patch: pytest.MonkeyPatch) -> None:
        patch.syspath_prepend(str(DJANGO_BACKEND))
        patch.setenv("DATABASE_URL", f"sqlite:///{folder / 'django.sqlite3'}")
        patch.setenv("MEDIA_ROOT", str(folder / "django_media"))
        patch.setenv("SECRET_KEY", KEY)
        self._application: WSGIApplication = importlib.import_module("config.wsgi").application
        self._database = importlib.import_module("django.db")
        # Each exchange is within a transaction, whose connection no signal must close.
        signals = importlib.import_module("django.core.signals")
        for signal in (signals.request_started, signals.request_finished):
            signal.disconnect(self._database.close_old_connections)
        patch.setattr("django.utils.timezone.now", SetClock())
        management = importlib.import_module("django.core.management")
        management.call_command("load_reference", f"sqlite:///{template}", password=PASSWORD)

    @contextmanager
    def exchange(self, request: httpx.Request) -> Iterator[httpx.Response]:
        """Gives the response to a request; what it changed is undone in the end."""
        transaction = self._database.transaction
        with transaction.atomic():
            transport = httpx.WSGITransport(at_raw_path(self._application, request))
            response = transport.handle_request(request)
            response.read()
            yield response
            transaction.set_rollback(True)

    def close(self) -> None:
        """Closes the database."""
        self._database.connections.close_all()


def at_raw_path(application: "WSGIApplication", request: httpx.Request) -> "WSGIApplication":
    """Gives an application the path as WSGI has it: bytes, written as Latin-1."""
    path = unquote_to_bytes(request.url.raw_path.partition(b"?")[0]).decode("latin-1")

    def called(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        return application({**environ, "PATH_INFO": path}, start_response)

    return called


@dataclass(frozen=True)
class Backends:
    """Both servers."""

    reference: ReferenceServer
    django: DjangoBackend

    def ask(self, request: httpx.Request) -> tuple[Answer, Answer]:
        """Gives the reference server's answer and Django's."""
        request.read()
        with self.reference.exchange(request) as one, self.django.exchange(request) as other:
            return answer(one, request.method), answer(other, request.method)


def answer(response: httpx.Response, method: str) -> Answer:
    """Gives what is compared of a response.

    An error is its text, where the order of the fields counts; a success is its value. A HEAD has
    no body: WSGI servers take it away.
    """
    headers = {name: response.headers[name] for name in HEADERS if name in response.headers}
    body: Any = None
    if response.content and method != "HEAD" and headers.get("content-type") == JSON:
        body = json.loads(response.content)
        if response.is_error:
            body = json.dumps(body)
        elif method != "GET":
            body = without_random_values(body)
    lines = 0 if body is None else response.content.count(b"\n")
    return Answer(response.status_code, headers, body, lines)


def without_random_values(value: Any) -> Any:
    """Puts what kind of random text it is in the place of one."""
    match value:
        case dict():
            return {name: without_random_values(item) for name, item in value.items()}
        case str():
            return next((kind for kind, form in RANDOM.items() if form.fullmatch(value)), value)
    return value


def token(user_id: object = "1", token_type: object = "access", **claims: object) -> str:
    """Makes a token that both servers take, with the owner's id unless said otherwise.

    A claim that is None is left out.
    """
    all_claims = {
        "token_type": token_type,
        "exp": int(FAR_FUTURE.timestamp()),
        "iat": int(LAST_YEAR.timestamp()),
        "jti": "0" * 32,
        "user_id": user_id,
        **claims,
    }
    present = {name: value for name, value in all_claims.items() if value is not None}
    return jwt.encode(present, KEY, "HS256")
