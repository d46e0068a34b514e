"""What is published, and a server to try it with."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.packaging.distributions import Distributions, build_both
from tests.packaging.environments import Environment, environment
from tests.reference_server.served import Served, served


@pytest.fixture(scope="session")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> Distributions:
    """The source distribution, and the wheel that was built from it."""
    return build_both(tmp_path_factory.mktemp("distributions"))


@pytest.fixture(scope="session")
def bare(distributions: Distributions, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """An environment with the wheel, without any extra."""
    return environment(tmp_path_factory.mktemp("bare") / "venv", distributions.wheel)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A reference server, for all that only reads or makes a code."""
    folder = tmp_path_factory.mktemp("served")
    with served(f"sqlite:///{folder / 'siteowner.sqlite3'}", folder) as server:
        yield server


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a test may make an environment."""
    return tmp_path / "venv"
