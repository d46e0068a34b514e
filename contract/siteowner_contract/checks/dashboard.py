"""DSH: counts over the whole platform."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from siteowner_contract.checks.students import STATUSES
from siteowner_contract.registry import check
from siteowner_contract.values import instant

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from siteowner_contract.context import Context
    from siteowner_contract.exchange import Exchange
    from siteowner_contract.openapi import JSON

COUNTS_OF_A_TEACHER = (
    "total_teachers",
    "new_teachers_this_month",
    "new_users_this_month",
    "teachers_active_count",
)
GROUPED_BY = ("grade", "school_type", "division")


@check("DSH-1")
def by_status(ctx: Context) -> None:
    """Five statuses, no more and no fewer students than there are."""
    answer, stats = _stats(ctx)
    counts = stats["students_by_status"]
    ctx.must.equal(answer, set(), set(STATUSES) - set(counts), "missing statuses")
    ctx.must.equal(answer, stats["total_students"], sum(counts.values()), "sum over the statuses")


@check("DSH-2")
def by_activity(ctx: Context) -> None:
    """A teacher is active or inactive."""
    answer, stats = _stats(ctx)
    both = stats["teachers_active_count"] + stats["teachers_inactive_count"]
    ctx.must.equal(answer, stats["total_teachers"], both, "active and inactive teachers")


@check("DSH-3")
def as_listed(ctx: Context) -> None:
    """Every count that a list has too is the list's."""
    answer, stats = _stats(ctx)
    for kind in ("students", "teachers", "assistants"):
        listed = ctx.read(f"{kind}_list")["count"]
        ctx.must.equal(answer, listed, stats[f"total_{kind}"], f"total_{kind}")
    for status in STATUSES:
        listed = ctx.read("students_list", status=status)["count"]
        ctx.must.equal(answer, listed, stats["students_by_status"].get(status), status)
    for flag, field in ((True, "teachers_active_count"), (False, "teachers_inactive_count")):
        listed = ctx.read("teachers_list", is_active=flag)["count"]
        ctx.must.equal(answer, listed, stats[field], field)


@check("DSH-4", writes=True)
def one_teacher_more(ctx: Context) -> None:
    """A new active teacher counts once wherever it belongs, and nowhere else."""
    form = ctx.make.teacher_form()
    _, before = _stats(ctx)
    ctx.must.answers(ctx.call("teachers_create", form=form))
    answer, after = _stats(ctx)
    for field in (*COUNTS_OF_A_TEACHER, "teachers_inactive_count", "total_students"):
        more = 1 if field in COUNTS_OF_A_TEACHER else 0
        ctx.must.equal(answer, before[field] + more, after[field], field)


@check("DSH-5", writes=True)
def one_status_to_another(ctx: Context) -> None:
    """A student whose status changes leaves the one count and enters the other."""
    with ctx.lent_student() as student:
        old = student["status"]
        for new in (status for status in STATUSES if status != student["status"]):
            _, before = _stats(ctx)
            ctx.call("students_partial_update", student["id"], json={"status": new})
            answer, after = _stats(ctx)
            moved = Counter(before["students_by_status"])
            moved.update({old: -1, new: 1})
            ctx.must.equal(
                answer, dict(moved), after["students_by_status"], f"from {old} to {new}: counts"
            )
            old = new


