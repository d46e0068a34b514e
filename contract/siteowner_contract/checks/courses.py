"""CRS: making and changing courses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from siteowner_contract.checks.stored_pictures import has_url
from siteowner_contract.checks.teachers_update import is_same
from siteowner_contract.discovery import UNUSED_ID
from siteowner_contract.drawn import for_all
from siteowner_contract.pictures import PICTURES, TEXT, too_large
from siteowner_contract.registry import check
from siteowner_contract.strategies import NO_PICTURES, TEXTS

if TYPE_CHECKING:
    from siteowner_contract.context import Context
    from siteowner_contract.exchange import Exchange
    from siteowner_contract.judge import Judge
    from siteowner_contract.openapi import JSON

DUPLICATE = "A course with this Teacher, Grade, and Name already exists."
TEACHER_FIXED = "Cannot change the teacher of an existing course."
REQUIRED = ("name", "teacher", "grade")
# Of the grades that a teacher does not teach, so many are tried.
GRADES = 4
GRADE_FIXED = "Cannot change the grade of an existing course."


@check("CRS-1", writes=True)
def create(ctx: Context) -> None:
    """What was sent comes back, the teacher under both names; an active teacher is not needed."""
    for grade in ctx.data.grades[:2]:
        texts = {"description": TEXTS, "ending": TEXTS, "grade": st.just(grade)}
        for_all(ctx, st.fixed_dictionaries(texts), _is_made_as_sent, examples=2)
    inactive = ctx.make.teacher(is_active=False)
    ctx.should.accepts(_create(ctx, teacher=inactive["id"]))


@check("CRS-2", writes=True)
def subject_of_teacher(ctx: Context) -> None:
    """The subject is the teacher's, whatever is sent, and follows when the teacher gets another."""
    teacher = ctx.make.teacher()
    course = ctx.make.course(teacher=teacher["id"])
    others = [subject for subject in ctx.data.subjects if subject != teacher["subject_id"]]
    for sent in ({}, {"subject": others[0] if others else UNUSED_ID}):
        made = _create(ctx, teacher=teacher["id"], **sent)
        _is_subject(ctx.must, made, ctx.must.answers(made), teacher)
        patched = _patch(ctx, course, **sent)
        _is_subject(ctx.must, patched, ctx.must.answers(patched, 200), teacher)
    if not others:
        ctx.note("all teachers are of one subject: none could get another")
        return
    form = {"subject": others[0], "grades": ctx.data.subjects[others[0]][:2]}
    changed = ctx.call("teachers_partial_update", teacher["id"], form=form)
    read_back = _patch(ctx, course)
    moved = ctx.must.answers(changed, 200)
    _is_subject(ctx.should, read_back, ctx.must.answers(read_back, 200), moved)


@check("CRS-3", writes=True)
def grade_of_teacher(ctx: Context) -> None:
    """A grade that others teach is refused, and the course it was refused for is not there."""
    known = sorted({grade for teacher in ctx.data.teachers for grade in teacher["grade_ids"]})
    taught = ctx.random.choice(ctx.data.grades)
    teacher = ctx.make.teacher(grades=[taught])
    form = ctx.make.course_form(teacher=teacher["id"])
    others = [grade for grade in known if grade != taught]
    for grade in ctx.random.sample(others, min(GRADES, len(others))):
        _is_not_taught(ctx, ctx.call("courses_create", form={**form, "grade": grade}))
    overview = ctx.call("revenue_overview")
    rows = ctx.must.answers(overview, 200)["courses"]
    left = [row["id"] for row in rows if row["name"] == form["name"]]
    ctx.must.equal(overview, [], left, "ids of refused courses")
    ctx.must.accepts(ctx.call("courses_create", form={**form, "grade": taught}))


