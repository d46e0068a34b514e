"""Plays the machine, and says what it found about each requirement."""

from __future__ import annotations

from contextlib import ExitStack
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from hypothesis import HealthCheck, Phase, Verbosity, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st
from hypothesis.errors import Flaky
from hypothesis.stateful import rule, run_state_machine_as_test

from siteowner_contract.judge import Skip
from siteowner_contract.machine.driver import Driver
from siteowner_contract.machine.rules.recharge_codes import RechargeCodeRules
from siteowner_contract.machine.rules.students import StudentRules
from siteowner_contract.machine.scene import Disagreement, Draw
from siteowner_contract.machine.world import GUEST_BUDGET, HOME_BUDGET, Enough, World, lent
from siteowner_contract.tidiness import tidily

if TYPE_CHECKING:
    from collections.abc import Callable

    from siteowner_contract.context import Context
    from siteowner_contract.results import Finding

# What the rules may find broken.
REQUIREMENTS = frozenset(
    {
        *(f"GEN-{number}" for number in (3, 5, 6, 7, 8, 9)),
        *(f"TCH-{number}" for number in (*range(1, 15), 18, *range(20, 24))),
        *(f"STU-{number}" for number in (1, *range(5, 13))),
        *(f"CRS-{number}" for number in (*range(1, 9), 10, 11, 13)),
        *(f"COD-{number}" for number in (1, *range(4, 9), 10)),
        "REV-1",
    }
)
# That an answer has its documented shape and that the SDK can read it are two sides of one thing.
SDK_STANDS_BY = "GEN-5"
# Few long examples: what one step spoils, a later one has to run into.
STEPS = 40
EXAMPLES_SHARE = 0.4
# How many calls an example makes at most, those that look again included.
CALLS_AN_EXAMPLE = 150


class SiteOwnerMachine(RechargeCodeRules, StudentRules):
    """All of it together.

    One rule draws what happens from all that may: of several rules Hypothesis leaves most out of an
    example, which pays for thousands of examples and not for the few that a server can be asked.
    """

    @rule(data=st.data())
    def step(self, data: st.DataObject) -> None:
        """Something happens."""
        data.draw(HAPPENINGS)(self, data.draw)


# The simplest first, and what others build on more often.
HAPPENINGS: st.SearchStrategy[Callable[[SiteOwnerMachine, Draw], None]] = st.sampled_from(
    (
        SiteOwnerMachine.nothing,
        SiteOwnerMachine.create_teacher,
        *(SiteOwnerMachine.update_teacher,) * 5,
        *(SiteOwnerMachine.replace_teacher,) * 2,
        *(SiteOwnerMachine.list_teachers,) * 2,
        *(SiteOwnerMachine.create_course,) * 2,
        *(SiteOwnerMachine.update_course,) * 5,
        SiteOwnerMachine.move_course,
        SiteOwnerMachine.replace_course,
        *(SiteOwnerMachine.delete_course,) * 2,
        SiteOwnerMachine.overview,
        *(SiteOwnerMachine.create_code,) * 2,
        SiteOwnerMachine.list_codes,
        *(SiteOwnerMachine.change_student,) * 3,
        SiteOwnerMachine.list_students,
    )
)


class Machine:
    """The examples of a run, played once and judged for each requirement they speak of.

    Args:
        context: The server, what it has, and how answers are judged.
        seed: What the examples are drawn from.
        examples: How many examples other generated cases have; here there are fewer, but long.
        home: Whether much may be made, since the server is thrown away afterwards.
    """

    name: ClassVar[str] = "sequences of steps"
    requirements: ClassVar[frozenset[str]] = REQUIREMENTS

    def __init__(self, context: Context, *, seed: int, examples: int, home: bool) -> None:
        self._context = context
        self._seed = seed
        # The first example is always the one in which nothing happens.
        self._examples = 1 + round(examples * EXAMPLES_SHARE)
        self._budget = HOME_BUDGET if home else GUEST_BUDGET

    def of(self, requirement: str) -> tuple[list[Finding], list[str]]:
        """Findings about that requirement, and the suite's own errors; the SDK's stand by GEN-5.

        Raises:
            Skip: The server has not what the machine leans on.
            ServerUnreachableError: There was no answer.
        """
        world = self._world
        found = world.found.get(requirement)
        errors = list(world.errors) if requirement == SDK_STANDS_BY else []
        return ([] if found is None else [found]), errors

    @cached_property
    def _world(self) -> World:
        with (
            ExitStack() as stack,
            Driver(self._context.session, self._context.conformance) as driver,
        ):
            try:
                student = stack.enter_context(self._context.lent_student())
            except Skip:
                student = None
            steps = CALLS_AN_EXAMPLE * self._examples
            world = World(
                driver, self._context, lent(self._context, student), dict(self._budget), steps
            )
            self._play(world)
        return world

    def _play(self, world: World) -> None:
        def machine() -> SiteOwnerMachine:
            return SiteOwnerMachine(world)

        # A function will do, though the type says a class.
        factory: Any = seeded(self._seed)(machine)
        how = settings(
            max_examples=self._examples,
            stateful_step_count=STEPS,
            database=None,
            deadline=None,
            phases=(Phase.generate, Phase.shrink),
            # One fault often breaks several requirements: they are kept, and one is shrunk.
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
            verbosity=Verbosity.quiet,
            print_blob=False,
        )
        try:
            with tidily():
                run_state_machine_as_test(factory, settings=how)
        except Enough as enough:
            if enough.__cause__ is not None:
                raise enough.__cause__ from None
        except (Disagreement, Flaky, ExceptionGroup):
            # What was found is kept by the world, also when it passed the next time.
            pass
