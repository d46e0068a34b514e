"""How every filter and search is judged: against the whole list, filtered here."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from siteowner_contract.judge import Judge, Skip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from random import Random

    from siteowner_contract.context import Context
    from siteowner_contract.openapi import JSON

VALUES = 4


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
    items = ctx.listing(operation).items
    values = first_values(ctx.random, items, values_of)
    if not values:
        raise Skip(f"needs an item in {operation} with a value for {parameter}")
    for value in values:
        is_filtered_by(ctx, ctx.must, operation, {parameter: value}, has(values_of, value))


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
    expected = sorted(item["id"] for item in ctx.listing(operation).items if matches(item))
    filtered = ctx.listing(operation, **query)
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    judge.equal(filtered.first, expected, sorted(filtered.ids), f"ids with {asked}")
    judge.equal(filtered.first, len(expected), filtered.count, f"count with {asked}")


def finds(ctx: Context, operation: str, searched: Sequence[str], other: Sequence[str]) -> None:
    """`search` finds an item by each of the searched fields, and by no other field.

    Args:
        ctx: The check's context.
        operation: The list.
        searched: The documented fields.
        other: Fields that must not be searched.
    """
    items = ctx.listing(operation).items
    if not items:
        raise Skip(f"needs an item in {operation}")
    for field in (*searched, *other):
        for text in first_values(ctx.random, items, _value_of(field), most=2):
            _is_found(ctx, operation, items, searched, str(text))
    example = str(items[0][searched[0]])
    _is_found(ctx, operation, items, searched, example[: max(3, len(example) // 2)].strip())
    _is_found(ctx, operation, items, searched, example.swapcase())
    _is_found(ctx, operation, items, searched, "qzjxvkw")


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


def _value_of(field: str) -> Callable[[JSON], list[JSON]]:
    return lambda item: [item[field]]


def _is_found(
    ctx: Context, operation: str, items: Sequence[JSON], searched: Sequence[str], text: str
) -> None:
    """What matches in its own letter case must be found, what matches in none must not."""
    if '"' in text or "'" in text:
        # Django REST Framework takes what is between quotes as one word.
        return
    found = ctx.listing(operation, search=text)
    came = set(found.ids)
    exact, folded, loose = (
        {item["id"] for item in items if _has_all_words(item, searched, text, fold)}
        for fold in (str, str.casefold, _loosely)
    )
    what = f"ids with search={text!r}"
    ctx.must.equal(found.first, set(), exact - came, f"missing {what}")
    ctx.must.equal(found.first, set(), came - loose, f"stray {what}")
    ctx.should.equal(found.first, set(), folded - exact - came, f"missing, in any case, {what}")


def _has_all_words(
    item: JSON, searched: Sequence[str], text: str, fold: Callable[[str], str]
) -> bool:
    fields = [fold(str(item[field])) for field in searched]
    words = [word for word in re.split(r"[\s,]+", fold(text)) if word]
    return all(any(word in field for field in fields) for word in words)


def _loosely(text: str) -> str:
    """Without letter case, accents, hamza, alef maksura and teh marbuta, as many searches do."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return plain.casefold().replace("\u0649", "\u064a").replace("\u0629", "\u0647")
