"""The containers: linted, built of what is locked, run as nobody, asked for their health."""

import os
import re
import subprocess
import sys
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import httpx
import pytest
from packaging.requirements import Requirement

from siteowner_reference.settings import Settings
from tests.packaging.containers import (
    NAMES,
    containerfile,
    exec_form,
    instructions,
    of_kind,
    variables,
)
from tests.packaging.distributions import ROOT, Distributions
from tests.packaging.environments import UV, Environment
from tests.reference_server.served import Served

HADOLINT = str(Path(sys.prefix) / "bin" / "hadolint")
PREFIX = "SITEOWNER_SERVER_"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
PIN = re.compile(r"^(\S+==\S+)(?: ;.*)? \\\n((?:    --hash=\S+(?: \\)?\n)+)", re.MULTILINE)


def lint(path: Path) -> str:
    """Gives what hadolint finds, be it as slight as style."""
    command = [HADOLINT, "--no-color", "--failure-threshold", "style", str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def pins(name: str) -> dict[str, str]:
    """Gives the versions of a locked list with their hashes."""
    return dict(PIN.findall((ROOT / "requirements" / f"{name}.txt").read_text("utf-8")))


@pytest.mark.parametrize("name", NAMES)
def test_hadolint_finds_nothing(name: str) -> None:
    """Not even style is found fault with."""
    assert "" == lint(containerfile(name))


def test_hadolint_looks(tmp_path: Path) -> None:
    """An image without a version is found."""
    path = tmp_path / "Containerfile"
    path.write_text("FROM python\n", "utf-8")

    assert "DL3006" in lint(path)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_copied_is_sent_to_the_builder(name: str) -> None:
    """Each file that is copied is there, and .dockerignore lets it through."""
    ignored, *allowed = [
        line.removeprefix("!")
        for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines()
        if line.startswith(("*", "!")) and not line.startswith("**")
    ]
    copies = [each.text.split()[:-1] for each in of_kind(name, "COPY") if each.stage == 1]
    sources = [source for words in copies for source in words]

    assert "*" == ignored
    assert [] == [source for source in sources if not (ROOT / source).exists()]
    assert [] == [
        source for source in sources if not any(fnmatch(source, pattern) for pattern in allowed)
    ]


@pytest.mark.parametrize("name", NAMES)
def test_all_that_is_installed_is_locked(name: str) -> None:
    """Pip takes from elsewhere only what has the hash of a locked list."""
    commands = " && ".join(each.text for each in of_kind(name, "RUN")).split(" && ")
    installing = [command for command in commands if "pip install" in command]

    assert 3 == len(installing)
    assert [] == [
        command
        for command in installing
        if "--require-hashes -r requirements/" not in command and "--no-index" not in command
    ]


@pytest.mark.parametrize("name", ["build", *NAMES])
def test_the_lists_are_parts_of_the_first(name: str) -> None:
    """A container has the versions, and the hashes, that the tests run with; else `make lock`."""
    first, part = pins("dev"), pins(name)

    assert part
    assert [] == [pin for pin, hashes in part.items() if first.get(pin) != hashes]


def needed(extra: str) -> set[str]:
    """Gives the names of what an extra brings by itself, or by another extra."""
    names = set()
    for requirement in map(Requirement, PROJECT["optional-dependencies"][extra]):
        if requirement.name == PROJECT["name"]:
            names |= set().union(*map(needed, requirement.extras))
        else:
            names.add(requirement.name)
    return names


@pytest.mark.parametrize(("name", "extra"), [("server", "postgres"), ("contract", "contract")])
def test_the_lists_have_all_that_the_extras_need(name: str, extra: str) -> None:
    """A package that was added to an extra is in its container as well; else `make lock`."""
    own = {Requirement(text).name for text in PROJECT["dependencies"]}
    listed = {pin.partition("==")[0] for pin in pins(name)}
    canonical = {re.sub(r"\[.*", "", each).lower() for each in listed}

    assert set() == (own | needed(extra)) - canonical


@pytest.mark.parametrize("name", NAMES)
def test_it_does_not_run_as_root(name: str) -> None:
    """The last user is a number that is not 0, as clusters want it, and owns its folder."""
    (user,) = of_kind(name, "USER")
    (made,) = [each.text for each in of_kind(name, "RUN") if "useradd" in each.text]
    (folder,) = of_kind(name, "WORKDIR")[1:]

    assert "10001:10001" == user.text
    assert f"--uid 10001 --user-group --no-log-init --home-dir {folder.text} --create-home" in made
    assert [folder.text] == [each.text for each in of_kind(name, "VOLUME")]


def test_the_environment_of_the_server_is_its_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each variable is one that the server reads, and keeps its data in the volume."""
    given = {
        name.removeprefix(PREFIX).lower(): value
        for name, value in variables("server").items()
        if name.startswith(PREFIX)
    }
    for name, value in given.items():
        monkeypatch.setenv(PREFIX + name.upper(), value)

    assert set(given) - set(Settings.model_fields) == {"host", "port"}
    assert ("/data/media", "sqlite:////data/siteowner.sqlite3", "json") == (
        Settings().media_location,
        Settings().database_url,
        Settings().log_format,
    )


def health(port: int) -> int:
    """Gives the exit status of the server's health check."""
    (check,) = of_kind("server", "HEALTHCHECK")
    words = [sys.executable, *exec_form(check.text)[1:]]
    environment = {**os.environ, f"{PREFIX}PORT": str(port)}
    return subprocess.run(words, env=environment, capture_output=True, check=False).returncode


def test_the_health_check_asks_the_server(server: Served) -> None:
    """It ends with 0 when the server is ready, and not when nothing is there."""
    port = httpx.URL(server.base_url).port or 0

    assert 0 == health(port)
    assert 0 != health(1)


@pytest.mark.parametrize(
    ("name", "words"),
    [("server", ["siteowner", "serve"]), ("contract", ["siteowner", "contract", "run"])],
)
def test_it_is_the_command(name: str, words: list[str]) -> None:
    """Options behind the image's name are the command's own, and signals reach it."""
    last = instructions(name)[-1]

    assert ("ENTRYPOINT", words) == (last.name, exec_form(last.text))


@pytest.mark.verify
@pytest.mark.parametrize(
    ("name", "words"),
    [("server", ("siteowner", "serve", "--help")), ("contract", ("siteowner", "contract", "list"))],
)
def test_the_list_is_enough(
    name: str, words: tuple[str, ...], distributions: Distributions, folder: Path
) -> None:
    """The locked list and the wheel alone, as the container installs them, make it run."""
    pip = [UV, "pip", "install", "--quiet", "--python", str(folder / "bin" / "python")]
    subprocess.run([UV, "venv", "--quiet", str(folder)], check=True)
    locked = ["--require-hashes", "-r", str(ROOT / "requirements" / f"{name}.txt")]
    subprocess.run([*pip, *locked], check=True)
    subprocess.run([*pip, "--no-deps", str(distributions.wheel)], check=True)
    ran = Environment(folder).run(*words)

    assert (0, "") == (ran.returncode, ran.stderr)
