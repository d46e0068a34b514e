"""Courses over HTTP, by requirement."""

from typing import Any

import httpx
import pytest

from siteowner_reference.http.site import Site
from tests.reference_server.forms import form, picture

EXISTS = {"non_field_errors": ["A course with this Teacher, Grade, and Name already exists."]}
HAS_STUDENTS = {"detail": "Cannot delete a course that has students enrolled in it."}
WITHOUT_STUDENTS = 12


@pytest.fixture
def teacher(owner: httpx.Client) -> dict[str, Any]:
    """A teacher with a subject."""
    answer: dict[str, Any] = owner.get("/teachers/1/").json()
    return answer


def fields_of(teacher: dict[str, Any], **changes: object) -> dict[str, object]:
    """Gives what a new course of a teacher needs."""
    return {
        "name": "Optics",
        "teacher": teacher["id"],
        "grade": teacher["grade_ids"][0],
        **changes,
    }


def create(owner: httpx.Client, fields: dict[str, object]) -> httpx.Response:
    """Creates a course."""
    return owner.post("/courses/", files=form(fields))


def test_CRS_1_create_answers_what_was_sent(owner: httpx.Client, teacher: dict[str, Any]) -> None:
    """What is sent comes back, and a PATCH without a field reads it again."""
    response = create(owner, fields_of(teacher, description="Light."))
    course = response.json()

    assert response.status_code == 201
    assert course["name"] == "Optics"
    assert course["description"] == "Light."
    assert teacher["id"] == course["teacher"] == course["teacher_id"]
    assert teacher["name"] == course["teacher_name"]
    assert course == owner.patch(f"/courses/{course['id']}/").json()


def test_CRS_2_subject_is_the_teachers(owner: httpx.Client, teacher: dict[str, Any]) -> None:
    """The subject is the teacher's, whatever is sent, and follows it."""
    course = create(owner, fields_of(teacher, subject=5)).json()
    owner.patch(f"/teachers/{teacher['id']}/", files=form({"subject": 6}))
    after = owner.patch(f"/courses/{course['id']}/").json()

    assert teacher["subject_id"] == course["subject"]
    assert teacher["subject_detail"]["name"] == course["subject_name"]
    assert (6, "English") == (after["subject"], after["subject_name"])


def test_CRS_3_grade_that_is_not_taught(owner: httpx.Client, teacher: dict[str, Any]) -> None:
    """A grade that the teacher does not teach is a 400 on it, with both names."""
    response = create(owner, fields_of(teacher, grade=4))
    text = f"Teacher {teacher['name']} does not teach grade Third Preparatory."

    assert (400, {"grade": [text]}) == (response.status_code, response.json())


def test_teacher_without_subject_gets_no_course(owner: httpx.Client) -> None:
    """A teacher without a subject is a 400 on the teacher."""
    response = create(owner, fields_of(owner.get("/teachers/9/").json()))

    assert response.status_code == 400
    assert list(response.json()) == ["teacher"]


@pytest.mark.parametrize("is_active", [True, False])
def test_CRS_4_same_course_again(
    owner: httpx.Client, teacher: dict[str, Any], is_active: bool
) -> None:
    """Teacher, grade and name are unique together, an inactive course's name included."""
    create(owner, fields_of(teacher, is_active=is_active))
    response = create(owner, fields_of(teacher))

    assert (400, EXISTS) == (response.status_code, response.json())


def test_CRS_4_same_name_elsewhere(owner: httpx.Client, teacher: dict[str, Any]) -> None:
    """The name is free with another grade or teacher, and in another letter case."""
    owner.patch(f"/teachers/{teacher['id']}/", files=form({"grades": [1, 2]}))
    other = owner.get("/teachers/2/").json()
    mine = [fields_of(teacher, grade=1), fields_of(teacher, grade=2)]
    others = [fields_of(other), fields_of(teacher, grade=1, name="OPTICS")]

    assert [201] * 4 == [create(owner, fields).status_code for fields in (*mine, *others)]


@pytest.mark.parametrize(
    ("field", "other"),
    [("teacher", 2), ("grade", 4)],
)
def test_CRS_5_and_6_fixed_fields(
    owner: httpx.Client, teacher: dict[str, Any], field: str, other: int
) -> None:
    """Teacher and grade can't be changed, and may be sent as they are."""
    course = create(owner, fields_of(teacher)).json()
    path = f"/courses/{course['id']}/"
    response = owner.patch(path, files=form({field: other}))
    text = f"Cannot change the {field} of an existing course."

    assert (400, {field: [text]}) == (response.status_code, response.json())
    assert owner.patch(path, files=form({field: course[field]})).status_code == 200


