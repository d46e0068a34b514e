"""What a case is, and how it becomes a request."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import httpx

from tests.reference_server.forms import form
from tests.reference_server.oracle.backends import ORIGIN, token

OWNER = {"Authorization": f"Bearer {token()}"}


@dataclass(frozen=True)
class Case:
    """One request that is made of both servers.

    Attributes:
        id: The operation, the field or matter, and the value, joined by `:`.
        method: The HTTP method.
        path: The path below `/api`, with the query.
        content: The raw body, or the parts of a form.
        headers: All headers, the owner's token unless said otherwise.
    """

    id: str
    method: str
    path: str
    content: bytes | list[Any] | None = None
    headers: Mapping[str, str] = field(default_factory=lambda: OWNER)

    def request(self) -> httpx.Request:
        """Gives the request."""
        url, headers = f"{ORIGIN}/api{self.path}", dict(self.headers)
        if isinstance(self.content, list):
            return httpx.Request(self.method, url, headers=headers, files=self.content)
        return httpx.Request(self.method, url, headers=headers, content=self.content)

    def with_headers(self, **headers: str) -> "Case":
        """Gives the case with further headers, in whose names `_` stands for `-`."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return replace(self, headers={**self.headers, **named})


def json_case(case_id: str, method: str, path: str, body: object, **escapes: Any) -> Case:
    """Gives a case with a JSON body."""
    content = json.dumps(body, **escapes).encode()
    return raw_case(case_id, method, path, content, "application/json")


def raw_case(case_id: str, method: str, path: str, content: bytes, content_type: str) -> Case:
    """Gives a case with any body of any type."""
    headers = {**OWNER, "Content-Type": content_type}
    return Case(case_id, method, path, content, headers)


def form_case(case_id: str, method: str, path: str, fields: Mapping[str, Any]) -> Case:
    """Gives a case with a form; a field that is None is left out."""
    parts = form({name: value for name, value in fields.items() if value is not None})
    # A form without any part is no form to httpx; a field that nobody knows makes it one.
    return Case(case_id, method, path, parts or form({"unknown": "x"}))
