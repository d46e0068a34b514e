"""The bodies of the control surface: JSON objects, unknown keys refused."""

from typing import Annotated, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

Id = Annotated[int, Field(ge=1)]


class Command(BaseModel):
    """What all bodies have in common."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Nothing(Command):
    """No field at all."""


class Restore(Command):
    """Which snapshot."""

    snapshot: str


class SetClock(Command):
    """Either `now`, an instant to stop at or null to run on, or `advance`, in seconds."""

    now: AwareDatetime | None = None
    advance: float | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if len(self.model_fields_set) != 1:
            raise ValueError('give either "now" or "advance"')
        return self


class Purchase(Command):
    """Who buys which lecture."""

    student: Id
    lecture: Id


class Enrolment(Command):
    """Who enrols in which course."""

    student: Id
    course: Id


class Redemption(Command):
    """Who redeems which code for which course."""

    student: Id
    course: Id
    code: str


class StateParameters(Command):
    """How many there are to be of what a state has several of."""

    count: Annotated[int, Field(ge=1, le=1000)] = 1


class State(Command):
    """Which provider state."""

    state: str
    params: StateParameters = StateParameters()
