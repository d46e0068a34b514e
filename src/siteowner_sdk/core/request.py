"""From an operation and its arguments to a plain request. Nothing is sent here."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar, cast
from urllib.parse import quote, urlencode, urlsplit

from .body import Body, Part, json_body, multipart_body
from .encoding import form_text
from .files import Upload
from .omit import omit
from .options import AS_THE_CLIENT, CallOptions

if TYPE_CHECKING:
    from .operation import Field, Operation

T_co = TypeVar("T_co", covariant=True)

Arguments: TypeAlias = Mapping[str, object]
Query: TypeAlias = tuple[tuple[str, str], ...]

# What may be seen of a request in an error, which ends in logs and task queues.
HARMLESS_HEADERS = frozenset({"accept", "accept-language", "content-type", "user-agent"})


@dataclass(frozen=True, slots=True)
class Call(Generic[T_co]):
    """An operation with its arguments, encoded and checked, before it is known where to."""

    operation: Operation[T_co]
    path: Mapping[str, str] = field(default_factory=dict[str, str])
    query: Query = field(default=(), repr=False)
    body: Body | None = field(default=None, repr=False)
    options: CallOptions = AS_THE_CLIENT


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it goes to a transport.

    Attributes:
        operation_id: Id of the operation in the contract.
        method: HTTP method.
        url: Absolute URL with its query.
        headers: Headers but for those of the body and the connection; they may hold credentials.
        body: The body, or None.
    """

    operation_id: str
    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    body: Body | None = field(default=None, repr=False)

    @property
    def path(self) -> str:
        """Path of the URL, without its query."""
        return urlsplit(self.url).path

    @property
    def authorization(self) -> str | None:
        """Its `Authorization` header; None where it has none."""
        found = (value for name, value in self.headers.items() if name.lower() == "authorization")
        return next(found, None)

    def __repr__(self) -> str:
        # Without the query, in which people are searched for.
        return f"<Request {self.operation_id}: {self.method} {self.url.partition('?')[0]}>"

    def with_headers(self, headers: Mapping[str, str]) -> Request:
        """The same request with further headers, in the place of those of the same names."""
        names = {name.lower() for name in headers}
        kept = {name: value for name, value in self.headers.items() if name.lower() not in names}
        return Request(self.operation_id, self.method, self.url, {**kept, **headers}, self.body)

    def harmless(self) -> Request:
        """The same request without its body, credentials and headers of unknown meaning."""
        headers = {k: v for k, v in self.headers.items() if k.lower() in HARMLESS_HEADERS}
        return replace(self, headers=headers, body=None)


def prepare(
    operation: Operation[T_co],
    *,
    path: Arguments | None = None,
    query: Arguments | None = None,
    body: Arguments | None = None,
    options: CallOptions = AS_THE_CLIENT,
) -> Call[T_co]:
    """An operation with its arguments, and what this call has in place of the client's settings.

    What is `omit` is left out; None is sent as null in JSON and as an empty part in a form.

    Raises:
        TypeError: An argument is of a type that its field does not take.
        ValueError: An argument has no form on the wire, such as an empty list in a form.
    """
    return Call(
        operation,
        path={name: _path_segment(name, value) for name, value in (path or {}).items()},
        query=tuple(_query(operation.query, query)) if query else (),
        body=_body(operation, body or {}),
        options=options,
    )


def build_request(
    call: Call[object], *, base_url: str, routes: Mapping[str, str], headers: Mapping[str, str]
) -> Request:
    """The request of a call.

    Args:
        call: What is asked.
        base_url: Where the API is, without a slash at the end.
        routes: Path templates that stand for those of the operations, by operation id.
        headers: Headers of every request.
    """
    operation = call.operation
    path = routes.get(operation.id, operation.path).format_map(call.path)
    query = f"?{urlencode(call.query)}" if call.query else ""
    return Request(
        operation.id,
        operation.method,
        f"{base_url}/{path.removeprefix('/')}{query}",
        headers,
        call.body,
    )


def _path_segment(name: str, value: object) -> str:
    # `str` of an enum's member is mostly its name.
    plain: object = value.value if isinstance(value, Enum) else value
    if plain is None or isinstance(plain, bool) or plain == "":
        raise TypeError(f"{name} is part of the path and can't be {value!r}")
    segment = quote(str(plain), safe="")
    if segment in (".", ".."):
        raise ValueError(f"{name} is part of the path and can't be {value!r}")
    return segment


def _query(fields: Sequence[Field], arguments: Arguments) -> Iterator[tuple[str, str]]:
    for part in _encoded(fields, arguments):
        if part.value is None or isinstance(part.value, Upload):
            raise TypeError(f"{part.name} can't be None: leave it out, a query has no null")
        yield part.name, form_text(part.value)


def _body(operation: Operation[object], arguments: Arguments) -> Body | None:
    if operation.body is None:
        return None
    if operation.body == "json":
        return json_body({part.name: part.value for part in _encoded(operation.fields, arguments)})
    return multipart_body(_encoded(operation.fields, arguments), boundary=secrets.token_hex(16))


def _encoded(fields: Sequence[Field], arguments: Arguments) -> Iterator[Part]:
    for each in fields:
        value = arguments.get(each.name, omit)
        if value is omit:
            continue
        for item in _items(each, value):
            yield Part(each.name, None if item is None else each.encode(each.name, item))


def _items(parameter: Field, value: object) -> Sequence[object]:
    if not parameter.repeated:
        return [value]
    if isinstance(value, str | bytes) or not isinstance(value, Sequence):
        raise TypeError(f"{parameter.name} must be a list, not {type(value).__name__}")
    if not value:
        raise ValueError(f"{parameter.name} can't be an empty list: a form has no way to say so")
    return cast("Sequence[object]", value)
