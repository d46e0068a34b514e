"""How every search is judged: against the whole list, searched here."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from siteowner_contract.checks.filters import first_values
from siteowner_contract.drawn import for_all
from siteowner_contract.judge import Judge, Skip
from siteowner_contract.values import instant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from siteowner_contract.context import Context
    from siteowner_contract.openapi import JSON

PARTS = 6
SEARCHED: dict[str, tuple[str, ...]] = {
    "teachers_list": ("name",),
    "students_list": ("name_ar", "name_en", "student_code", "national_id"),
    "assistants_list": ("name", "phone", "gmail"),
}
"""The documented fields of each list that has a search."""
# Nobody is called so; and what a database takes for a pattern is looked for as it stands.
STRANGERS = ("qzjxvkw", "%", "_")


def finds(ctx: Context, operation: str) -> None:
    """`search` finds an item by each of the searched fields, and by no other field.

    By the whole of a field it has to; that it does by any part of it, in any letter case, and by
    several words that are each in some field, is assumed.

    Args:
        ctx: The check's context.
        operation: The list.
    """
    items, searched = ctx.sample(operation).items, SEARCHED[operation]
    if not items:
        raise Skip(f"needs an item in {operation}")
    search = Search(operation, items)
    for field in searched:
        for text in first_values(ctx.random, items, _value_of(field), most=2):
            search.judge(ctx, ctx.must, text)
    for field in _other_texts(items, searched):
        for text in first_values(ctx.random, items, _value_of(field), most=1):
            search.judge(ctx, ctx.must, text)
    for text in (*_variations(items, searched), *STRANGERS):
        search.judge(ctx, ctx.should, text)
    for_all(ctx, _parts(items, searched), search.judge_part, examples=PARTS)


@dataclass(frozen=True)
class Search:
    """One list, to be searched.

    Attributes:
        operation: The list.
        items: All its items or the first of many, of those that match the filters given with the
            search.
        matches: Whether an item matches those filters.
    """

    operation: str
    items: Sequence[JSON]
    matches: Callable[[JSON], bool] = lambda _: True

    def judge(self, ctx: Context, judge: Judge, text: str, **filters: JSON) -> None:
        """What matches in its own letter case is found, and what matches in none is not."""
        if '"' in text or "'" in text:
            # Django REST Framework takes what is between quotes as one word.
            return
        found = ctx.sample(self.operation, search=text, **filters)
        came = set(found.ids)
        exact, folded = (
            found.reached(self._matching(self.items, text, fold)) for fold in (str, str.casefold)
        )
        loose = self._matching(list(filter(self.matches, found.items)), text, _loosely)
        asked = "".join(f"&{name}={value}" for name, value in filters.items())
        what = f"ids with search={text!r}{asked}"
        judge.equal(found.first, set(), exact - came, f"missing {what}")
        judge.equal(found.first, set(), came - loose, f"stray {what}")
        ctx.should.equal(found.first, set(), folded - exact - came, f"missing, in any case, {what}")

    def judge_part(self, ctx: Context, part: tuple[str, int, int]) -> None:
        """The same of a part of a field."""
        text, start, length = part
        start %= len(text)
        self.judge(ctx, ctx.should, text[start : start + length].strip() or text)

    def _matching(self, items: Sequence[JSON], text: str, fold: Callable[[str], str]) -> set[int]:
        words = [word for word in re.split(r"[\s,]+", fold(text)) if word]
        return {item["id"] for item in items if self._has_all(item, words, fold)}

    def _has_all(self, item: JSON, words: Sequence[str], fold: Callable[[str], str]) -> bool:
        fields = [fold(str(item[field])) for field in SEARCHED[self.operation]]
        return all(any(word in field for field in fields) for word in words)


def _value_of(field: str) -> Callable[[JSON], list[JSON]]:
    return lambda item: [item[field]]


def _other_texts(items: Sequence[JSON], searched: Sequence[str]) -> Iterator[str]:
    """Fields that are texts and must not be searched; instants are not worth a request."""
    for field in items[0]:
        texts = [item[field] for item in items if isinstance(item.get(field), str)]
        if field not in searched and texts and instant(texts[0]) is None:
            yield field


def _variations(items: Sequence[JSON], searched: Sequence[str]) -> Iterator[str]:
    """Texts that are not the whole of one field, and find the first item all the same."""
    example = items[0]
    text = str(example[searched[0]])
    words = text.split()
    yield text.swapcase()
    yield text[:2]
    yield text[len(text) // 2 :].strip()
    if len(words) > 1:
        yield " ".join(reversed(words))
    if len(searched) > 1:
        yield f"{words[0]} {example[searched[-1]]}"
    # Nobody need have a word of the first and one of the last.
    yield f"{words[0]} {str(items[-1][searched[0]]).split()[-1]}"


def _parts(
    items: Sequence[JSON], searched: Sequence[str]
) -> st.SearchStrategy[tuple[str, int, int]]:
    texts = [str(item[field]) for field in searched for item in items if item[field]]
    return st.tuples(st.sampled_from(texts), st.integers(0, 50), st.integers(1, 8))


def _loosely(text: str) -> str:
    """Without letter case, accents, hamza, alef maksura and teh marbuta, as many searches do."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return plain.casefold().replace("\u0649", "\u064a").replace("\u0629", "\u0647")
