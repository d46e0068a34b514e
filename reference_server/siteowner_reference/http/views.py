"""All operations of one path behind each other's checks, in DRF's order.

406, 401, 403, 429, 405 come before an operation; 404 of the object, the body (415, 400) and the
fields are the operation's own, in this order.
"""

from collections.abc import Sequence

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from siteowner_reference.db.constraints import UniqueViolationError
from siteowner_reference.db.database import DatabaseBusyError
from siteowner_reference.domain.errors import DomainError
from siteowner_reference.domain.uniqueness import invalid_row
from siteowner_reference.drf.errors import (
    APIError,
    MethodNotAllowedError,
    ServiceUnavailableError,
    SuspiciousRequestError,
)
from siteowner_reference.drf.negotiation import check_acceptable, requested_indent
from siteowner_reference.drf.parsers import JSON
from siteowner_reference.http.authentication import authenticated_user_id, permitted_account
from siteowner_reference.http.errors import api_error
from siteowner_reference.http.limits import read_body
from siteowner_reference.http.operations import Answer, Operation
from siteowner_reference.http.request import APIRequest, Message, message_of
from siteowner_reference.http.responses import html_page, json_response
from siteowner_reference.http.site import Site

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


class View:
    """The ASGI application of one path."""

    def __init__(self, site: Site, operations: Sequence[Operation]) -> None:
        self._site = site
        self._operations = {operation.method: operation for operation in operations}
        self._public = all(operation.public for operation in operations)
        methods = [method for method in METHODS if method in self._operations]
        if "GET" in methods:
            self._operations["HEAD"] = self._operations["GET"]
            methods.append("HEAD")
        self._allow = {"Allow": ", ".join([*methods, "OPTIONS"])}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Reads the whole request, then answers it in one worker thread."""
        request = Request(scope, receive)
        try:
            body = await read_body(request)
        except ClientDisconnect:
            return
        if body is None:
            response = html_page(413)
        else:
            response = await run_in_threadpool(self.respond, message_of(request, body))
        if request.method == "HEAD":
            response.body = b""
        await response(scope, receive, send)

    def respond(self, message: Message) -> Response:
        """Gives the response to a message, whatever becomes of it."""
        try:
            result: Answer | APIError = self._answer(message)
        except APIError as error:
            result = error
        except DomainError as error:
            result = api_error(error)
        except UniqueViolationError as error:
            result = api_error(invalid_row(error))
        except DatabaseBusyError:
            result = ServiceUnavailableError()
        except SuspiciousRequestError:
            return html_page(400)
        indent = requested_indent(message.headers.get("accept"))
        return json_response(self._site.renderer, result, self._allow, indent)

    def _answer(self, message: Message) -> Answer:
        check_acceptable(message.headers.get("accept"), message.query)
        operation = self._operations.get(message.method)
        if self._public:
            return self._perform(operation, message, None)
        authorization = ", ".join(message.headers.getlist("authorization"))
        user_id = authenticated_user_id(self._site.tokens, authorization)
        return self._perform(operation, message, user_id)

    def _perform(
        self, operation: Operation | None, message: Message, user_id: int | None
    ) -> Answer:
        writes = operation is not None and operation.writes
        with self._site.writing() if writes else self._site.reading() as work:
            caller = None if user_id is None else permitted_account(work, user_id)
            self._site.check_rate(message.client if caller is None else caller.id)
            if operation is None:
                return self._unmapped(message.method)
            return operation.handler(APIRequest(self._site, operation, message, work, caller))

    def _unmapped(self, method: str) -> Answer:
        if method != "OPTIONS":
            raise MethodNotAllowedError(method)
        operations = self._operations.values()
        return Answer(
            {
                "name": next(iter(operations)).path.strip("/"),
                "description": "",
                "renders": [JSON],
                "parses": sorted({operation.consumes for operation in operations}),
            }
        )
