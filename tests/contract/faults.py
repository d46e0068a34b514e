"""Known-bad servers: the reference server with one documented behaviour broken.

Each fault names the requirement that must catch it. Most are done from outside, by altering a
request or an answer; what depends on stored data is done inside, to the server's own tables of
rules.
"""

from __future__ import annotations

import string
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING

from siteowner_reference.db.queries import courses as course_queries
from siteowner_reference.db.queries import teachers as teacher_queries
from siteowner_reference.domain import courses, recharge_codes, revenue, students
from tests.contract.sabotage import JSON, Answer, App, Request, altered

if TYPE_CHECKING:
    import pytest

Wrap = Callable[[App], App]
Patch = Callable[["pytest.MonkeyPatch"], None]
ID = r"\d+"


@dataclass(frozen=True)
class Fault:
    """One broken behaviour.

    Attributes:
        name: What is broken, as a test id.
        requirement: What must catch it.
        wrap: Breaks the application from outside.
        patch: Breaks it inside.
    """

    name: str
    requirement: str
    wrap: Wrap = lambda app: app
    patch: Patch = lambda _: None


def answers(method: str, path: str, change: Callable[[JSON], JSON], *, status: int = 0) -> Wrap:
    """The body of an answer is changed, of any success or of one status."""

    def answer(request: Request, given: Answer) -> Answer:
        applies = given.status == status if status else given.status < 300
        if applies and request.matches(method, path) and given.json is not None:
            return given.with_json(change(given.json))
        return given

    return lambda app: altered(app, answer=answer)


def statuses(method: str, path: str, *, old: int, new: int) -> Wrap:
    """A status is answered in the place of another."""

    def answer(request: Request, given: Answer) -> Answer:
        hit = request.matches(method, path) and given.status == old
        return replace(given, status=new) if hit else given

    return lambda app: altered(app, answer=answer)


def ignores(path: str, *parameters: str, value: str | None = None) -> Wrap:
    """Query parameters are not read, or not with one value."""

    def request(sent: Request) -> Request:
        hit = sent.matches("GET", path) and (value is None or sent.asks(parameters[0]) == value)
        return sent.without(*parameters) if hit else sent

    return lambda app: altered(app, request=request)


def sets(**fields: JSON) -> Callable[[JSON], JSON]:
    """Fields of an object have other values; a function is applied to the one there is."""

    def change(body: JSON) -> JSON:
        new = {k: v(body.get(k)) if callable(v) else v for k, v in fields.items()}
        return {**body, **new}

    return change


def drops(*fields: str) -> Callable[[JSON], JSON]:
    """Fields of an object are missing."""
    return lambda body: {name: value for name, value in body.items() if name not in fields}


def items(change: Callable[[JSON], JSON]) -> Callable[[JSON], JSON]:
    """Every item of a page is changed."""
    return lambda body: {**body, "results": [change(item) for item in body["results"]]}


def says(field: str, text: str) -> Callable[[JSON], JSON]:
    """The message on a field has other words."""
    return lambda body: {**body, field: [text]} if field in body else body


def first_dashboard_kept() -> Wrap:
    """The dashboard is answered from a cache that nobody empties."""
    kept: list[Answer] = []

    def answer(request: Request, given: Answer) -> Answer:
        if request.matches("GET", "/dashboard/stats/") and given.status == 200:
            kept.append(given)
            return kept[0]
        return given

    return lambda app: altered(app, answer=answer)


def form_field_lost(method: str, path: str, field: str) -> Wrap:
    """A field of a form is not read."""

    def request(sent: Request) -> Request:
        if not sent.matches(method, path):
            return sent
        old, new = f'name="{field}"'.encode(), b'name="lost"'
        return replace(sent, content=sent.content.replace(old, new))

    return lambda app: altered(app, request=request)


def next_without_filters(body: JSON) -> JSON:
    """The link to the next page forgets all but the page."""
    link = body.get("next")
    if link is None:
        return body
    address, _, query = link.partition("?")
    kept = [pair for pair in query.split("&") if pair.startswith("page")]
    return {**body, "next": f"{address}?{'&'.join(kept)}"}


