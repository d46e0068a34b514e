"""What is in the files that are published."""

import re
import tomllib
from collections.abc import Mapping
from email.message import Message
from email.parser import BytesParser
from pathlib import Path

import pytest

from tests.packaging.distributions import (
    ROOT,
    Distributions,
    build_wheel,
    sdist_names,
    wheel_files,
)

PACKAGES = {
    "siteowner_sdk": "src/siteowner_sdk",
    "siteowner_contract": "contract/siteowner_contract",
    "siteowner_reference": "reference_server/siteowner_reference",
}
# What of a source distribution is no package's.
BESIDE = {
    *("CHANGELOG.md", "LICENSE", "PKG-INFO", "README.md", "SECURITY.md"),
    *("hatch_build.py", "openapi.yaml", "pyproject.toml", ".gitignore"),
}


@pytest.fixture(scope="module")
def wheel(distributions: Distributions) -> Mapping[str, bytes]:
    """The content of the wheel's files."""
    return wheel_files(distributions.wheel)


@pytest.fixture(scope="module")
def metadata(wheel: Mapping[str, bytes]) -> Message:
    """What the wheel says of itself."""
    name = next(name for name in wheel if name.endswith(".dist-info/METADATA"))
    return BytesParser().parsebytes(wheel[name])


@pytest.mark.parametrize("package", PACKAGES)
def test_each_package_has_the_contract_and_its_types(
    wheel: Mapping[str, bytes], package: str
) -> None:
    """Every package carries its own copy of openapi.yaml, and says that it is typed."""
    contract = (ROOT / "openapi.yaml").read_bytes()

    assert contract == wheel[f"{package}/openapi.yaml"]
    assert b"" == wheel[f"{package}/py.typed"]


@pytest.mark.parametrize("package", PACKAGES)
def test_each_package_is_whole(wheel: Mapping[str, bytes], package: str) -> None:
    """Whatever a package has in the checkout is in the wheel: modules, pages, templates, words."""
    folder = ROOT / PACKAGES[package]
    here = {
        f"{package}/{path.relative_to(folder).as_posix()}"
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }

    assert {f"{package}/openapi.yaml"} == {
        name for name in wheel if name.startswith(f"{package}/")
    } - here
    assert set() == here - set(wheel)


def test_nothing_else_is_in_the_wheel(wheel: Mapping[str, bytes]) -> None:
    """The wheel has the three packages and its metadata; generator and tests stay at home."""
    top = {name.split("/")[0] for name in wheel}

    assert set(PACKAGES) == {name for name in top if not name.endswith(".dist-info")}


def test_nothing_else_is_in_the_source_distribution(distributions: Distributions) -> None:
    """It has what the wheel is made of, and what people read; no tests and no tools."""
    names = sdist_names(distributions.sdist)
    folders = tuple(f"{folder}/" for folder in PACKAGES.values())

    beside = {name for name in names if name and not name.startswith(folders)}
    assert BESIDE == beside


def test_the_source_distribution_makes_the_same_wheel(
    wheel: Mapping[str, bytes], tmp_path: Path
) -> None:
    """The wheel from the source distribution and the one from the checkout are the same."""
    assert wheel_files(build_wheel(tmp_path)) == wheel


def test_the_sdk_alone_needs_httpx_and_pydantic(metadata: Message) -> None:
    """Without extras nothing but httpx and pydantic is installed."""
    needed = [line for line in metadata.get_all("Requires-Dist", []) if "extra ==" not in line]

    assert ["httpx", "pydantic"] == sorted(re.split("[<>]", line)[0] for line in needed)


def test_all_is_every_extra(metadata: Message) -> None:
    """`[all]` leaves no extra out."""
    table = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    (everything,) = table["optional-dependencies"]["all"]
    extras = set(metadata.get_all("Provides-Extra", []))

    named = everything.removeprefix("siteowner-sdk[").removesuffix("]").split(",")
    assert extras - {"all"} == set(named)


def test_what_it_says_of_itself(metadata: Message, wheel: Mapping[str, bytes]) -> None:
    """Licence, its text, the README and the Pythons that are tried are in the metadata."""
    licence = next(name for name in wheel if name.endswith(".dist-info/licenses/LICENSE"))
    payload = metadata.get_payload(decode=True)

    assert "MIT" == metadata["License-Expression"]
    assert (ROOT / "LICENSE").read_bytes() == wheel[licence]
    assert (ROOT / "README.md").read_bytes() == payload
    assert ">=3.11" == metadata["Requires-Python"]
    assert "Typing :: Typed" in metadata.get_all("Classifier", [])
