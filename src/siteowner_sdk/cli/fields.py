"""From options to the fields of a request: not given is not sent, cleared is null."""

from collections.abc import Sequence
from typing import Any

from siteowner_sdk.cli.failures import WrongUsageError

__all__ = ["changes", "given"]


def given(**fields: object) -> dict[str, Any]:
    """The fields of options that were given; an option that may be repeated is None without any."""
    return {name: value for name, value in fields.items() if value is not None}


def changes(cleared: Sequence[str] | None, **fields: object) -> dict[str, Any]:
    """The fields that were given, and null for those that are to be cleared.

    Args:
        cleared: Values of `--clear`: names of fields, with dashes as options have them.
        fields: The fields of the other options.

    Raises:
        WrongUsageError: A field is given and to be cleared.
    """
    present = given(**fields)
    names = [name.replace("-", "_") for name in cleared or ()]
    if both := sorted(set(names) & set(present)):
        option = both[0].replace("_", "-")
        raise WrongUsageError(f"{option} is given a value and cleared: take one of them")
    return present | dict.fromkeys(names)
