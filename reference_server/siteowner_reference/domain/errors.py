"""What the rules say instead of giving a result."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")


class DomainError(Exception):
    """The root of what the rules raise."""


class MissingError(DomainError):
    """There is no such row."""


def found(row: T | None) -> T:
    """Gives a row that must be there.

    Raises:
        MissingError: It is not (GEN-6).
    """
    if row is None:
        raise MissingError
    return row


class RefusedError(DomainError):
    """The rules forbid it."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class InvalidError(DomainError):
    """Some fields are not as the rules want them.

    Attributes:
        errors: The messages by field.
    """

    def __init__(self, errors: Mapping[str, Sequence[str]]) -> None:
        super().__init__(str(errors))
        self.errors = errors


class LogInError(DomainError):
    """No active account has these credentials."""