@check("CRS-4", writes=True)
def duplicate(ctx: Context) -> None:
    """The same three again are refused; another teacher or grade makes the name free."""
    for is_active in (True, False):
        course = ctx.make.course(is_active=is_active)
        same = {field: course[field] for field in ("name", "teacher", "grade")}
        ctx.must.refuses(_create(ctx, **same), "non_field_errors", DUPLICATE)
    other_grade = next(grade for grade in ctx.data.grades[:2] if grade != course["grade"])
    ctx.must.accepts(_create(ctx, **{**same, "grade": other_grade}))
    other_teacher = ctx.make.another_teacher["id"]
    ctx.must.accepts(_create(ctx, **{**same, "teacher": other_teacher}))
    ctx.should.accepts(_create(ctx, **{**same, "name": same["name"].upper()}))


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
    neighbour = ctx.make.course(description="Another's.")
    course = ctx.make.course(description="Before.", is_active=False)
    _changes_only(ctx, course, {})
    changes: dict[str, st.SearchStrategy[JSON]] = {
        "name": TEXTS.map(lambda text: f"{course['name']} {text}"),
        "description": TEXTS,
        "is_active": st.sampled_from((True, False)),
    }
    for field, strategy in changes.items():
        alone = st.fixed_dictionaries({field: strategy})
        for_all(ctx, alone, lambda trial, form: _changes_only(trial, course, form), 2)
    together = st.fixed_dictionaries({}, optional=changes)
    for_all(ctx, together, lambda trial, form: _changes_only(trial, course, form), 2)
    _clears(ctx)
    for is_active in (True, False):
        _is_replaced(ctx, is_active=is_active)
    read_back = _patch(ctx, neighbour)
    is_same(ctx, read_back, neighbour, ctx.must.answers(read_back, 200))


@check("CRS-8", writes=True)
def renamed_onto_another(ctx: Context) -> None:
    """A name that the same teacher and grade have already is refused by PATCH and PUT."""
    taken, course = ctx.make.a_course["name"], ctx.make.course()
    ctx.should.refuses(_patch(ctx, course, name=taken), "non_field_errors", DUPLICATE)
    form = {**_required(course), "name": taken}
    put = ctx.call("courses_update", course["id"], form=form)
    ctx.should.refuses(put, "non_field_errors", DUPLICATE)
    ctx.should.accepts(_patch(ctx, course, name=course["name"]))
    read_back = _patch(ctx, course)
    name = ctx.must.answers(read_back, 200)["name"]
    ctx.should.equal(read_back, course["name"], name, "name afterwards")


@check("CRS-11", writes=True)
def required(ctx: Context) -> None:
    """Active unless sent otherwise, and each required field is missed by its own name."""
    for sent, expected in ((..., True), (True, True), (False, False)):
        made = _create(ctx, is_active=sent)
        course = ctx.must.answers(made)
        ctx.must.equal(made, expected, course["is_active"], "is_active")
        read_back = _patch(ctx, course)
        shown = ctx.must.answers(read_back, 200)["is_active"]
        ctx.must.equal(read_back, expected, shown, "is_active afterwards")
    nothing = ctx.call("courses_create", form={})
    for field in REQUIRED:
        ctx.must.names(_create(ctx, **{field: ...}), field)
        ctx.should.names(_create(ctx, **{field: ""}), field)
        ctx.must.names(nothing, field)
    for field in ("teacher", "grade"):
        ctx.should.names(_create(ctx, **{field: UNUSED_ID}), field)


@check("CRS-12", writes=True)
def picture(ctx: Context) -> None:
    """Each of the three kinds of picture is kept, on create and on update."""
    course = ctx.make.scratch_course
    for upload in PICTURES:
        for answer in (
            _create(ctx, cover_picture=upload),
            _patch(ctx, course, cover_picture=upload),
        ):
            has_url(ctx, answer, ctx.must.answers(answer)["cover_picture"])


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
    """Other kinds of file, text with a picture's name, and what is too large are refused."""
    form = ctx.make.course_form()
    course = ctx.make.scratch_course
    for upload in (TEXT, too_large()):
        refused = ctx.call("courses_create", form={**form, "cover_picture": upload})
        ctx.should.names(refused, "cover_picture")
        ctx.should.names(_patch(ctx, course, cover_picture=upload), "cover_picture")
    for_all(
        ctx,
        NO_PICTURES,
        lambda trial, upload: trial.should.names(
            _create(trial, cover_picture=upload), "cover_picture"
        ),
        examples=5,
    )
    # What was refused has not taken the name.
    ctx.should.accepts(ctx.call("courses_create", form=form))


