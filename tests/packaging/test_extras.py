"""The wheel alone, in an empty environment: the quick start of each extra, and what lacks one."""

import json
from pathlib import Path

import pytest

from tests.packaging.distributions import Distributions
from tests.packaging.environments import Environment, environment
from tests.reference_server.conftest import PASSWORD
from tests.reference_server.served import Served

QUICK_STARTS = Path(__file__).parent / "quick_starts"

# What asks for what is not there, and the extra that it has to name.
LACKING = {
    "AsyncSiteOwner('http://x.test/api', token='t', transport='aiohttp')": "aiohttp",
    "AsyncSiteOwner('http://x.test/api', token='t', transport='httpx2')": "httpx2",
    "SiteOwner('http://x.test/api', token='t', transport='httpx2')": "httpx2",
    "validation.validated(SiteOwner('http://x.test/api', token='t'))": "validation",
    "testing.example_router()": "testing",
    "testing.reference_server().__enter__()": "testing",
}
IMPORTS = "from siteowner_sdk import AsyncSiteOwner, SiteOwner, testing, validation; "


def students(server: Served) -> int:
    """How many students the server has."""
    with server.owner() as client:
        count: int = client.get("/dashboard/stats/").json()["total_students"]
    return count


def test_the_sdk_alone(bare: Environment, server: Served) -> None:
    """Without any extra both clients work, with warnings as errors."""
    ran = bare.run("python", str(QUICK_STARTS / "sdk.py"), server.base_url, PASSWORD)

    assert (0, "") == (ran.returncode, ran.stderr)
    active, refusal, counted = ran.stdout.splitlines()
    assert active.endswith(" active teachers")
    assert """{'course': ['Invalid pk "999999" - object does not exist.']}""" == refusal
    assert f"{students(server)} students" == counted


@pytest.mark.parametrize("call", LACKING)
def test_what_lacks_its_extra_names_it(bare: Environment, call: str) -> None:
    """What needs an extra ends with one sentence that says which."""
    ran = bare.run("python", "-c", IMPORTS + call)

    assert 1 == ran.returncode
    last = ran.stderr.splitlines()[-1]
    assert last.startswith("ImportError: ")
    assert last.endswith(f"not installed: pip install 'siteowner-sdk[{LACKING[call]}]'")


@pytest.mark.parametrize(
    ("words", "extra"),
    [
        ((), "cli"),
        (("teachers", "list"), "cli"),
        (("serve",), "server"),
        (("contract", "list"), "contract,server"),
        (("demo",), "all"),
    ],
)
def test_a_command_that_lacks_its_extra_names_it(
    bare: Environment, words: tuple[str, ...], extra: str
) -> None:
    """The command line without what it needs is one sentence and exit status 2."""
    ran = bare.run("siteowner", *words)

    assert (2, "") == (ran.returncode, ran.stdout)
    (sentence,) = ran.stderr.splitlines()
    assert sentence.endswith(f"not installed: pip install 'siteowner-sdk[{extra}]'")


@pytest.mark.verify
@pytest.mark.parametrize("extra", ["aiohttp", "httpx2"])
def test_transports(distributions: Distributions, folder: Path, server: Served, extra: str) -> None:
    """Each other transport works with its own extra alone."""
    made = environment(folder, distributions.wheel, extra)
    script = str(QUICK_STARTS / "transports.py")
    ran = made.run("python", script, extra, server.base_url, PASSWORD)

    assert (0, "", f"{students(server)} students\n") == (ran.returncode, ran.stderr, ran.stdout)


@pytest.mark.verify
def test_validation(distributions: Distributions, folder: Path, server: Served) -> None:
    """`[validation]` holds the traffic against the copy of the contract in the wheel."""
    made = environment(folder, distributions.wheel, "validation")
    ran = made.run("python", str(QUICK_STARTS / "validation.py"), server.base_url, PASSWORD)

    assert (0, "", f"{students(server)} students\n") == (ran.returncode, ran.stderr, ran.stdout)


