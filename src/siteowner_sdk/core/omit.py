"""The value of an argument that was not given, which is not `None`: `None` is sent."""

from enum import Enum
from typing import Final, Literal


class Omit(Enum):
    """Type of `omit`.

    An enum of one member, so that mypy and pyright both narrow `value is omit`, and so that it
    stays one object when it is copied or pickled.
    """

    OMIT = "omit"

    def __repr__(self) -> str:
        return "omit"

    def __bool__(self) -> Literal[False]:
        return False


omit: Final = Omit.OMIT
"""Leaves a field out of the request, as if the argument were not there."""
