"""The personal data and secrets that a run has seen, by the names of the fields they stood in.

They are remembered, so that a report can also mask the sentence which quotes one: "Teacher … does
not teach …".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from siteowner_contract.bodies import read_json
from siteowner_contract.openapi import load_contract
from siteowner_contract.secret_fields import SECRETS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from siteowner_contract.exchange import Exchange
    from siteowner_contract.openapi import JSON


class Kind(StrEnum):
    """What a personal value is."""

    NAME = "name"
    USERNAME = "username"
    PHONE = "phone"
    EMAIL = "e-mail"
    NATIONAL_ID = "national id"
    LINK = "link"
    CODE = "code"
    SEARCH = "search"


FIELDS: Mapping[str, Kind] = {
    "name_ar": Kind.NAME,
    "name_en": Kind.NAME,
    "student_name": Kind.NAME,
    "teacher_name": Kind.NAME,
    "used_by_name": Kind.NAME,
    "username": Kind.USERNAME,
    "created_by_username": Kind.USERNAME,
    "phone": Kind.PHONE,
    "secondary_phone": Kind.PHONE,
    "phone_number": Kind.PHONE,
    "father_number": Kind.PHONE,
    "mother_number": Kind.PHONE,
    "gmail": Kind.EMAIL,
    "national_id": Kind.NATIONAL_ID,
    "facebook": Kind.LINK,
    "facebook_link": Kind.LINK,
    "code": Kind.CODE,
    "search": Kind.SEARCH,
}
# `name` is a person's in these resources, in the object itself or in the items of a page.
PEOPLE = frozenset({"teachers", "assistants"})
TOP = frozenset({"", "results"})
# What is shorter is a word of the language rather than somebody's alone.
SHORTEST_VALUE = 3
SHORTEST_SECRET = 8


@dataclass
class Private:
    """What must not stand in a report.

    Attributes:
        values: Personal values, and what each is.
        secrets: Passwords and tokens.
    """

    values: dict[str, Kind] = field(default_factory=dict)
    secrets: set[str] = field(default_factory=set)
    _seen: set[tuple[str, int, bytes]] = field(default_factory=set, repr=False)

    def note(self, exchange: Exchange) -> None:
        """Remember what an exchange shows."""
        resource = resource_of(exchange.operation)
        self.secret(exchange.headers.get("authorization", "").rpartition(" ")[2])
        for part in exchange.parts:
            self._note(None, part.name, part.content.decode("utf-8", "replace"))
        for name, value in exchange.query:
            self._note(kind_of(resource, "", name), name, value)
        for _, name, value in leaves(read_json(exchange.content)):
            self._note(None, name, value)
        if (answer := (resource, exchange.status, exchange.answer)) in self._seen:
            return
        self._seen.add(answer)
        succeeded = exchange.succeeded
        for parent, name, value in leaves(exchange.json):
            # What a refusal says of a field is a message, and nobody's phone.
            self._note(kind_of(resource, parent, name) if succeeded else None, name, value)

    def secret(self, value: str) -> None:
        """Remember a password or token."""
        if len(value) >= SHORTEST_SECRET and value not in vocabulary():
            self.secrets.add(value)

    def _note(self, kind: Kind | None, name: str, value: JSON) -> None:
        if (kind is None and name not in SECRETS) or value is None or isinstance(value, bool):
            return
        text = str(value).strip()
        if kind is None or name in SECRETS:
            self.secret(text)
        elif text not in self.values and _is_somebodys(text):
            self.values[text] = kind


def resource_of(operation: str) -> str:
    """The resource of an operation, empty for one that the contract has not."""
    found = load_contract().get(operation)
    return "" if found is None else found.tag


def kind_of(resource: str, parent: str, name: str) -> Kind | None:
    """What the value of a field is; None when it is nobody's.

    Args:
        resource: The resource that the body is of, `teachers`.
        parent: Name of the field that holds the object, empty at the top of a body.
        name: Name of the field.
    """
    if name == "name" and resource in PEOPLE and parent in TOP:
        return Kind.NAME
    return FIELDS.get(name)


def leaves(body: JSON, parent: str = "", name: str = "") -> Iterator[tuple[str, str, JSON]]:
    """Parent, field and value of what is neither object nor array in a body, in any order."""
    # No recursion of generators: every answer of a run goes through here.
    waiting = [(parent, name, body)]
    while waiting:
        above, here, value = waiting.pop()
        if isinstance(value, dict):
            waiting += [(here, key, item) for key, item in value.items()]
        elif isinstance(value, list):
            waiting += [(above, here, item) for item in value]
        else:
            yield above, here, value


def _is_somebodys(text: str) -> bool:
    """Whether a value is telling enough to be looked for in sentences."""
    telling = any(character.isalpha() for character in text) or len(text) >= SHORTEST_SECRET
    return telling and len(text) >= SHORTEST_VALUE and text not in vocabulary()


@cache
def vocabulary() -> frozenset[str]:
    """Words of the contract itself: a teacher who is called one of them is no reason to mask it."""
    return frozenset(load_contract()) | frozenset(_words(load_contract().document))


def _words(node: JSON) -> Iterator[str]:
    match node:
        case dict():
            yield from node
            for value in node.values():
                yield from _words(value)
        case list():
            for item in node:
                yield from _words(item)
        case str() if node.isidentifier():
            yield node
        case _:
            return
