"""What goes wrong inside stays inside: one transaction a request, and no trace in an answer."""

from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from siteowner_reference.db.constraints import UniqueViolationError
from siteowner_reference.db.queries import users
from siteowner_reference.domain.uniqueness import invalid_row
from siteowner_reference.drf.pages import PAGES
from siteowner_reference.http.site import Site
from tests.reference_server.conftest import Login
from tests.reference_server.forms import TEACHER, form
from tests.reference_server.in_process import InProcess

COLUMNS = {"password_hash": "!", "role": "teacher", "is_active": True}


def test_a_fault_is_djangos_page(app: FastAPI, owner: httpx.Client, site: Site) -> None:
    """A fault of the server is a bare 500, without SQL or a stack trace."""
    with site.writing() as work:
        work.session.execute(text("ALTER TABLE lectures RENAME TO elsewhere"))
    transport = InProcess(app, raises=False)
    with httpx.Client(transport=transport, headers=owner.headers) as client:
        response = client.get(
            "http://siteowner.test/api/revenue/lectures/1/", headers={"X-Request-ID": "the-fault"}
        )

    assert (500, PAGES[500]) == (response.status_code, response.text)
    assert "the-fault" == response.headers["X-Request-ID"]


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        ({"username": "owner", "gmail": "new@example.com"}, ["username"]),
        ({"username": "new", "gmail": "STUDENT1@gmail.com"}, ["gmail"]),
    ],
)
def test_the_database_refuses_what_the_fields_missed(
    site: Site, values: dict[str, str], errors: list[str]
) -> None:
    """The constraint that a race runs into is answered as the field would have been."""
    with pytest.raises(UniqueViolationError) as refusal, site.writing() as work:
        users.create(work.session, {**COLUMNS, **values, "created_at": work.now})

    assert errors == list(invalid_row(refusal.value).errors)


def test_other_refusals_are_faults(site: Site) -> None:
    """A constraint that no request field is behind is no 400."""
    with pytest.raises(IntegrityError, match=r"(?i)foreign key"), site.writing() as work:
        work.session.execute(text("DELETE FROM users"))

    with pytest.raises(UniqueViolationError, match="uq_recharge_codes_code"):
        invalid_row(UniqueViolationError("uq_recharge_codes_code"))


def test_TCH_8_simultaneous_creations(log_in: Login) -> None:
    """Of several creations at once with one username and gmail exactly one succeeds."""
    clients = [log_in("owner") for _ in range(8)]
    with ThreadPoolExecutor(len(clients)) as pool:
        responses = list(
            pool.map(lambda client: client.post("/teachers/", files=form(TEACHER)), clients)
        )

    assert [201] + [400] * 7 == sorted(response.status_code for response in responses)
    refused = [response.json() for response in responses if response.status_code == 400]
    assert all(body["username"] == ["Username already exists."] for body in refused)
