"""The quick start of `[testing]`: a team's own tests, with the fixtures that pytest then has."""

from typing import Any


def test_a_server(siteowner: Any) -> None:
    """The reference server answers in the test's own process."""
    assert siteowner.teachers.retrieve(1).id == 1


def test_examples(siteowner_examples: Any) -> None:
    """A router answers with the contract's examples."""
    assert siteowner_examples.routes
