"""The catalogue of requirements: what a backend is held to, and on which words of the documents."""

from __future__ import annotations

import re
from enum import StrEnum
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter

from siteowner_contract.openapi import load_contract

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Level(StrEnum):
    """How binding a requirement, or one assertion in it, is."""

    MUST = "must"
    SHOULD = "should"


class FaultClass(StrEnum):
    """What kind of fault a requirement catches."""

    SCHEMA = "schema"
    PROTOCOL = "protocol"
    LIFE_CYCLE = "life cycle"
    AUTHORIZATION = "authorization"
    RULE = "rule"
    CROSS_ENDPOINT = "cross-endpoint"
    NUMERIC = "numeric"


Sentence = Annotated[str, StringConstraints(min_length=20, max_length=140, pattern=r"[.`]$")]


class Requirement(BaseModel):
    """One thing that a backend is held to.

    Attributes:
        id: Its id, `TCH-8`; the part before the dash is its group.
        level: MUST when the documents say it, SHOULD when a convention fills a gap in them.
        fault_class: What kind of fault it catches.
        title: One sentence that says what holds.
        operations: The operation ids it speaks of, in the order of the contract.
        source: The place in the documents it rests on, or `assumed: …`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}-[1-9][0-9]*$")]
    level: Level
    fault_class: FaultClass = Field(alias="class")
    title: Sentence
    operations: tuple[str, ...]
    source: str

    @property
    def group(self) -> str:
        """The letters before the dash."""
        return self.id.partition("-")[0]


class UnknownRequirementError(ValueError):
    """A selection names a requirement or group that the catalogue has not."""


@cache
def load_catalogue() -> Mapping[str, Requirement]:
    """Read the catalogue: every requirement by its id, in the order of the documents.

    Raises:
        ValueError: An entry is malformed, an id comes twice, or an operation does not exist.
    """
    text = Path(__file__).with_name("requirements.yaml").read_text(encoding="utf-8")
    entries = [
        _with_operations_spelled_out(entry) for entry in yaml.load(text, Loader=yaml.CSafeLoader)
    ]
    requirements = TypeAdapter(list[Requirement]).validate_python(entries)
    catalogue = {requirement.id: requirement for requirement in requirements}
    if len(catalogue) != len(requirements):
        raise ValueError("requirements.yaml has an id twice")
    return catalogue


def select(only: Iterable[str] = (), skip: Iterable[str] = ()) -> list[Requirement]:
    """The requirements that `only` names (all, when it names none) without those that `skip` names.

    Args:
        only: Ids (`TCH-8`) or groups (`TCH`), in any case.
        skip: The same.

    Raises:
        UnknownRequirementError: A name is neither an id nor a group.
    """
    wanted, unwanted = _names(only), _names(skip)
    return [
        requirement
        for requirement in load_catalogue().values()
        if (not wanted or wanted & {requirement.id, requirement.group})
        and not unwanted & {requirement.id, requirement.group}
    ]


def catalogue_json(requirements: Iterable[Requirement]) -> str:
    """Requirements as a JSON array, with the keys of requirements.yaml."""
    adapter = TypeAdapter(list[Requirement])
    return adapter.dump_json(list(requirements), by_alias=True, indent=2).decode()


def _names(names: Iterable[str]) -> set[str]:
    catalogue = load_catalogue()
    known = set(catalogue) | {requirement.group for requirement in catalogue.values()}
    wanted = {part for name in names for part in re.split(r"[,\s]+", name.upper()) if part}
    if unknown := sorted(wanted - known):
        raise UnknownRequirementError(
            f"{', '.join(unknown)}: no such requirement or group; "
            "`siteowner contract list` shows them all"
        )
    return wanted


def _with_operations_spelled_out(entry: dict[str, object]) -> dict[str, object]:
    patterns = entry["operations"]
    if not isinstance(patterns, list):
        raise TypeError(f"requirements.yaml, {entry['id']}: operations is not a list")
    for pattern in patterns:
        if not any(fnmatchcase(operation, pattern) for operation in load_contract()):
            raise ValueError(f"requirements.yaml, {entry['id']}: no operation is called {pattern}")
    operations = [
        operation
        for operation in load_contract()
        if any(fnmatchcase(operation, pattern) for pattern in patterns)
    ]
    return {**entry, "operations": operations}
