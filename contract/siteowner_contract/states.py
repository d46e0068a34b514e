"""The states that a server should be in, by the names that a provider-state hook is called with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from siteowner_contract.state_hook import StateHookError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from siteowner_contract.discovery import Discovery
    from siteowner_contract.openapi import JSON

STATUSES = ("verified", "pending", "declined", "suspended_temporary", "suspended_permanent")
PAIR = 2


@dataclass(frozen=True)
class State:
    """Something that the server should have.

    Attributes:
        name: What the hook is asked for.
        holds: Whether the server has it already.
        params: What else the hook is told.
    """

    name: str
    holds: Callable[[Discovery], bool]
    params: Mapping[str, JSON]


def _some(operation: str, **query: object) -> Callable[[Discovery], bool]:
    """Whether a list, so filtered, has an item."""
    return lambda data: data.count(operation, **query) > 0


def _any_course(field: str, *, more_than_none: bool) -> Callable[[Discovery], bool]:
    return lambda data: any((row[field] > 0) is more_than_none for row in data.courses)


def _taught_in_two_grades(data: Discovery) -> bool:
    teachers = data.teachers
    taught = {(one["subject_id"], grade) for one in teachers for grade in one["grade_ids"]}
    subjects = [subject for subject, _ in taught if subject is not None]
    return any(subjects.count(subject) >= PAIR for subject in subjects)


def _with_video_security(data: Discovery) -> bool:
    return any(teacher["video_security_id"] is not None for teacher in data.teachers)


def _states() -> Iterator[State]:
    holds: dict[str, Callable[[Discovery], bool]] = {
        "a teacher": _some("teachers_list"),
        "an inactive teacher": _some("teachers_list", is_active=False),
        "a subject taught in two grades": _taught_in_two_grades,
        "a teacher with a video security": _with_video_security,
        "an assistant": _some("assistants_list"),
        **{
            f"a student of status {status}": _some("students_list", status=status)
            for status in STATUSES
        },
        "a course with students": _any_course("enrolled_count", more_than_none=True),
        "a course without students": _any_course("enrolled_count", more_than_none=False),
        "a lecture that was bought": _any_course("purchase_count", more_than_none=True),
        "an unused code": _some("recharge_codes_list", is_used=False),
        "a used code": _some("recharge_codes_list", is_used=True),
    }
    return (State(name, there, {"count": 1}) for name, there in holds.items())


STATES: Sequence[State] = tuple(_states())
"""What is looked for, in the order in which it is asked for."""


def prepare(
    data: Callable[[], Discovery], hook: Callable[[str, Mapping[str, JSON]], None]
) -> list[str]:
    """Have the hook make what the server has not; gives what it could not make, and why.

    Args:
        data: Gives what the server has now.
        hook: Makes the server have something.
    """
    problems = []
    for state in STATES:
        if not state.holds(data()):
            try:
                hook(state.name, state.params)
            except StateHookError as error:
                problems.append(str(error))
    return problems
