"""Ids of the server's that the checks may lean on, where they are named and not searched for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError

if TYPE_CHECKING:
    from collections.abc import Mapping

Id = Annotated[int, Field(ge=1)]


class Data(BaseModel):
    """The table `[data]` of contract.toml; what is left out is searched for.

    Attributes:
        teacher: A teacher with a subject and grades.
        subject: A subject that the suite's own teachers are given.
        grades: Two or more grades that this subject is taught in.
        video_security: A video security that they are given.
        student: A student to read.
        changeable_students: Students that may be changed, and are put back as they were; the
            first one is.
        course_with_students: A course that the suite tries to delete, in vain.
        bought_course: A course that was bought.
        bought_lecture: A lecture that was bought.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    teacher: Id | None = None
    subject: Id | None = None
    grades: Annotated[list[Id], Field(min_length=2)] | None = None
    video_security: Id | None = None
    student: Id | None = None
    changeable_students: list[Id] = Field(default_factory=list)
    course_with_students: Id | None = None
    bought_course: Id | None = None
    bought_lecture: Id | None = None

    @classmethod
    def parse(cls, table: Mapping[str, object]) -> Self:
        """Read the table.

        Raises:
            ValueError: A key does not exist, or a value is not as it has to be.
        """
        try:
            data = cls.model_validate(table)
        except ValidationError as error:
            raise ValueError("; ".join(_problems(error))) from error
        if (data.subject is None) is not (data.grades is None):
            raise ValueError("subject and grades belong together")
        return data


def _problems(error: ValidationError) -> list[str]:
    return [
        f"there is no key {_place(one['loc'])}; the keys are {', '.join(Data.model_fields)}"
        if one["type"] == "extra_forbidden"
        else f"{_place(one['loc'])}: {one['msg'].lower()}, not {one['input']!r}"
        for one in error.errors()
    ]


def _place(steps: tuple[int | str, ...]) -> str:
    return ".".join(str(step) for step in steps)
