"""Schemathesis, behind this one module: every operation, by its schema, with data that fits.

Written for Schemathesis 4.32 and its engine, which are no public interface. What it generates goes
out through the suite's own session, so that the guard, the evidence and the SDK see it all.

Of its own checks none is used. Schema conformance is judged by `conformance`, which knows what is
only assumed; credentials, methods and media types by GEN-1, GEN-10 and GEN-11; and the rest are
false alarms on this API: `negative_data_rejection`, because in forms and queries everything is a
string; `positive_data_acceptance`, because unique fields and foreign keys depend on the data;
`unsupported_method`, because of sibling routes.
"""

from __future__ import annotations

from contextlib import ExitStack, suppress
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

import requests
import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.core import NotSet
from schemathesis.core.failures import Failure
from schemathesis.core.transport import Response
from schemathesis.engine import events, from_schema
from schemathesis.generation.case import Case
from schemathesis.generation.meta import TestPhase
from schemathesis.specs.openapi.schemas import OpenApiSchema
from schemathesis.transport.requests import REQUESTS_TRANSPORT, RequestsTransport

from siteowner_contract.aim import aimed_call, harmless_body, harmless_id
from siteowner_contract.document import document_at
from siteowner_contract.generated import findings_of
from siteowner_contract.judge import Skip
from siteowner_contract.ledger import CREATES, Ledger
from siteowner_contract.settings import COVERING
from siteowner_contract.tidiness import tidily
from siteowner_contract.turns import Turns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from schemathesis.checks import CheckContext

    from siteowner_contract.context import Context
    from siteowner_contract.exchange import Exchange
    from siteowner_contract.openapi import JSON, Operation
    from siteowner_contract.results import Finding

# That an answer has its documented shape and that the SDK can read it are two sides of one thing.
SDK_STANDS_BY = "GEN-5"
CHECK = "siteowner_contract"
# What a generator may make on a server that is not thrown away afterwards.
GUEST_BUDGET = {"teachers_create": 5, "courses_create": 10, "recharge_codes_create": 3}
# One of so many cases that cover the schema is sent; with this many examples and more, every one.
QUICK_TURNS, COVERING_TURNS, TURNS = 8, 3, 5
ALL_FROM = 20
HOME_BUDGET = dict.fromkeys(CREATES, 40)


class Properties:
    """The generated cases of a run, sent once and judged for each requirement they speak of.

    Args:
        context: The server, data to aim at, and how answers are judged.
        ledger: What was made so far.
        seed: What cases are drawn from.
        examples: How many are drawn for each operation, beside those that cover the schema.
        home: Whether much may be made, since the server is thrown away afterwards.
    """

    name: ClassVar[str] = "generated cases"
    requirements: ClassVar[frozenset[str]] = frozenset({"GEN-5", "GEN-7", "GEN-9"})

    def __init__(
        self, context: Context, ledger: Ledger, *, seed: int, examples: int, home: bool
    ) -> None:
        self._context = context
        self._ledger = ledger
        self._seed = seed
        self._examples = examples
        self._budget = HOME_BUDGET if home else GUEST_BUDGET
        self._found: dict[Kind, Finding] = {}
        # Keys alone count: they keep their order and come once.
        self._errors: dict[str, None] = {}

    def of(self, requirement: str) -> tuple[list[Finding], list[str]]:
        """Findings about that requirement, and the suite's own errors; the SDK's stand by GEN-5."""
        differences = self._differences
        found = [
            finding for kind, finding in self._found.items() if kind.requirement == requirement
        ]
        return found, [*self._errors, *(differences if requirement == SDK_STANDS_BY else ())]

    @cached_property
    def _differences(self) -> Iterable[str]:
        """What the SDK does differently; all cases are sent when this is first asked for."""
        with ExitStack() as stack:
            stack.enter_context(tidily())
            student = _student(self._context, stack)
            passes_over = thinned(self._seed, self._examples, quick=self._context.quick)
            wire = Wire(self._context, self._ledger, self._budget, student, passes_over)
            schema = _schema(self._context, wire, seed=self._seed, examples=self._examples)
            for event in from_schema(schema).execute():
                self._note(event)
        return wire.differences

    def _note(self, event: events.EngineEvent) -> None:
        match event:
            case events.ScenarioFinished():
                # The last one of its kind is the one that was shrunk.
                self._found.update({broken.kind: broken.finding for broken in _broken(event)})
            case events.NonFatalError():
                self._errors[f"{event.label}: {event.value}"] = None
            case events.FatalError():
                self._errors[f"Schemathesis: {event.exception}"] = None


