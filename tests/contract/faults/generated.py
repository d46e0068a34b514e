"""Generated faults: every field of every success answer left out, null, or of a wrong type."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from siteowner_contract.bench import Bench, bench
from siteowner_contract.checks.conformity import has_documented_shape, has_documented_tokens
from siteowner_contract.judge import BrokenOff
from siteowner_contract.openapi import load_contract
from siteowner_contract.target import open_target
from tests.contract.conftest import broken_server
from tests.contract.sabotage import JSON, Answer, App, Request, altered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from siteowner_contract.openapi import Contract, Operation
    from siteowner_contract.results import Finding

Path = tuple[str, ...]

EACH = "[]"


class Kind(StrEnum):
    """What is done to a field."""

    LEFT_OUT = "left out"
    NULL = "null"
    WRONG_TYPE = "wrong type"


WRONG: dict[str, JSON] = {
    "string": 20261124,
    "integer": "12a",
    "number": "much",
    "boolean": "yes",
    "array": "text",
    "object": "text",
}
"""A value of another type than this one, as a slip would make it."""


@dataclass(frozen=True)
class FieldFault:
    """One field of one operation's answer, broken wherever it is shown.

    Attributes:
        operation: Operation id.
        path: Names down to the field; `[]` stands for each item of an array.
        kind: What is done to it.
        value: What it becomes, unless it is left out.
    """

    operation: str
    path: Path
    kind: Kind
    value: JSON = None

    @property
    def name(self) -> str:
        """Operation, field and kind, `revenue_trends daily_trends[].date: null`."""
        place = ".".join(self.path).replace(f".{EACH}", EACH)
        return f"{self.operation} {place}: {self.kind}"

    def applied(self, body: JSON) -> tuple[JSON, int]:
        """The body with the field broken, and in how many places it was shown."""
        return _broken(body, self.path, self)


def field_faults() -> list[FieldFault]:
    """Every fault of every field that the contract documents."""
    contract = load_contract()
    return list(
        dict.fromkeys(
            fault
            for operation in contract.values()
            for path, definition, required in _fields(contract, _success(operation), ())
            for fault in _faults(contract, operation.id, path, definition, required=required)
        )
    )


@dataclass
class Switch:
    """Breaks one field after another of the same server.

    Attributes:
        fault: What is broken now; None is nothing.
        shown: In how many places it was.
    """

    fault: FieldFault | None = None
    shown: int = field(default=0)

    def wrap(self, app: App) -> App:
        """The application, to be broken."""
        return altered(app, answer=self._answer)

    def turn(self, fault: FieldFault) -> None:
        """Break that field and no other."""
        self.fault, self.shown = fault, 0

    def _answer(self, request: Request, given: Answer) -> Answer:
        if self.fault is None or given.status >= 300:
            return given
        operation = load_contract()[self.fault.operation]
        pattern = operation.path.replace("{id}", r"\d+").replace("{course_id}", r"\d+")
        if not request.matches(operation.method, pattern.replace("{lecture_id}", r"\d+")):
            return given
        body, shown = self.fault.applied(given.json)
        self.shown += shown
        return given.with_json(body) if shown else given


@dataclass(frozen=True)
class FieldVerdict:
    """What became of a fault of a field.

    Attributes:
        fault: Which one.
        shown: Whether any answer had the field, so that it could be broken.
        caught: Whether the suite then found fault with that operation.
    """

    fault: FieldFault
    shown: bool
    caught: bool


def hunt_fields(faults: Iterable[FieldFault]) -> Iterator[FieldVerdict]:
    """The verdict on each fault, all on one server, by the conformance part of the suite alone."""
    with _switchable() as (switch, laid_out):
        for fault in faults:
            switch.turn(fault)
            findings = _findings(laid_out, fault.operation)
            caught = any(finding.exchange.operation == fault.operation for finding in findings)
            yield FieldVerdict(fault, switch.shown > 0, caught)


@contextmanager
def _switchable() -> Iterator[tuple[Switch, Bench]]:
    switch = Switch()
    with (
        broken_server(switch.wrap) as settings,
        open_target(settings) as target,
        bench(target) as laid_out,
    ):
        yield switch, laid_out


def _findings(laid_out: Bench, operation: str) -> Sequence[Finding]:
    context = replace(
        laid_out.base,
        data=laid_out.base.data.afresh(),
        compare_sdk=lambda *_: [],
        findings=[],
        errors=[],
        notes=[],
    )
    secured = context.contract[operation].secured
    judge = has_documented_shape if secured else has_documented_tokens
    with suppress(BrokenOff):
        judge(context, operation)
    return context.findings


def _success(operation: Operation) -> JSON:
    content = operation.responses[operation.success].get("content", {})
    return next((media["schema"] for media in content.values()), {})


def _fields(contract: Contract, schema: JSON, path: Path) -> Iterator[tuple[Path, JSON, bool]]:
    """Every field below a schema: where it is, what it is, and whether it is required."""
    schema = contract.resolve(schema)
    for branch in map(contract.resolve, schema.get("anyOf", [schema])):
        required = branch.get("required", ())
        for name, definition in branch.get("properties", {}).items():
            yield (*path, name), definition, name in required
            yield from _fields(contract, definition, (*path, name))
        if "items" in branch:
            yield from _fields(contract, branch["items"], (*path, EACH))


def _faults(
    contract: Contract, operation: str, path: Path, definition: JSON, *, required: bool
) -> Iterator[FieldFault]:
    types = _types(contract, definition)
    if required:
        yield FieldFault(operation, path, Kind.LEFT_OUT)
    if "null" not in types:
        yield FieldFault(operation, path, Kind.NULL)
    # An amount may be a string or a number: what is wrong for it is neither.
    wrong = [WRONG[name] for name in WRONG if name in types]
    yield FieldFault(operation, path, Kind.WRONG_TYPE, wrong[0] if len(wrong) == 1 else True)


def _types(contract: Contract, definition: JSON) -> set[str]:
    schema = contract.resolve(definition)
    branches = map(contract.resolve, schema.get("anyOf", [schema]))
    named = [branch.get("type", "object") for branch in branches]
    return {name for found in named for name in ([found] if isinstance(found, str) else found)}


def _broken(body: JSON, path: Path, fault: FieldFault) -> tuple[JSON, int]:
    step, *rest = path
    if step == EACH:
        if not isinstance(body, list):
            return body, 0
        items = [_broken(item, tuple(rest), fault) for item in body]
        return [item for item, _ in items], sum(shown for _, shown in items)
    if not isinstance(body, dict) or step not in body:
        return body, 0
    if rest:
        inner, shown = _broken(body[step], tuple(rest), fault)
        return {**body, step: inner}, shown
    if fault.kind is Kind.LEFT_OUT:
        return {name: value for name, value in body.items() if name != step}, 1
    return {**body, step: fault.value}, 1
