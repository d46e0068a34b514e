"""Where a Chromium is, and how one is got: `python -m tests.browser.chromium`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# The browser alone has no Arabic letters and no symbols.
PACKAGES = ("chromium", "fonts-noto-core", "fonts-dejavu-core")
MISSING = f"""\
There is no Chromium, and none could be installed.
Install one of {", ".join(NAMES)} so that it is on the PATH, then run the command again.
"""

Command = list[str]
Which = Callable[[str], str | None]


def on_the_path(which: Which = shutil.which) -> str | None:
    """The first browser that is on the PATH; None leaves Playwright to take its own."""
    return next(filter(None, map(which, NAMES)), None)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless browser."""
    # Chromium's sandbox is not for root.
    arguments = ["--no-sandbox"] if os.getuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=on_the_path(), args=arguments)
        yield browser
        browser.close()


def ways_to_get_one(which: Which, user: int, python: str) -> list[list[Command]]:
    """Commands that install a browser, way by way: Debian's packages, then Playwright's own.

    Args:
        which: Finds a program on the PATH.
        user: The user's number; 0 is root's.
        python: The interpreter that has Playwright.
    """
    own = [[python, "-m", "playwright", "install", "chromium"]]
    if which("apt-get") is None or (user != 0 and which("sudo") is None):
        return [own]
    apt = [
        *([] if user == 0 else ["sudo", "-n"]),
        "env",
        "DEBIAN_FRONTEND=noninteractive",
        "apt-get",
    ]
    install = [*apt, "install", "-y", "--no-install-recommends", *PACKAGES]
    return [[[*apt, "update"], install], own]


def is_there() -> bool:
    """Whether a browser can be started without installing anything."""
    if on_the_path() is not None:
        return True
    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path).exists()


def main() -> None:
    """See to it that there is a browser."""
    if is_there():
        return
    for way in ways_to_get_one(shutil.which, os.getuid(), sys.executable):
        done = all(subprocess.run(command, check=False).returncode == 0 for command in way)
        if done and is_there():
            return
    sys.exit(MISSING)


if __name__ == "__main__":
    main()
