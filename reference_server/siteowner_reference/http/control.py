"""The control surface over HTTP: JSON in, JSON out, nothing of DRF."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from siteowner_reference.control import commands
from siteowner_reference.control.commands import Command
from siteowner_reference.control.states import STATES
from siteowner_reference.control.surface import Surface
from siteowner_reference.domain.errors import DomainError
from siteowner_reference.drf.errors import APIError
from siteowner_reference.drf.rendering import JSONRenderer
from siteowner_reference.http.errors import api_error
from siteowner_reference.http.limits import read_body
from siteowner_reference.http.operations import Answer
from siteowner_reference.http.responses import json_response

CONTROL = "/_control"


@dataclass(frozen=True, slots=True)
class Action:
    """What a path below `/_control/` does: a form of body, and what carries it out."""

    command: type[Command]
    perform: Callable[[Any], object]


def control_routes(surface: Surface, renderer: JSONRenderer) -> list[BaseRoute]:
    """Gives the routes of the control surface, for a server that is to have one."""
    return [Route(f"{CONTROL}/{{action:path}}", Control(surface, renderer))]


class Control:
    """The ASGI application of the control surface."""

    def __init__(self, surface: Surface, renderer: JSONRenderer) -> None:
        self._renderer = renderer
        self._actions: Mapping[str, Action] = {
            "reset": Action(commands.Nothing, surface.reset),
            "snapshot": Action(commands.Nothing, surface.snapshot),
            "restore": Action(commands.Restore, surface.restore),
            "clock": Action(commands.SetClock, surface.clock),
            "purchases": Action(commands.Purchase, surface.purchases),
            "enrolments": Action(commands.Enrolment, surface.enrolments),
            "redemptions": Action(commands.Redemption, surface.redemptions),
            "states": Action(commands.State, surface.states),
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers any method and path below the prefix."""
        request = Request(scope, receive)
        body = await read_body(request) or b""
        response = await run_in_threadpool(self._respond, request, body)
        await response(scope, receive, send)

    def _respond(self, request: Request, body: bytes) -> Response:
        try:
            result: Answer | APIError = Answer(self._result(request, body))
        except APIError as error:
            result = error
        except DomainError as error:
            result = api_error(error)
        return json_response(self._renderer, result, {})

    def _result(self, request: Request, body: bytes) -> object:
        refuse_other_sites(request)
        name = request.path_params["action"].strip("/")
        lists = {"": {"actions": list(self._actions)}, "states": {"states": list(STATES)}}
        if request.method == "GET" and name in lists:
            return lists[name]
        action = self._actions.get(name)
        if action is None:
            known = ", ".join(self._actions)
            raise APIError(404, {"detail": f"There is no action {name!r}; there are: {known}."})
        if request.method != "POST":
            raise APIError(405, {"detail": f"{CONTROL}/{name} takes POST."}, {"Allow": "POST"})
        return action.perform(parsed(action.command, body))


def parsed(command: type[Command], body: bytes) -> Command:
    """Reads a body; none at all is an empty object.

    Raises:
        APIError: 400, with everything that is wrong.
    """
    try:
        return command.model_validate_json(body or b"{}")
    except ValidationError as error:
        problems = [
            ": ".join(filter(None, (".".join(map(str, problem["loc"])), problem["msg"])))
            for problem in error.errors(include_url=False)
        ]
        raise APIError(400, {"detail": "; ".join(problems)}) from error


def refuse_other_sites(request: Request) -> None:
    """Keeps pages of other web sites, open in a developer's browser, from reaching the surface.

    Raises:
        APIError: 403.
    """
    if request.headers.get("sec-fetch-site") == "cross-site":
        raise APIError(403, {"detail": "The control surface is not for pages of other sites."})