@check("DSH-6")
def groups(ctx: Context) -> None:
    """The groups have the members that the lists have."""
    answer, stats = _stats(ctx)
    teachers = Counter(_teacher_groups(ctx.listing("teachers_list").items))
    shown = {
        (row["grade"], row["subject"]): row["count"] for row in stats["teachers_by_grade_subject"]
    }
    ctx.should.equal(answer, dict(teachers), shown, "teachers_by_grade_subject")
    students = Counter(_student_groups(ctx.listing("students_list").items))
    rows = stats["students_by_grade_school_division"]
    names = _names(ctx.listing("teachers_list").items)
    if all(key in names for group in students for key in zip(GROUPED_BY, group, strict=True)):
        named: Counter[tuple[str, ...]] = Counter()
        for group, count in students.items():
            named[tuple(names[key] for key in zip(GROUPED_BY, group, strict=True))] += count
        came: Counter[tuple[str, ...]] = Counter()
        for row in rows:
            came[row["grade"], row["school_type"], row["division"]] += row["count"]
        ctx.should.equal(answer, dict(named), dict(came), "students_by_grade_school_division")
    else:
        # The list gives ids and the dashboard names: where no teacher shows both, sizes compare.
        sizes = sorted(row["count"] for row in rows)
        what = "sizes of students_by_grade_school_division"
        ctx.should.equal(answer, sorted(students.values()), sizes, what)


@check("DSH-7")
def this_month(ctx: Context) -> None:
    """The new ones of this month are those created in it, and all of them are new users."""
    answer, stats = _stats(ctx)
    new = {
        kind: _of_this_month(
            ctx, [item["created_at"] for item in ctx.listing(f"{kind}_list").items]
        )
        for kind in ("students", "teachers", "assistants")
    }
    for kind in ("students", "teachers"):
        field = f"new_{kind}_this_month"
        ctx.should.equal(answer, new[kind], stats[field], field)
    # Site owners are users, too, and nothing lists them.
    all_new = stats["new_users_this_month"]
    expected = f"new_users_this_month at least {sum(new.values())}, those that are listed"
    ctx.should.holds(answer, all_new >= sum(new.values()), expected, str(all_new))


@check("DSH-8")
def totals(ctx: Context) -> None:
    """There is at least what the lists show."""
    answer, stats = _stats(ctx)
    students = ctx.sample("students_list").items
    teachers = ctx.sample("teachers_list").items
    subjects = [teacher["subject_detail"] or {} for teacher in teachers]
    seen: dict[str, Iterable[JSON]] = {
        "total_subjects": (subject.get("id") for subject in subjects),
        "total_grades": [grade for teacher in teachers for grade in teacher["grade_ids"]],
        "total_divisions": [d for subject in subjects for d in subject.get("divisions", ())],
        "total_school_types": (student["school_type"] for student in students),
        "total_governorates": (student["governorate"] for student in students),
        "total_areas": (student["area"] for student in students),
        "total_video_security_options": (teacher["video_security_id"] for teacher in teachers),
    }
    for field, ids in seen.items():
        least = len(set(ids) - {None})
        ctx.should.holds(
            answer, stats[field] >= least, f"{field} at least {least}", f"{field} {stats[field]}"
        )


def _stats(ctx: Context) -> tuple[Exchange, JSON]:
    answer = ctx.call("dashboard_stats")
    return answer, ctx.must.answers(answer, 200)


def _teacher_groups(teachers: Iterable[JSON]) -> Iterator[tuple[str, str]]:
    for teacher in teachers:
        if teacher["subject_detail"] is not None:
            for grade in teacher["grades_detail"]:
                yield grade["name"], teacher["subject_detail"]["name"]


def _student_groups(students: Iterable[JSON]) -> Iterator[tuple[int, ...]]:
    for student in students:
        group = tuple(student[field] for field in GROUPED_BY)
        if None not in group:
            yield group


def _names(teachers: Iterable[JSON]) -> dict[tuple[str, int], str]:
    """Names by field and id, as the subjects of teachers show them."""
    return {
        (field, detail["id"]): detail["name"]
        for teacher in teachers
        for field in GROUPED_BY
        for detail in (teacher["subject_detail"] or {}).get(f"{field}s_detail", ())
    }


def _of_this_month(ctx: Context, created: Iterable[JSON]) -> int:
    today = ctx.today()
    days = [moment.astimezone(ctx.zone).date() for moment in map(instant, created) if moment]
    return sum((day.year, day.month) == (today.year, today.month) for day in days)
