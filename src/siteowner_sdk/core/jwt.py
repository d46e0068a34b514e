"""Log-in as djangorestframework-simplejwt does it.

The access token is renewed shortly before it expires, and after a 401.

However many threads or tasks meet the same expired token, it is renewed once.
"""

from __future__ import annotations

import base64
import copy
import datetime as dt
import json
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, cast

from ..errors import (
    APIConnectionError,
    AuthenticationError,
    BadRequestError,
    SiteOwnerError,
)
from .deviations import Deviation
from .flow import Exclusive
from .headers import check_secret
from .options import CallOptions
from .processes import PerProcess
from .request import prepare

if TYPE_CHECKING:
    from collections.abc import Callable

    from .auth import LoginLine
    from .call import Chance
    from .flow import Flow
    from .operation import Operation
    from .request import Request

# An access token is renewed in the last tenth of its life, but not more than so many seconds before
# its end.
LONGEST_LEEWAY = 30.0

# To ask for tokens twice does no harm: at worst the first ones are never used, or a refresh token
# that was exchanged already is refused, as it would be the next time.
HARMLESS_TWICE = CallOptions(idempotent=True)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The two tokens of a log-in, to be kept and handed in again.

    Attributes:
        access: Access token.
        refresh: Refresh token.
    """

    access: str = field(repr=False)
    refresh: str = field(repr=False)


class _AccessToken(Protocol):
    @property
    def access(self) -> str: ...

    @property
    def model_extra(self) -> dict[str, object] | None: ...


class _TokenPair(Protocol):
    @property
    def access(self) -> str: ...

    @property
    def refresh(self) -> str: ...


@dataclass(frozen=True, slots=True)
class TokenOperations:
    """The two operations that give tokens."""

    create: Operation[_TokenPair]
    refresh: Operation[_AccessToken]


@dataclass(frozen=True, slots=True)
class Login:
    """User name and password."""

    username: str
    password: str = field(repr=False)


class JWTCredentials:
    """Tokens of one account, shared by all calls of a client."""

    def __init__(
        self,
        operations: TokenOperations,
        *,
        login: Login | None = None,
        tokens: Tokens | None = None,
        on_token: Callable[[Tokens], object] | None = None,
        chance: Chance,
    ) -> None:
        """Either `login` or `tokens`, or both.

        Args:
            operations: The operations that give tokens.
            login: What to log in with, at the first call and when the refresh token is refused.
            tokens: Tokens of an earlier log-in.
            on_token: Called with the tokens each time there are new ones.
            chance: The clock, and the present instant, by which the age of `tokens` is told.
        """
        self._operations = operations
        self._login = login
        self._tokens = tokens
        self._on_token = on_token
        self._clock = chance.clock
        self._renew_at = chance.clock() + _time_left_of_kept(tokens, chance.now())
        self._untold = False
        self._telling = PerProcess(threading.RLock)
        self._renewals = 0
        self._failure: SiteOwnerError | None = None

    @property
    def username(self) -> str | None:
        """Who logs in; None where only tokens are known."""
        return None if self._login is None else self._login.username

    def authorize(self, request: Request, line: LoginLine, /) -> Flow[Request]:
        """The request with an access token, a new one where there is none or it is expiring."""
        tokens = self._tokens
        if tokens is None or self._clock() >= self._renew_at:
            tokens = yield from self._renewed(tokens, request, line)
        if self._untold:
            self._tell()
        return request.with_headers({"Authorization": _bearer(tokens)})

    def renew(self, refused: Request, line: LoginLine, /) -> Flow[bool]:
        """After a 401: new tokens, unless another thread or task has got some since."""
        tokens = self._tokens
        if tokens is not None and refused.headers.get("Authorization") == _bearer(tokens):
            yield from self._renewed(tokens, refused, line)
        return True

    def _renewed(self, stale: Tokens | None, request: Request, line: LoginLine) -> Flow[Tokens]:
        renewal = self._renew_once(stale, self._renewals, line)
        tokens: Tokens = yield Exclusive(renewal, request, line.remaining())
        return tokens

    def _renew_once(self, stale: Tokens | None, renewals: int, line: LoginLine) -> Flow[Tokens]:
        """New tokens for the stale ones, or what came of it while this flow waited for its turn.

        They are kept as soon as they are there: what is raised after that loses none.
        """
        if self._tokens is not None and self._tokens is not stale:
            return self._tokens
        if self._failure is not None and self._renewals != renewals:
            raise copy.copy(self._failure)
        self._failure = None
        try:
            yield from self._obtain(stale, line)
        except SiteOwnerError as error:
            if not _is_of_one_call(error, line):
                self._failure = error
            raise
        finally:
            self._renewals += 1
            if self._untold and self._tokens is not stale:
                self._tell()
        assert self._tokens is not None
        return self._tokens

    def _keep(self, tokens: Tokens) -> None:
        # In this order: a thread that comes between finds the old token, which is still good, and
        # not the new one as if it were about to expire.
        self._renew_at = self._clock() + _time_to_renew(tokens.access)
        self._tokens = tokens
        self._untold = self._on_token is not None

    def _tell(self) -> None:
        """Tells of new tokens; where that fails they stay untold until the next call."""
        # One thread at a time and the latest tokens, so that no older ones are kept after them.
        with self._telling.get():
            tokens, untold, self._untold = self._tokens, self._untold, False
            if not untold or tokens is None or self._on_token is None:
                return
            try:
                self._on_token(tokens)
            except BaseException:
                self._untold = True
                raise

    def _obtain(self, stale: Tokens | None, line: LoginLine) -> Flow[None]:
        if stale is not None:
            try:
                yield from self._refresh(stale, line)
            except (AuthenticationError, BadRequestError):
                if self._login is None:
                    raise
            else:
                return
        yield from self._log_in(line)

    def _refresh(self, stale: Tokens, line: LoginLine) -> Flow[None]:
        call = prepare(
            self._operations.refresh, body={"refresh": stale.refresh}, options=HARMLESS_TWICE
        )

        def take(answer: _AccessToken) -> tuple[Deviation, ...]:
            # A backend that rotates refresh tokens sends the next one along.
            rotated = (answer.model_extra or {}).get("refresh")
            refresh = rotated if isinstance(rotated, str) and rotated else stale.refresh
            return self._take(answer.access, refresh)

        yield from line.perform(call, take)

    def _log_in(self, line: LoginLine) -> Flow[None]:
        assert self._login is not None
        call = prepare(
            self._operations.create,
            body={"username": self._login.username, "password": self._login.password},
            options=HARMLESS_TWICE,
        )
        yield from line.perform(call, lambda answer: self._take(answer.access, answer.refresh))

    def _take(self, access: str, refresh: str) -> tuple[Deviation, ...]:
        """Keeps tokens, but for one that can't be sent: it would spoil every call to come."""
        try:
            check_secret(access, "access token")
        except ValueError:
            found = "another string" if access else "an empty string"
            return (Deviation("$.access", "a token that can stand in a header", found),)
        self._keep(Tokens(access, refresh))
        return ()


