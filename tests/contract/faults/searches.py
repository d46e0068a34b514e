"""Faults of searches and orders, of whichever list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import String, cast, func, select

from siteowner_reference.db.queries import assistants, recharge_codes, students, teachers
from siteowner_reference.db.tables import (
    Assistant,
    RechargeCode,
    Student,
    Teacher,
)
from siteowner_reference.drf import filters as query_filters
from siteowner_reference.http import recharge_codes as codes_http
from tests.contract.faults.breaking import requests
from tests.contract.faults.fault import Fault
from tests.contract.faults.searching import (
    any_word,
    beginning,
    case_sensitive,
    in_one_field,
    searches,
    user_column,
    whole_phrase,
    whole_words,
    wildcards,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pytest

    from tests.contract.sabotage import Request

TEACHERS, STUDENTS = "/teachers/", "/students/"
ASSISTANTS, CODES = "/assistants/", "/recharge-codes/"


def _ordering_lost(request: Request) -> Request:
    return request.without("ordering") if request.asks("page") else request


def _short_search_ignored(request: Request) -> Request:
    return request.without("search") if len(request.asks("search") or "long") < 3 else request


def _without_minus(terms: Sequence[str]) -> Sequence[str]:
    return [term.removeprefix("-") for term in terms]


def _rising(monkeypatch: pytest.MonkeyPatch) -> None:
    parse = query_filters.parse_ordering
    monkeypatch.setattr(codes_http, "parse_ordering", lambda *asked: _without_minus(parse(*asked)))


FAULTS = (
    Fault(
        "search_by_beginning",
        "TCH-4",
        "The search finds names that begin with the text.",
        patch=searches(teachers, lambda _: Teacher.name, how=beginning),
    ),
    Fault(
        "search_case_sensitive",
        "TCH-4",
        "The look-up is `contains` where `icontains` was meant.",
        patch=searches(teachers, lambda _: Teacher.name, how=case_sensitive),
    ),
    Fault(
        "search_of_any_word",
        "TCH-4",
        "Of several words one is enough.",
        patch=searches(teachers, lambda _: Teacher.name, how=any_word),
    ),
    Fault(
        "search_of_the_phrase",
        "TCH-4",
        "Several words are looked for as one text, so another order finds nothing.",
        patch=searches(teachers, lambda _: Teacher.name, how=whole_phrase),
    ),
    Fault(
        "search_of_whole_words",
        "TCH-4",
        "The search is a full-text one, which knows whole words alone.",
        patch=searches(teachers, lambda _: Teacher.name, how=whole_words),
    ),
    Fault(
        "search_with_wildcards",
        "TCH-4",
        "The text goes into a LIKE as it stands, so `_` and `%` find everybody.",
        patch=searches(teachers, lambda _: Teacher.name, how=wildcards),
    ),
    Fault(
        "search_of_usernames",
        "TCH-4",
        "The search looks at user names as well.",
        patch=searches(
            teachers, lambda _: Teacher.name, lambda people: user_column(people, "username")
        ),
    ),
    Fault(
        "search_of_biographies",
        "TCH-4",
        "The search looks at every text of the profile.",
        patch=searches(
            teachers, lambda _: Teacher.name, lambda _: func.coalesce(Teacher.biography, "")
        ),
    ),
    Fault(
        "short_search_ignored",
        "TCH-4",
        "Searches under three letters are not made, and everybody is shown.",
        requests("GET", TEACHERS, _short_search_ignored),
    ),
    Fault(
        "search_without_arabic_names",
        "STU-4",
        "The search looks at the English name and forgot the Arabic one.",
        patch=searches(
            students,
            lambda _: Student.name_en,
            lambda _: Student.student_code,
            lambda _: Student.national_id,
        ),
    ),
    Fault(
        "search_without_national_ids",
        "STU-4",
        "The search looks at names and codes.",
        patch=searches(
            students,
            lambda _: Student.name_en,
            lambda _: Student.name_ar,
            lambda _: Student.student_code,
        ),
    ),
    Fault(
        "words_in_one_field",
        "STU-4",
        "A search of two words wants both in the same field.",
        patch=searches(
            students,
            lambda _: Student.name_en,
            lambda _: Student.name_ar,
            lambda _: Student.student_code,
            lambda _: Student.national_id,
            how=in_one_field,
        ),
    ),
    Fault(
        "search_of_students_phones",
        "STU-4",
        "The search looks at the father's number as well.",
        patch=searches(
            students,
            lambda _: Student.name_en,
            lambda _: Student.name_ar,
            lambda _: Student.student_code,
            lambda _: Student.national_id,
            lambda _: func.coalesce(Student.father_number, ""),
        ),
    ),
    Fault(
        "search_without_phones",
        "AST-3",
        "The search looks at name and gmail.",
        patch=searches(
            assistants, lambda _: Assistant.name, lambda people: user_column(people, "gmail")
        ),
    ),
    Fault(
        "search_without_gmails",
        "AST-3",
        "The search looks at the profile, and the gmail is in the user.",
        patch=searches(assistants, lambda _: Assistant.name, lambda _: Assistant.phone),
    ),
    Fault(
        "search_of_teachers_names",
        "AST-3",
        "The search finds assistants by the name of their teacher as well.",
        patch=searches(
            assistants,
            lambda _: Assistant.name,
            lambda _: Assistant.phone,
            lambda people: user_column(people, "gmail"),
            lambda _: (
                select(Teacher.name)
                .where(Teacher.id == Assistant.teacher_id)
                .correlate(Assistant)
                .scalar_subquery()
            ),
        ),
    ),
    Fault(
        "ordering_lost_after_the_first_page",
        "COD-9",
        "The links keep the order, but later pages do not read it.",
        requests("GET", CODES, _ordering_lost),
    ),
    Fault(
        "values_ordered_as_text",
        "COD-9",
        "Amounts are kept as text, so 99.99 comes after 150.00.",
        patch=lambda m: m.setitem(
            recharge_codes.ORDERINGS, "value", cast(RechargeCode.value, String)
        ),
    ),
    Fault(
        "ordering_always_rises",
        "COD-9",
        "The minus before a name is not read.",
        patch=_rising,
    ),
)
