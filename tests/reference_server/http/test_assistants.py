"""Assistants over HTTP, by requirement."""

from typing import Any

import httpx
import pytest


def assistants(owner: httpx.Client, **query: Any) -> list[dict[str, Any]]:
    """Gives the assistants that match a query."""
    rows: list[dict[str, Any]] = owner.get("/assistants/", params=query).json()["results"]
    return rows


def test_AST_1_every_assistant_is_listed(owner: httpx.Client) -> None:
    """Active or not, of an active teacher or not: all are listed, with their teacher's name."""
    rows = assistants(owner)
    teachers = {row["id"]: row for row in owner.get("/teachers/?all=true").json()}

    assert len(rows) == owner.get("/dashboard/stats/").json()["total_assistants"]
    assert {True, False} == {row["is_active"] for row in rows}
    assert {True, False} == {teachers[row["teacher"]]["is_active"] for row in rows}
    assert all(teachers[row["teacher"]]["name"] == row["teacher_name"] for row in rows)


def test_AST_2_teacher_filters(owner: httpx.Client) -> None:
    """The filter gives a teacher's assistants, all of them."""
    expected = [row for row in assistants(owner) if row["teacher"] == 1]

    assert len(expected) > 1
    assert expected == assistants(owner, teacher=1)


@pytest.mark.parametrize("field", ["name", "phone", "gmail"])
def test_AST_3_search_finds(owner: httpx.Client, field: str) -> None:
    """A search finds any part of name, phone and gmail, in any letter case."""
    row = assistants(owner)[2]

    assert row in assistants(owner, search=row[field][1:].upper())


def test_AST_3_search_finds_nothing_else(owner: httpx.Client) -> None:
    """A search finds no teacher's name, and no username that is not in the address too."""
    row = assistants(owner)[0]

    assert row not in assistants(owner, search=row["teacher_name"])


def test_there_is_no_all(owner: httpx.Client) -> None:
    """The list of assistants is paged whatever `all` says."""
    assert assistants(owner) == assistants(owner, all="true")
