"""Teachers over HTTP, by requirement."""

from typing import Any

import httpx
import pytest

from siteowner_reference.http.site import Site
from tests.reference_server.conftest import PASSWORD
from tests.reference_server.forms import TEACHER, form, picture

TAKEN_USERNAME = {"username": ["Username already exists."]}
TAKEN_GMAIL = {"gmail": ["This email is already associated with an account."]}
NOT_AN_IMAGE = {
    "profile_picture": [
        "Upload a valid image. The file you uploaded was either not an image or a corrupted image."
    ]
}


def create(owner: httpx.Client, **changes: object) -> httpx.Response:
    """Creates a teacher that differs from the usual one by some fields; None leaves one out."""
    fields = {name: value for name, value in {**TEACHER, **changes}.items() if value is not None}
    return owner.post("/teachers/", files=form(fields))


def everyone(owner: httpx.Client, **query: Any) -> list[dict[str, Any]]:
    """Gives all teachers that match a query."""
    rows: list[dict[str, Any]] = owner.get("/teachers/", params={"all": "true", **query}).json()
    return rows


@pytest.mark.parametrize(
    ("text", "flag"), [("true", True), ("FALSE", False), ("1", True), ("0", False)]
)
def test_TCH_1_is_active_filters(owner: httpx.Client, text: str, flag: bool) -> None:
    """The filter gives those with the flag, all of them, in each spelling of a boolean."""
    expected = [row for row in everyone(owner) if row["is_active"] is flag]

    assert expected
    assert expected == everyone(owner, is_active=text)


def test_TCH_2_subject_filters(owner: httpx.Client) -> None:
    """The filter gives the teachers of a subject, all of them."""
    expected = [row for row in everyone(owner) if row["subject_id"] == 3]

    assert expected
    assert expected == everyone(owner, subject=3)


@pytest.mark.parametrize("unknown", [0, -1, 99_999, 2**31, 10**30])
def test_TCH_2_unknown_subject_is_empty(owner: httpx.Client, unknown: int) -> None:
    """A subject that is not there has no teachers, in or out of the database's range."""
    assert everyone(owner, subject=unknown) == []
    assert everyone(owner, grades=unknown) == []


def test_TCH_3_grades_filters(owner: httpx.Client) -> None:
    """The filter gives the teachers of a grade, all of them, each once."""
    expected = [row for row in everyone(owner) if 3 in row["grade_ids"]]

    assert expected
    assert expected == everyone(owner, grades=3)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ({"is_active": "maybe"}, "is_active"),
        ({"subject": "one"}, "subject"),
        ({"subject": "1.5"}, "subject"),
        ({"grades": "1,2"}, "grades"),
    ],
)
def test_a_query_that_cannot_be_read_is_named(
    owner: httpx.Client, query: dict[str, str], name: str
) -> None:
    """A filter that is no boolean or integer is a 400 on its parameter."""
    response = owner.get("/teachers/", params=query)

    assert response.status_code == 400
    assert [name] == list(response.json())


def test_an_empty_filter_is_none(owner: httpx.Client) -> None:
    """An empty parameter is as if it were not given."""
    assert everyone(owner) == everyone(owner, is_active="", subject="", grades="", search="")


def test_TCH_4_search_finds_by_name_and_nothing_else(owner: httpx.Client) -> None:
    """A search finds any part of a name in any letter case, and no e-mail or username."""
    create(owner, name="Zübeyde Öz", username="findme", gmail="findme@example.com")

    assert ["Zübeyde Öz"] == [row["name"] for row in everyone(owner, search="ÜBEY")]
    assert ["Zübeyde Öz"] == [row["name"] for row in everyone(owner, search="öz züb")]
    assert everyone(owner, search="findme") == []
    assert everyone(owner, search="%") == []
    assert everyone(owner, search="zübeyde nobody") == []


def test_TCH_5_retrieve_is_the_listed_object(owner: httpx.Client) -> None:
    """Each teacher is the same alone as in the list."""
    for row in everyone(owner):
        assert row == owner.get(f"/teachers/{row['id']}/").json()


