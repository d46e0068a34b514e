"""A server that gives tokens, and credentials that ask it for some."""

import json
import threading
import time as system_time
from collections.abc import Callable

from siteowner_sdk import Request, Response, Tokens
from siteowner_sdk.core.jwt import JWTCredentials, Login, TokenOperations
from siteowner_sdk.core.request import prepare
from siteowner_sdk.operations import AUTH_TOKEN_CREATE, AUTH_TOKEN_REFRESH, COURSES_DESTROY
from tests.sdk.fakes import FakeTime, Outcome, answer, jwt

CALL = prepare(COURSES_DESTROY, path={"id": 1})
DONE = Response(204)
REFUSED = answer({"detail": "Given token not valid for any token type"}, 401)
LOGIN = Login("owner", "secret")


class TokenServer:
    """Gives tokens, and takes only the latest of them."""

    def __init__(self, *, lifetime: int = 300, pause: float = 0.0, refresh: bool = True) -> None:
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.access = ""
        self.lifetime = lifetime
        self.pause = pause
        self.refresh = refresh
        self._lock = threading.Lock()

    def __call__(self, request: Request) -> Outcome:
        """Answers a request."""
        if request.operation_id.startswith("auth_token"):
            system_time.sleep(self.pause)
            return self._tokens(request)
        authorized = request.headers.get("Authorization") == f"Bearer {self.access}"
        return DONE if authorized else REFUSED

    def _tokens(self, request: Request) -> Outcome:
        assert request.body is not None
        with self._lock:
            self.asked.append((request.operation_id, json.loads(b"".join(request.body))))
            if request.operation_id == "auth_token_refresh" and not self.refresh:
                return answer({"detail": "Token is expired", "code": "token_not_valid"}, 401)
            name = f"access{len(self.asked)}"
            self.access = jwt(issued=0, expires=self.lifetime, name=name)
            return answer({"access": self.access, "refresh": f"refresh{len(self.asked)}"})

    @property
    def operations(self) -> list[str]:
        """The operations that were asked for tokens."""
        return [operation for operation, _ in self.asked]


def credentials(
    time: FakeTime,
    *,
    login: Login | None = LOGIN,
    tokens: Tokens | None = None,
    on_token: Callable[[Tokens], object] | None = None,
) -> JWTCredentials:
    """Tokens of one account, by the test's clock."""
    return JWTCredentials(
        TokenOperations(AUTH_TOKEN_CREATE, AUTH_TOKEN_REFRESH),
        login=login,
        tokens=tokens,
        on_token=on_token,
        chance=time.chance,
    )
