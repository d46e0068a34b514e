"""What is published, built as `python -m build` builds it."""

import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
BUILD = [sys.executable, "-m", "build", "--no-isolation"]


@dataclass(frozen=True)
class Distributions:
    """The files that are published.

    Attributes:
        sdist: The source distribution.
        wheel: The wheel, which was made from the source distribution and nothing else.
    """

    sdist: Path
    wheel: Path


def build_both(folder: Path) -> Distributions:
    """Builds the source distribution of this checkout, and from it the wheel, into a folder."""
    subprocess.run([*BUILD, "--outdir", str(folder), str(ROOT)], check=True, capture_output=True)
    return Distributions(next(folder.glob("*.tar.gz")), next(folder.glob("*.whl")))


def build_wheel(folder: Path) -> Path:
    """Builds the wheel straight from this checkout, into a folder."""
    command = [*BUILD, "--wheel", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def wheel_files(wheel: Path) -> Mapping[str, bytes]:
    """Gives the content of each file of a wheel, by its path."""
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def sdist_names(sdist: Path) -> set[str]:
    """Gives the paths of a source distribution, below its one folder."""
    with tarfile.open(sdist) as archive:
        return {name.partition("/")[2] for name in archive.getnames()}
