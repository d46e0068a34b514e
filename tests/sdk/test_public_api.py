"""The public names: what they are, and that no release takes one away unawares."""

import subprocess
from pathlib import Path

import griffe

from tests.sdk.public_api import (
    LISTED,
    PACKAGE,
    breakages,
    last_release,
    listing,
    package,
    released,
)

BEFORE = '''
"""A package."""
from .core import Kept
__all__ = ["Kept", "taken"]
def taken() -> None: ...
'''
AFTER = '''
"""A package."""
from .core import Kept
__all__ = ["Kept"]
'''
CORE = """
class Kept:
    def changed(self, *, one: int = 1, two: int = 2) -> int: ...
def hidden() -> None: ...
"""
CHANGED_CORE = """
class Kept:
    def changed(self, *, one: int = 1) -> int: ...
    def new(self) -> None: ...
"""


def test_the_public_names() -> None:
    """Names and signatures are those listed; `make public-api` accepts what was meant to change."""
    assert LISTED.read_text("utf-8").splitlines() == listing(package())


def test_nothing_is_missing_since_the_last_release() -> None:
    """What a user of the last tagged version relies on is still there; before it, nobody does."""
    tag = last_release()

    assert [] == ([] if tag is None else breakages(released(tag), package()))


def test_what_is_missing_would_be_found(tmp_path: Path) -> None:
    """A name and a parameter that are gone are told, and what was never public is not."""
    commit(tmp_path, BEFORE, CORE, "v1")
    commit(tmp_path, AFTER, CHANGED_CORE, "v2")

    assert "v2" == last_release(tmp_path)
    found = breakages(released("v1", tmp_path), released("v2", tmp_path))

    assert [
        f"{PACKAGE}.core.Kept.changed: Parameter was removed (two)",
        f"{PACKAGE}.taken: Public object was removed (taken)",
    ] == sorted(found)


def test_no_release_no_breakage(tmp_path: Path) -> None:
    """Without a tag, or without git, there is no last release."""
    assert last_release(tmp_path) is None


def commit(repository: Path, package_text: str, core: str, tag: str) -> None:
    """A version of a package, tagged."""
    folder = repository / "src" / PACKAGE
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "__init__.py").write_text(package_text)
    (folder / "core.py").write_text(core)
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org"]
    git += ["-c", "commit.gpgsign=false", "-c", "tag.gpgsign=false"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", tag], ["tag", tag]):
        subprocess.run([*git, *words], cwd=repository, check=True, capture_output=True)


def test_the_list_is_of_signatures() -> None:
    """Methods, fields and constants each have a line, of classes wherever they are defined."""
    lines = LISTED.read_text("utf-8").splitlines()

    assert f"{PACKAGE}.RawResponse.parse() -> T_co" in lines
    assert f"{PACKAGE}.models.Grade.name: str" in lines
    assert any(line.startswith(f"{PACKAGE}.resources.teachers.Teachers.list(*, ") for line in lines)
    assert isinstance(package(), griffe.Module)
