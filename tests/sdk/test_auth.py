"""Credentials: fixed ones, and tokens that are asked for and renewed."""

import base64
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from siteowner_sdk import (
    APIConnectionError,
    APIResponseValidationError,
    APIStatusError,
    AuthenticationError,
    BasicAuth,
    BearerAuth,
    Request,
    Response,
    SiteOwner,
    TokenAuth,
    Tokens,
)
from siteowner_sdk.core.deviations import Deviation
from siteowner_sdk.core.exchange import Exchange
from siteowner_sdk.core.flow import Flow
from siteowner_sdk.core.options import CallOptions, Limits
from siteowner_sdk.core.refusal import refusal
from siteowner_sdk.core.request import Call, prepare
from siteowner_sdk.operations import COURSES_DESTROY
from tests.sdk.fakes import (
    BASE_URL,
    NOW,
    Drive,
    FakeTime,
    FakeTransport,
    Outcome,
    answer,
    caller,
    jwt,
    no_connection,
    script,
)
from tests.sdk.token_server import CALL, DONE, REFUSED, TokenServer, credentials


class Session:
    """Calls by one set of credentials, without a network."""

    def __init__(self, server: Callable[[Request], Outcome], **settings: Any) -> None:
        self.time = FakeTime()
        self.drive = Drive(server, self.time)
        self._caller = caller(self.time, credentials=credentials(self.time, **settings))

    def call(self) -> None:
        """One call."""
        self.drive.run(self._caller.perform(CALL))

    @property
    def operations(self) -> list[str]:
        """The operations that were sent."""
        return [send.request.operation_id for send in self.drive.sent]


@pytest.mark.parametrize(
    ("auth", "expected"),
    [
        (BearerAuth("abc"), "Bearer abc"),
        (TokenAuth("abc"), "Token abc"),
        (BasicAuth("owner", "pässword"), "Basic b3duZXI6cMOkc3N3b3Jk"),
    ],
)
def test_fixed_credentials(auth: BearerAuth | TokenAuth | BasicAuth, expected: str) -> None:
    """Each scheme has its own form of the header, and no secret is in its repr."""
    transport = FakeTransport(script(DONE))

    SiteOwner(BASE_URL, auth=auth, transport=transport).courses.delete(1)

    assert expected == transport.requests[0].headers["Authorization"]
    assert "abc" not in repr(auth)
    assert "pässword" not in repr(auth)


@pytest.mark.parametrize("text", ["s3cret\n", " s3cret", "s3\r\ncret", "س3cret", ""])
@pytest.mark.parametrize(
    "made",
    [
        BearerAuth,
        TokenAuth,
        lambda text: SiteOwner(BASE_URL, token=text),
        lambda text: SiteOwner(BASE_URL, token=Tokens(text or "\n", "refresh")),
    ],
    ids=["bearer", "key", "token", "tokens"],
)
def test_token_that_cannot_be_sent_is_refused_at_once(
    made: Callable[[str], object], text: str
) -> None:
    """One read with its line break, say; the message does not show it."""
    with pytest.raises(ValueError, match=r"can't be sent|is empty") as caught:
        made(text)
    assert "cret" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("X-Signature", "one\ntwo", "the value of X-Signature can't be sent"),
        ("host", "school.example", "host is set by the request itself"),
    ],
)
def test_headers_of_another_scheme_are_checked_before_they_are_sent(
    name: str, value: str, message: str
) -> None:
    """A scheme of one's own is told what it got wrong."""

    class Signed:
        def headers(self, _request: Request) -> dict[str, str]:
            return {name: value}

    transport = FakeTransport(script())
    client = SiteOwner(BASE_URL, auth=Signed(), transport=transport)
    with pytest.raises(ValueError, match=rf"Signed\.headers: {message}"):
        client.courses.delete(7)
    assert [] == transport.requests


def test_any_other_scheme() -> None:
    """An object with the one method `headers` is asked before each attempt."""

    class Signature:
        def headers(self, request: Request, /) -> dict[str, str]:
            return {"X-Signature": f"{request.method} signed"}

    transport = FakeTransport(script(DONE))

    SiteOwner(BASE_URL, auth=Signature(), transport=transport).courses.delete(1)

    assert "DELETE signed" == transport.requests[0].headers["X-Signature"]


