"""Is there anything to judge? Asked before the first check, with one request if all is well."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siteowner_contract.exchange import Exchange
    from siteowner_contract.session import Session

KEPT_OUT = frozenset({401, 403})
NOT_THERE = frozenset({404})


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


def _all_among(answers: Sequence[Exchange], statuses: frozenset[int]) -> bool:
    return {answer.status for answer in answers} <= statuses
