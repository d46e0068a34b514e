"""Is there anything to judge? Asked before the first check, with one request if all is well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siteowner_contract.settings import SettingsError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siteowner_contract.data import Data
    from siteowner_contract.exchange import Exchange
    from siteowner_contract.session import Session

KEPT_OUT = frozenset({401, 403})
NOT_THERE = frozenset({404})
# What shows that a named id is there.
READ_BY = {
    "teacher": "teachers_retrieve",
    "student": "students_retrieve",
    "course_with_students": "revenue_course",
    "bought_course": "revenue_course",
    "bought_lecture": "revenue_lecture",
}


class NothingToJudgeError(RuntimeError):
    """The caller is let in nowhere, or there is no SiteOwner API at this URL."""


def preflight(owner: Session) -> None:
    """Read each list and report until one answers as such.

    A verdict on every requirement would say the same thing: wrong credentials, or a wrong URL.

    Raises:
        NothingToJudgeError: All of them refuse the caller, or none of them is there.
    """
    answers = []
    for operation in owner.contract.values():
        if operation.method == "GET" and not operation.path_parameters:
            answers.append(owner.call(operation.id))
            if answers[-1].status not in KEPT_OUT | NOT_THERE:
                return
    if _all_among(answers, KEPT_OUT):
        raise NothingToJudgeError(
            f"the credentials are not a site owner's: every list and report at {owner.base_url} "
            f"refuses them, the first with {answers[0].summary()}"
        )
    if _all_among(answers, NOT_THERE):
        raise NothingToJudgeError(
            f"there is no SiteOwner API at {owner.base_url}: none of its lists and reports is "
            f"there; a base URL usually ends in /api, and other paths are named by --routes"
        )


def check_named(owner: Session, data: Data) -> None:
    """Read everything that the configuration names once.

    Raises:
        SettingsError: Something is not there.
    """
    named = [(key, getattr(data, key)) for key in READ_BY if getattr(data, key) is not None]
    named += [("changeable_students", student) for student in data.changeable_students]
    for key, id_ in named:
        answer = owner.call(READ_BY.get(key, "students_retrieve"), id_)
        if answer.status != 200:
            raise SettingsError(
                f"[data] {key}: {answer.operation} has no {id_}; it answered {answer.summary()}"
            )


def _all_among(answers: Sequence[Exchange], statuses: frozenset[int]) -> bool:
    return {answer.status for answer in answers} <= statuses
