"""Faults of making a course."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from siteowner_reference.db.queries import courses as course_queries
from siteowner_reference.db.queries import teachers as teacher_queries
from siteowner_reference.db.tables import Course
from siteowner_reference.domain import courses, uniqueness
from siteowner_reference.domain.errors import InvalidError
from siteowner_reference.drf.fields import pictures
from siteowner_reference.http.courses import CourseSerializer
from tests.contract.faults.breaking import ID, answers, asked, form_field_lost, sets
from tests.contract.faults.fault import Fault
from tests.contract.faults.meddling import sent_is_read_as, validated_becomes

if TYPE_CHECKING:
    import pytest
    from sqlalchemy.orm import Session

    from siteowner_reference.domain.work import Values, Work
    from tests.contract.faults.fault import Patch
    from tests.contract.sabotage import JSON, Request, Wrap

Condition = Any


def _name_taken_where(*conditions: Condition, besides: tuple[str, ...] = ()) -> Patch:
    """A name is looked up among other courses than those of the same teacher and grade."""

    def patch(monkeypatch: pytest.MonkeyPatch) -> None:
        def is_taken(
            session: Session, teacher_id: int, grade_id: int, name: str, except_id: int | None
        ) -> bool:
            same = {
                "teacher": Course.teacher_id == teacher_id,
                "grade": Course.grade_id == grade_id,
                "name": Course.name == name,
                "any case": Course.name.ilike(name),
            }
            keys = [same[key] for key in besides]
            found = session.scalars(select(Course.id).where(*keys, *conditions))
            return bool(set(found) - {except_id})

        monkeypatch.setattr(course_queries, "name_is_taken", is_taken)
        # What is let through here is refused by the database, in words of its own.
        monkeypatch.delitem(uniqueness.ERRORS, "uq_courses_teacher_grade_name")

    return patch


def _teaches_all_but(monkeypatch: pytest.MonkeyPatch) -> None:
    """The one grade of the tests is special-cased."""
    teaches = teacher_queries.teaches

    def lenient(session: Session, teacher_id: int, grade_id: int) -> bool:
        return grade_id != 1 or teaches(session, teacher_id, grade_id)

    monkeypatch.setattr(teacher_queries, "teaches", lenient)


def _saved_then_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    check = courses._check_teacher

    def hasty(work: Work, teacher_id: int, grade_id: int) -> None:
        try:
            check(work, teacher_id, grade_id)
        except InvalidError:
            work.session.commit()
            raise

    create = course_queries.create

    def created_first(work: Work, values: Values) -> int:
        columns = {
            "teacher_id": values["teacher"],
            "grade_id": values["grade"],
            "name": values["name"],
            "is_active": True,
            "created_at": work.now,
            "updated_at": work.now,
        }
        made = create(work.session, columns)
        hasty(work, values["teacher"], values["grade"])
        return made

    monkeypatch.setattr(courses, "create", created_first)


def _subject_as_sent() -> Wrap:
    def answered(request: Request, body: JSON) -> JSON:
        sent = re.search(rb'name="subject"\r\n\r\n(\d+)', request.content)
        return {**body, "subject": int(sent[1])} if sent else body

    return asked("POST", "/courses/", answered)


def _subject_copied() -> Wrap:
    first: dict[int, JSON] = {}

    def answered(body: JSON) -> JSON:
        return {**body, "subject": first.setdefault(body["id"], body["subject"])}

    return answers("PATCH", f"/courses/{ID}/", answered)


def _any_content(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        pictures.ImageField,
        "_recognise",
        lambda _, content: pictures.Picture(content, ".png"),
    )


FAULTS = (
    Fault(
        "description_lost",
        "CRS-1",
        "A field is read-only in the serializer that creates.",
        form_field_lost("POST", "/courses/", "description"),
    ),
    Fault(
        "teacher_by_the_user",
        "CRS-1",
        "teacher_id is the user's id, teacher the teacher's.",
        answers("POST", "/courses/", sets(teacher_id=lambda teacher: teacher + 77)),
    ),
    Fault(
        "name_escaped",
        "CRS-1",
        "Texts are escaped when they are stored, and again when they are shown.",
        patch=validated_becomes(
            CourseSerializer,
            lambda values: {
                **values,
                **(
                    {
                        "description": values["description"]
                        .replace("&", "&amp;")
                        .replace("'", "&#x27;")
                    }
                    if values.get("description")
                    else {}
                ),
            },
        ),
    ),
    Fault(
        "grade_name_of_the_first",
        "CRS-1",
        "The name of the grade is the teacher's first grade's.",
        answers("POST", "/courses/", sets(grade_name="First Secondary")),
    ),
    Fault(
        "subject_of_another",
        "CRS-2",
        "The subject is looked up by the wrong key.",
        answers("POST", "/courses/", sets(subject=lambda subject: subject + 1)),
    ),
    Fault(
        "subject_as_sent",
        "CRS-2",
        "The serializer has the subject as a plain field.",
        _subject_as_sent(),
    ),
    Fault(
        "subject_as_it_was",
        "CRS-2",
        "The teacher's subject is copied when the course is made.",
        _subject_copied(),
    ),
    Fault(
        "any_grade",
        "CRS-3",
        "The grade is checked to exist, not to be taught.",
        patch=lambda m: m.setattr(teacher_queries, "teaches", lambda *_: True),
    ),
    Fault(
        "any_grade_but_one",
        "CRS-3",
        "The one grade of the tests is special-cased.",
        patch=_teaches_all_but,
    ),
    Fault(
        "saved_then_refused",
        "CRS-3",
        "The grade is looked at after the course was saved.",
        patch=_saved_then_refused,
    ),
    Fault(
        "grade_refused_on_the_teacher",
        "CRS-3",
        "The message stands by the other field.",
        answers(
            "POST",
            "/courses/",
            lambda body: {"teacher": body["grade"]} if "grade" in body else body,
            status=400,
        ),
    ),
    Fault(
        "duplicate_in_other_words",
        "CRS-4",
        "The validator of the framework speaks, not the documented text.",
        patch=lambda m: m.setattr(courses, "COURSE_EXISTS", "The fields must make a unique set."),
    ),
    Fault(
        "name_unique_for_the_teacher",
        "CRS-4",
        "unique_together lacks the grade.",
        patch=_name_taken_where(besides=("teacher", "name")),
    ),
    Fault(
        "name_unique_for_the_grade",
        "CRS-4",
        "unique_together lacks the teacher.",
        patch=_name_taken_where(besides=("grade", "name")),
    ),
    Fault(
        "inactive_names_are_free",
        "CRS-4",
        "The look-up goes through a manager that hides inactive courses.",
        patch=_name_taken_where(Course.is_active.is_(True), besides=("teacher", "grade", "name")),
    ),
    Fault(
        "names_in_any_case",
        "CRS-4",
        "The look-up is iexact, so a free name is refused.",
        patch=_name_taken_where(besides=("teacher", "grade", "any case")),
    ),
    Fault(
        "course_inactive_by_default",
        "CRS-11",
        "A missing boolean in a form is read as false.",
        patch=sent_is_read_as(CourseSerializer, lambda sent: {"is_active": ["false"], **sent}),
    ),
    Fault(
        "course_inactive_lost",
        "CRS-11",
        "The flag is not among the fields that create.",
        form_field_lost("POST", "/courses/", "is_active"),
    ),
    Fault(
        "unnamed_course",
        "CRS-11",
        "The model allows an empty name, so the serializer does not require it.",
        patch=sent_is_read_as(CourseSerializer, lambda sent: {"name": ["Course"], **sent}),
    ),
    Fault(
        "cover_on_create_alone",
        "CRS-12",
        "The update saves the texts and forgets the file.",
        form_field_lost("PATCH", f"/courses/{ID}/", "cover_picture"),
    ),
    Fault(
        "no_webp_cover",
        "CRS-12",
        "The list of formats was written before WebP.",
        patch=lambda m: m.delitem(pictures.SUFFIXES, "WEBP"),
    ),
    Fault(
        "cover_by_its_name",
        "CRS-12",
        "The path in the store comes back, not the URL.",
        answers(
            "POST",
            "/courses/",
            sets(cover_picture=lambda url: url and str(url).rpartition("/")[2]),
        ),
    ),
    Fault(
        "counts_of_the_grade",
        "CRS-13",
        "The lectures are counted for the teacher, not for the course.",
        answers("POST", "/courses/", sets(total_lectures=4)),
    ),
    Fault(
        "topics_of_another",
        "CRS-13",
        "Topics are looked up by the grade, which other courses have, too.",
        answers("POST", "/courses/", sets(topics=[{"id": 1, "name": "Algebra"}], topic_count=1)),
    ),
    Fault(
        "any_cover",
        "CRS-14",
        "A file field takes any file.",
        patch=_any_content,
    ),
    Fault(
        "animated_covers",
        "CRS-14",
        "Whatever the imaging library opens is a picture.",
        patch=lambda m: m.setitem(pictures.SUFFIXES, "GIF", ".gif"),
    ),
)