def test_TCH_6_create_answers_what_was_sent(owner: httpx.Client) -> None:
    """What is sent comes back, and retrieve and list have it."""
    fields = {
        "secondary_phone": "01512345678",
        "biography": "Teaches.",
        "facebook": "https://facebook.com/nadia",
        "video_security": 2,
    }
    response = create(owner, **fields)
    teacher = response.json()

    assert response.status_code == 201
    for name in ("username", "name", "phone", "gmail", "gender"):
        assert TEACHER[name] == teacher[name]
    assert fields == {
        **{name: teacher[name] for name in fields if name != "video_security"},
        "video_security": teacher["video_security_id"],
    }
    assert teacher["subject_id"] == 1
    assert teacher["grade_ids"] == [1, 2]
    assert teacher == owner.get(f"/teachers/{teacher['id']}/").json()
    assert teacher in everyone(owner)


@pytest.mark.parametrize(("sent", "flag"), [(None, True), (True, True), (False, False)])
def test_TCH_7_is_active_unless_sent_false(
    owner: httpx.Client, sent: bool | None, flag: bool
) -> None:
    """A form without the flag makes an active teacher."""
    assert create(owner, is_active=sent).json()["is_active"] is flag


def test_TCH_8_username_taken(owner: httpx.Client) -> None:
    """Another account's username is refused, whatever its role."""
    for username in ("owner", "teacher1", "assistant1", "student1"):
        response = create(owner, username=username)
        assert (400, TAKEN_USERNAME) == (response.status_code, response.json())


@pytest.mark.parametrize("gmail", ["teacher1@gmail.com", "TEACHER5@GMAIL.COM"])
def test_TCH_9_gmail_taken(owner: httpx.Client, gmail: str) -> None:
    """Another teacher's address is refused in any letter case, an inactive one's as well."""
    response = create(owner, gmail=gmail)

    assert (400, TAKEN_GMAIL) == (response.status_code, response.json())


@pytest.mark.parametrize("gmail", ["Student3@gmail.com", "assistant6@gmail.com"])
def test_TCH_10_gmail_is_unique_over_all_kinds(owner: httpx.Client, gmail: str) -> None:
    """A student's or an assistant's address is refused, an inactive account's as well."""
    response = create(owner, gmail=gmail)

    assert (400, TAKEN_GMAIL) == (response.status_code, response.json())


def test_TCH_8_and_9_are_told_together(owner: httpx.Client) -> None:
    """All wrong fields are named at once, the taken ones beside the malformed ones."""
    response = create(owner, username="owner", gmail="teacher1@gmail.com", phone="1")

    assert {"username", "gmail", "phone"} == set(response.json())


@pytest.mark.parametrize("field", ["phone", "secondary_phone"])
@pytest.mark.parametrize(
    "phone",
    ["0101234567", "010123456789", "01312345678", "+2010123456", "0101234567x", "٠١٠١٢٣٤٥٦٧٨"],
)
def test_TCH_11_and_12_phone(owner: httpx.Client, field: str, phone: str) -> None:
    """A number that is not Egyptian, mobile and of 11 digits is refused."""
    response = create(owner, **{field: phone})

    assert response.status_code == 400
    assert [field] == list(response.json())
    assert response.json()[field][0].startswith("Phone number must be exactly 11 digits")


@pytest.mark.parametrize("prefix", ["010", "011", "012", "015"])
def test_TCH_11_each_prefix_is_accepted(owner: httpx.Client, prefix: str) -> None:
    """All four networks are accepted."""
    assert create(owner, phone=f"{prefix}00000000").status_code == 201


@pytest.mark.parametrize(
    ("password", "texts"),
    [
        ("Ab3-xyz", ["This password is too short. It must contain at least 8 characters."]),
        ("12345678", ["This password is too common.", "This password is entirely numeric."]),
        ("new.teacher1", ["The password is too similar to the username."]),
    ],
)
def test_TCH_13_weak_password(owner: httpx.Client, password: str, texts: list[str]) -> None:
    """A password that is short, common, all digits or like the username is refused."""
    response = create(owner, password=password)

    assert (400, {"password": texts}) == (response.status_code, response.json())


def test_TCH_14_gender(owner: httpx.Client) -> None:
    """A gender that is none of the two is refused."""
    response = create(owner, gender="Female")

    assert response.status_code == 400
    assert {"gender": ['"Female" is not a valid choice.']} == response.json()