def test_a_header_of_a_scheme_stands_in_the_place_of_the_clients() -> None:
    """Whatever way its name is written, it goes out once."""

    class Key:
        def headers(self, _request: Request, /) -> dict[str, str]:
            return {"x-api-key": "of the scheme"}

    transport = FakeTransport(script(DONE))
    client = SiteOwner(
        BASE_URL, auth=Key(), headers={"X-API-Key": "of the client"}, transport=transport
    )

    client.courses.delete(1)

    (request,) = transport.requests
    assert {"x-api-key": "of the scheme"} == {
        name: value for name, value in request.headers.items() if name.lower() == "x-api-key"
    }


def test_a_scheme_is_no_coroutine() -> None:
    """It would never be awaited, and nothing would be sent with it."""

    class Key:
        async def headers(self, _request: Request, /) -> dict[str, str]:
            return {}

    with pytest.raises(TypeError, match=r"Key\.headers must be a plain function"):
        SiteOwner(BASE_URL, auth=Key())  # type: ignore[arg-type]


def test_no_credentials_send_none() -> None:
    """Without credentials there is no header, and a 401 stands."""
    transport = FakeTransport(script(REFUSED))

    with pytest.raises(AuthenticationError):
        SiteOwner(BASE_URL, transport=transport).courses.delete(1)

    assert "Authorization" not in transport.requests[0].headers


def test_a_given_token_is_never_renewed() -> None:
    """A token of its own has nothing to be renewed by: the 401 is raised, after one request."""
    transport = FakeTransport(script(REFUSED))

    with pytest.raises(AuthenticationError, match="Given token not valid"):
        SiteOwner(BASE_URL, token="opaque", transport=transport).courses.delete(1)


def test_log_in_comes_with_the_first_call_and_once() -> None:
    """Nothing is sent before a call; the second call uses the token of the first."""
    server = TokenServer()
    session = Session(server)
    assert [] == server.operations

    session.call()
    session.call()

    assert [("auth_token_create", {"username": "owner", "password": "secret"})] == server.asked
    assert 3 == len(session.drive.sent)


def test_a_bad_log_in_is_an_authentication_error() -> None:
    """The server's words about the log-in reach the caller, and the call itself is never sent."""
    session = Session(
        script(answer({"detail": "No active account found with the given credentials"}, 401))
    )

    with pytest.raises(AuthenticationError, match="No active account") as caught:
        session.call()

    assert "auth_token_create" == caught.value.request.operation_id


def test_a_token_is_renewed_shortly_before_it_expires() -> None:
    """Of a life of 300 s the last 30 are not used."""
    server = TokenServer(lifetime=300)
    session = Session(server)

    session.call()
    session.time.seconds += 269
    session.call()
    assert ["auth_token_create"] == server.operations

    session.time.seconds += 1
    session.call()
    assert ["auth_token_create", "auth_token_refresh"] == server.operations
    assert {"refresh": "refresh1"} == server.asked[-1][1]


def test_a_short_life_leaves_nine_tenths() -> None:
    """Of a life of 10 s the last second is not used."""
    server = TokenServer(lifetime=10)
    session = Session(server)

    session.call()
    session.time.seconds += 8.9
    session.call()
    session.time.seconds += 0.1
    session.call()

    assert ["auth_token_create", "auth_token_refresh"] == server.operations


HUGE = base64.urlsafe_b64encode(b'{"iat": 1, "exp": 1%s}' % (b"0" * 400)).decode().rstrip("=")


@pytest.mark.parametrize(
    "token",
    [pytest.param(f"e30.{HUGE}.x", id="huge"), "opaque", "a.b.c", "e30.e30.x", "e30.WzFd.x"],
)
def test_a_token_that_says_nothing_is_not_renewed_early(token: str) -> None:
    """What is no JWT, or has no lifetime in it, is used until a 401."""
    session = Session(script(answer({"access": token, "refresh": "r"}), DONE, DONE))

    session.call()
    session.time.seconds += 1e9
    session.call()


def test_a_refresh_token_that_is_rotated_is_used_next() -> None:
    """When the server sends a new refresh token along, the old one is not sent again."""
    server = TokenServer(lifetime=100)
    session = Session(server)

    for _ in range(3):
        session.call()
        session.time.seconds += 100

    assert [{"refresh": "refresh1"}, {"refresh": "refresh2"}] == [body for _, body in server.asked][
        1:
    ]


