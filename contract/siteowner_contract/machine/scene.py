"""One example of the machine: its model, its script, and how an answer is held to the model."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol, TypeVar

from hypothesis.stateful import RuleBasedStateMachine

from siteowner_contract.catalogue import Level
from siteowner_contract.generated import findings_of
from siteowner_contract.judge import Judge
from siteowner_contract.machine.model import Form, Model, plain, shown, unaffected
from siteowner_contract.machine.refusals import Refusal, judged
from siteowner_contract.machine.script import Played, script
from siteowner_contract.machine.steps import Ref, Step, Word
from siteowner_contract.results import Finding

T = TypeVar("T")

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hypothesis import strategies as st

    from siteowner_contract.exchange import Exchange
    from siteowner_contract.machine.driver import Answer
    from siteowner_contract.machine.world import World
    from siteowner_contract.openapi import JSON


NOTHING: Form = MappingProxyType({})
CHANGES_STUDENT = ("students", "update")


class Draw(Protocol):
    """Draws what a step is made of; it shrinks."""

    def __call__(self, strategy: st.SearchStrategy[T], /) -> T:
        """A value."""
        ...


class Disagreement(Exception):  # noqa: N818 - a verdict, and no error
    """Server and model do not agree; the finding is already kept."""


@cache
def disagreement(requirement: str) -> type[Disagreement]:
    """A class for each requirement: Hypothesis shrinks failures of different types one by one."""
    return type(f"Disagreement about {requirement}", (Disagreement,), {})


class Scene(RuleBasedStateMachine):
    """What the rules of all resources lean on.

    Args:
        world: What the examples share.
    """

    def __init__(self, world: World) -> None:
        super().__init__()
        world.driver.restart()
        self.world = world
        # Everything of an example has this word in it, and nothing else has.
        self.tag = world.context.make.samples.word()
        self.password = Word(world.context.make.samples.password(), "password")
        students = {student["id"]: student for student in world.lent.students}
        gmails = {student["gmail"] for student in students.values() if student["gmail"]}
        self.model = Model(students=students, held_gmails=frozenset(gmails))
        self.teachers: list[Ref] = []
        # Deleted ones too: what is done to them must be refused.
        self.courses: list[Ref] = []
        self.played: list[Played] = []
        self.broken = False

    def play(self, step: Step) -> Answer:
        """Make a step; what any answer may be held to is judged here."""
        # Until the answer is judged, whatever ends the step ends the example.
        self.broken = True
        answer = self.world.perform(step)
        self.played.append(Played(step, refused=not answer.last.succeeded))
        for exchange in answer.exchanges:
            for requirement, finding in findings_of(exchange, self.world.context.conformance):
                self._break(requirement, finding)
        self.broken = False
        return answer

    def nothing(self, _draw: Draw) -> None:
        """What a step is shrunk to."""

    def look_at_all(self) -> None:
        """Hold everything of the example to the model once more."""

    def teardown(self) -> None:
        """All is looked at; then the next example finds the student as it was, and the teachers."""
        try:
            if not self.broken:
                self.look_at_all()
        finally:
            self.world.retired += map(int, self.model.teachers)
            if CHANGES_STUDENT in {(each.step.resource, each.step.method) for each in self.played}:
                self.world.restore_student()

    def word(self, before: str, after: str) -> Word:
        """A text with the tag of the example in it."""
        code = f'f"{before}{{tag}}{after}"' if before or after else "tag"
        return Word(f"{before}{self.tag}{after}", code)

    def next_name(self, kind: str) -> str:
        """What the script calls the next of a kind."""
        return f"{kind}_{1 + sum(each.step.result.startswith(kind) for each in self.played)}"

    def refused(
        self, exchange: Exchange, refusals: Sequence[Refusal], otherwise: str, sent: Form
    ) -> None:
        """The answer is the refusal, or of several any; what else it names is right by itself.

        Args:
            exchange: The answer.
            refusals: What the model refuses.
            otherwise: The requirement by which all other fields are accepted.
            sent: The form or body.
        """
        first = refusals[0]
        named = _named(exchange)
        fields = {refusal.field for refusal in refusals}
        if exchange.status == 400 and (stray := named - fields):
            level = _clearing(sent, stray)
            self.holds(otherwise, exchange, False, f"no refusal of {_listed(stray)}", level=level)
        if len(refusals) == 1:
            found: list[Finding] = []
            judged(Judge(first.level, found), first)(exchange)
            self.settle(first.requirement, found)
            return
        right = exchange.status == 400 and named & fields
        expected = f"400 with messages on {_listed(fields)}"
        weakest = min(refusals, key=lambda refusal: refusal.level is Level.MUST)
        self.holds(first.requirement, exchange, right, expected, level=weakest.level)

    def accepted(self, requirement: str, exchange: Exchange, sent: Form = NOTHING) -> JSON:
        """The answer is a success with a body, which is returned; `sent` is what it is about."""
        right = exchange.succeeded and isinstance(exchange.json, dict)
        level = _clearing(sent, _named(exchange))
        self.holds(requirement, exchange, right, "a success with a JSON body", level=level)
        status = self.world.context.contract[exchange.operation].success
        self.holds("GEN-5", exchange, exchange.status == status, f"status {status}")
        return exchange.json

    def carries(
        self, requirement: str, exchange: Exchange, sent: Form, body: JSON, *, cleared: str
    ) -> None:
        """The body has what was sent; `cleared` is the requirement of what an empty part clears."""
        for name, value in shown(sent).items():
            level = Level.SHOULD if value is None else Level.MUST
            asked = cleared if value is None else requirement
            self.same(asked, exchange, {name: value}, body, level=level)

    def keeps(
        self,
        requirement: str,
        exchange: Exchange,
        sent: Form,
        before: JSON,
        level: Level = Level.MUST,
    ) -> None:
        """The body has all else as it was."""
        self.same(requirement, exchange, unaffected(sent, before), exchange.json, level=level)

    def same(
        self,
        requirement: str,
        exchange: Exchange,
        expected: Form,
        body: JSON,
        *,
        level: Level = Level.MUST,
    ) -> None:
        """The body's fields are as expected."""
        differing = [
            name
            for name, value in expected.items()
            if plain(name, value) != plain(name, body.get(name))
        ]
        wanted = ", ".join(f"{name} {_shown(expected[name])}" for name in differing)
        came = ", ".join(f"{name} {_shown(body.get(name))}" for name in differing)
        self.holds(requirement, exchange, not differing, wanted, came, level=level)

    def holds(  # noqa: PLR0913 - a finding has that many parts
        self,
        requirement: str,
        exchange: Exchange,
        condition: object,
        expected: str,
        came: str | None = None,
        *,
        level: Level = Level.MUST,
    ) -> None:
        """What has to be true, or else the example ends here."""
        found: list[Finding] = []
        Judge(level, found).holds(exchange, condition, expected, came)
        self.settle(requirement, found)

    def settle(self, requirement: str, found: Iterable[Finding]) -> None:
        """End the example when something was found."""
        for finding in found:
            self._break(requirement, finding)

    def _break(self, requirement: str, finding: Finding) -> None:
        text = script(self.played, requirement, finding.expected, finding.came)
        self.world.keep(
            requirement,
            Finding(finding.level, finding.expected, finding.came, finding.exchange, text),
        )
        self.broken = True
        raise disagreement(requirement)


def _named(exchange: Exchange) -> set[str]:
    return set(exchange.json) if isinstance(exchange.json, dict) else set()


def _clearing(sent: Form, named: set[str]) -> Level:
    """That an empty part clears a field is only assumed: so is that none of those is refused."""
    return Level.SHOULD if any(sent.get(name, ...) is None for name in named) else Level.MUST


def _listed(fields: Iterable[str]) -> str:
    return " or ".join(sorted(fields))


def _shown(value: JSON) -> str:
    # An id that prints as code in the script is a number in a message.
    if isinstance(value, list | tuple):
        return str([int(item) if isinstance(item, Ref) else item for item in value])
    return str(int(value)) if isinstance(value, Ref) else repr(value)