def test_CRS_7_patch_changes_one_field(owner: httpx.Client, teacher: dict[str, Any]) -> None:
    """A PATCH changes what is sent and, but for the time of the change, nothing else."""
    before = create(owner, fields_of(teacher, description="Light.")).json()
    after = owner.patch(f"/courses/{before['id']}/", files=form({"is_active": False})).json()

    assert {**before, "is_active": False, "updated_at": after["updated_at"]} == after


def test_CRS_7_put_needs_what_post_needs(owner: httpx.Client) -> None:
    """A PUT names each required field that it leaves out, and keeps optional ones."""
    before = owner.patch("/courses/4/").json()
    empty = owner.put("/courses/4/")
    same = owner.put(
        "/courses/4/",
        files=form({name: before[name] for name in ("name", "teacher", "grade")}),
    ).json()

    assert empty.status_code == 400
    assert {"name", "teacher", "grade"} == set(empty.json())
    assert {**before, "updated_at": same["updated_at"]} == same


def test_CRS_8_renaming_onto_another(owner: httpx.Client, teacher: dict[str, Any]) -> None:
    """A name that another course of the teacher and grade has is refused on update."""
    create(owner, fields_of(teacher))
    course = create(owner, fields_of(teacher, name="Waves")).json()
    path = f"/courses/{course['id']}/"

    assert EXISTS == owner.patch(path, files=form({"name": "Optics"})).json()
    assert owner.patch(path, files=form({"name": "Waves"})).status_code == 200


def test_CRS_9_course_with_students_stays(owner: httpx.Client) -> None:
    """A course with an enrolment is not deleted."""
    response = owner.delete("/courses/1/")

    assert (400, HAS_STUDENTS) == (response.status_code, response.json())
    assert owner.patch("/courses/1/").status_code == 200


def test_CRS_10_course_without_students_goes(owner: httpx.Client) -> None:
    """A course without enrolments goes with its lectures and codes, and is gone."""
    codes = owner.get("/recharge-codes/", params={"course": WITHOUT_STUDENTS}).json()["count"]
    response = owner.delete(f"/courses/{WITHOUT_STUDENTS}/")

    assert codes > 0
    assert (204, b"") == (response.status_code, response.content)
    assert owner.delete(f"/courses/{WITHOUT_STUDENTS}/").status_code == 404
    assert owner.get(f"/revenue/courses/{WITHOUT_STUDENTS}/").status_code == 404
    remaining = owner.get("/recharge-codes/", params={"course": WITHOUT_STUDENTS}).json()
    assert remaining["count"] == 0


@pytest.mark.parametrize(("sent", "flag"), [({}, True), ({"is_active": False}, False)])
def test_CRS_11_is_active_unless_sent_false(
    owner: httpx.Client, teacher: dict[str, Any], sent: dict[str, object], flag: bool
) -> None:
    """A form without the flag makes an active course."""
    assert create(owner, fields_of(teacher, **sent)).json()["is_active"] is flag


def test_CRS_11_required_fields(owner: httpx.Client) -> None:
    """Each required field that is left out is named."""
    required = {"This field is required."}
    response = owner.post("/courses/")

    assert response.status_code == 400
    assert {"name", "teacher", "grade"} == set(response.json())
    assert required == {text for texts in response.json().values() for text in texts}


def test_CRS_12_cover_picture(
    owner: httpx.Client, anonymous: httpx.Client, teacher: dict[str, Any], site: Site
) -> None:
    """A cover is stored and public, and goes with its course."""
    course = create(owner, fields_of(teacher, cover_picture=picture("WEBP"))).json()

    assert picture("WEBP") == anonymous.get(course["cover_picture"]).content
    owner.delete(f"/courses/{course['id']}/")
    assert site.media.names() == set()


def test_CRS_13_new_course_is_empty(owner: httpx.Client, teacher: dict[str, Any]) -> None:
    """A new course has no topics, lectures or videos; a seeded one counts its own."""
    course = create(owner, fields_of(teacher)).json()
    seeded = owner.patch("/courses/1/").json()

    assert ([], 0, 0, 0) == tuple(
        course[name] for name in ("topics", "topic_count", "total_lectures", "total_videos")
    )
    assert seeded["topic_count"] == len(seeded["topics"]) > 0
    lectures = owner.get("/revenue/courses/1/").json()["lectures"]
    assert len(lectures) == seeded["total_lectures"]


def test_CRS_14_no_picture(owner: httpx.Client, teacher: dict[str, Any]) -> None:
    """Anything but a picture is refused on the field."""
    response = create(owner, fields_of(teacher, cover_picture=b"text"))

    assert response.status_code == 400
    assert list(response.json()) == ["cover_picture"]