class Kind(NamedTuple):
    """Findings of one kind are shown once."""

    requirement: str
    operation: str
    expected: str


class BrokenProperty(Failure):
    """A finding on its way through Schemathesis.

    Args:
        requirement: Id of the requirement that is broken.
        finding: How.
    """

    def __init__(self, requirement: str, finding: Finding) -> None:
        super().__init__(
            operation=finding.exchange.operation, title=requirement, message=finding.came
        )
        self.finding = finding
        self.kind = Kind(requirement, finding.exchange.operation, finding.expected)


class Wire(RequestsTransport):
    """Sends the cases of Schemathesis through the suite's own session.

    Args:
        context: The session, and data to aim at.
        ledger: What was made so far.
        budget: How much may be made, by the operation that makes it.
        student: Id of the student that may be changed; without one nobody is.
        passes_over: Whether a case of an operation is not sent.
    """

    def __init__(
        self,
        context: Context,
        ledger: Ledger,
        budget: dict[str, int],
        student: int | None,
        passes_over: Callable[[str, Case[Any]], bool],
    ) -> None:
        super().__init__()
        self._copy_serializers_from(REQUESTS_TRANSPORT)
        self.context = context
        self._ledger = ledger
        self._most = {
            operation: len(ledger.ids(operation)) + budget[operation] for operation in budget
        }
        self._student = student
        self._passes_over = passes_over
        self._last: dict[str, Exchange] = {}
        self.exchanges: dict[str, Exchange] = {}
        self.differences: dict[str, None] = {}

    def send(self, case: Case[Any], **kwargs: Any) -> Response:  # noqa: ANN401 - as inherited
        """Send a case, a positive one with data that fits and to the SDK as well."""
        operation = self.context.contract[case.operation.definition.raw["operationId"]]
        exchange = self._answer(operation, case, kwargs)
        self._last[operation.id] = exchange
        self.exchanges[case.id] = exchange
        return _response(exchange)

    def _answer(self, operation: Operation, case: Case[Any], kwargs: dict[str, Any]) -> Exchange:
        if operation.id in self._last and (
            self._is_spent(operation.id) or self._passes_over(operation.id, case)
        ):
            # Enough was made or sent: the case is answered as the last one was, and not sent.
            return self._last[operation.id]
        if case.meta is not None and case.meta.generation.mode.is_positive:
            # Without data to aim at, a case goes out as it was generated.
            with suppress(Skip):
                return self._positive(operation, case)
        return self._generated(operation, case, kwargs)

    def _is_spent(self, operation: str) -> bool:
        return operation in self._most and len(self._ledger.ids(operation)) >= self._most[operation]

    def _positive(self, operation: Operation, case: Case[Any]) -> Exchange:
        body = None if isinstance(case.body, NotSet) else case.body
        call = aimed_call(self.context, operation, self._student, dict(case.query or {}), body)
        exchange = self.context.session.perform(call)
        if exchange.succeeded:
            self.differences.update(dict.fromkeys(self.context.compare_sdk(call, exchange)))
        return exchange

    def _generated(self, operation: Operation, case: Case[Any], kwargs: dict[str, Any]) -> Exchange:
        data = self.serialize_case(self._harmless(operation, case), base_url=kwargs.get("base_url"))
        known = ("method", "url", "headers", "params", "data", "files", "json")
        request = requests.Request(**{name: data[name] for name in known if name in data}).prepare()
        return self.context.session.send(
            operation.id,
            request.method or operation.method,
            request.url or "",
            content=_bytes(request.body),
            headers=_content_type(request),
        )

    def _harmless(self, operation: Operation, case: Case[Any]) -> Case[Any]:
        """The same case, but for the ids that a write must not name."""
        if not operation.writes:
            return case
        return Case(
            case.operation,
            case.method,
            case.path,
            path_parameters={
                name: harmless_id(self.context, operation, self._student, value)
                for name, value in case.path_parameters.items()
            },
            headers=case.headers,
            query=case.query,
            body=harmless_body(self.context, operation, case.body),
            media_type=case.media_type,
            multipart_content_types=case.multipart_content_types,
        )


