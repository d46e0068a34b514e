"""Query parameters: filters that are checked together, search words, names to order by."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import Any

from siteowner_reference.drf.errors import APIError, ValidationError
from siteowner_reference.drf.messages import message

QueryField = Callable[[str], Any]
"""Reads the text of one parameter, or raises ValueError with the message of the 400."""

BOOLEANS = {"true": True, "1": True, "false": False, "0": False}
INTEGER = re.compile(r"[+-]?[0-9]{1,1000}", re.ASCII)
WORD = re.compile(r"\"([^\"]+)\"|'([^']+)'|([^\s,]+)")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


def boolean(text: str) -> bool:
    """`true` and `false` in any case, `1` and `0`."""
    try:
        return BOOLEANS[text.lower()]
    except KeyError:
        raise ValueError(message("boolean")) from None


def integer(text: str) -> int:
    """A whole number, which need not be in the range of any database."""
    if not INTEGER.fullmatch(text.strip()):
        raise ValueError(message("query_number"))
    return int(text)


def calendar_date(text: str) -> date:
    """A day as YYYY-MM-DD."""
    if not DATE.fullmatch(text.strip()):
        raise ValueError(message("query_date"))
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(message("query_date")) from None


def choice(values: Collection[str]) -> QueryField:
    """One of `values`, exactly."""

    def parse(text: str) -> str:
        if text not in values:
            raise ValueError(message("query_choice", value=text))
        return text

    return parse


def parse_filters(query: Mapping[str, str], fields: Mapping[str, QueryField]) -> dict[str, Any]:
    """Reads the parameters that are given; an empty one is as if it were not.

    Raises:
        ValidationError: Some can't be read; all of them are named.
    """
    values: dict[str, Any] = {}
    errors: dict[str, list[str]] = {}
    for name, parse in fields.items():
        text = query.get(name, "")
        try:
            if "\x00" in text:
                raise ValueError(message("null_characters"))  # noqa: TRY301 (one way to refuse)
            if text:
                values[name] = parse(text)
        except ValueError as error:
            errors[name] = [str(error)]
    if errors:
        raise ValidationError(errors)
    return values


def search_words(text: str) -> list[str]:
    """Splits a search into words, each of which must match; a quoted phrase is one."""
    words = ("".join(groups) for groups in WORD.findall(text))
    return [" ".join(word.split()) for word in words]


def parse_search(query: Mapping[str, str]) -> list[str]:
    """Gives the words of the parameter `search`; none if it is empty.

    Raises:
        APIError: It has a NUL character; DRF answers that with a bare array.
    """
    text = query.get("search", "")
    if "\x00" in text:
        raise APIError(400, [message("null_characters")])
    return search_words(text)


def parse_ordering(query: Mapping[str, str], names: Collection[str], default: str) -> Sequence[str]:
    """Gives the known names of the parameter `ordering`, each with its `-`; else the default."""
    terms = dict.fromkeys(term.strip() for term in query.get("ordering", "").split(","))
    return [term for term in terms if term.removeprefix("-") in names] or [default]
