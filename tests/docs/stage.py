"""Where the blocks of one page are run: a folder, a server, an environment, one namespace."""

import ast
import asyncio
import gc
import inspect
import io
import logging
import os
import re
import shutil
import signal
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import (
    AbstractContextManager,
    contextmanager,
    nullcontext,
    redirect_stderr,
    redirect_stdout,
)
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from siteowner_sdk.testing import example_router
from tests.docs.blocks import ROOT, Block, Command

ORIGIN = "http://127.0.0.1:8000"
PASSWORD = "practice-2026"
ACCOUNT = {"USERNAME": "owner", "PASSWORD": PASSWORD}
EXAMPLE_HOST = re.compile(r"https?://[\w.-]+\.example\b")
# What bash leaves behind when the command has ended: its environment, and its folder in PWD.
REMEMBER = "trap 'env -0 >\"$STAGE_ENVIRONMENT\"' EXIT\n"
PLAIN = {"NO_COLOR": "1", "TERM": "dumb", "COLUMNS": "120", "LC_ALL": "C.UTF-8"}
LEFT_ALONE = re.compile(r"PWD$|SITEOWNER_|PYTEST_|GITHUB_|COV_|FORCE_COLOR|XDG_|PYTHON")
SECONDS = 60
# What lies beside the readers of a page who work in a clone: a folder of the working copy.
CLONED = {"docs/tutorials/check-your-django.md": Path("tests/django_backend")}
DATABASE = "siteowner.sqlite3"


@dataclass
class Stage:
    """What the blocks of one page share.

    Attributes:
        folder: The folder that they begin in.
        server: Gives the origin of the page's own server, which it starts the first time.
        names: The namespace of the Python blocks.
    """

    folder: Path
    server: Callable[[], str]
    names: dict[str, Any] = field(default_factory=lambda: {"__name__": "__page__"})

    @cached_property
    def environment(self) -> dict[str, str]:
        """The environment of the console, which the next command has from the one before."""
        home = self.folder.parent / "home"
        home.mkdir()
        return clean_environment() | self.account | {"HOME": str(home), "PWD": str(self.folder)}

    @cached_property
    def account(self) -> dict[str, str]:
        """The variables with which SDK, command line and suite reach the page's server."""
        accounts = {
            f"SITEOWNER_{part}{name}": value
            for part in ("", "CONTRACT_")
            for name, value in ACCOUNT.items()
        }
        return {"SITEOWNER_BASE_URL": f"{self.server()}/api", **accounts}

    def clone(self, page: str) -> None:
        """Put beside the reader of a page what is in a clone, and the database of the server."""
        if wanted := CLONED.get(page):
            leave = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / wanted, self.folder / wanted, ignore=leave)
            (self.folder / DATABASE).symlink_to(self.folder.parent / "server" / DATABASE)

    def write(self, block: Block) -> None:
        """Write the file that a block with a title is, into the folder where the reader stands."""
        assert block.title is not None
        path = Path(self.environment.get("PWD", self.folder)) / block.title
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(self.on_stage(block.text), encoding="utf-8")

    def run_python(self, block: Block, runner: asyncio.Runner) -> str:
        """Run a block in the page's namespace; gives what it printed."""
        printed = io.StringIO()
        with redirect_stdout(printed), redirect_stderr(printed), answered(block):
            value = eval(self.compiled(block), self.names)
            if inspect.isawaitable(value):
                runner.run(awaited(value))
        return self.as_read(printed.getvalue())

    def compiled(self, block: Block) -> Any:
        """The block as code that a traceback finds in its page."""
        source = "\n" * (block.line - 1) + self.on_stage(block.text)
        return compile(
            source,
            ROOT / block.page,
            "exec",
            flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT,
            dont_inherit=True,
        )

    def run_console(self, command: Command) -> tuple[int, str]:
        """Run a command by bash where the one before ended; gives exit status and output."""
        kept = self.folder.parent / "environment"
        with subprocess.Popen(
            ["bash", "-c", REMEMBER + self.on_stage(command.text)],
            cwd=self.environment["PWD"],
            env=self.environment | {"STAGE_ENVIRONMENT": str(kept)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            start_new_session=True,
        ) as process:
            printed = ended(process)
        self.environment = read_environment(kept)
        return process.returncode, self.as_read(printed)

    def on_stage(self, text: str) -> str:
        """The text with the page's own server in place of the one that it speaks of."""
        return text.replace(ORIGIN, self.server()) if ORIGIN in text else text

    def as_read(self, text: str) -> str:
        """The other way round."""
        return text.replace(self.server(), ORIGIN)


@contextmanager
def as_in_a_script(names: dict[str, Any]) -> Iterator[None]:
    """Logging is not set up, and a client may be left open. Afterwards all is as before.

    Args:
        names: What is dropped at the end, as a script's namespace is.
    """
    root, ours = logging.getLogger(), logging.getLogger("siteowner_sdk")
    before = root.handlers, root.level, ours.level
    root.handlers = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        try:
            yield
        finally:
            root.handlers, root.level, ours.level = before
            names.clear()
            gc.collect()


def ended(process: subprocess.Popen[str]) -> str:
    """What a command printed until it ended; one that does not end is stopped with its children.

    Raises:
        subprocess.TimeoutExpired: it was stopped.
    """
    try:
        return process.communicate(timeout=SECONDS)[0]
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        raise


async def awaited(value: Any) -> None:
    """Wait for what a block with `await` at its top level is."""
    await value


def answered(block: Block) -> AbstractContextManager[object]:
    """Has the contract's examples answer where a block speaks to a host that nobody has."""
    return example_router() if EXAMPLE_HOST.search(block.text) else nullcontext()


def clean_environment() -> dict[str, str]:
    """The environment of a person who has just installed this, at a terminal without colours."""
    kept = {name: value for name, value in os.environ.items() if not LEFT_ALONE.match(name)}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    keyring = {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
    return kept | PLAIN | keyring | {"PATH": path}


def read_environment(file: Path) -> dict[str, str]:
    """What `env -0` wrote."""
    pairs = (entry.partition("=") for entry in file.read_text("utf-8").split("\0") if entry)
    return {name: value for name, _, value in pairs if name != "STAGE_ENVIRONMENT"}


def not_printed(shown: tuple[str, ...] | list[str], printed: str) -> list[str]:
    """The shown lines that the output has not, in this order; `…` is any text.

    What stands between two shown lines may be left out, and blanks count as one.
    """
    lines = iter([" ".join(line.split()) for line in printed.splitlines()])
    return [
        line
        for line in shown
        if (pattern := _pattern(line)) and not any(pattern.fullmatch(each) for each in lines)
    ]


def _pattern(line: str) -> re.Pattern[str] | None:
    words = " ".join(line.split())
    if words in {"", "…"}:
        return None
    return re.compile(".*".join(re.escape(part.strip()) for part in words.split("…")))
