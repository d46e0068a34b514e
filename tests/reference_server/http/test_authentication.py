"""Log-in, tokens and who may call what."""

from datetime import UTC, datetime, timedelta

import httpx
import jwt
import pytest
from argon2 import PasswordHasher

from siteowner_reference.db.queries import users
from siteowner_reference.http.site import Site
from tests.reference_server.conftest import PASSWORD, Login, SetClock
from tests.reference_server.forms import form

NO_ACCOUNT = {"detail": "No active account found with the given credentials"}
FAR = int(datetime(2030, 1, 1, tzinfo=UTC).timestamp())
CLAIMS = {"token_type": "access", "exp": FAR, "jti": "1", "user_id": "1"}


def log_in_answer(client: httpx.Client, username: str, password: str) -> httpx.Response:
    """Asks for tokens."""
    return client.post("/auth/token/", json={"username": username, "password": password})


def stats(client: httpx.Client, authorization: str) -> httpx.Response:
    """Calls an operation with some `Authorization` header."""
    return client.get("/dashboard/stats/", headers={"Authorization": authorization})


@pytest.mark.parametrize("username", ["owner", "teacher1", "assistant1", "student1"])
def test_one_account_of_each_role_can_log_in(anonymous: httpx.Client, username: str) -> None:
    """The four accounts of the seed get a pair of tokens, refresh token first."""
    response = log_in_answer(anonymous, username, PASSWORD)

    assert response.status_code == 200
    assert ["refresh", "access"] == list(response.json())


@pytest.mark.parametrize(
    ("username", "password"),
    [("owner", "wrong"), ("nobody", PASSWORD), ("OWNER", PASSWORD), ("student2", PASSWORD)],
)
def test_bad_log_in(anonymous: httpx.Client, username: str, password: str) -> None:
    """A wrong password and an unknown name are refused alike."""
    response = log_in_answer(anonymous, username, password)

    assert (401, NO_ACCOUNT) == (response.status_code, response.json())


def test_log_in_trims_as_simplejwt_does(anonymous: httpx.Client) -> None:
    """White space around username and password is dropped."""
    assert log_in_answer(anonymous, " owner ", f" {PASSWORD} ").status_code == 200


def test_log_in_fields(anonymous: httpx.Client) -> None:
    """Missing, blank and null fields are named in DRF's words."""
    missing = anonymous.post("/auth/token/", json={})
    bad = anonymous.post("/auth/token/", json={"username": "", "password": None})

    required = ["This field is required."]
    assert (400, {"username": required, "password": required}) == (
        missing.status_code,
        missing.json(),
    )
    assert {
        "username": ["This field may not be blank."],
        "password": ["This field may not be null."],
    } == bad.json()


def test_access_token_expires_and_is_refreshed(anonymous: httpx.Client, clock: SetClock) -> None:
    """After its time an access token is refused, and a refresh token gives another one."""
    pair = log_in_answer(anonymous, "owner", PASSWORD).json()
    assert stats(anonymous, f"Bearer {pair['access']}").status_code == 200

    clock.advance(minutes=31)
    expired = stats(anonymous, f"Bearer {pair['access']}")
    assert expired.status_code == 401
    assert expired.json()["code"] == "token_not_valid"
    assert expired.json()["messages"][0]["message"] == "Token is expired"

    answer = anonymous.post("/auth/token/refresh/", json={"refresh": pair["refresh"]}).json()
    assert ["access"] == list(answer)
    assert stats(anonymous, f"Bearer {answer['access']}").status_code == 200


def test_refresh_token_expires(anonymous: httpx.Client, clock: SetClock) -> None:
    """After a day a refresh token is refused."""
    pair = log_in_answer(anonymous, "owner", PASSWORD).json()
    clock.advance(days=1, seconds=1)
    response = anonymous.post("/auth/token/refresh/", json={"refresh": pair["refresh"]})

    assert response.status_code == 401
    assert {"detail": "Token is expired", "code": "token_not_valid"} == response.json()


def test_refresh_needs_a_refresh_token_of_an_active_account(
    owner: httpx.Client, anonymous: httpx.Client
) -> None:
    """An access token, garbage and the token of a deactivated account give no access."""
    pair = log_in_answer(anonymous, "teacher1", PASSWORD).json()
    owner.patch("/teachers/1/", files=form({"is_active": False}))
    details = [
        anonymous.post("/auth/token/refresh/", json={"refresh": token}).json()["detail"]
        for token in (pair["access"], "garbage", pair["refresh"])
    ]

    assert [
        "Token has wrong type",
        "Token is invalid",
        "No active account found for the given token.",
    ] == details


