"""How every filter is judged: against the whole list, filtered here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from siteowner_contract.discovery import UNUSED_ID
from siteowner_contract.judge import Judge, Skip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from random import Random

    from siteowner_contract.context import Context
    from siteowner_contract.openapi import JSON

# Enough for all of a list's values where they are few, so that none can be special.
VALUES = 12
NO_VALUE = "perhaps"


def filters(
    ctx: Context, operation: str, parameter: str, values_of: Callable[[JSON], Iterable[JSON]]
) -> None:
    """A query parameter keeps the items that have the value, and no others.

    Args:
        ctx: The check's context.
        operation: The list.
        parameter: The query parameter.
        values_of: The values that an item has, for this parameter.
    """
    whole = Filter.of(ctx, operation)
    values = first_values(ctx.random, whole.items, values_of)
    if not values:
        raise Skip(f"needs an item in {operation} with a value for {parameter}")
    for value in values:
        whole.judge(ctx, ctx.must, {parameter: value}, has(values_of, value))
    if all(type(value) is int for value in values):
        whole.judge(ctx, ctx.should, {parameter: UNUSED_ID}, lambda _: False)
    ctx.should.names(ctx.call(operation, **{parameter: NO_VALUE}), parameter)


def has(values_of: Callable[[JSON], Iterable[JSON]], value: JSON) -> Callable[[JSON], bool]:
    """Whether an item has that value."""
    return lambda item: value in values_of(item)


def is_filtered_by(
    ctx: Context,
    judge: Judge,
    operation: str,
    query: dict[str, JSON],
    matches: Callable[[JSON], bool],
) -> None:
    """The filtered list has the ids of the matching items of the whole list, and their count."""
    Filter.of(ctx, operation).judge(ctx, judge, query, matches)


@dataclass(frozen=True)
class Filter:
    """One list, to be filtered.

    Attributes:
        operation: The list.
        items: All its items, or the first of many.
        whole: Whether they are all.
    """

    operation: str
    items: Sequence[JSON]
    whole: bool

    @classmethod
    def of(cls, ctx: Context, operation: str) -> Self:
        """The list as it is now."""
        listing = ctx.sample(operation)
        return cls(operation, listing.items, listing.whole)

    def judge(
        self, ctx: Context, judge: Judge, query: dict[str, JSON], matches: Callable[[JSON], bool]
    ) -> None:
        """The filtered list has the ids of the items that match, and their count."""
        expected = sorted(item["id"] for item in self.items if matches(item))
        filtered = ctx.sample(self.operation, **query)
        asked = "&".join(f"{name}={value}" for name, value in query.items())
        if self.whole and filtered.whole:
            judge.equal(filtered.first, expected, sorted(filtered.ids), f"ids with {asked}")
            judge.equal(filtered.first, len(expected), filtered.count, f"count with {asked}")
            return
        missing = filtered.reached(set(expected)) - set(filtered.ids)
        stray = {item["id"] for item in filtered.items if not matches(item)}
        judge.equal(filtered.first, set(), missing, f"missing ids with {asked}")
        judge.equal(filtered.first, set(), stray, f"stray ids with {asked}")


def first_values(
    random: Random,
    items: Sequence[JSON],
    values_of: Callable[[JSON], Iterable[JSON]],
    most: int = VALUES,
) -> list[JSON]:
    """A few of the distinct values that the items have, null left out."""
    seen = dict.fromkeys(value for item in items for value in values_of(item))
    values = [value for value in seen if value is not None and value != ""]
    return random.sample(values, min(most, len(values)))
