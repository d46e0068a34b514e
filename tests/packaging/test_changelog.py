"""The changelog has the form of Keep a Changelog 1.1.0, and tells of the version that is built."""

import datetime as dt
import re
import tomllib

import pytest

from tests.packaging.distributions import ROOT

CHANGELOG = (ROOT / "CHANGELOG.md").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
KINDS = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
UNRELEASED = "[Unreleased]"
VERSION = re.compile(r"\[(\d+\.\d+\.\d+)\] - (\d{4}-\d{2}-\d{2})(?: \[YANKED\])?")


def headings(level: int) -> list[str]:
    """Gives the headings of a level."""
    mark = "#" * level + " "
    return [line.removeprefix(mark) for line in CHANGELOG.splitlines() if line.startswith(mark)]


def releases() -> list[tuple[tuple[int, ...], dt.date]]:
    """Gives each version with its day, as they stand there."""
    found = [VERSION.fullmatch(heading) for heading in headings(2)[1:]]
    assert None not in found
    return [
        (tuple(map(int, match[1].split("."))), dt.date.fromisoformat(match[2]))
        for match in found
        if match
    ]


def test_it_says_what_it_follows() -> None:
    """It names both conventions."""
    assert ["Changelog"] == headings(1)
    assert "https://keepachangelog.com/en/1.1.0/" in CHANGELOG
    assert "https://semver.org/" in CHANGELOG


def test_versions_are_newest_first() -> None:
    """What is not released comes first, then each version with its day, the newest before."""
    found = releases()

    assert UNRELEASED == headings(2)[0]
    assert sorted(found, reverse=True) == found
    assert len({version for version, _ in found}) == len(found)


def test_the_version_that_is_built_is_told_of() -> None:
    """The newest version is the one in pyproject.toml."""
    assert PROJECT["version"] == ".".join(map(str, releases()[0][0]))


def test_changes_are_of_known_kinds() -> None:
    """A change is one of the six kinds."""
    assert headings(3)
    assert set(headings(3)) <= KINDS


@pytest.mark.parametrize("extra", sorted(set(PROJECT["optional-dependencies"]) - {"all"}))
def test_each_extra_is_told_of(extra: str) -> None:
    """Who reads it learns what each extra is for."""
    assert f"`[{extra}]`" in CHANGELOG