def row_skipped(body: JSON) -> JSON:
    """Every page after the first starts one row late."""
    return {**body, "results": body["results"][1:]} if body.get("previous") else body


def in_sequence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Codes are numbered."""
    numbers = count(1)
    monkeypatch.setattr(recharge_codes, "new_code", lambda: f"AAAA-BBBB-CCCC-{next(numbers):04d}")


FAULTS = (
    Fault("anonymous_read", "GEN-1", statuses("GET", "/revenue/", old=401, new=200)),
    Fault(
        "anonymous_text",
        "GEN-1",
        answers("GET", "/dashboard/stats/", sets(detail="Log in first."), status=401),
    ),
    Fault("outsider_reads", "GEN-2", statuses("GET", "/assistants/", old=403, new=200)),
    Fault("outsider_creates_code", "GEN-2", statuses("POST", "/recharge-codes/", old=403, new=201)),
    Fault(
        "count_of_page",
        "GEN-3",
        answers("GET", "/students/", sets(count=20)),
    ),
    Fault("next_without_filter", "GEN-3", answers("GET", "/students/", next_without_filters)),
    Fault("row_skipped", "GEN-3", answers("GET", "/recharge-codes/", row_skipped)),
    Fault("all_is_a_page", "GEN-4", ignores("/students/", "all")),
    Fault("field_missing", "GEN-5", answers("GET", f"/teachers/{ID}/", drops("facebook"))),
    Fault("one_decimal", "GEN-5", answers("GET", f"/revenue/lectures/{ID}/", sets(price="10.5"))),
    Fault(
        "null_where_none_may_be",
        "GEN-5",
        answers("GET", "/assistants/", items(sets(gender=None))),
    ),
    Fault("created_with_200", "GEN-5", statuses("POST", "/courses/", old=201, new=200)),
    Fault(
        "missing_id_is_400", "GEN-6", statuses("GET", f"/revenue/courses/{ID}/", old=404, new=400)
    ),
    Fault(
        "not_found_in_other_words",
        "GEN-6",
        answers("PATCH", f"/teachers/{ID}/", sets(detail="No Teacher matches."), status=404),
    ),
    Fault(
        "bare_message",
        "GEN-7",
        answers("POST", "/teachers/", lambda body: {k: v[0] for k, v in body.items()}, status=400),
    ),
    Fault("server_error", "GEN-9", statuses("GET", "/revenue/trends/", old=400, new=500)),
    Fault("bad_token_is_403", "GEN-10", statuses("GET", "/students/", old=401, new=403)),
    Fault("method_404", "GEN-11", statuses("PUT", "/dashboard/stats/", old=405, new=404)),
    Fault("password_shown", "GEN-12", answers("GET", f"/teachers/{ID}/", sets(password="hash"))),
    Fault("page_past_the_end", "GEN-14", statuses("GET", "/teachers/", old=404, new=200)),
    Fault("inactive_ignored", "TCH-1", ignores("/teachers/", "is_active", value="false")),
    Fault("subject_ignored", "TCH-2", ignores("/teachers/", "subject")),
    Fault("grades_ignored", "TCH-3", ignores("/teachers/", "grades")),
    Fault("search_ignored", "TCH-4", ignores("/teachers/", "search")),
    Fault(
        "retrieve_differs",
        "TCH-5",
        answers("GET", f"/teachers/{ID}/", sets(biography="", subject_id=None)),
    ),
    Fault("biography_lost", "TCH-6", form_field_lost("POST", "/teachers/", "biography")),
    Fault("inactive_lost", "TCH-7", form_field_lost("POST", "/teachers/", "is_active")),
    Fault(
        "username_in_other_words",
        "TCH-8",
        answers("POST", "/teachers/", says("username", "Taken."), status=400),
    ),
    Fault("gmail_accepted_status", "TCH-9", statuses("POST", "/teachers/", old=400, new=409)),
    Fault("patch_loses_phone", "TCH-20", form_field_lost("PATCH", f"/teachers/{ID}/", "phone")),
    Fault("status_ignored", "STU-1", ignores("/students/", "status", value="pending")),
    Fault("student_search_ignored", "STU-4", ignores("/students/", "search")),
    Fault(
        "whole_student_answered",
        "STU-6",
        answers("PATCH", f"/students/{ID}/", sets(id=1, updated_at="2026-01-01T00:00:00Z")),
    ),
    Fault(
        "declined_stays_active",
        "STU-7",
        patch=lambda m: m.delitem(students.ACTIVE_BY_STATUS, "declined"),
    ),
    Fault(
        "verified_stays_inactive",
        "STU-8",
        patch=lambda m: m.delitem(students.ACTIVE_BY_STATUS, "verified"),
    ),
    Fault(
        "suspension_shuts_out",
        "STU-9",
        patch=lambda m: m.setitem(students.ACTIVE_BY_STATUS, "suspended_temporary", False),
    ),
    Fault(
        "subject_of_another",
        "CRS-2",
        answers("POST", "/courses/", sets(subject=lambda subject: subject + 1)),
    ),
    Fault(
        "any_grade",
        "CRS-3",
        patch=lambda m: m.setattr(teacher_queries, "teaches", lambda *_: True),
    ),
    Fault(
        "duplicate_in_other_words",
        "CRS-4",
        patch=lambda m: m.setattr(courses, "COURSE_EXISTS", "The fields must make a unique set."),
    ),
    Fault("teacher_moves", "CRS-5", patch=lambda m: m.delitem(courses.FIXED_FIELDS, "teacher")),
    Fault("grade_moves", "CRS-6", patch=lambda m: m.delitem(courses.FIXED_FIELDS, "grade")),
    Fault(
        "enrolled_course_refused_with_409",
        "CRS-9",
        statuses("DELETE", f"/courses/{ID}/", old=400, new=409),
    ),
    Fault(
        "course_not_deleted",
        "CRS-10",
        patch=lambda m: m.setattr(course_queries, "remove", lambda *_: None),
    ),
    Fault(
        "creator_is_another",
        "COD-1",
        answers("POST", "/recharge-codes/", sets(created_by_username="somebody")),
    ),
    Fault(
        "lower_case_codes",
        "COD-2",
        patch=lambda m: m.setattr(recharge_codes, "ALPHABET", string.ascii_lowercase),
    ),
    Fault("codes_in_sequence", "COD-3", patch=in_sequence),
    Fault(
        "value_in_other_words",
        "COD-4",
        answers("POST", "/recharge-codes/", says("value", "Too small."), status=400),
    ),
    Fault(
        "course_in_other_words",
        "COD-5",
        answers("POST", "/recharge-codes/", says("course", "No such course."), status=400),
    ),
    Fault("used_ignored", "COD-8", ignores("/recharge-codes/", "is_used", value="true")),
    Fault(
        "purchases_miscounted",
        "REV-1",
        answers("GET", "/revenue/", lambda body: {**body, "courses": body["courses"][1:]}),
    ),
    Fault(
        "double_join",
        "REV-2",
        answers("GET", f"/revenue/courses/{ID}/", sets(total_purchases=lambda n: n * 2 + 1)),
    ),
    Fault(
        "buyers_are_purchases",
        "REV-4",
        answers(
            "GET",
            f"/revenue/lectures/{ID}/",
            lambda body: {**body, "buyer_count": body["purchase_count"] + 1},
        ),
    ),
    Fault(
        "a_day_short",
        "REV-6",
        patch=lambda m: m.setattr(revenue, "DEFAULT_RANGE", timedelta(days=29)),
    ),
    Fault(
        "days_descending",
        "REV-7",
        answers("GET", "/revenue/trends/", sets(daily_trends=lambda days: days[::-1])),
    ),
    Fault(
        "status_missing",
        "DSH-1",
        answers("GET", "/dashboard/stats/", sets(students_by_status=drops("declined"))),
    ),
    Fault(
        "inactive_uncounted",
        "DSH-2",
        answers("GET", "/dashboard/stats/", sets(teachers_inactive_count=0)),
    ),
    Fault(
        "active_students_alone",
        "DSH-3",
        answers("GET", "/dashboard/stats/", sets(total_students=lambda n: n - 1)),
    ),
    Fault("dashboard_cached", "DSH-4", first_dashboard_kept()),
    Fault("dashboard_cached_for_students", "DSH-5", first_dashboard_kept()),
)
