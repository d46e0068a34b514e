"""Faults of recharge codes."""

from __future__ import annotations

import string
from decimal import ROUND_HALF_UP, Decimal
from itertools import count
from random import Random
from typing import TYPE_CHECKING, Any

from sqlalchemy import update

from siteowner_reference.db.tables import RechargeCode
from siteowner_reference.domain import recharge_codes
from siteowner_reference.drf.fields import DecimalField
from siteowner_reference.http.recharge_codes import RechargeCodeSerializer
from tests.contract.faults.breaking import answers, asked, ignores, items, kept, says, sets
from tests.contract.faults.fault import Fault
from tests.contract.faults.meddling import sent_is_read_as, validated_becomes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pytest

    from siteowner_reference.domain.accounts import Account
    from siteowner_reference.domain.work import Values, Work
    from tests.contract.faults.fault import Patch
    from tests.contract.sabotage import JSON, Request, Wrap

ALPHABET = string.ascii_uppercase + string.digits


def _codes(make: Callable[[int], str]) -> Patch:
    """The n-th code is made by `make`."""

    def patch(monkeypatch: pytest.MonkeyPatch) -> None:
        numbers = count(1)
        monkeypatch.setattr(recharge_codes, "new_code", lambda: make(next(numbers)))

    return patch


def _base36(number: int, width: int = 4) -> str:
    digits = string.digits + string.ascii_uppercase
    return "".join(digits[number // 36**place % 36] for place in reversed(range(width)))


def _random_group(number: int, group: int) -> str:
    return "".join(Random(f"{number} {group}").choices(ALPHABET, k=4))


def _counting_at_the_end(number: int) -> str:
    groups = [_random_group(number, group) for group in range(3)]
    return "-".join([*groups, _base36(400_000 + number)])


def _of_one_year(number: int) -> str:
    groups = [_random_group(number, group) for group in range(4)]
    return "-".join(["26" + groups[0][2:], *groups[1:]])


def _one_of_a_few(code: str) -> str:
    return "-".join(_random_group(ord(code[0]) % 5, group) for group in range(4))


def _problems_but(*texts: str) -> Patch:
    """Some of the rules for an amount are left out."""

    def patch(monkeypatch: pytest.MonkeyPatch) -> None:
        problems = DecimalField.problems

        def lenient(field: DecimalField, number: Decimal) -> Iterator[str]:
            return (
                problem
                for problem in problems(field, number)
                if not any(text in problem for text in texts)
            )

        monkeypatch.setattr(DecimalField, "problems", lenient)

    return patch


def _problems_where(applies: Callable[[Decimal], bool]) -> Patch:
    """The rules for an amount are not applied to every one."""

    def patch(monkeypatch: pytest.MonkeyPatch) -> None:
        problems = DecimalField.problems

        def lenient(field: DecimalField, number: Decimal) -> Iterator[str]:
            return problems(field, number) if applies(number) else iter(())

        monkeypatch.setattr(DecimalField, "problems", lenient)

    return patch


def _one_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    problems = DecimalField.problems

    def strict(field: DecimalField, number: Decimal) -> Iterator[str]:
        yield from problems(field, number)
        if number == 1:
            yield "Ensure this value is greater than 1."

    monkeypatch.setattr(DecimalField, "problems", strict)


def _rounded_first(sent: dict[str, Any]) -> dict[str, Any]:
    try:
        value = Decimal(str(sent.get("value"))).quantize(Decimal(1), ROUND_HALF_UP)
    except ArithmeticError:
        return sent
    return {**sent, "value": str(value)} if value == 1 else sent


def _rounded_to_cents(sent: dict[str, Any]) -> dict[str, Any]:
    try:
        value = round(Decimal(str(sent.get("value"))), 2)
    except ArithmeticError:
        return sent
    return {**sent, "value": str(value)} if value >= 1 else sent


def _made_by_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    create = recharge_codes.create

    def created(work: Work, creator: Account, values: Values) -> int:
        code_id = create(work, creator, values)
        if code_id % 2:
            statement = update(RechargeCode).where(RechargeCode.id == code_id)
            work.session.execute(statement.values(created_by_id=2))
        return code_id

    monkeypatch.setattr(recharge_codes, "create", created)


def _expiry_in_local_time(_: Request, body: JSON) -> JSON:
    shown = body["expires_at"]
    return {**body, "expires_at": shown and f"{shown[:19]}+02:00"}


def _end_of_the_day(shown: JSON) -> JSON:
    return shown and f"{shown[:10]}T23:59:59Z"


def _codes_of_the_teacher() -> Wrap:
    """The list of a course shows the codes of the newest other course as well."""
    newest: dict[int, JSON] = {}

    def note(_: Request, body: JSON) -> JSON:
        newest[body["course"]] = body
        return body

    def answered(request: Request, body: JSON) -> JSON:
        course = request.asks("course")
        strays = [code for key, code in newest.items() if course and str(key) != course]
        if not strays or request.asks("page") not in {None, "1"}:
            return body
        return {**body, "count": body["count"] + 1, "results": [*body["results"], strays[-1]]}

    noting = asked("POST", "/recharge-codes/", note)
    showing = asked("GET", "/recharge-codes/", answered)
    return lambda app: showing(noting(app))


FAULTS = (
    Fault(
        "creator_is_another",
        "COD-1",
        "The maker is taken from the course instead of the request.",
        answers("POST", "/recharge-codes/", sets(created_by_username="somebody")),
    ),
    Fault(
        "born_used",
        "COD-1",
        "is_used is computed from expires_at.",
        answers("POST", "/recharge-codes/", sets(is_used=lambda _: True)),
    ),
    Fault(
        "value_as_it_always_is",
        "COD-1",
        "An amount is shown without its decimals and parsed back as a whole number of piastres.",
        answers("POST", "/recharge-codes/", sets(value="100.00")),
    ),
    Fault(
        "new_codes_not_listed",
        "COD-1",
        "The list is answered from a cache that nobody empties.",
        kept("/recharge-codes/"),
    ),
    Fault(
        "lower_case_codes",
        "COD-2",
        "The alphabet is ascii_letters' other half.",
        patch=lambda m: m.setattr(recharge_codes, "ALPHABET", string.ascii_lowercase),
    ),
    Fault(
        "three_groups",
        "COD-2",
        "Codes are as long as those of another shop.",
        patch=lambda m: m.setattr(recharge_codes, "GROUPS", 3),
    ),
    Fault(
        "codes_in_sequence",
        "COD-3",
        "Codes are numbered.",
        patch=_codes(lambda number: f"AAAA-BBBB-CCCC-{number:04d}"),
    ),
    Fault(
        "codes_count_at_the_end",
        "COD-3",
        "The last group is the row's id, so that no two codes are the same.",
        patch=_codes(_counting_at_the_end),
    ),
    Fault(
        "codes_of_one_year",
        "COD-3",
        "The first two characters are the year.",
        patch=_codes(_of_one_year),
    ),
    Fault(
        "codes_repeat",
        "COD-3",
        "The generator is seeded with the minute.",
        answers("POST", "/recharge-codes/", sets(code=_one_of_a_few)),
    ),
    Fault(
        "value_in_other_words",
        "COD-4",
        "A validator of one's own speaks, not the documented text.",
        answers("POST", "/recharge-codes/", says("value", "Too small."), status=400),
    ),
    Fault(
        "ninety_nine_piastres",
        "COD-4",
        "The value is rounded before it is compared.",
        patch=sent_is_read_as(RechargeCodeSerializer, _rounded_first),
    ),
    Fault(
        "half_a_pound",
        "COD-4",
        "The least is 0.50 in the code, and 1.00 in the documents.",
        patch=_problems_where(lambda number: not Decimal("0.5") <= number < 1),
    ),
    Fault(
        "free_codes",
        "COD-4",
        "`if value and value < 1`: nothing is not small.",
        patch=_problems_where(lambda number: number != 0),
    ),
    Fault(
        "more_than_one",
        "COD-4",
        "The value must be greater than 1, so 1.00 itself is refused.",
        patch=_one_is_refused,
    ),
    Fault(
        "fine_values_rounded",
        "COD-4",
        "A third decimal is rounded away instead of refused.",
        patch=sent_is_read_as(RechargeCodeSerializer, _rounded_to_cents),
    ),
    Fault(
        "huge_values",
        "COD-4",
        "The column is wide, and nobody set a limit.",
        patch=_problems_but("digits in total", "before the decimal point"),
    ),
    Fault(
        "whole_pounds",
        "COD-4",
        "The value is an integer in the database.",
        patch=validated_becomes(
            RechargeCodeSerializer,
            lambda values: {**values, "value": Decimal(int(values["value"]))},
        ),
    ),
    Fault(
        "course_in_other_words",
        "COD-5",
        "The course is looked up by hand, with a message of one's own.",
        answers("POST", "/recharge-codes/", says("course", "No such course."), status=400),
    ),
    Fault(
        "course_named_wrongly",
        "COD-5",
        "The message is written with the one id of the tests.",
        answers(
            "POST",
            "/recharge-codes/",
            says("course", 'Invalid pk "2000000011" - object does not exist.'),
            status=400,
        ),
    ),
    Fault(
        "expiry_in_local_time",
        "COD-6",
        "The offset of the answer is the zone's, the time is UTC's.",
        asked("POST", "/recharge-codes/", _expiry_in_local_time),
    ),
    Fault(
        "expiry_to_the_day",
        "COD-6",
        "The column is a date.",
        answers("POST", "/recharge-codes/", sets(expires_at=_end_of_the_day)),
    ),
    Fault(
        "expiry_has_a_default",
        "COD-6",
        "A code without expiry is given a month.",
        patch=sent_is_read_as(
            RechargeCodeSerializer, lambda sent: {"expires_at": "2027-01-01T00:00:00Z", **sent}
        ),
    ),
    Fault(
        "offset_is_dropped",
        "COD-6",
        "The offset is cut off before the time is read.",
        patch=sent_is_read_as(
            RechargeCodeSerializer,
            lambda sent: {
                **sent,
                **(
                    {"expires_at": f"{sent['expires_at'][:19]}Z"}
                    if isinstance(sent.get("expires_at"), str)
                    else {}
                ),
            },
        ),
    ),
    Fault(
        "course_of_codes_ignored",
        "COD-7",
        "The filter set has no field for the course.",
        ignores("/recharge-codes/", "course"),
    ),
    Fault(
        "used_ignored",
        "COD-8",
        "The filter reads `True` and not `true`.",
        ignores("/recharge-codes/", "is_used", value="true"),
    ),
    Fault(
        "name_of_the_user",
        "COD-8",
        "The user's name is shown where the student's belongs.",
        answers(
            "GET",
            "/recharge-codes/",
            items(sets(used_by_name=lambda name: name and f"{name} (student)")),
        ),
    ),
    Fault(
        "used_by_whom_is_not_said",
        "COD-8",
        "used_by is null once the student was deactivated.",
        answers("GET", "/recharge-codes/", items(sets(used_by=None))),
    ),
    Fault(
        "codes_ordered_by_text",
        "COD-9",
        "An amount is ordered as the string that it is sent as.",
        ignores("/recharge-codes/", "ordering", value="value"),
    ),
    Fault(
        "codes_of_another_course_shown",
        "COD-10",
        "The list joins through the teacher's courses.",
        _codes_of_the_teacher(),
    ),
    Fault(
        "teacher_of_the_code",
        "COD-10",
        "The teacher is the one who made the code's course last.",
        answers("POST", "/recharge-codes/", sets(teacher_name=lambda name: f"{name} and another")),
    ),
    Fault(
        "made_by_another",
        "COD-1",
        "The maker is the course's teacher, for every other code.",
        patch=_made_by_the_first,
    ),
)
