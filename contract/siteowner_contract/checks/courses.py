"""CRS: making and changing courses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siteowner_contract.checks.teachers_update import is_same
from siteowner_contract.pictures import PICTURES, TEXT, too_large
from siteowner_contract.registry import check

if TYPE_CHECKING:
    from siteowner_contract.context import Context
    from siteowner_contract.exchange import Exchange
    from siteowner_contract.openapi import JSON

DUPLICATE = "A course with this Teacher, Grade, and Name already exists."
TEACHER_FIXED = "Cannot change the teacher of an existing course."
GRADE_FIXED = "Cannot change the grade of an existing course."


@check("CRS-1", writes=True)
def create(ctx: Context) -> None:
    """What was sent comes back, the teacher under both names."""
    form = ctx.make.course_form(description="About numbers.")
    made = ctx.call("courses_create", form=form)
    course = ctx.must.answers(made, 201)
    for field, sent in form.items():
        ctx.must.equal(made, sent, course.get(field, ...), field)
    ctx.must.equal(made, form["teacher"], course.get("teacher_id", ...), "teacher_id")
    teacher = ctx.make.a_teacher
    ctx.must.equal(made, teacher["name"], course.get("teacher_name", ...), "teacher_name")


@check("CRS-2", writes=True)
def subject_of_teacher(ctx: Context) -> None:
    """The subject is the teacher's, also when another one is sent."""
    teacher = ctx.make.a_teacher
    others = [subject for subject in ctx.data.subjects if subject != teacher["subject_id"]]
    for sent in ({}, {"subject": others[0]} if others else {}):
        made = ctx.call("courses_create", form=ctx.make.course_form(**sent))
        course = ctx.must.answers(made)
        ctx.must.equal(made, teacher["subject_id"], course["subject"], "subject")
        name = teacher["subject_detail"]["name"]
        ctx.must.equal(made, name, course["subject_name"], "subject_name")


@check("CRS-3", writes=True)
def grade_of_teacher(ctx: Context) -> None:
    """A teacher of one grade can't get a course for another."""
    taught, other = ctx.data.grades[:2]
    teacher = ctx.make.teacher(grades=[taught])
    form = ctx.make.course_form(teacher=teacher["id"], grade=other)
    answer = ctx.call("courses_create", form=form)
    if not ctx.must.names(answer, "grade", begins="Teacher "):
        return
    message = answer.json["grade"][0]
    if message.startswith("Teacher "):
        parts = message.removeprefix("Teacher ").removesuffix(".").split(" does not teach grade ")
        ctx.must.holds(
            answer,
            message.endswith(".") and len(parts) == 2 and all(part.strip() for part in parts),
            "a message `Teacher X does not teach grade Y.`",
        )


@check("CRS-4", writes=True)
def duplicate(ctx: Context) -> None:
    """The same three again are refused; another teacher or grade makes the name free."""
    course = ctx.make.course(is_active=False)
    same = {field: course[field] for field in ("name", "teacher", "grade")}
    ctx.must.refuses(_create(ctx, **same), "non_field_errors", DUPLICATE)
    other_grade = next(grade for grade in ctx.data.grades[:2] if grade != course["grade"])
    ctx.must.accepts(_create(ctx, **{**same, "grade": other_grade}))
    other_teacher = ctx.make.another_teacher["id"]
    ctx.must.accepts(_create(ctx, **{**same, "teacher": other_teacher}))


@check("CRS-5", writes=True)
def teacher_fixed(ctx: Context) -> None:
    """Another teacher is refused by PATCH and PUT; the present one is not."""
    _is_fixed(ctx, "teacher", ctx.make.another_teacher["id"], TEACHER_FIXED)


@check("CRS-6", writes=True)
def grade_fixed(ctx: Context) -> None:
    """Another grade that the teacher does teach is refused by PATCH and PUT."""
    present = ctx.make.a_course["grade"]
    other = next(grade for grade in ctx.data.grades[:2] if grade != present)
    _is_fixed(ctx, "grade", other, GRADE_FIXED)


