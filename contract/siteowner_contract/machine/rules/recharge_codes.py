"""Recharge codes: made for courses of the example, and listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from siteowner_contract.catalogue import Level
from siteowner_contract.machine import refusals
from siteowner_contract.machine.rules.courses import CourseRules
from siteowner_contract.machine.steps import Ref, Step
from siteowner_contract.values import amount, instant

if TYPE_CHECKING:
    from datetime import datetime

    from siteowner_contract.exchange import Exchange
    from siteowner_contract.machine.scene import Draw
    from siteowner_contract.openapi import JSON

# One pound and already expired: nobody can use one.
VALUES = st.sampled_from(("1.00", "1", "1.00", "0.99", "-1.00", "1.001"))
EXPIRED = st.sampled_from(("2020-01-31T12:00:00+00:00", "2021-03-04T05:06:07+02:00"))
QUERIES: tuple[dict[str, JSON], ...] = ({}, {"is_used": False}, {"is_used": True})
UNUSED = {"is_used": False, "used_by": None, "used_by_name": None, "used_at": None}


class RechargeCodeRules(CourseRules):
    """What may happen to recharge codes."""

    def create_code(self, draw: Draw) -> None:
        """One for some course, which may be refused."""
        if course := self.some_course(draw):
            self._new_code(course, draw(VALUES), draw(EXPIRED))

    def list_codes(self, draw: Draw) -> None:
        """The codes of a course are those made for it; none of them was used."""
        if course := self.some_course(draw):
            self._list_codes(course, draw(st.sampled_from(QUERIES)))

    def look_at_all(self) -> None:
        """The codes of every course that has some are as the model has them."""
        for course in self.model.courses.values():
            if any(code["course"] == course["id"] for code in self.model.codes.values()):
                self._list_codes(course["id"], {})
        super().look_at_all()

    def _new_code(self, course: Ref, value: str, expires_at: str) -> None:
        body = {"course": course, "value": value, "expires_at": _moment(expires_at)}
        found = refusals.of_code(self.model, body)
        if not found and not self.world.may_make("recharge_codes"):
            return
        exchange = self.play(Step("recharge_codes", "create", (), body)).last
        if found:
            self.refused(exchange, found, "COD-1", body)
            return
        made = self.accepted("COD-1", exchange)
        self.same("COD-1", exchange, {"course": course, **UNUSED}, made)
        self.same("COD-1", exchange, {"value": amount(value)}, {"value": amount(made["value"])})
        came = {"expires_at": instant(made["expires_at"])}
        self.same("COD-6", exchange, {"expires_at": instant(expires_at)}, came)
        self._has_names_of_course(exchange, made)
        self.model.codes[made["id"]] = made

    def _list_codes(self, course: Ref, query: dict[str, JSON]) -> None:
        step = Step("recharge_codes", "list", (), {"course": course, **query, "page_size": 2})
        answer = self.play(step)
        exchange = answer.last
        came = {code["id"]: code for code in answer.items}
        known = {key for key, code in self.model.codes.items() if code["course"] == course}
        expected = set() if query.get("is_used") else known
        asked = "COD-8" if query else "COD-7"
        # What a list shows of a course that is gone, no document says.
        level = Level.SHOULD if course in self.model.deleted else Level.MUST
        right, shown = set(came) == expected, f"codes {sorted(came)}"
        self.holds(asked, exchange, right, f"codes {sorted(expected)}", shown, level=level)
        self.holds("GEN-3", exchange, len(came) == len(answer.items), "each code once")
        count = {"count": len(expected)}
        self.same("GEN-3", exchange, count, answer.exchanges[0].json, level=level)
        for key in sorted(expected):
            names = {"course_name", "teacher_name"}
            same = {n: v for n, v in self.model.codes[key].items() if n not in names}
            self.same("COD-1", exchange, same, came[key])
            self._has_names_of_course(exchange, came[key])

    def _has_names_of_course(self, exchange: Exchange, code: JSON) -> None:
        course = self.model.courses[code["course"]]
        self.same("COD-10", exchange, {"course_name": course["name"]}, code)
        teacher = self.model.teachers[course["teacher"]]
        # That it follows when the teacher gets another name is assumed.
        expected = {"teacher_name": teacher["name"]}
        self.same("COD-10", exchange, expected, code, level=Level.SHOULD)


def _moment(text: str) -> datetime:
    moment = instant(text)
    assert moment is not None
    return moment
