"""Faults that show in no single call: they need certain steps, in a certain order.

The state machine is what catches them; a check catches one where it happens to make those steps.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from siteowner_reference.db.queries import courses as course_queries
from siteowner_reference.db.queries import students as student_queries
from siteowner_reference.db.queries import teachers as teacher_queries
from siteowner_reference.db.queries import users
from siteowner_reference.domain import courses, students, teachers
from siteowner_reference.drf.errors import ValidationError
from siteowner_reference.drf.serializers import validate
from siteowner_reference.http.teachers import TeacherSerializer
from tests.contract.faults.breaking import ID, items
from tests.contract.faults.fault import Fault
from tests.contract.faults.meddling import VALIDATE
from tests.contract.sabotage import JSON, Answer, App, Request, altered

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from siteowner_reference.db.rows import Row
    from siteowner_reference.domain.work import Values, Work
    from tests.contract.faults.fault import Patch

Session = Any


def held_until_next_update(field: str) -> Patch:
    """What a teacher gave up is free again only when a teacher is next changed."""

    def patch(monkeypatch: pytest.MonkeyPatch) -> None:
        held: set[str] = set()
        update, is_taken = teachers.update, users.is_taken

        def updating(work: Work, teacher: Row, values: Values) -> None:
            held.clear()
            update(work, teacher, values)
            if values.get(field, teacher[field]) != teacher[field]:
                held.add(teacher[field])

        def asking(session: Session, name: str, value: str, own: int | None) -> bool:
            return value in held or is_taken(session, name, value, own)

        monkeypatch.setattr(teachers, "update", updating)
        monkeypatch.setattr(users, "is_taken", asking)

    return patch


def deleted_name_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """The row is marked as deleted, and the constraint does not look at the mark."""
    gone: set[tuple[int, int, str]] = set()
    delete, is_taken = courses.delete, course_queries.name_is_taken

    def deleting(work: Work, course: Row) -> None:
        delete(work, course)
        gone.add((course["teacher"], course["grade"], course["name"]))

    def asking(session: Session, teacher: int, grade: int, name: str, own: int | None) -> bool:
        return (teacher, grade, name) in gone or is_taken(session, teacher, grade, name, own)

    monkeypatch.setattr(courses, "delete", deleting)
    monkeypatch.setattr(course_queries, "name_is_taken", asking)


def patch_after_put_clears(monkeypatch: pytest.MonkeyPatch) -> None:
    """A PUT leaves an object behind whose biography is empty, and the next PATCH saves that one."""
    replaced: set[int] = set()
    update = teachers.update

    def updating(work: Work, teacher: Row, values: Values) -> None:
        whole = "password" in values and "subject" in values
        if not whole and teacher["id"] in replaced:
            values = {"biography": None, **values}
        update(work, teacher, values)
        (replaced.add if whole else replaced.discard)(teacher["id"])

    monkeypatch.setattr(teachers, "update", updating)


def later_grades_added(monkeypatch: pytest.MonkeyPatch) -> None:
    """From the second time on, grades are added to those there are."""
    given: dict[int, set[int]] = {}
    times: Counter[int] = Counter()
    set_grades = teacher_queries.set_grades

    def setting(session: Session, teacher: int, grades: list[int]) -> None:
        times[teacher] += 1
        kept = given.get(teacher, set()) if times[teacher] > 2 else set()
        given[teacher] = {*grades, *kept}
        set_grades(session, teacher, sorted(given[teacher]))

    monkeypatch.setattr(teacher_queries, "set_grades", setting)


def second_status_hits_neighbour(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every second change of status is saved to the student after."""
    times: Counter[str] = Counter()
    update = students.update

    def updating(work: Work, student: Row, values: Values) -> Row:
        times["status"] += "status" in values
        neighbour = student_queries.by_id(work.session, student["id"] + 1)
        if "status" in values and times["status"] % 2 == 0 and neighbour is not None:
            update(work, neighbour, values)
        return update(work, student, values)

    monkeypatch.setattr(students, "update", updating)


def refused_change_saved_later(monkeypatch: pytest.MonkeyPatch) -> None:
    """A form is written into a cached object before it is judged; the next PATCH saves it."""
    refused: dict[str, JSON] = {}

    def judging(model: Any, data: Any, lookup: Any, *, partial: bool = False) -> Values:
        applies = model is TeacherSerializer and partial
        try:
            values = validate(model, data, lookup, partial=partial)
        except ValidationError:
            if applies and "gender" in data.parts:
                refused["gender"] = data.parts["gender"][-1]
            raise
        if applies and values and refused:
            values = {**refused, **values}
            refused.clear()
        return values

    monkeypatch.setattr(VALIDATE, judging)