@check("CRS-7", writes=True)
def update(ctx: Context) -> None:
    """PATCH changes what is sent alone; PUT misses what POST misses, and keeps the rest."""
    course = ctx.make.course(description="Before.", is_active=False)
    for change in ({}, {"description": "After."}, {"name": f"{course['name']} II"}):
        answer = _patch(ctx, course, **change)
        is_same(ctx, answer, {**course, **change}, ctx.must.answers(answer, 200))
        course = {**course, **change}
    _clears(ctx)
    required = {field: course[field] for field in ("name", "teacher", "grade")}
    for field in required:
        lacking = {name: value for name, value in required.items() if name != field}
        ctx.must.names(ctx.call("courses_update", course["id"], form=lacking), field)
    put = ctx.call("courses_update", course["id"], form=required)
    body = ctx.must.answers(put, 200)
    for field in ("description", "is_active"):
        ctx.should.equal(put, course[field], body[field], f"{field}, which was not sent")


@check("CRS-8", writes=True)
def renamed_onto_another(ctx: Context) -> None:
    """A name that the same teacher and grade have already is refused on update too."""
    answer = _patch(ctx, ctx.make.course(), name=ctx.make.a_course["name"])
    ctx.should.refuses(answer, "non_field_errors", DUPLICATE)


@check("CRS-11", writes=True)
def required(ctx: Context) -> None:
    """Active unless sent otherwise, and each required field is missed by its own name."""
    for sent, expected in ((..., True), (True, True), (False, False)):
        made = _create(ctx, is_active=sent)
        ctx.must.equal(made, expected, ctx.must.answers(made)["is_active"], "is_active")
    for field in ("name", "teacher", "grade"):
        ctx.must.names(_create(ctx, **{field: ...}), field)


@check("CRS-12", writes=True)
def picture(ctx: Context) -> None:
    """Each of the three kinds of picture is kept."""
    for upload in PICTURES:
        made = _create(ctx, cover_picture=upload)
        url = ctx.must.answers(made)["cover_picture"]
        ctx.must.holds(made, isinstance(url, str) and url, "the URL of the stored picture")
        ctx.should.holds(made, "://" in str(url), "an absolute URL")
    patched = _patch(ctx, ctx.make.scratch_course, cover_picture=PICTURES[0])
    url = ctx.must.answers(patched, 200)["cover_picture"]
    ctx.must.holds(patched, isinstance(url, str) and url, "the URL of the stored picture")


@check("CRS-13", writes=True)
def empty(ctx: Context) -> None:
    """Nothing has been added to a new course yet."""
    made = _create(ctx)
    course = ctx.must.answers(made)
    ctx.should.equal(made, [], course["topics"], "topics")
    for count in ("topic_count", "total_lectures", "total_videos"):
        ctx.should.equal(made, 0, course[count], count)


@check("CRS-14", writes=True)
def no_picture(ctx: Context) -> None:
    """Text with the name of a picture, and a picture that is too large, are refused."""
    for upload in (TEXT, too_large()):
        ctx.should.names(_create(ctx, cover_picture=upload), "cover_picture")


def _create(ctx: Context, **changes: JSON) -> Exchange:
    return ctx.call("courses_create", form=ctx.make.course_form(**changes))


def _patch(ctx: Context, course: JSON, **changes: JSON) -> Exchange:
    return ctx.call("courses_partial_update", course["id"], form=changes)


def _clears(ctx: Context) -> None:
    course = ctx.make.course(description="Before.", cover_picture=PICTURES[0])
    for field in ("description", "cover_picture"):
        answer = _patch(ctx, course, **{field: None})
        if ctx.should.accepts(answer):
            came = answer.json[field]
            ctx.should.holds(answer, came in (None, ""), f"{field} null after an empty part")


def _is_fixed(ctx: Context, field: str, other: int, message: str) -> None:
    course = ctx.make.a_course
    ctx.must.refuses(_patch(ctx, course, **{field: other}), field, message)
    ctx.should.accepts(_patch(ctx, course, **{field: course[field]}))
    form = {name: course[name] for name in ("name", "teacher", "grade")} | {field: other}
    ctx.must.refuses(ctx.call("courses_update", course["id"], form=form), field, message)
    read_back = _patch(ctx, course)
    body = ctx.must.answers(read_back, 200)
    ctx.must.equal(read_back, course[field], body[field], f"{field} afterwards")
