"""What a user gets when they install the project."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("siteowner_sdk", "siteowner_contract", "siteowner_reference")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel, built from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return zipfile.ZipFile(next(folder.glob("*.whl")))


@pytest.mark.parametrize("package", PACKAGES)
def test_each_package_has_the_contract_and_its_types(wheel: zipfile.ZipFile, package: str) -> None:
    """Every package carries its own copy of openapi.yaml, and says that it is typed."""
    contract = (ROOT / "openapi.yaml").read_bytes()

    assert contract == wheel.read(f"{package}/openapi.yaml")
    assert b"" == wheel.read(f"{package}/py.typed")


def test_nothing_else_is_in_it(wheel: zipfile.ZipFile) -> None:
    """The wheel has the three packages and its metadata; generator and tests stay at home."""
    top = {name.split("/")[0] for name in wheel.namelist()}

    assert set(PACKAGES) == {name for name in top if not name.endswith(".dist-info")}


def test_the_sdk_alone_needs_httpx_and_pydantic(wheel: zipfile.ZipFile) -> None:
    """Without extras nothing but httpx and pydantic is installed."""
    metadata = next(name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
    lines = wheel.read(metadata).decode().splitlines()

    required = [line.split()[1] for line in lines if line.startswith("Requires-Dist:")]
    optional = [line.split()[1] for line in lines if "extra ==" in line]

    assert ["httpx", "pydantic"] == sorted(
        name.split("<")[0].split(">")[0] for name in set(required) - set(optional)
    )