def _create(ctx: Context, **changes: JSON) -> Exchange:
    return ctx.call("courses_create", form=ctx.make.course_form(**changes))


def _patch(ctx: Context, course: JSON, **changes: JSON) -> Exchange:
    return ctx.call("courses_partial_update", course["id"], form=changes)


def _required(course: JSON) -> dict[str, JSON]:
    return {field: course[field] for field in REQUIRED}


def _is_made_as_sent(ctx: Context, texts: dict[str, JSON]) -> None:
    teacher = ctx.make.a_teacher
    form = ctx.make.course_form(description=texts["description"], grade=texts["grade"])
    form["name"] = f"{form['name']} {texts['ending']}"
    made = ctx.call("courses_create", form=form)
    course = ctx.must.answers(made, 201)
    for field, sent in form.items():
        ctx.must.equal(made, sent, course.get(field, ...), field)
    ctx.must.equal(made, form["teacher"], course.get("teacher_id", ...), "teacher_id")
    ctx.must.equal(made, teacher["name"], course.get("teacher_name", ...), "teacher_name")
    names = {grade["id"]: grade["name"] for grade in teacher["grades_detail"]}
    ctx.must.equal(made, names.get(form["grade"]), course.get("grade_name", ...), "grade_name")
    read_back = _patch(ctx, course)
    is_same(ctx, read_back, course, ctx.must.answers(read_back, 200))


def _is_subject(judge: Judge, answer: Exchange, course: JSON, teacher: JSON) -> None:
    judge.equal(answer, teacher["subject_id"], course["subject"], "subject")
    judge.equal(answer, teacher["subject_detail"]["name"], course["subject_name"], "subject_name")


def _is_not_taught(ctx: Context, answer: Exchange) -> None:
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


def _changes_only(ctx: Context, course: JSON, form: dict[str, JSON]) -> None:
    before = ctx.must.answers(_patch(ctx, course), 200)
    answer = _patch(ctx, course, **form)
    is_same(ctx, answer, {**before, **form}, ctx.must.answers(answer, 200))
    read_back = _patch(ctx, course)
    is_same(ctx, read_back, {**before, **form}, ctx.must.answers(read_back, 200))


def _is_replaced(ctx: Context, *, is_active: bool) -> None:
    """A PUT lacks nothing that a POST needs; what is optional and was not sent is as it was."""
    course = ctx.make.course(description="Before.", is_active=is_active)
    form = _required(course)
    for field in form:
        lacking = {name: value for name, value in form.items() if name != field}
        ctx.must.names(ctx.call("courses_update", course["id"], form=lacking), field)
    form["name"] = f"{course['name']} II"
    put = ctx.call("courses_update", course["id"], form=form)
    body = ctx.must.answers(put, 200)
    ctx.must.equal(put, form["name"], body["name"], "name")
    for field in ("description", "is_active"):
        ctx.should.equal(put, course[field], body[field], f"{field}, which was not sent,")
    read_back = _patch(ctx, course)
    is_same(ctx, read_back, body, ctx.must.answers(read_back, 200))


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
    ctx.must.refuses(_patch(ctx, course, description="No.", **{field: other}), field, message)
    ctx.should.accepts(_patch(ctx, course, **{field: course[field]}))
    form = {**_required(course), field: other}
    ctx.must.refuses(ctx.call("courses_update", course["id"], form=form), field, message)
    read_back = _patch(ctx, course)
    body = ctx.must.answers(read_back, 200)
    for name in (field, "description"):
        ctx.must.equal(read_back, course[name], body[name], f"{name} afterwards")
