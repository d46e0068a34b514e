"""The command line `siteowner`: serve, contract, demo.

The commands need more packages than the SDK itself; who lacks one is told which extra brings it.
"""

import sys

__all__ = ["main"]

EXTRAS = {"serve": "server", "contract": "contract,server", "demo": "all"}


def main() -> None:
    """Run `siteowner` with the arguments of this process.

    Exits with 2 and one sentence where a package is missing that the command needs.
    """
    try:
        from siteowner_sdk.cli.app import app

        app(prog_name="siteowner")
    except ModuleNotFoundError as error:
        command = next((word for word in sys.argv[1:] if word in EXTRAS), "")
        sys.stderr.write(f"{missing_package(error, command)}\n")
        sys.exit(2)


def missing_package(error: ModuleNotFoundError, command: str) -> str:
    """What to install when a command's import failed."""
    words = f"siteowner {command}".strip()
    return (
        f"{words} needs the package {error.name!r}, which is not installed: "
        f"pip install 'siteowner-sdk[{EXTRAS.get(command, 'cli')}]'"
    )
