"""Rewrites the generated part of the SDK; with `--check` says what of it is stale."""

import argparse
import sys
from pathlib import Path

from codegen.reading import read_contract
from codegen.rendering import render
from codegen.spec import Spec

ROOT = Path(__file__).parent.parent
OPENAPI = ROOT / "openapi.yaml"
PACKAGE = ROOT / "src" / "siteowner_sdk"
MADE = "# Made from openapi.yaml"


def generated() -> dict[Path, str]:
    """The text of every generated file."""
    files = render(read_contract(Spec.read(OPENAPI)))
    return {PACKAGE / name: text for name, text in files.items()}


def stale(files: dict[Path, str]) -> list[Path]:
    """The files that are not what they would be, and those that are no longer generated."""
    differing = [
        path for path, text in files.items() if not path.exists() or path.read_text("utf-8") != text
    ]
    left_over = set((PACKAGE / "resources").rglob("*.py")) - set(files)
    return differing + sorted(path for path in left_over if _is_generated(path))


def _is_generated(path: Path) -> bool:
    """Whether a file says of itself that it is; those written by hand stay."""
    return path.read_text("utf-8").startswith(MADE)


def write(paths: list[Path], files: dict[Path, str]) -> None:
    """Brings files up to date."""
    for path in paths:
        if path in files:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(files[path], "utf-8")
        else:
            path.unlink()


def main(arguments: list[str] | None = None) -> int:
    """Runs the command; gives its exit status."""
    parser = argparse.ArgumentParser(prog="python -m codegen", description=__doc__)
    parser.add_argument("--check", action="store_true", help="only say what is stale")
    options = parser.parse_args(arguments)

    files = generated()
    paths = stale(files)
    verb = "is stale" if options.check else "rewritten"
    for path in paths:
        print(f"{path.relative_to(ROOT)} {verb}")  # noqa: T201 - what the command is for
    if not options.check:
        write(paths, files)
    elif paths:
        print("Run: make generate")  # noqa: T201 - what the command is for
    return 1 if options.check and paths else 0


if __name__ == "__main__":
    sys.exit(main())
