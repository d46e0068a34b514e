"""The route table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from siteowner_contract.openapi import load_contract
from siteowner_contract.routes import RouteTableError, default_routes, read_routes

if TYPE_CHECKING:
    from pathlib import Path


def test_table_overrides_what_it_names(tmp_path: Path) -> None:
    """A leading slash may be missing, `{pk}` is `{id}`, and all else keeps its path."""
    file = tmp_path / "routes.toml"
    file.write_text('teachers_retrieve = "v2/tutors/{pk}"\n')
    routes = read_routes(file, load_contract())
    assert "/v2/tutors/7" == routes.path("teachers_retrieve", 7)
    assert "/teachers/" == routes.path("teachers_list")
    assert {"teachers_retrieve": "/v2/tutors/{id}"} == routes.moved(load_contract())


def test_values_are_encoded() -> None:
    """An odd id stays one step of the path."""
    routes = default_routes(load_contract())
    assert "/teachers/a%2Fb%3F/" == routes.path("teachers_retrieve", "a/b?")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('teachers_destroy = "/teachers/{id}/"', "there is no operation teachers_destroy"),
        ('teachers_retrieve = "/teachers/{name}/"', "has the path parameters id, not name"),
        ("teachers_list = 3", "teachers_list is not a path in quotes"),
        ("teachers_list =", "Invalid value"),
    ],
)
def test_wrong_table_is_refused(tmp_path: Path, text: str, message: str) -> None:
    """The message names the file and what is wrong in it."""
    file = tmp_path / "routes.toml"
    file.write_text(text)
    with pytest.raises(RouteTableError, match=message) as refused:
        read_routes(file, load_contract())
    assert str(file) in str(refused.value)
