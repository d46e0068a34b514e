"""A request as an operation sees it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl

from starlette.datastructures import Headers
from starlette.requests import Request

from siteowner_reference.domain.accounts import Account
from siteowner_reference.domain.work import Work
from siteowner_reference.drf.errors import NotFoundError, SuspiciousRequestError
from siteowner_reference.drf.parsers import parse_body
from siteowner_reference.drf.serializers import Serializer, validate
from siteowner_reference.http.lookup import DatabaseLookup
from siteowner_reference.http.operations import Operation
from siteowner_reference.http.site import Site

MAX_PARAMETERS = 1000
PATH_ID = re.compile(r"[+-]?[0-9]{1,1000}", re.ASCII)


@dataclass(frozen=True)
class Message:
    """What came over the wire.

    Attributes:
        client: The address that it came from; empty where there is none.
        method: The HTTP method.
        origin: Scheme and host that the caller used, such as `http://127.0.0.1:8000`.
        path: The path as it was sent, percent-decoded.
        path_parameters: The texts of the path template's parameters.
        query_string: The raw query.
        headers: The headers.
        body: The raw body, not yet parsed: nobody's is before it is known that they may call.
    """

    client: str
    method: str
    origin: str
    path: str
    path_parameters: Mapping[str, str]
    query_string: str
    headers: Headers
    body: bytes

    @cached_property
    def query(self) -> Mapping[str, str]:
        """The query's parameters, of which the last of each name counts.

        Raises:
            SuspiciousRequestError: More than 1,000.
        """
        try:
            pairs = parse_qsl(self.query_string, True, max_num_fields=MAX_PARAMETERS)
        except ValueError as error:
            raise SuspiciousRequestError from error
        return dict(pairs)


def message_of(request: Request, body: bytes) -> Message:
    """Gives what came over the wire, once the body is read."""
    scope = request.scope
    host = request.headers.get("host") or ":".join(map(str, scope.get("server") or ("localhost",)))
    return Message(
        client=(scope.get("client") or ("",))[0],
        method=request.method,
        origin=f"{scope['scheme']}://{host}",
        path=scope["path"],
        path_parameters=request.path_params,
        query_string=scope["query_string"].decode("latin-1"),
        headers=request.headers,
        body=body,
    )


@dataclass(frozen=True)
class APIRequest:
    """A message for an operation, by a caller who may make it.

    Attributes:
        site: What all requests share.
        operation: What is asked for.
        message: What came over the wire.
        work: The transaction that it happens in.
        caller: Who asks; None on a public operation.
    """

    site: Site
    operation: Operation
    message: Message
    work: Work
    caller: Account | None

    @property
    def account(self) -> Account:
        """Who asks, on an operation that needs credentials."""
        if self.caller is None:
            raise RuntimeError(f"{self.operation.id} is public and knows no caller.")
        return self.caller

    @property
    def query(self) -> Mapping[str, str]:
        """The query's parameters."""
        return self.message.query

    @property
    def url(self) -> str:
        """The absolute URL, without the query."""
        return f"{self.message.origin}{self.message.path}"

    def path_id(self, name: str) -> int:
        """Gives an id of the path.

        Raises:
            NotFoundError: It is no integer.
        """
        text = self.message.path_parameters[name].strip()
        if not PATH_ID.fullmatch(text):
            raise NotFoundError
        return int(text)

    def validated(
        self, model: type[Serializer], *, except_user_id: int | None = None
    ) -> dict[str, Any]:
        """Parses the body and gives its values; with PATCH every field may be left out.

        Args:
            model: The fields.
            except_user_id: The user that is being changed, if any.

        Raises:
            APIError: The body can't be parsed, or some fields are wrong.
        """
        content_type = self.message.headers.get("content-type", "")
        data = parse_body(self.message.body, content_type, self.operation.consumes)
        lookup = DatabaseLookup(self.work, except_user_id)
        return validate(model, data, lookup, partial=self.operation.method == "PATCH")

    def media_url(self, name: str | None) -> str | None:
        """Gives the absolute URL of a stored picture."""
        return None if name is None else f"{self.message.origin}/media/{name}"
