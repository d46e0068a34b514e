"""Faults of the whole set at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.contract.faults.breaking import (
    answers,
    asked,
    each,
    ignores,
    requests,
    sets,
)
from tests.contract.faults.fault import Fault

if TYPE_CHECKING:
    from tests.contract.sabotage import JSON, Request

TEACHERS, STUDENTS = "/teachers/", "/students/"
CAP = 50


def _active_alone(request: Request, body: JSON) -> JSON:
    if not isinstance(body, list) or request.asks("is_active"):
        return body
    return [row for row in body if row["is_active"]]


def _any_all_is_true(request: Request) -> Request:
    if request.asks("all") is None:
        return request
    return replace(request.without("all"), query=f"{request.without('all').query}&all=true")


def _filtered_all(request: Request, *dropped: str) -> Request:
    return request.without(*dropped) if request.asks("all") == "true" else request


FAULTS = (
    Fault(
        "all_is_a_page",
        "GEN-4",
        "`all` is not read by one of the two lists that have it.",
        ignores(STUDENTS, "all"),
    ),
    Fault(
        "all_forgets_the_filter",
        "GEN-4",
        "`all=true` returns the model's objects before the filters are applied.",
        requests("GET", STUDENTS, lambda r: _filtered_all(r, "status", "grade", "school_type")),
    ),
    Fault(
        "all_forgets_the_search",
        "GEN-4",
        "`all=true` applies the filter set by hand, and nobody thought of the search.",
        requests("GET", TEACHERS, lambda request: _filtered_all(request, "search")),
    ),
    Fault(
        "all_is_capped",
        "GEN-4",
        "`all=true` is a page of the greatest size.",
        answers("GET", STUDENTS, lambda body: body[:CAP] if isinstance(body, list) else body),
    ),
    Fault(
        "all_leaves_out_inactive",
        "GEN-4",
        "`all=true` was made for a drop-down list and leaves out inactive teachers.",
        asked("GET", TEACHERS, _active_alone),
    ),
    Fault(
        "all_has_short_items",
        "GEN-4",
        "`all=true` skips the prefetch, and nested lists come empty.",
        answers(
            "GET",
            TEACHERS,
            lambda body: (
                each(sets(grades_detail=[], grade_ids=[]))(body) if isinstance(body, list) else body
            ),
        ),
    ),
    Fault(
        "any_all_is_true",
        "GEN-4",
        "`all` is tested for presence, so `all=false` gives everything.",
        requests("GET", STUDENTS, _any_all_is_true),
    ),
)