@pytest.mark.parametrize("field", TEACHER)
def test_TCH_15_required_field(owner: httpx.Client, field: str) -> None:
    """A required field that is left out is named."""
    response = create(owner, **{field: None})

    assert response.status_code == 400
    text = "This list may not be empty." if field == "grades" else "This field is required."
    assert {field: [text]} == response.json()


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP"])
def test_TCH_16_picture_is_stored(
    owner: httpx.Client, anonymous: httpx.Client, image_format: str
) -> None:
    """A picture's URL answers the picture, without credentials and with its own type."""
    content = picture(image_format)
    url = create(owner, profile_picture=content).json()["profile_picture"]
    response = anonymous.get(url)

    assert url.startswith("http://siteowner.test/media/")
    assert content == response.content
    assert response.headers["Content-Type"] == f"image/{image_format.lower()}"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "content", [b"GIF89a" + b"0" * 20, b"<svg/>", picture()[:-30], picture("GIF"), picture("BMP")]
)
def test_TCH_17_no_picture(owner: httpx.Client, content: bytes) -> None:
    """Anything but a whole JPEG, PNG or WebP is refused, whatever name and type it bears."""
    response = create(owner, profile_picture=content)

    assert (400, NOT_AN_IMAGE) == (response.status_code, response.json())


def test_TCH_17_picture_too_large(owner: httpx.Client) -> None:
    """A file over 5 MiB is refused on its field."""
    response = create(owner, profile_picture=picture() + b"\0" * (5 * 1024 * 1024))

    assert response.status_code == 400
    assert list(response.json()) == ["profile_picture"]


@pytest.mark.parametrize("field", ["subject", "grades", "video_security"])
@pytest.mark.parametrize("unknown", [0, 999, 2**31, 2**63])
def test_TCH_18_unknown_ids(owner: httpx.Client, field: str, unknown: int) -> None:
    """An id that is not there is refused on its field, in or out of the database's range."""
    value: object = [1, unknown] if field == "grades" else unknown
    response = create(owner, **{field: value})

    assert response.status_code == 400
    assert {field: [f'Invalid pk "{unknown}" - object does not exist.']} == response.json()


def test_TCH_19_refused_create_leaves_nothing(owner: httpx.Client, site: Site) -> None:
    """After a refusal there is no user, no teacher and no picture, and both names are free."""
    before = everyone(owner)
    refused = create(owner, password="12345678", profile_picture=picture())

    assert refused.status_code == 400
    assert before == everyone(owner)
    assert site.media.names() == set()
    assert create(owner).status_code == 201


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("name", "Other Name", "name"),
        ("phone", "01112345678", "phone"),
        ("gmail", "other@example.com", "gmail"),
        ("is_active", False, "is_active"),
        ("biography", "Other.", "biography"),
        ("username", "other.name", "username"),
        ("video_security", 3, "video_security_id"),
        ("grades", [3], "grade_ids"),
    ],
)
def test_TCH_20_patch_changes_one_field(
    owner: httpx.Client, field: str, value: object, shown: str
) -> None:
    """A PATCH changes what is sent and nothing else, but for the detail of an id."""
    before = create(owner, video_security=1).json()
    path = f"/teachers/{before['id']}/"
    after = owner.patch(path, files=form({field: value})).json()
    detail = {"video_security": "video_security_detail", "grades": "grades_detail"}.get(field, "")

    assert value == after[shown]
    assert after == owner.get(path).json()
    changed = {name for name in before if before[name] != after[name]}
    assert {shown, detail} - {""} == changed


def test_TCH_20_empty_patch_changes_nothing(owner: httpx.Client) -> None:
    """A PATCH without a field changes nothing."""
    before = owner.get("/teachers/1/").json()

    assert before == owner.patch("/teachers/1/").json()


def test_TCH_20_empty_parts_clear(owner: httpx.Client, site: Site) -> None:
    """An empty part clears what may be null, and a cleared picture is deleted."""
    fields = {"secondary_phone": "01012345679", "biography": "B", "facebook": "https://a.eg/b"}
    teacher = create(owner, **fields, video_security=1, profile_picture=picture()).json()
    cleared = dict.fromkeys([*fields, "video_security", "profile_picture"], "")
    after = owner.patch(f"/teachers/{teacher['id']}/", files=form(cleared)).json()

    for name in (*fields, "profile_picture", "video_security_id", "video_security_detail"):
        assert after[name] is None
    assert site.media.names() == set()


def test_TCH_20_replaced_picture_is_deleted(owner: httpx.Client, site: Site) -> None:
    """A new picture takes the place of the old one on disk."""
    teacher = create(owner, profile_picture=picture("PNG")).json()
    after = owner.patch(
        f"/teachers/{teacher['id']}/", files=form({"profile_picture": picture("WEBP")})
    ).json()

    assert {after["profile_picture"].rpartition("/")[2]} == site.media.names()


