"""Students: status and flag of one that was lent, and others beside it that must not move."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from siteowner_contract.catalogue import Level
from siteowner_contract.machine import refusals
from siteowner_contract.machine.model import FLAG_BY_STATUS, STATUSES, student_after
from siteowner_contract.machine.scene import Draw, Scene
from siteowner_contract.machine.steps import Step

if TYPE_CHECKING:
    from siteowner_contract.openapi import JSON

CHANGES = st.fixed_dictionaries(
    {}, optional={"status": st.sampled_from((*STATUSES, "graduated")), "is_active": st.booleans()}
)
# The requirement of what a status does to the flag.
BY_STATUS = {
    "verified": "STU-8",
    "declined": "STU-7",
    "suspended_permanent": "STU-7",
}


class StudentRules(Scene):
    """What may happen to students."""

    def change_student(self, draw: Draw) -> None:
        """Status, flag or both, in one PATCH."""
        if self.world.lent.may_change_students:
            self._change_student(draw(CHANGES))

    def list_students(self, draw: Draw) -> None:
        """A student is among those of a status when it is its own."""
        if students := self.world.lent.students:
            student = draw(st.sampled_from(students))
            methods = st.sampled_from(("list", "all"))
            self._list_students(student["id"], draw(st.sampled_from(STATUSES)), draw(methods))

    def look_at_all(self) -> None:
        """No student is otherwise than the model has it."""
        if self.world.lent.may_change_students:
            for key, student in self.model.students.items():
                self._student_is(key, student, "STU-6")
        super().look_at_all()

    def _change_student(self, change: dict[str, JSON]) -> None:
        key = self.world.lent.students[0]["id"]
        before = self.model.students[key]
        found = refusals.of_student(change)
        exchange = self.play(Step("students", "update", (key,), change)).last
        if found:
            self.refused(exchange, found, "STU-6", change)
            self._student_is(key, before, found[0].requirement)
            return
        expected = student_after(before, change)
        asked, level = _ruling(change)
        body = self.accepted("STU-6", exchange)
        self.holds("STU-6", exchange, set(body) == set(expected), "status and is_active alone")
        self.same("STU-6", exchange, {"status": expected["status"]}, body)
        self.same(asked, exchange, {"is_active": expected["is_active"]}, body, level=level)
        self.model.students[key] = {**before, **expected}
        self._student_is(key, self.model.students[key], "STU-6")

    def _list_students(self, key: int, status: str, method: str) -> None:
        student = self.model.students[key]
        query = {"status": status, "search": student["student_code"]}
        answer = self.play(Step("students", method, (), query))
        found = [item for item in answer.items if item["id"] == key]
        there = student["status"] == status
        wanted = f"student {key} {'once' if there else 'not there'}, being {student['status']}"
        came = f"{len(found)} times"
        self.holds("STU-1", answer.last, len(found) == there, wanted, came)
        for item in found:
            expected = {name: student[name] for name in ("status", "is_active", "name_en", "gmail")}
            self.same("STU-5", answer.last, expected, item)

    def _student_is(self, key: int, expected: JSON, requirement: str) -> None:
        exchange = self.play(Step("students", "retrieve", (key,))).last
        self.accepted("STU-5", exchange)
        now = {name: expected[name] for name in ("status", "is_active")}
        self.same(requirement, exchange, now, exchange.json)
        self.keeps("STU-11", exchange, now, expected, Level.SHOULD)


def _ruling(change: dict[str, JSON]) -> tuple[str, Level]:
    """The requirement that says what becomes of the flag."""
    status = change.get("status")
    if status is None:
        return "STU-11", Level.SHOULD
    if "is_active" in change:
        return "STU-12", Level.SHOULD
    return BY_STATUS.get(status, "STU-9"), Level.MUST if status in FLAG_BY_STATUS else Level.SHOULD
