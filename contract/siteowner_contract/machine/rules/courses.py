"""Courses: made, changed, replaced, deleted and looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from siteowner_contract.catalogue import Level
from siteowner_contract.machine import refusals
from siteowner_contract.machine.model import OF_TEACHER
from siteowner_contract.machine.rules.teachers import TeacherRules
from siteowner_contract.machine.steps import Ref, Step
from siteowner_contract.pictures import WEBP

if TYPE_CHECKING:
    from siteowner_contract.exchange import Exchange
    from siteowner_contract.machine.scene import Draw
    from siteowner_contract.openapi import JSON

# Names and grades meet again often, or nothing would ever clash.
NAMES = st.sampled_from("aabc")
GRADES = st.sampled_from((0, 1))
OPTIONAL = {
    "description": st.sampled_from(("About numbers.", None)),
    "is_active": st.booleans(),
    "cover_picture": st.sampled_from((WEBP.content, None)),
}
EXTRAS = st.fixed_dictionaries({}, optional=OPTIONAL)
CHANGES = st.fixed_dictionaries({}, optional={"name": st.sampled_from("abc"), **OPTIONAL})
EMPTY = {"topics": [], "topic_count": 0, "total_lectures": 0, "total_videos": 0}
REQUIRED = ("name", "teacher", "grade")


class CourseRules(TeacherRules):
    """What may happen to courses."""

    def create_course(self, draw: Draw) -> None:
        """One of some teacher, which may be refused."""
        if teacher := self.some_teacher(draw):
            required = {"name": draw(NAMES), "teacher": teacher, "grade": draw(GRADES)}
            self._new_course(required | draw(EXTRAS))

    def update_course(self, draw: Draw) -> None:
        """Some fields by PATCH."""
        if course := self.some_course(draw):
            self._change_course("update", course, self._course_form(draw(CHANGES)))

    def move_course(self, draw: Draw) -> None:
        """To a teacher or a grade, of which only the present ones are accepted."""
        if course := self.some_course(draw):
            places = {"teacher": st.sampled_from(self.teachers), "grade": GRADES}
            moved = draw(st.fixed_dictionaries({}, optional=places))
            self._change_course("update", course, self._course_form(draw(CHANGES) | moved))

    def replace_course(self, draw: Draw) -> None:
        """All required fields by PUT."""
        if course := self.some_course(draw):
            present = self.model.courses.get(course, {})
            form = self._course_form(draw(CHANGES))
            required = {name: present[name] for name in REQUIRED if name in present}
            self._change_course("replace" if present else "update", course, required | form)

    def delete_course(self, draw: Draw) -> None:
        """A course without students goes; one that went is not found."""
        course = self.some_course(draw)
        if course is None:
            return
        exchange = self.play(Step("courses", "delete", (course,))).last
        if course in self.model.deleted:
            self.holds("CRS-10", exchange, exchange.status == 404, "404 for a deleted course")
            return
        self.holds("CRS-10", exchange, exchange.succeeded, "a 2xx")
        self.model.delete_course(course)

    def overview(self, _draw: Draw) -> None:
        """Of the courses of this example the overview has those that were not deleted."""
        self._overview()

    def look_at_all(self) -> None:
        """Every course of the example is as the model has it, and no deleted one is there."""
        if self.courses:
            self._overview()
        for course in self.model.courses.values():
            self._course_is_unchanged(course["id"])
        super().look_at_all()

    def some_course(self, draw: Draw) -> Ref | None:
        """One of the example, maybe deleted; the first is made for whoever needs it."""
        if not self.courses and (teacher := self.some_teacher(draw)):
            self._new_course({"name": "a", "teacher": teacher, "grade": 0})
        there = [course for course in self.courses if course in self.model.courses]
        # Mostly one that is still there.
        return draw(st.sampled_from([*there * 3, *self.courses])) if self.courses else None

    def _new_course(self, signs: dict[str, JSON]) -> None:
        if not self.world.may_make("courses"):
            return
        form = self._course_form(signs)
        found = refusals.of_course(self.model, form)
        result = self.next_name("course")
        exchange = self.play(Step("courses", "create", (), form, result)).last
        if found:
            self.refused(exchange, found, "CRS-1", form)
            return
        body = self.accepted("CRS-1", exchange, form)
        self.carries("CRS-1", exchange, form, body, cleared="CRS-1")
        if "is_active" not in form:
            self.same("CRS-11", exchange, {"is_active": True}, body)
        self.same("CRS-13", exchange, EMPTY, body, level=Level.SHOULD)
        self._is_of_teacher(exchange, Level.MUST)
        ref = Ref(body["id"], result)
        self.model.courses[ref] = {**body, "id": ref, "teacher": form["teacher"]}
        self.courses.append(ref)

    def _overview(self) -> None:
        answer = self.play(Step("revenue", "overview"))
        exchange = answer.last
        rows = {row["id"]: row for row in self.accepted("REV-1", exchange)["courses"]}
        there = sorted(int(course) for course in self.model.deleted if course in rows)
        self.holds("CRS-10", exchange, not there, "no deleted course", f"courses {there}")
        for key, course in self.model.courses.items():
            self.holds("CRS-1", exchange, key in rows, f"a row of course {int(key)}", "none")
            expected = {name: course[name] for name in ("name", "is_active")}
            self.same("CRS-7", exchange, expected, rows[key])
        total = {"total_courses": len(rows)}
        self.same("REV-1", exchange, total, exchange.json["summary"])

    def _change_course(self, method: str, course: Ref, form: dict[str, JSON]) -> None:
        if course in self.model.deleted:
            exchange = self.play(Step("courses", method, (course,), form)).last
            self.holds("CRS-10", exchange, exchange.status == 404, "404 for a deleted course")
            return
        before = self.model.courses[course]
        if before["grade"] not in self.model.teachers[before["teacher"]]["grade_ids"]:
            # Whether a grade may stay that its teacher gave up, no document says.
            form = {name: value for name, value in form.items() if name not in {"teacher", "grade"}}
            method = "update"
        found = refusals.of_course(self.model, form, course)
        exchange = self.play(Step("courses", method, (course,), form)).last
        if found:
            self.refused(exchange, found, "CRS-7", form)
            self._course_is_unchanged(course, found[0].requirement)
            return
        # That the present teacher and grade may be sent is assumed.
        assumed = {name: None for name in ("teacher", "grade") if method == "update"}
        body = self.accepted("CRS-7", exchange, {**form, **assumed})
        self.carries("CRS-7", exchange, form, body, cleared="CRS-7")
        kept = Level.MUST if method == "update" else Level.SHOULD
        self._keeps_but_teacher("CRS-7", exchange, form, before, kept)
        self._is_of_teacher(exchange, Level.SHOULD)
        self.model.courses[course] = {**body, "id": course, "teacher": before["teacher"]}
        self._course_is_unchanged(course, "CRS-7")

    def _course_is_unchanged(self, course: Ref, requirement: str = "CRS-7") -> None:
        exchange = self.play(Step("courses", "update", (course,))).last
        self.accepted(requirement, exchange)
        self._keeps_but_teacher(requirement, exchange, {}, self.model.courses[course])
        self._is_of_teacher(exchange, Level.SHOULD)

    def _keeps_but_teacher(
        self,
        requirement: str,
        exchange: Exchange,
        form: dict[str, JSON],
        before: JSON,
        level: Level = Level.MUST,
    ) -> None:
        own = {name: value for name, value in before.items() if name not in OF_TEACHER}
        self.keeps(requirement, exchange, form, own, level)

    def _is_of_teacher(self, exchange: Exchange, level: Level) -> None:
        """Name and subject are the teacher's; that they follow a change of it is assumed."""
        body = exchange.json
        names = self.model.course_names(body)
        self.same("CRS-1", exchange, {"teacher_name": names.pop("teacher_name")}, body, level=level)
        self.same("CRS-2", exchange, names, body, level=level)

    def _course_form(self, signs: dict[str, JSON]) -> dict[str, JSON]:
        meant = dict(signs)
        if "name" in signs:
            meant["name"] = self.word("Contract ", f" {signs['name']}")
        if "grade" in signs:
            meant["grade"] = self.world.lent.grades[signs["grade"]]
        return meant
