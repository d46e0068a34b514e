"""Empty environments into which the wheel alone is installed."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.packaging.distributions import ROOT

UV = str(Path(sys.prefix) / "bin" / "uv")
LOCKED = ROOT / "requirements" / "dev.txt"
# What leads a program astray that is to see its own environment alone.
FOREIGN = ("PYTHON", "VIRTUAL_ENV", "SITEOWNER_", "COLUMNS")


@dataclass(frozen=True)
class Environment:
    """An environment of Python.

    Attributes:
        folder: Where it is.
    """

    folder: Path

    def run(
        self, *words: str, more: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Runs one of its programs, away from this checkout."""
        return subprocess.run(
            [str(self.folder / "bin" / words[0]), *words[1:]],
            cwd=self.folder,
            env=clean() | dict(more or {}),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    @contextmanager
    def serving(self, *options: str) -> Iterator[str]:
        """Serves on a free port until the end; gives the URL of the API."""
        command = [str(self.folder / "bin" / "siteowner"), "serve", "--port", "0", *options]
        with subprocess.Popen(
            command, cwd=self.folder, env=clean(), stdout=subprocess.PIPE, encoding="utf-8"
        ) as process:
            assert process.stdout is not None
            line = process.stdout.readline()
            try:
                yield line.rpartition(" ")[2].strip()
            finally:
                process.terminate()


def clean() -> dict[str, str]:
    """Gives the variables of this process without what belongs to its own environment."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
    return {**kept, "PYTHONUTF8": "1", "PYTHONWARNINGS": "error"}


def environment(
    folder: Path, wheel: Path, *extras: str, beside: tuple[str, ...] = (), python: str = ""
) -> Environment:
    """Makes an environment that has the wheel with some extras, in their locked versions.

    Args:
        folder: Where to make it.
        wheel: The wheel.
        extras: The extras.
        beside: Other packages, for what a project has beside the SDK.
        python: A version of Python; empty is the one that runs the tests.
    """
    made = [UV, "venv", "--quiet", "--python", python or sys.executable, str(folder)]
    subprocess.run(made, check=True)
    wanted = f"siteowner-sdk[{','.join(extras)}] @ {wheel.as_uri()}"
    interpreter = ("--python", str(folder / "bin" / "python"))
    installed = [UV, "pip", "install", "--quiet", *interpreter, "--constraints", str(LOCKED)]
    subprocess.run([*installed, wanted, *beside], check=True)
    return Environment(folder)