def is_due(token: str, now: dt.datetime) -> bool:
    """Whether an access token would be renewed before the next call."""
    return _time_left(token, now) <= 0


def account_of(token: str) -> str | None:
    """Whose a token is, by its own claims; None where it does not say."""
    claims = _claims(token)
    for name in ("user_id", "sub"):
        account = claims.get(name)
        if isinstance(account, float):
            return f"{name} {account:.0f}"
        if isinstance(account, str) and account:
            return f"{name} {account}"
    return None


def expires_at(token: str) -> dt.datetime | None:
    """When a token runs out, by its own claims; None where it does not say."""
    _, expires = _life(token)
    return None if expires == float("inf") else dt.datetime.fromtimestamp(expires, dt.UTC)


def _is_of_one_call(error: SiteOwnerError, line: LoginLine) -> bool:
    """Whether those who waited may have more luck, since this call's own deadline was short."""
    return isinstance(error, APIConnectionError) and line.remaining() is not None


def _bearer(tokens: Tokens) -> str:
    return f"Bearer {tokens.access}"


def _time_to_renew(token: str) -> float:
    """Seconds until a fresh token is to be renewed, by the server's clock alone."""
    issued, expires = _life(token)
    return expires - issued - _leeway(expires - issued)


def _time_left(token: str, now: dt.datetime) -> float:
    """Seconds until a token of unknown age is to be renewed.

    By the clock here: where that is wrong, the token is renewed once too early, or after a 401.
    """
    issued, expires = _life(token)
    return expires - now.timestamp() - _leeway(expires - issued)


def _time_left_of_kept(tokens: Tokens | None, now: dt.datetime) -> float:
    """As `_time_left`, of tokens that were handed in; without an access token, none."""
    return _time_left(tokens.access, now) if tokens is not None and tokens.access else 0.0


def _leeway(lifetime: float) -> float:
    return min(LONGEST_LEEWAY, lifetime / 10)


def _life(token: str) -> tuple[float, float]:
    """When a JWT was issued and when it expires; a token that does not say so never does."""
    claims = _claims(token)
    issued, expires = claims.get("iat"), claims.get("exp")
    if isinstance(issued, float) and isinstance(expires, float) and issued < expires:
        return issued, expires
    return 0.0, float("inf")


def _claims(token: str) -> dict[str, object]:
    """What a JWT says of itself; nothing of a token that is none."""
    try:
        payload = token.split(".")[1]
        claims = json.loads(
            base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)), parse_int=float
        )
    except (IndexError, ValueError, RecursionError):
        return {}
    return cast("dict[str, object]", claims) if isinstance(claims, dict) else {}
