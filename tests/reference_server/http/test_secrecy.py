"""What nobody is told: why the server failed, and which accounts there are."""

from dataclasses import dataclass, field

import httpx
import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI
from sqlalchemy import text

from siteowner_reference.app import API, OPERATIONS
from siteowner_reference.db.queries import users
from siteowner_reference.domain import passwords
from siteowner_reference.drf.pages import PAGES
from siteowner_reference.http.operations import Operation
from tests.reference_server.callers import caller, site_of
from tests.reference_server.conftest import PASSWORD

SQL = ("SELECT", "INSERT", "Traceback", "sqlalchemy", "psycopg", "sqlite", "users", ".py")


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.id)
def test_a_failure_tells_nothing(app: FastAPI, operation: Operation) -> None:
    """Whatever operation fails inside answers Django's bare page: no SQL, no stack trace."""
    path = operation.path.format(id=1, course_id=1, lecture_id=1)
    body = {"username": "owner", "password": PASSWORD}
    with caller(app, "owner", raises=False) as client:
        if operation.id == "auth_token_refresh":
            body = client.post(f"{API}/auth/token/", json=body).json()
        with site_of(app).writing() as work:
            work.session.execute(text("ALTER TABLE users RENAME TO elsewhere"))
        response = client.request(operation.method, f"{API}{path}", json=body)

    assert (500, PAGES[500]) == (response.status_code, response.text)
    seen = f"{response.text} {response.headers}"
    assert [] == [word for word in SQL if word in seen]


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_the_log_of_a_failure_has_no_values(app: FastAPI) -> None:
    """An exception of the database, as it is logged, has none of the values in its statement."""
    body = {"username": "somebody.personal", "password": PASSWORD}
    with site_of(app).writing() as work:
        work.session.execute(text("ALTER TABLE users RENAME TO elsewhere"))
    with caller(app) as client, pytest.raises(Exception, match="no such table: users") as failure:
        client.post(f"{API}/auth/token/", json=body)

    assert "somebody.personal" not in str(failure.value)
    assert PASSWORD not in str(failure.value)


@dataclass
class CountingHasher:
    """A hasher that keeps what it was asked to verify."""

    real: PasswordHasher
    verified: list[str] = field(default_factory=list)

    def verify(self, password_hash: str, password: str) -> bool:
        """Verifies, and remembers."""
        self.verified.append(password_hash)
        return self.real.verify(password_hash, password)

    def hash(self, password: str) -> str:
        """Hashes."""
        return self.real.hash(password)

    def check_needs_rehash(self, password_hash: str) -> bool:
        """Tells if the parameters are old."""
        return self.real.check_needs_rehash(password_hash)


@pytest.fixture
def hasher(monkeypatch: pytest.MonkeyPatch) -> CountingHasher:
    """The server's hasher, watched."""
    counting = CountingHasher(passwords.HASHER)
    monkeypatch.setattr(passwords, "HASHER", counting)
    return counting


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("username", "password"),
    [
        ("owner", PASSWORD),
        ("owner", "wrong-password"),
        ("nobody", PASSWORD),
        ("student2", PASSWORD),
        ("teacher1", PASSWORD),
    ],
    ids=["right", "wrong", "unknown", "without a password", "inactive"],
)
def test_every_log_in_costs_the_same(
    app: FastAPI, anonymous: httpx.Client, hasher: CountingHasher, username: str, password: str
) -> None:
    """Each log-in verifies one hash of today's parameters, so time tells nothing of the account."""
    with site_of(app).writing() as work:
        teacher = users.credentials(work.session, "teacher1")
        assert teacher is not None
        users.change(work.session, teacher.id, {"is_active": False})
    anonymous.post("/auth/token/", json={"username": username, "password": password})

    (verified,) = hasher.verified
    assert verified.startswith("$argon2id$")
    assert not hasher.check_needs_rehash(verified)


def test_hashes_are_argon2_with_a_salt() -> None:
    """One password has another hash each time, by the parameters that OWASP wants at least."""
    first, second = (passwords.hash_password(PASSWORD) for _ in range(2))

    assert first != second
    assert first.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert passwords.verify_password(first, PASSWORD)
    assert not passwords.verify_password(first, PASSWORD.lower())
    assert not passwords.verify_password(passwords.UNUSABLE, PASSWORD)