def test_a_401_renews_once() -> None:
    """An unexpected 401 causes one refresh and one further attempt; a second 401 stands."""
    refresh = answer({"access": "new"})
    session = Session(
        script(REFUSED, refresh, DONE, REFUSED, refresh, REFUSED), tokens=Tokens("old", "r")
    )

    session.call()
    with pytest.raises(AuthenticationError):
        session.call()

    assert ["Bearer old", None, "Bearer new"] == [
        send.request.headers.get("Authorization") for send in session.drive.sent[:3]
    ]


def test_a_401_of_an_older_token_renews_nothing() -> None:
    """Who was refused with a token that another thread has replaced since just tries again."""
    time = FakeTime()
    latest = credentials(time, tokens=Tokens("new", "r"))
    refused = Request("x", "GET", BASE_URL, {"Authorization": "Bearer old"})
    drive = Drive(script())

    assert drive.run(latest.renew(refused, _NoLine()))


def test_a_refused_refresh_token_leads_to_a_log_in() -> None:
    """When the refresh token has expired too, user name and password are used again."""
    server = TokenServer(refresh=False)
    session = Session(server)
    session.call()
    server.access = "another"

    session.call()

    assert ["auth_token_create", "auth_token_refresh", "auth_token_create"] == server.operations


def test_tokens_without_a_log_in_end_with_their_refresh_token() -> None:
    """Of an account known by its tokens alone, a refused refresh token is the error."""
    server = TokenServer(refresh=False)
    session = Session(server, login=None, tokens=Tokens("old", "r"))

    with pytest.raises(AuthenticationError, match="Token is expired"):
        session.call()


def test_new_tokens_are_told() -> None:
    """`on_token` gets the tokens of the log-in and of each renewal, to keep them."""
    told: list[Tokens] = []
    server = TokenServer(lifetime=100)
    session = Session(server, on_token=told.append)

    session.call()
    session.time.seconds += 100
    session.call()

    assert ["refresh1", "refresh2"] == [tokens.refresh for tokens in told]
    assert server.access == told[-1].access
    assert "refresh" not in repr(told[0]).replace("Tokens", "")


def test_kept_tokens_are_used_without_a_log_in() -> None:
    """`token=` takes the tokens of an earlier log-in; they are refreshed after a 401."""
    server = TokenServer()
    transport = FakeTransport(server)

    SiteOwner(BASE_URL, token=Tokens("old", "kept"), transport=transport).courses.delete(1)

    assert [("auth_token_refresh", {"refresh": "kept"})] == server.asked


def test_kept_tokens_that_have_expired_are_renewed_first() -> None:
    """Tokens of yesterday are renewed before anything is sent with them: an upload goes once."""
    now = int(NOW.timestamp())
    server = TokenServer()
    expired = Tokens(jwt(issued=now - 600, expires=now - 300), "r")
    session = Session(server, login=None, tokens=expired)

    session.call()

    assert ["auth_token_refresh", "courses_destroy"] == session.operations


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        (jwt(issued=int(NOW.timestamp()), expires=int(NOW.timestamp()) + 300), 1),
        (jwt(issued=5, expires=5), 1),
        (jwt(issued=9, expires=5), 1),
        ("opaque", 1),
        (jwt(issued=int(NOW.timestamp()) - 280, expires=int(NOW.timestamp()) + 20), 2),
    ],
)
def test_kept_tokens_that_may_be_good_are_tried(token: str, expected: int) -> None:
    """Of tokens handed in only those that are about to expire by the clock here are renewed."""
    session = Session(
        script(*[answer({"access": "new"})] * (expected - 1), DONE), tokens=Tokens(token, "r")
    )

    session.call()

    assert expected == len(session.drive.sent)


def test_a_clock_that_is_wrong_costs_one_renewal() -> None:
    """With a clock an hour ahead, tokens handed in are renewed once, and then never early."""
    server = TokenServer(lifetime=300)
    an_hour_ago = int(NOW.timestamp()) - 3600
    session = Session(
        server, tokens=Tokens(jwt(issued=an_hour_ago, expires=an_hour_ago + 300), "r")
    )

    for _ in range(5):
        session.call()

    assert ["auth_token_refresh"] == server.operations


