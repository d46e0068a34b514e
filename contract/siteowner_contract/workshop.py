"""Makes what the writing checks need, and removes it at the end."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from functools import cached_property
from typing import TYPE_CHECKING

from siteowner_contract.credentials import Account
from siteowner_contract.judge import Skip
from siteowner_contract.results import LeftBehind
from siteowner_contract.transport import ServerUnreachableError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siteowner_contract.discovery import Discovery
    from siteowner_contract.exchange import Exchange
    from siteowner_contract.ledger import Ledger
    from siteowner_contract.openapi import JSON
    from siteowner_contract.samples import Samples
    from siteowner_contract.session import Session

# Manners: a run makes at most twenty codes, those of Schemathesis included.
SAMPLE_OF_CODES = 6


class Workshop:
    """Teachers, courses and codes of the suite's own.

    Args:
        session: How to write, as the site owner.
        data: Where subjects and grades are found.
        samples: What the fields are filled with.
        ledger: Where everything made is written down.
    """

    def __init__(self, session: Session, data: Discovery, samples: Samples, ledger: Ledger) -> None:
        self._session = session
        self._data = data
        self.samples = samples
        self._ledger = ledger

    def over(self, session: Session, data: Discovery) -> Workshop:
        """The same by another session, with nothing made yet."""
        return Workshop(session, data, self.samples, self._ledger)

    def teacher_form(self, **changes: JSON) -> dict[str, JSON]:
        """A valid form for a new teacher; a field changed to `...` is left out."""
        form = self.samples.teacher(self._data.subject, self._data.grades[:2])
        return _changed(form, changes)

    def course_form(self, **changes: JSON) -> dict[str, JSON]:
        """A valid form for a new course of a teacher of ours; `...` leaves a field out."""
        form = self.samples.course(self.a_teacher["id"], self._data.grades[0])
        return _changed(form, changes)

    def recharge_code_json(self, **changes: JSON) -> dict[str, JSON]:
        """A valid body for a new code of a course of ours; `...` leaves a field out."""
        return _changed(self.samples.recharge_code(self.a_course["id"]), changes)

    def teacher(self, **changes: JSON) -> JSON:
        """A new teacher."""
        return self._made(self._session.call("teachers_create", form=self.teacher_form(**changes)))

    def course(self, **changes: JSON) -> JSON:
        """A new course."""
        return self._made(self._session.call("courses_create", form=self.course_form(**changes)))

    def recharge_code(self, **changes: JSON) -> Exchange:
        """The answer that made a new code."""
        body = self.recharge_code_json(**changes)
        exchange = self._session.call("recharge_codes_create", json=body)
        self._made(exchange)
        return exchange

    @cached_property
    def a_teacher(self) -> JSON:
        """A teacher of ours that nobody changes."""
        return self.teacher()

    @cached_property
    def another_teacher(self) -> JSON:
        """A second one."""
        return self.teacher()

    @cached_property
    def a_course(self) -> JSON:
        """A course of ours that nobody changes."""
        return self.course()

    @cached_property
    def scratch_teacher(self) -> JSON:
        """A teacher of ours that anybody may change."""
        return self.teacher()

    @cached_property
    def scratch_course(self) -> JSON:
        """A course of ours that anybody may change."""
        return self.course()

    @cached_property
    def teacher_account(self) -> Account:
        """A teacher of ours that can log in."""
        form = self.teacher_form()
        self._made(self._session.call("teachers_create", form=form))
        return Account(form["username"], form["password"])

    @cached_property
    def recharge_codes(self) -> list[Exchange]:
        """The answers that made a handful of codes, one after another, the last without expiry."""
        expiring = [self.recharge_code() for _ in range(SAMPLE_OF_CODES - 1)]
        return [*expiring, self.recharge_code(expires_at=...)]

    @contextmanager
    def put_back(self, student: JSON) -> Iterator[JSON]:
        """Lend a student, and give back status and flag as they were."""
        try:
            yield student
        finally:
            # Two steps: the rule of a status would override the flag sent beside it.
            for field in ("status", "is_active"):
                self._session.call(
                    "students_partial_update", student["id"], json={field: student[field]}
                )

    def clear(self) -> list[LeftBehind]:
        """Delete the courses, deactivate the teachers, and say what is left."""
        # A server that is gone by now keeps what was made, and that is said.
        with suppress(ServerUnreachableError):
            for course in self._ledger.ids("courses_create"):
                self._session.call("courses_destroy", course)
            for teacher in self._ledger.ids("teachers_create"):
                self._session.call("teachers_partial_update", teacher, form={"is_active": False})
        # Codes go with their course.
        courses_left = self._ledger.ids("courses_create")
        return [
            LeftBehind(operation, made)
            for operation, made in self._ledger
            if operation != "recharge_codes_create" or courses_left
        ]

    def _made(self, exchange: Exchange) -> JSON:
        if not (exchange.succeeded and isinstance(exchange.json, dict)):
            what = exchange.operation.removesuffix("_create").replace("_", " ").removesuffix("s")
            raise Skip(
                f"needs a {what} of its own; {exchange.operation} answered {exchange.summary()}"
            )
        return exchange.json


def _changed(form: dict[str, JSON], changes: dict[str, JSON]) -> dict[str, JSON]:
    return {field: value for field, value in {**form, **changes}.items() if value is not ...}
