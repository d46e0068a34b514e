"""Values drawn by Hypothesis, for requirements that speak of all values.

What is drawn depends on the run's seed and the requirement alone. When a value fails, smaller ones
are tried for a while, and the smallest that fails is the evidence.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings
from hypothesis import strategies as st

from siteowner_contract.judge import BrokenOff
from siteowner_contract.tidiness import tidily

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from siteowner_contract.context import Context
    from siteowner_contract.results import Finding

T = TypeVar("T")

EXAMPLES = 3
# A smaller value is a kindness to the reader; a server is not asked a hundred times for it.
SHRINKS = 15


class ValueFailed(Exception):  # noqa: N818 - what tells Hypothesis to look for a smaller value
    """The value at hand broke an assertion."""


def for_all(
    ctx: Context,
    strategy: st.SearchStrategy[T],
    judge: Callable[[Context, T], object],
    examples: int = EXAMPLES,
) -> None:
    """Judge a few values; of those that fail, the smallest is recorded.

    Args:
        ctx: The check's context, which gets the findings.
        strategy: What values are drawn from.
        judge: Makes the assertions on one value, on the context that it is given.
        examples: How many values are drawn, at most; one alone in a quick run.

    Raises:
        Skip: As `judge` does.
        ServerUnreachableError: As `judge` does.
    """
    trials: _Trials[T] = _Trials(ctx, judge)
    quiet = settings(
        max_examples=1 if ctx.quick else examples,
        phases=(Phase.generate, Phase.shrink),
        database=None,
        deadline=None,
        print_blob=False,
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
        verbosity=Verbosity.quiet,
    )
    with tidily(), suppress(ValueFailed):
        # The strategies are typed, what `given` makes of a method is not.
        judged: Any = seed(ctx.random.getrandbits(64))(quiet(given(strategy)(trials.judge)))
        judged()
    if trials.interrupted is not None:
        raise trials.interrupted
    ctx.findings.extend(trials.smallest)


def for_each_kind(
    ctx: Context,
    kinds: Mapping[str, st.SearchStrategy[T]],
    judge: Callable[[Context, T], object],
    examples: int = EXAMPLES,
) -> None:
    """Judge a few values of each kind; see `for_all`."""
    for strategy in kinds.values():
        for_all(ctx, strategy, judge, examples)


@dataclass
class _Trials(Generic[T]):
    """What was tried, and what came of it.

    Attributes:
        ctx: The check's context.
        judge_value: Makes the assertions.
        verdicts: The findings by the value, written down, that they are about.
        smallest: The findings about the last value that failed, the smallest so far.
        shrinks: How many values were tried since one failed.
        interrupted: What ended it before its time.
    """

    ctx: Context
    judge_value: Callable[[Context, T], object]
    verdicts: dict[str, list[Finding]] = field(default_factory=dict)
    smallest: list[Finding] = field(default_factory=list)
    shrinks: int = 0
    interrupted: Exception | None = None

    def judge(self, value: T) -> None:
        """Judge a value, once.

        Raises:
            ValueFailed: It broke an assertion.
        """
        written = repr(value)
        if written not in self.verdicts and not self._is_over():
            self.verdicts[written] = self._findings(value)
        if findings := self.verdicts.get(written):
            self.smallest = findings
            raise ValueFailed

    def _is_over(self) -> bool:
        if self.smallest:
            self.shrinks += 1
        return self.interrupted is not None or self.shrinks > SHRINKS

    def _findings(self, value: T) -> list[Finding]:
        trial = replace(self.ctx, findings=[])
        try:
            with suppress(BrokenOff):
                self.judge_value(trial, value)
        except Exception as reason:  # noqa: BLE001 - none of them says anything about the value
            self.interrupted = reason
        return trial.findings
