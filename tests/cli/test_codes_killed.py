"""`siteowner codes create`, killed at any point, makes as many codes as ordered and keeps all."""

import csv
import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from siteowner_sdk.cli.local_server import siteowner
from tests.cli.code_service import CodeService, code_service
from tests.sdk import code_server
from tests.sdk.code_server import CodeServer

COUNT = 40
KILLS = 3
MOST_RUNS = 20
SEEDS = [pytest.param(seed, marks=[] if seed == 1 else pytest.mark.verify) for seed in range(1, 31)]
COMMAND = ("codes", "create", "--course", "3", "--value", "50", "--count", str(COUNT))
FAULTS = [code_server.made] * 8 + [code_server.made_and_lost, code_server.lost]


def started(service: CodeService, folder: Path) -> subprocess.Popen[str]:
    """The command, running."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("SITEOWNER_")}
    return subprocess.Popen(
        siteowner(*COMMAND, "--csv", "codes.csv", "--settle", "0.5"),
        cwd=folder,
        env=own | {"SITEOWNER_BASE_URL": service.base_url, "SITEOWNER_TOKEN": "t"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(process: subprocess.Popen[str], service: CodeService) -> str:
    """What it said at its end, when nothing of it is under way any more."""
    _, said = process.communicate(timeout=60)
    service.drain()
    return said


def file_codes(folder: Path) -> list[str]:
    """The codes in the file."""
    with (folder / "codes.csv").open(encoding="utf-8-sig", newline="") as file:
        return [row["code"] for row in csv.DictReader(file)]


@pytest.fixture
def service(request: pytest.FixtureRequest) -> Iterator[CodeService]:
    """A backend that answers well."""
    with code_service(CodeServer(), 1) as served:
        yield served


@pytest.mark.parametrize("seed", SEEDS)
def test_killed_and_gone_on(seed: int, tmp_path: Path) -> None:
    """Killed three times, with answers lost, the same command ends with exactly as many (COD-1)."""
    chance = Random(seed)
    faults = {number: chance.choice(FAULTS) for number in range(10 * COUNT)}
    with code_service(CodeServer(faults), seed) as service:
        for point in sorted(chance.sample(range(1, COUNT), KILLS)):
            process = started(service, tmp_path)
            service.wait_for_orders(point, process.poll)
            process.kill()
            ended(process, service)
        for _ in range(MOST_RUNS):
            process = started(service, tmp_path)
            said = ended(process, service)
            if process.returncode == 0:
                break
            assert 6 == process.returncode, said

        made = [code["code"] for code in service.codes.codes]
        found = file_codes(tmp_path)

    assert COUNT == len(made)
    assert sorted(made) == sorted(found)
    assert 0o600 == (tmp_path / "codes.csv").stat().st_mode & 0o777


def test_interrupted_and_gone_on(service: CodeService, tmp_path: Path) -> None:
    """Ctrl-C waits for what is under way, writes what was made, and says how to go on."""
    process = started(service, tmp_path)
    service.wait_for_orders(10, process.poll)
    process.send_signal(signal.SIGINT)
    said = ended(process, service)
    made = len(service.codes.codes)

    assert 130 == process.returncode
    assert f"Interrupted. Of 40 codes {made} are made, {40 - made} are not made." in said
    assert "Run the same command again: it makes what is missing, and nothing twice." in said
    assert "Traceback" not in said
    assert made == len(file_codes(tmp_path))

    assert "40 codes of 50.00 EGP are made.\n" in ended(started(service, tmp_path), service)
    assert 40 == len(service.codes.codes) == len(set(file_codes(tmp_path)))