def test_new_tokens_are_not_lost_when_telling_fails() -> None:
    """What `on_token` raises ends the call in hand; the tokens are used, and told once more."""
    told: list[Tokens] = []
    full = [OSError("disk full")]

    def keep(tokens: Tokens) -> None:
        if full:
            raise full.pop()
        told.append(tokens)

    server = TokenServer()
    session = Session(server, on_token=keep)

    with pytest.raises(OSError, match="disk full"):
        session.call()
    assert ["auth_token_create"] == session.operations

    session.call()
    session.call()

    assert ["auth_token_create", "courses_destroy", "courses_destroy"] == session.operations
    assert [server.access] == [tokens.access for tokens in told]


@pytest.mark.parametrize("access", ["SECRET\n", "SECRET\u0661", ""])
@pytest.mark.parametrize("tokens", [None, Tokens("old", "r")], ids=["log-in", "refresh"])
def test_a_token_that_cannot_be_sent_is_not_kept(access: str, tokens: Tokens | None) -> None:
    """It is an answer that breaks the contract; it is not told, and is asked for anew."""
    told: list[Tokens] = []
    server = script(
        *([REFUSED] if tokens else []),
        answer({"access": access, "refresh": "SECRET-r"}),
        *([REFUSED] if tokens else []),
        answer({"access": "good", "refresh": "r2"}),
        DONE,
    )
    session = Session(server, tokens=tokens, on_token=told.append)

    with pytest.raises(APIResponseValidationError, match=r"\$\.access") as caught:
        session.call()
    assert [] == told
    session.call()

    assert [Tokens("good", "r2")] == told
    assert "SECRET" not in repr(vars(caught.value)) + str(caught.value)
    assert b"SECRET" not in pickle.dumps(caught.value)


@pytest.mark.parametrize(
    "document", [{"access": "SECRET", "refresh": 5}, {"refresh": "SECRET"}, ["SECRET"]]
)
def test_the_error_of_a_log_in_holds_no_token(document: object) -> None:
    """What came is not in it, for errors go into logs and through task queues."""
    session = Session(script(answer(document)))

    with pytest.raises(APIResponseValidationError) as caught:
        session.call()

    assert b"" == caught.value.response.content
    assert b"SECRET" not in pickle.dumps(caught.value)
    assert (None, None) == (caught.value.__cause__, caught.value.__context__)


def test_what_on_token_raises_is_not_the_log_ins() -> None:
    """Where it keeps tokens by another client, its refusal is no reason to log in once more."""

    def keep(_: Tokens) -> None:
        raise refusal(Exchange(Request("vault", "PUT", BASE_URL), Response(401)))

    server = TokenServer()
    session = Session(server, tokens=Tokens("", "r"), on_token=keep)

    with pytest.raises(AuthenticationError, match="401 from vault"):
        session.call()

    assert ["auth_token_refresh"] == session.operations


def test_a_refused_renewal_is_not_hidden_by_what_could_not_be_told() -> None:
    """Tokens that `on_token` failed to keep are told with the next call, not amid its failure."""

    def fail(_: Tokens) -> None:
        raise OSError("disk full")

    server = TokenServer()
    session = Session(server, login=None, tokens=Tokens("", "r"), on_token=fail)
    with pytest.raises(OSError, match="disk full"):
        session.call()
    session.time.seconds += 10_000
    server.refresh = False

    with pytest.raises(AuthenticationError, match="auth_token_refresh"):
        session.call()


def test_the_refusal_of_a_log_in_keeps_the_servers_words_alone() -> None:
    """No header of unknown meaning, and of a redirect no more than where to."""
    headers = {"set-cookie": "refresh=SECRET", "location": "https://x.example/#token=SECRET"}
    session = Session(script(Response(302, headers)))

    with pytest.raises(APIStatusError, match=r"a redirect to https://x\.example/,") as caught:
        session.call()

    assert b"SECRET" not in pickle.dumps(caught.value)


