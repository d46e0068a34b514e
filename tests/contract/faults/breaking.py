"""The ways of breaking a server from outside, by which most faults are made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.contract.sabotage import JSON, Answer, Request, Wrap, altered

ID = r"\d+"
Change = Callable[[JSON], JSON]


def answers(method: str, path: str, change: Change, *, status: int = 0) -> Wrap:
    """The body of an answer is changed, of any success or of one status."""
    return asked(method, path, lambda _, body: change(body), status=status)


def asked(
    method: str, path: str, change: Callable[[Request, JSON], JSON], *, status: int = 0
) -> Wrap:
    """The body of an answer is changed by what was asked."""

    def answer(request: Request, given: Answer) -> Answer:
        applies = given.status == status if status else given.status < 300
        if applies and request.matches(method, path) and given.json is not None:
            return given.with_json(change(request, given.json))
        return given

    return lambda app: altered(app, answer=answer)


def statuses(method: str, path: str, *, old: int, new: int) -> Wrap:
    """A status is answered in the place of another."""

    def answer(request: Request, given: Answer) -> Answer:
        hit = request.matches(method, path) and given.status == old
        return replace(given, status=new) if hit else given

    return lambda app: altered(app, answer=answer)


def refused(
    method: str, path: str, when: Callable[[Request], bool], body: JSON, *, status: int = 400
) -> Wrap:
    """Some requests are answered with an error in the place of what they asked for."""

    def answer(request: Request, given: Answer) -> Answer:
        hit = request.matches(method, path) and given.status < 400 and when(request)
        return replace(given.with_json(body), status=status) if hit else given

    return lambda app: altered(app, answer=answer)


def crashes(method: str, path: str, when: Callable[[Request], bool]) -> Wrap:
    """Some requests are too much for the server, whatever it answers to the others."""

    def answer(request: Request, given: Answer) -> Answer:
        hit = request.matches(method, path) and when(request)
        return replace(given, status=500, content=b"Server Error (500)") if hit else given

    return lambda app: altered(app, answer=answer)


def html(method: str, path: str, *, status: int) -> Wrap:
    """Answers of a status are a page for a browser."""

    def answer(request: Request, given: Answer) -> Answer:
        if not request.matches(method, path) or given.status != status:
            return given
        headers = {**given.headers, "content-type": "text/html; charset=utf-8"}
        return replace(given, headers=headers, content=b"<h1>Not Found</h1>")

    return lambda app: altered(app, answer=answer)


def requests(method: str, path: str, change: Callable[[Request], Request]) -> Wrap:
    """A request is read as another one."""

    def request(sent: Request) -> Request:
        return change(sent) if sent.matches(method, path) else sent

    return lambda app: altered(app, request=request)


def ignores(path: str, *parameters: str, value: str | None = None) -> Wrap:
    """Query parameters are not read, or not with one value."""

    def request(sent: Request) -> Request:
        hit = value is None or sent.asks(parameters[0]) == value
        return sent.without(*parameters) if hit else sent

    return requests("GET", path, request)


def form_field_lost(method: str, path: str, field: str) -> Wrap:
    """A field of a form is not read."""

    def request(sent: Request) -> Request:
        old, new = f'name="{field}"'.encode(), b'name="lost"'
        return replace(sent, content=sent.content.replace(old, new))

    return requests(method, path, request)


def kept(path: str) -> Wrap:
    """What a path first answers is cached, and nobody empties the cache."""
    first: list[Answer] = []

    def answer(request: Request, given: Answer) -> Answer:
        if request.matches("GET", path) and given.status == 200:
            first.append(given)
            return first[0]
        return given

    return lambda app: altered(app, answer=answer)


def sets(**fields: JSON) -> Change:
    """Fields of an object have other values; a function is applied to the one there is."""

    def change(body: JSON) -> JSON:
        new = {k: v(body.get(k)) if callable(v) else v for k, v in fields.items()}
        return {**body, **new}

    return change


def drops(*fields: str) -> Change:
    """Fields of an object are missing."""
    return lambda body: {name: value for name, value in body.items() if name not in fields}


def each(change: Change) -> Change:
    """Every item of a list is changed."""
    return lambda rows: [change(row) for row in rows]


def items(change: Change) -> Change:
    """Every item of a page is changed, or of the whole list where there are no pages."""
    return lambda body: (
        sets(results=each(change))(body) if isinstance(body, dict) else each(change)(body)
    )


def paged(change: Change) -> Change:
    """An envelope is changed, and the whole list is left where there are no pages."""
    return lambda body: change(body) if isinstance(body, dict) else body


def says(field: str, text: str) -> Change:
    """The message on a field has other words."""
    return lambda body: {**body, field: [text]} if field in body else body
