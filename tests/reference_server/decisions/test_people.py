"""Decisions on teachers and students."""

import io
from typing import Any

import httpx
import pytest
from PIL import Image

from tests.reference_server.conftest import PASSWORD
from tests.reference_server.forms import TEACHER, form, picture


def create(owner: httpx.Client, **changes: object) -> httpx.Response:
    """Creates a teacher."""
    return owner.post("/teachers/", files=form({**TEACHER, **changes}))


def upload(owner: httpx.Client, name: str, content: bytes, content_type: str) -> httpx.Response:
    """Gives a teacher a picture."""
    return owner.patch("/teachers/1/", files=[("profile_picture", (name, content, content_type))])


def test_D_16_media_is_public(owner: httpx.Client, anonymous: httpx.Client) -> None:
    """The URL of a picture is absolute, and answers it to anyone."""
    url = create(owner, profile_picture=picture()).json()["profile_picture"]
    response = anonymous.get(url)

    assert url.startswith("http://siteowner.test/media/")
    assert (200, picture()) == (response.status_code, response.content)
    assert response.headers["Content-Type"] == "image/png"


@pytest.mark.parametrize("phone", ["0101234567", "010123456789", "01312345678", "+201012345678"])
def test_D_17_phone(owner: httpx.Client, phone: str) -> None:
    """Anything but 01, one of 0125 and eight digits is refused in these words."""
    (text,) = create(owner, phone=phone).json()["phone"]

    assert text.startswith("Phone number must be exactly 11 digits")


@pytest.mark.parametrize("password", ["Ab1!xyz", "iloveyou1", "84629173625", "new.teacher1"])
def test_D_18_password(owner: httpx.Client, password: str) -> None:
    """Short, common, all digits or like the username: Django's validators refuse it."""
    response = create(owner, password=password)

    assert (400, ["password"]) == (response.status_code, list(response.json()))


@pytest.mark.parametrize("path", ["/teachers/", "/students/", "/assistants/"])
def test_D_19_gmail_is_unique_over_all(owner: httpx.Client, path: str) -> None:
    """Any valid address, once over every kind of account, in any letter case."""
    taken = owner.get(path).json()["results"][0]["gmail"]

    assert create(owner, gmail="someone@example.org").status_code == 201
    assert create(owner, username="another", gmail=taken.swapcase()).json() == {
        "gmail": ["This email is already associated with an account."]
    }


def test_D_20_username_is_compared_exactly(owner: httpx.Client) -> None:
    """Taken is what is letter for letter the same; course names are alike in that."""
    course = {"name": "Optics", "teacher": 1, "grade": 1}

    assert create(owner, username="student1").json() == {"username": ["Username already exists."]}
    assert create(owner, username="STUDENT1").status_code == 201
    assert create(owner, username="no spaces").status_code == 400
    for name in ("Optics", "OPTICS"):
        assert owner.post("/courses/", files=form({**course, "name": name})).status_code == 201


def test_D_21_pictures_are_known_by_their_content(owner: httpx.Client) -> None:
    """JPEG, PNG or WebP of 5 MiB at most, whatever it is called and said to be."""
    bitmap = io.BytesIO()
    Image.new("RGB", (8, 8)).save(bitmap, "BMP")
    too_large = picture() + bytes(5 * 1024 * 1024)

    for image_format in ("JPEG", "PNG", "WEBP"):
        assert upload(owner, "notes.txt", picture(image_format), "text/plain").status_code == 200
    for content in (bitmap.getvalue(), b"no picture", too_large):
        refused = upload(owner, "picture.png", content, "image/png")
        assert (400, ["profile_picture"]) == (refused.status_code, list(refused.json()))


@pytest.mark.parametrize(
    ("status", "sent", "then"),
    [
        ("declined", True, False),
        ("suspended_permanent", True, False),
        ("verified", False, True),
        ("pending", False, False),
        ("suspended_temporary", True, True),
    ],
)
def test_D_27_status_wins_over_the_flag(
    owner: httpx.Client, status: str, sent: bool, then: bool
) -> None:
    """Three statuses set the flag; with the other two the flag that is sent counts."""
    answer = owner.patch("/students/1/", json={"status": status, "is_active": sent})

    assert {"status": status, "is_active": then} == answer.json()


def test_D_28_deactivating_keeps_the_data(owner: httpx.Client, anonymous: httpx.Client) -> None:
    """Who is deactivated can't log in; what they are stays."""
    credentials = {"username": "teacher1", "password": PASSWORD}
    before = owner.get("/teachers/1/").json()
    owner.patch("/teachers/1/", files=form({"is_active": False}))

    assert anonymous.post("/auth/token/", json=credentials).status_code == 401
    assert {**before, "is_active": False} == owner.get("/teachers/1/").json()


def test_D_29_put_keeps_what_it_leaves_out(owner: httpx.Client) -> None:
    """Optional fields keep their values, the password is needed, and one's own names are free."""
    optional: dict[str, Any] = {"secondary_phone": "01112345678", "biography": "B"}
    made = create(owner, **optional).json()
    path = f"/teachers/{made['id']}/"
    without_password = {name: TEACHER[name] for name in TEACHER if name != "password"}

    assert made == owner.put(path, files=form(TEACHER)).json()
    assert owner.put(path, files=form(without_password)).json() == {
        "password": ["This field is required."]
    }
