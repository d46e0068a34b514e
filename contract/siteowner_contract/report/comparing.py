"""Where two reports differ, requirement by requirement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from siteowner_contract.catalogue import load_catalogue

if TYPE_CHECKING:
    from siteowner_contract.report.model import Judged, Report


@dataclass(frozen=True)
class Difference:
    """A requirement on which two reports differ.

    Attributes:
        id: Its id.
        title: What it says.
        first: The verdict in the first report, None where it was not asked for.
        second: The verdict in the second.
    """

    id: str
    title: str
    first: Judged | None
    second: Judged | None


def differences(first: Report, second: Report) -> list[Difference]:
    """The requirements whose status differs, or which are broken in different places."""
    ours = {one.id: one for one in first.requirements}
    theirs = {one.id: one for one in second.requirements}
    asked = {**ours, **theirs}
    return [
        Difference(id_, asked[id_].title, ours.get(id_), theirs.get(id_))
        for id_ in [*load_catalogue(), *sorted(set(asked) - set(load_catalogue()))]
        if id_ in asked and _seen(ours.get(id_)) != _seen(theirs.get(id_))
    ]


def _seen(judged: Judged | None) -> object:
    """What of a verdict two servers can differ in: not ids, not the words of an answer."""
    if judged is None:
        return None
    return judged.status, {(one.level, one.operation, one.expected) for one in judged.evidence}
