"""Where the reference server is meant to answer otherwise than the Django backend, and why.

All of them are here. A case that is not named here must be answered alike, and one that is named
must not be: what no longer differs, or names no case any more, fails.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import fnmatchcase

from tests.reference_server.oracle.backends import Answer

Judgement = Callable[[Answer, Answer], bool]
"""Tells if two answers, the reference server's first, differ as they should."""


def only_in_words(reference: Answer, django: Answer) -> bool:
    """Both refuse, with the same status and headers, on the same fields, in other words."""
    alike = (reference.status, reference.headers) == (django.status, django.headers)
    return alike and reference != django and _fields(reference) == _fields(django)


def by_a_refusal(reference: Answer, django: Answer) -> bool:
    """The reference server refuses what Django takes."""
    return reference.status in range(400, 500) and django.status < 300


def by_an_acceptance(reference: Answer, django: Answer) -> bool:
    """The reference server takes what Django refuses."""
    return reference.status < 300 and django.status in range(400, 500)


def by_no_fault(reference: Answer, django: Answer) -> bool:
    """The reference server refuses what Django fails at."""
    return reference.status in range(400, 500) and django.status >= 500


def in_a_value(reference: Answer, django: Answer) -> bool:
    """Both take it, and answer with other values of the same fields."""
    alike = reference.status == django.status < 300
    return alike and reference != django and _fields(reference) == _fields(django)


def in_any_way(reference: Answer, django: Answer) -> bool:
    """They differ."""
    return reference != django


def _fields(answer: Answer) -> set[str]:
    body = json.loads(answer.body) if isinstance(answer.body, str) else answer.body
    return set(body)


@dataclass(frozen=True)
class Difference:
    """One thing that the two servers do differently.

    Attributes:
        id: Its name.
        cases: Patterns of the ids of all cases that show it.
        how: What the difference must look like.
        reason: Why it is meant to be so.
    """

    id: str
    cases: tuple[str, ...]
    how: Judgement
    reason: str

    def covers(self, case_id: str) -> bool:
        """Tells if a case shows it."""
        return any(fnmatchcase(case_id, pattern) for pattern in self.cases)


DIFFERENCES = (
    Difference(
        "phone text",
        tuple(
            f"teachers_*:*phone:{value}"
            for value in (
                *("013", "short", "long", "letters", "international", "spaced"),
                *("arabic_digits", "nul"),
            )
        ),
        only_in_words,
        "D-17: the documents break the text off behind `exactly 11 digits`.",
    ),
    Difference(
        "size of a picture",
        ("teachers_*:profile_picture:too_large",),
        only_in_words,
        "D-21: 5 MiB is a limit of this project, for which DRF has no text.",
    ),
    Difference(
        "name of a picture",
        ("form:parts:png_named_txt",),
        by_an_acceptance,
        "D-21: a picture is known by its content and not by its name.",
    ),
    Difference(
        "nothing to change",
        (
            "courses_partial_update:subject:*",
            "courses_partial_update:all:missing",
            "method:owner:PATCH /courses/1/",
            "path:/courses/{}/:+1",
            "path:/courses/{}/:01",
            "path:/courses/{}/:%201",
            "path:/courses/{}/:1%20",
        ),
        in_a_value,
        "TCH-20, CRS-7: a PATCH with nothing changes nothing; Django moves `updated_at` even so.",
    ),
    Difference(
        "NUL behind an instant",
        ("recharge_codes_create:expires_at:nul",),
        by_a_refusal,
        "D-26: NUL characters are refused; Python's reader of dates stops at one.",
    ),
    Difference(
        "NUL in a query",
        ("query:/students/:status=%00", "query:/revenue/trends/:*_date=%00"),
        only_in_words,
        "D-26: NUL characters are refused in one way, wherever they are.",
    ),
    Difference(
        "an hour that is not there",
        ("recharge_codes_create:expires_at:spring_gap",),
        in_a_value,
        "The same instant: DRF echoes a local time that no clock shows, and the next read another.",
    ),
    Difference(
        "faults",
        (
            "students_partial_update:status:surrogate",
            "token:get:user_no_number",
            "token:patch:user_no_number",
            "refresh:token:user_gone",
        ),
        by_no_fault,
        "GEN-9: no 5xx is copied.",
    ),
    Difference(
        "deeply nested JSON",
        ("json:*:deep",),
        only_in_words,
        "GEN-9: DRF itself fails at it, so that there is no text of its own.",
    ),
    Difference(
        "a content type of stars",
        ("type:json:[*]/[*]", "type:form:[*]/[*]"),
        in_any_way,
        "D-49: any other content type than the documented one is 415; DRF reads */* as its own.",
    ),
    Difference(
        "metadata",
        ("options:owner:*", "options:nobody:/auth/*"),
        in_any_way,
        "DRF describes its own classes there; the documents have no OPTIONS.",
    ),
    Difference(
        "spellings of an id",
        ("path:*:0_1", "path:*:%D9%A1"),
        by_a_refusal,
        "D-25: other digits than 0 to 9, and underscores, are Python's, and no ids.",
    ),
    Difference(
        "a whole number with decimals",
        tuple(
            f"query:*:{name}=1.0"
            for name in ("subject", "grade*", "school_type", "teacher", "course")
        ),
        by_a_refusal,
        "D-06: a value that is no integer is refused in a query; 1.0 is none as it is written.",
    ),
    Difference(
        "a day without its zeros",
        ("query:/revenue/trends/:*_date=2026-1-3",),
        by_a_refusal,
        "The documents' form of a day is YYYY-MM-DD.",
    ),
    Difference(
        "a range that ends before it starts",
        (
            "query:/revenue/trends/:start_date=9999-12-31",
            "query:combined:/revenue/trends/?start_date=2026-02-02&end_date=2026-02-01",
            "query:combined:/revenue/trends/?start_date=2027-01-01",
        ),
        only_in_words,
        "D-42: only that there is a `detail` is fixed.",
    ),
    Difference(
        "filters of one object",
        (
            "query:combined:/teachers/1/?subject=999999",
            "query:combined:/students/1/?status=gone",
        ),
        by_an_acceptance,
        "The documents have filters on lists alone; DRF's views apply them to one object, too.",
    ),
)


def difference_of(case_id: str) -> Difference | None:
    """Gives the difference that a case shows, if any."""
    return next((one for one in DIFFERENCES if one.covers(case_id)), None)