class AimedSchema(OpenApiSchema):
    """A schema whose cases are sent by the suite."""

    wire: Wire

    @property
    def transport(self) -> Wire:
        """Whatever sends a case, it goes this way."""
        return self.wire


@schemathesis.check
def siteowner_contract(_ctx: CheckContext, _response: Response, case: Case[Any]) -> None:
    """Judge the answer to a case; of several findings the gravest ends it."""
    schema = case.operation.schema
    if isinstance(schema, AimedSchema) and case.id in schema.wire.exchanges:
        exchange = schema.wire.exchanges[case.id]
        for requirement, finding in findings_of(exchange, schema.wire.context.conformance):
            raise BrokenProperty(requirement, finding)


def thinned(seed: int, examples: int, *, quick: bool = False) -> Callable[[str, Case[Any]], bool]:
    """Whether a case is passed over: of those that cover one more rule of the schema one of a few.

    Where no examples are drawn these are the valid ones, else those that break it.
    """
    covering = examples == COVERING
    few = QUICK_TURNS if quick else COVERING_TURNS if covering else TURNS
    turns = Turns(seed, every=1 if examples >= ALL_FROM else few)

    def passes_over(operation: str, case: Case[Any]) -> bool:
        return _covers(case, valid=covering) and turns.passes_over(operation)

    return passes_over


def _covers(case: Case[Any], *, valid: bool) -> bool:
    return (
        case.meta is not None
        and case.meta.phase.name is TestPhase.COVERAGE
        and case.meta.generation.mode.is_positive is valid
    )


def _student(context: Context, stack: ExitStack) -> int | None:
    try:
        return int(stack.enter_context(context.lent_student())["id"])
    except Skip:
        return None


def _schema(context: Context, wire: Wire, *, seed: int, examples: int) -> AimedSchema:
    document = document_at(context.session, write=context.may.write)
    config = SchemathesisConfig.from_dict(_settings(context, seed=seed, examples=examples))
    schema = AimedSchema(raw_schema=document, config=config.projects.get(document))
    schema.wire = wire
    return schema


def _settings(context: Context, *, seed: int, examples: int) -> dict[str, JSON]:
    covering = examples == COVERING
    return {
        "base-url": context.session.base_url,
        "seed": seed,
        "continue-on-failure": True,
        "suppress-health-check": ["all"],
        # The same cases for the same seed: nothing is kept between runs or read from elsewhere.
        "cache": {"enabled": False},
        "analysis": {"constants": {"enabled": False}},
        "auth": {"auto-signup": False},
        "generation": {
            "max-examples": examples,
            "database": "none",
            "with-security-parameters": False,
        },
        "checks": {"enabled": False, CHECK: {"enabled": True}},
        "phases": {
            # Sent to every path, they would reach what the suite did not make.
            "coverage": {
                "unexpected-methods": [],
                "generation": {"mode": "positive" if covering else "all"},
            },
            "fuzzing": {"enabled": not covering},
            "stateful": {"enabled": not covering},
        },
    }


def _broken(event: events.ScenarioFinished) -> Iterator[BrokenProperty]:
    for nodes in event.recorder.checks.values():
        for node in nodes:
            failure = node.failure_info and node.failure_info.failure
            if isinstance(failure, BrokenProperty):
                yield failure


def _response(exchange: Exchange) -> Response:
    request = requests.Request(
        exchange.method, exchange.url, headers=dict(exchange.headers), data=exchange.content
    )
    return Response(
        status_code=exchange.status,
        headers={name: [value] for name, value in exchange.answer_headers.items()},
        content=exchange.answer,
        request=request.prepare(),
        elapsed=0.0,
        verify=True,
    )


def _bytes(body: object) -> bytes:
    return body.encode() if isinstance(body, str) else body if isinstance(body, bytes) else b""


def _content_type(request: requests.PreparedRequest) -> dict[str, str]:
    value = request.headers.get("Content-Type")
    return {} if value is None else {"content-type": str(value)}