def test_TCH_20_password_can_be_changed(owner: httpx.Client, anonymous: httpx.Client) -> None:
    """After a new password the old one no longer logs in, and the new one does."""
    owner.patch("/teachers/1/", files=form({"password": "Quite-Another-9"}))
    statuses = [
        anonymous.post("/auth/token/", json={"username": "teacher1", "password": word}).status_code
        for word in (PASSWORD, "Quite-Another-9")
    ]

    assert [401, 200] == statuses


def test_TCH_21_put_needs_what_post_needs(owner: httpx.Client) -> None:
    """Each required field that a PUT leaves out is named."""
    response = owner.put("/teachers/1/")

    assert response.status_code == 400
    assert set(TEACHER) == set(response.json())


def test_TCH_21_put_keeps_what_it_leaves_out(owner: httpx.Client) -> None:
    """A PUT without optional fields keeps them, the flag included."""
    fields = {"biography": "B", "is_active": False, "video_security": 2}
    before = create(owner, **fields).json()
    after = owner.put(f"/teachers/{before['id']}/", files=form({**TEACHER, "name": "Other"})).json()

    assert {**before, "name": "Other"} == after


def test_TCH_22_update_refuses_what_others_have(owner: httpx.Client) -> None:
    """Another account's username or address is refused, and one's own is accepted."""
    own = create(owner).json()
    path = f"/teachers/{own['id']}/"

    assert TAKEN_USERNAME == owner.patch(path, files=form({"username": "student1"})).json()
    assert TAKEN_GMAIL == owner.patch(path, files=form({"gmail": "student1@gmail.com"})).json()
    same = {"username": own["username"], "gmail": own["gmail"].upper()}
    assert owner.patch(path, files=form(same)).status_code == 200


def test_TCH_23_ids_and_details_agree(owner: httpx.Client) -> None:
    """In each teacher the ids are those of the details, null with null."""
    for row in everyone(owner):
        subject, security = row["subject_detail"], row["video_security_detail"]
        assert row["subject_id"] == (subject and subject["id"])
        assert row["video_security_id"] == (security and security["id"])
        assert row["grade_ids"] == [grade["id"] for grade in row["grades_detail"]]
        for name in ("grade", "division", "school_type") if subject else ():
            ids = [item["id"] for item in subject[f"{name}s_detail"]]
            assert ids == subject[f"{name}s"] == subject[f"{name}_ids"]


def test_seeded_teachers_show_every_null(owner: httpx.Client) -> None:
    """The seed has teachers without subject, video security, picture and second phone."""
    rows = everyone(owner)

    for name in ("subject_detail", "video_security_detail", "profile_picture", "secondary_phone"):
        assert any(row[name] is None for row in rows)
    assert any(row["video_security_detail"] for row in rows)


@pytest.mark.parametrize(
    ("field", "value", "text"),
    [
        ("name", "x" * 256, "Ensure this field has no more than 255 characters."),
        ("biography", "x" * 5001, "Ensure this field has no more than 5000 characters."),
        ("name", "   ", "This field may not be blank."),
        ("name", "a\x00b", "Null characters are not allowed."),
        ("gmail", "nobody", "Enter a valid email address."),
        ("facebook", "facebook.com/x", "Enter a valid URL."),
        ("username", "with space", "Enter a valid username."),
        ("is_active", "perhaps", "Must be a valid boolean."),
        ("subject", "one", "Incorrect type. Expected pk value, received str."),
        ("subject", "", "This field may not be null."),
        ("grades", "1,2", "Incorrect type. Expected pk value, received str."),
        ("profile_picture", "text", "The submitted data was not a file."),
    ],
)
def test_wrong_values_have_drf_texts(
    owner: httpx.Client, field: str, value: str, text: str
) -> None:
    """Each kind of wrong value is a 400 on its field in DRF's words."""
    response = create(owner, **{field: value})

    assert response.status_code == 400
    assert [field] == list(response.json())
    assert response.json()[field][0].startswith(text)


def test_GEN_13_deactivated_teacher_cannot_log_in(
    owner: httpx.Client, anonymous: httpx.Client
) -> None:
    """A deactivated account is refused at log-in like an unknown one."""
    owner.patch("/teachers/1/", files=form({"is_active": False}))
    response = anonymous.post("/auth/token/", json={"username": "teacher1", "password": PASSWORD})

    assert response.status_code == 401
    assert {"detail": "No active account found with the given credentials"} == response.json()