@pytest.mark.parametrize("header", ["", "bearer x", "Token x", "Basic b3duZXI6eA==", "JWT x"])
def test_GEN_1_other_schemes_are_no_credentials(anonymous: httpx.Client, header: str) -> None:
    """Any scheme but `Bearer` is as if nothing was sent."""
    response = stats(anonymous, header)

    assert response.status_code == 401
    assert {"detail": "Authentication credentials were not provided."} == response.json()


@pytest.mark.parametrize("header", ["Bearer", "Bearer ", "Bearer a b"])
def test_malformed_header(anonymous: httpx.Client, header: str) -> None:
    """`Bearer` with no token, or with two, is refused in simplejwt's words."""
    response = stats(anonymous, header)

    assert response.status_code == 401
    assert response.json()["code"] == "bad_authorization_header"


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"exp": 1}, "Token is expired"),
        ({"exp": None}, "Token has no 'exp' claim"),
        ({"jti": None}, "Token has no id"),
        ({"token_type": None}, "Token has no type"),
        ({"token_type": "refresh"}, "Token has wrong type"),
    ],
)
def test_GEN_10_incomplete_token(
    anonymous: httpx.Client, site: Site, changes: dict[str, object], text: str
) -> None:
    """A signed token that is expired, incomplete or of another type is refused for that."""
    claims = {name: value for name, value in {**CLAIMS, **changes}.items() if value is not None}
    token = jwt.encode(claims, site.tokens.secret, "HS256")
    response = stats(anonymous, f"Bearer {token}")

    assert response.status_code == 401
    assert text == response.json()["messages"][0]["message"]


def test_GEN_10_forged_token(anonymous: httpx.Client, site: Site) -> None:
    """Another key, no signature, another algorithm and a changed signature are refused."""
    good = jwt.encode(CLAIMS, site.tokens.secret, "HS256")
    forged = [
        jwt.encode(CLAIMS, "x" * 40, "HS256"),
        jwt.encode(CLAIMS, "", "none"),
        jwt.encode(CLAIMS, site.tokens.secret * 2, "HS512"),
        good[:-3] + ("AAA" if good[-3:] != "AAA" else "BBB"),
        "garbage",
    ]

    assert stats(anonymous, f"Bearer {good}").status_code == 200
    for token in forged:
        response = stats(anonymous, f"Bearer {token}")
        assert response.status_code == 401
        assert response.json()["messages"][0]["message"] == "Token is invalid"


@pytest.mark.parametrize("user_id", ["99999", str(10**30), "-1", "x", None])
def test_GEN_10_token_of_nobody(anonymous: httpx.Client, site: Site, user_id: str | None) -> None:
    """A good token of an account that is not there is refused, never a 500."""
    token = jwt.encode({**CLAIMS, "user_id": user_id}, site.tokens.secret, "HS256")

    assert stats(anonymous, f"Bearer {token}").status_code == 401


def test_GEN_13_deactivated_account_with_a_live_token(owner: httpx.Client, log_in: Login) -> None:
    """A live token of a deactivated account no longer counts."""
    teacher = log_in("teacher1")
    assert teacher.get("/dashboard/stats/").status_code == 403
    owner.patch("/teachers/1/", files=form({"is_active": False}))
    response = teacher.get("/dashboard/stats/")

    assert response.status_code == 401
    assert response.json()["code"] == "user_inactive"


def test_signing_key_is_the_databases_own(site: Site) -> None:
    """The key is made at random, long, and kept: a token outlives the server process."""
    assert len(site.tokens.secret) >= 64
    assert site.tokens.user_id(site.tokens.access(7), "access") == 7
    assert site.tokens.access_lifetime == timedelta(minutes=30)


def test_log_in_renews_an_old_hash(anonymous: httpx.Client, site: Site) -> None:
    """A password hash of other parameters than today's is made anew at log-in."""
    old = PasswordHasher(time_cost=1, memory_cost=64).hash(PASSWORD)
    with site.writing() as work:
        users.set_password_hash(work.session, "owner", old)
    statuses = [log_in_answer(anonymous, "owner", PASSWORD).status_code for _ in range(2)]
    with site.reading() as work:
        owner = users.credentials(work.session, "owner")
        assert owner is not None
        renewed = owner.password_hash

    assert [200, 200] == statuses
    assert renewed != old
