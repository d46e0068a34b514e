"""What the examples of a run share, and what they find."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from siteowner_contract.catalogue import Level
from siteowner_contract.judge import Skip
from siteowner_contract.transport import ServerUnreachableError

if TYPE_CHECKING:
    from siteowner_contract.context import Context
    from siteowner_contract.machine.driver import Answer, Driver
    from siteowner_contract.machine.steps import Step
    from siteowner_contract.openapi import JSON
    from siteowner_contract.results import Finding

# How much the machine may make on a server that is not thrown away afterwards. Teachers stay there,
# deactivated, so few are made and then used again; codes count for the twenty of a whole run.
GUEST_BUDGET = {"teachers": 8, "courses": 30, "recharge_codes": 2}
HOME_BUDGET = {"teachers": 400, "courses": 400, "recharge_codes": 100}


# How many calls may go into a shorter script, once something was found.
CALLS_TO_SHRINK = 400


class Enough(BaseException):
    """Raised amid an example when no more steps may be made.

    No `Exception`, which Hypothesis would catch, and try to shrink.
    """


@dataclass(frozen=True)
class Lent:
    """What the server has, for the machine to lean on.

    Attributes:
        subjects: Ids of subjects that are taught.
        grades: Ids of grades that one of them is taught in.
        video_security: A video security, where one is known.
        students: Students; the first may be changed.
        may_change_students: Whether it may.
    """

    subjects: list[int]
    grades: list[int]
    video_security: int | None
    students: list[JSON]
    may_change_students: bool


@dataclass
class World:
    """What the examples of a run share.

    Attributes:
        driver: Makes the steps.
        context: Judges answers, and draws words.
        lent: What the server has.
        budget: How much may still be made, by resource.
        steps: How many more steps may be made, shrinking included.
        retired: Ids of teachers of earlier examples.
        found: The finding of each requirement, by its shortest script.
        errors: What the SDK did differently from the wire; keys alone count.
    """

    driver: Driver
    context: Context
    lent: Lent
    budget: dict[str, int]
    steps: int
    retired: list[int] = field(default_factory=list)
    found: dict[str, Finding] = field(default_factory=dict)
    errors: dict[str, None] = field(default_factory=dict)

    def perform(self, step: Step) -> Answer:
        """Make a step.

        Raises:
            Enough: No more may be made, or this one could not.
        """
        if not self.steps:
            raise Enough
        self.steps -= 1
        try:
            answer = self.driver.perform(step)
        except Exception as error:
            # A broken connection, say: it is no failure to shrink.
            raise Enough from error
        self.errors.update(dict.fromkeys(answer.differences))
        return answer

    def restore_student(self) -> None:
        """Give the student that may be changed its status and flag back, and read it again.

        Raises:
            Enough: The server does not answer any more.
        """
        student = self.lent.students[0]
        try:
            with self.context.make.put_back(student):
                pass
            read = self.context.session.call("students_retrieve", student["id"])
        except ServerUnreachableError as error:
            raise Enough from error
        if isinstance(read.json, dict):
            self.lent.students[0] = read.json

    def may_make(self, resource: str) -> bool:
        """Whether one more may be made; it then counts."""
        left = self.budget[resource]
        self.budget[resource] = max(0, left - 1)
        return left > 0

    def keep(self, requirement: str, finding: Finding) -> None:
        """Keep the gravest finding about a requirement, and of those the one of fewest steps."""
        known = self.found.get(requirement)
        if not self.found:
            self.steps = min(self.steps, CALLS_TO_SHRINK)
        if known is None or _rank(finding) <= _rank(known):
            self.found[requirement] = finding


def _rank(finding: Finding) -> tuple[bool, int]:
    return finding.level is Level.SHOULD, len(finding.script)


def lent(context: Context, student: JSON | None) -> Lent:
    """Find what the machine leans on; `student` is one that may be changed.

    Raises:
        Skip: The server has no subject that is taught in two grades.
    """
    subject, grades = context.data.subject, context.data.grades[:2]
    taught = context.data.subjects
    beside = [key for key in taught if key != subject and set(grades) <= set(taught[key])]
    students = [student] if student is not None else []
    for other in context.data.students:
        if len(students) < 3 and (student is None or other["id"] != student["id"]):
            students.append(context.read("students_retrieve", other["id"]))
    return Lent(
        subjects=[subject, *beside][:2],
        grades=grades,
        video_security=_video_security(context),
        students=students,
        may_change_students=student is not None,
    )


def _video_security(context: Context) -> int | None:
    try:
        return context.data.video_security
    except Skip:
        return None