@pytest.fixture(scope="module")
def commands(distributions: Distributions, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """An environment with `[cli]`."""
    return environment(tmp_path_factory.mktemp("cli") / "venv", distributions.wheel, "cli")


def account(server: Served) -> dict[str, str]:
    """Gives the variables with which the command line logs in."""
    return {
        "SITEOWNER_BASE_URL": server.base_url,
        "SITEOWNER_USERNAME": "owner",
        "SITEOWNER_PASSWORD": PASSWORD,
    }


def test_the_command_line(commands: Environment, server: Served) -> None:
    """`[cli]` asks a server, and gives JSON."""
    version = commands.run("siteowner", "--version")
    asked = commands.run("siteowner", "dashboard", "--json", more=account(server))

    assert (0, "0.1.0\n", "") == (version.returncode, version.stdout, version.stderr)
    assert (0, "") == (asked.returncode, asked.stderr)
    assert students(server) == json.loads(asked.stdout)["total_students"]


@pytest.mark.parametrize(
    ("words", "extra"),
    [
        ("serve --port 0", "server"),
        ("contract run --base-url http://127.0.0.1:9/api", "contract,server"),
        ("demo", "all"),
        ("teachers list --parquet teachers.parquet", "parquet"),
        ("revenue trends --png trends.png", "plot"),
    ],
)
def test_what_the_command_line_lacks_is_named(
    commands: Environment, server: Served, words: str, extra: str
) -> None:
    """With `[cli]` alone, what needs more than it says in one sentence which extra that is."""
    ran = commands.run("siteowner", *words.split(), more=account(server))

    assert (2, "") == (ran.returncode, ran.stdout)
    (sentence,) = ran.stderr.splitlines()
    assert sentence.endswith(f"pip install 'siteowner-sdk[{extra}]'")


@pytest.mark.verify
def test_files_of_data(distributions: Distributions, folder: Path, server: Served) -> None:
    """`[parquet]` and `[plot]` write a table and a picture."""
    made = environment(folder, distributions.wheel, "parquet", "plot")
    for words in ("teachers list --parquet teachers.parquet", "revenue trends --png trends.png"):
        ran = made.run("siteowner", *words.split(), more=account(server))
        assert (0, "") == (ran.returncode, ran.stdout)

    assert (folder / "teachers.parquet").read_bytes().startswith(b"PAR1")
    assert (folder / "trends.png").read_bytes().startswith(b"\x89PNG")


def test_pytest_is_left_alone(distributions: Distributions, folder: Path) -> None:
    """The SDK in a project with pytest, without `[testing]`, changes nothing in its run."""
    made = environment(folder, distributions.wheel, beside=("pytest",))
    test = folder / "test_own.py"
    test.write_text("def test_own():\n    pass\n", "utf-8")
    ran = made.run("pytest", "-q", "-W", "error", str(test))

    assert (0, "") == (ran.returncode, ran.stderr)
    assert "1 passed" in ran.stdout


@pytest.mark.verify
def test_testing(distributions: Distributions, folder: Path) -> None:
    """`[testing]` gives a project's tests a server, and a router of examples."""
    made = environment(folder, distributions.wheel, "testing")
    test = folder / "test_fixtures.py"
    test.write_text((QUICK_STARTS / "fixtures.py").read_text("utf-8"), "utf-8")
    ran = made.run("pytest", "-q", str(test))

    assert (0, "") == (ran.returncode, ran.stderr)
    assert "2 passed" in ran.stdout


@pytest.mark.verify
def test_checking_by_url(distributions: Distributions, folder: Path, server: Served) -> None:
    """`[contract]` checks a server by its URL without the reference server's packages."""
    made = environment(folder, distributions.wheel, "contract")
    password = {"SITEOWNER_CONTRACT_PASSWORD": PASSWORD}
    words = ("--base-url", server.base_url, "--username", "owner", "--only", "TCH-1,DSH-1")
    ran = made.run("siteowner", "contract", "run", *words, more=password)
    embedded = made.run("siteowner", "contract", "run", "--only", "DSH-1")

    assert (0, "") == (ran.returncode, ran.stderr)
    assert 2 == embedded.returncode
    assert "pip install 'siteowner-sdk[contract,server]'" in embedded.stderr
    assert "Traceback" not in embedded.stderr