def test_tokens_without_an_access_token_are_renewed_first() -> None:
    """A refresh token alone is enough: no call is made to be refused."""
    session = Session(TokenServer(), login=None, tokens=Tokens("", "r"))

    session.call()

    assert ["auth_token_refresh", "courses_destroy"] == session.operations


def test_an_empty_refresh_token_replaces_none() -> None:
    """A server that sends the field along empty does not rotate."""
    told: list[Tokens] = []
    server = script(answer({"access": "a2", "refresh": ""}), DONE)
    session = Session(server, login=None, tokens=Tokens("", "r"), on_token=told.append)

    session.call()

    assert [Tokens("a2", "r")] == told


def test_strict_loses_no_rotated_token() -> None:
    """The field that a server adds to a renewal is drift; the tokens are kept before it raises."""
    told: list[Tokens] = []
    answers = iter((answer({"access": "a2", "refresh": "r2"}), DONE))
    transport = FakeTransport(lambda _: next(answers))
    siteowner = SiteOwner(
        BASE_URL,
        token=Tokens("", "r"),
        transport=transport,
        strict=True,
        on_token=told.append,
    )

    with pytest.raises(APIResponseValidationError, match=r"\$\.refresh"):
        siteowner.courses.delete(1)
    siteowner.courses.delete(1)

    assert [Tokens("a2", "r2")] == told
    assert "Bearer a2" == transport.requests[-1].headers["Authorization"]


IDEMPOTENT = prepare(COURSES_DESTROY, path={"id": 1}, options=CallOptions(idempotent=True))


@pytest.mark.parametrize(
    ("of_the_renewal", "words"),
    [(no_connection(sent=False), "broken"), (REFUSED, "401 from auth_token_refresh")],
)
def test_what_may_be_done_is_not_forgotten_for_a_renewal(
    of_the_renewal: Outcome, words: str
) -> None:
    """Where tokens can't be renewed before a retry, the call is still one that may be done."""
    time = FakeTime()
    now = int(NOW.timestamp())
    lost = no_connection(sent=True)

    def server(request: Request) -> Outcome:
        time.seconds += 20
        return lost if request.operation_id == "courses_destroy" else of_the_renewal

    drive = Drive(server, time)
    limits = Limits(timeout=30.0, deadline=None, max_retries=1)
    own = credentials(time, login=None, tokens=Tokens(jwt(issued=now - 260, expires=now + 40), "r"))

    with pytest.raises(APIConnectionError, match="broken") as caught:
        drive.run(caller(time, credentials=own, limits=limits).perform(IDEMPOTENT))

    assert lost is caught.value
    assert 0 == caught.value.retries
    assert words in caught.value.__notes__[0]


def test_a_failed_refresh_is_not_taken_for_a_failed_call() -> None:
    """A connection that breaks during the refresh ends the call, which is not repeated for it."""
    session = Session(script(REFUSED, no_connection(sent=True)), tokens=Tokens("old", "r"))

    with pytest.raises(APIConnectionError):
        session.call()


def test_a_log_in_is_tried_again_as_reading_is() -> None:
    """To ask for tokens twice does no harm, so a bad gateway is no failure of the call."""
    time = FakeTime()
    bad_gateway, tokens = Response(502), answer({"access": "a", "refresh": "r"})
    drive = Drive(script(bad_gateway, no_connection(sent=True), tokens, DONE), time)
    limits = Limits(timeout=30.0, deadline=None, max_retries=2)

    drive.run(caller(time, credentials=credentials(time), limits=limits).perform(CALL))

    assert 4 == len(drive.sent)


def test_the_deadline_holds_for_the_log_in_too() -> None:
    """What the log-in took is not there for the call."""
    time = FakeTime()

    def slow(_: Request) -> Outcome:
        time.seconds += 6
        return answer({"access": "a", "refresh": "r"})

    drive = Drive(slow, time)
    limits = Limits(timeout=30.0, deadline=10.0, max_retries=0)

    drive.run(caller(time, credentials=credentials(time), limits=limits).perform(CALL))

    assert [10.0, 4.0] == [send.timeout for send in drive.sent]


class _NoLine:
    """A line to the server that must not be used."""

    def perform(self, call: Call[Any], take: Callable[[Any], tuple[Deviation, ...]]) -> Flow[None]:
        raise AssertionError("never reached")

    def remaining(self) -> float | None:
        return None