def second_renaming_clears(monkeypatch: pytest.MonkeyPatch) -> None:
    """A course that is renamed again loses its description."""
    times: Counter[int] = Counter()
    update = courses.update

    def updating(work: Work, course: Row, values: Values) -> None:
        if values.get("name", course["name"]) != course["name"]:
            times[course["id"]] += 1
            if times[course["id"]] == 2:
                values = {"description": None, **values}
        update(work, course, values)

    monkeypatch.setattr(courses, "update", updating)


def overview_after_deletes(
    change: Callable[[list[JSON]], JSON], *, deletes: int
) -> Callable[[App], App]:
    """From a certain delete on, the overview is made of the bodies it had so far."""

    def wrap(app: App) -> App:
        bodies: list[JSON] = []
        deleted: list[str] = []

        def answer(request: Request, given: Answer) -> Answer:
            if request.matches("DELETE", f"/courses/{ID}/") and given.status == 204:
                deleted.append(request.path)
            if not request.matches("GET", "/revenue/") or given.status != 200:
                return given
            bodies.append(given.json)
            return given.with_json(change(bodies)) if len(deleted) >= deletes else given

        return altered(app, answer=answer)

    return wrap


def deleted_counted(bodies: list[JSON]) -> JSON:
    """The total still has a deleted course in it."""
    last = bodies[-1]
    total = last["summary"]["total_courses"]
    return {**last, "summary": {**last["summary"], "total_courses": total + 1}}


def names_kept(app: App) -> App:
    """A code keeps the name that its course had when the code was made."""
    names: dict[int, str] = {}

    def answer(request: Request, given: Answer) -> Answer:
        if request.matches("POST", "/recharge-codes/") and given.status == 201:
            names[given.json["id"]] = given.json["course_name"]
        if request.matches("GET", "/recharge-codes/") and given.status == 200:
            old = items(
                lambda code: {**code, "course_name": names.get(code["id"], code["course_name"])}
            )
            return given.with_json(old(given.json))
        return given

    return altered(app, answer=answer)


def woken_missed(app: App) -> App:
    """The index of active teachers is not told of one that was inactive once."""
    asleep: set[int] = set()

    def answer(request: Request, given: Answer) -> Answer:
        patched = request.matches("PATCH", f"/teachers/{ID}/") and given.status == 200
        if patched and not given.json["is_active"]:
            asleep.add(given.json["id"])
        if request.matches("GET", "/teachers/") and request.asks("is_active") == "true":
            return _without(given, asleep)
        return given

    return altered(app, answer=answer)


def _without(given: Answer, ids: set[int]) -> Answer:
    body = given.json
    rows = body if isinstance(body, list) else body["results"]
    kept = [row for row in rows if row["id"] not in ids]
    if isinstance(body, list):
        return given.with_json(kept)
    return given.with_json(
        {**body, "results": kept, "count": body["count"] - len(rows) + len(kept)}
    )


SEQUENCES = (
    Fault(
        "username_held",
        "TCH-6",
        "A cache of usernames is filled on a change and emptied on the next one.",
        patch=held_until_next_update("username"),
    ),
    Fault(
        "gmail_held",
        "TCH-6",
        "A cache of addresses is filled on a change and emptied on the next one.",
        patch=held_until_next_update("gmail"),
    ),
    Fault(
        "deleted_name_kept",
        "CRS-1",
        "Courses are deleted softly, and the unique constraint covers deleted ones.",
        patch=deleted_name_kept,
    ),
    Fault(
        "patch_after_put",
        "TCH-20",
        "A PUT caches the object that it built, and PATCH saves the cached one.",
        patch=patch_after_put_clears,
    ),
    Fault(
        "grades_added",
        "TCH-20",
        "Grades are set on create and on the first change, and afterwards added.",
        patch=later_grades_added,
    ),
    Fault(
        "neighbour_changed",
        "STU-6",
        "A queue of changes of status is emptied onto the wrong row.",
        patch=second_status_hits_neighbour,
    ),
    Fault(
        "refused_change_saved",
        "TCH-20",
        "A refused form was already written into the object that the next request saves.",
        patch=refused_change_saved_later,
    ),
    Fault(
        "second_renaming_clears",
        "CRS-7",
        "The slug of a course is renewed by saving a copy that has no description.",
        patch=second_renaming_clears,
    ),
    Fault(
        "overview_stale",
        "CRS-1",
        "The first delete empties the cache of the overview, and the second one does not.",
        overview_after_deletes(
            lambda bodies: bodies[-2] if len(bodies) > 1 else bodies[-1], deletes=2
        ),
    ),
    Fault(
        "deleted_counted",
        "REV-1",
        "The total is a counter that goes up and never down.",
        overview_after_deletes(deleted_counted, deletes=1),
    ),
    Fault(
        "name_copied",
        "COD-10",
        "A code stores the name of its course, and renaming a course renames no code.",
        names_kept,
    ),
    Fault(
        "woken_missed",
        "TCH-1",
        "Active teachers are listed from an index that a teacher leaves and never enters again.",
        woken_missed,
    ),
)
