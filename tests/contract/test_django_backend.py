"""Another team's correct server: nothing to find on a Django REST Framework backend."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from typing import Any

import pytest

from siteowner_contract import Run, Status, run
from siteowner_contract.embedded import OUTSIDERS
from siteowner_sdk.cli.local_server import siteowner
from tests.contract.django_server import BACKEND, DjangoProject, django_project

ALL = 95
SHAPES = [
    {"ALL_SHAPE": shape, "COERCE_DECIMAL_TO_STRING": text}
    for shape in ("array", "page")
    for text in ("true", "false")
]
# What a backend in another language than English is told, once.
ENGLISH = ["GEN-7: expected English texts, as `Accept-Language: en` asks for"]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> DjangoProject:
    """The Django backend with the data of the small seed, shared by the tests of a worker."""
    return django_project(tmp_path_factory.mktemp("django"))


def test_rules_hold_on_django(project: DjangoProject) -> None:
    """A fixed sample: one page for all=true, plain decimals as numbers, checks of each resource."""
    groups = ("TCH-1", "TCH-20", "STU", "CRS", "AST", "COD", "REV-2", "DSH")
    with project.served(ALL_SHAPE="page", COERCE_DECIMAL_TO_STRING="false") as settings:
        finished = run(replace(settings, quick=True, only=groups))
    assert [] == _broken(finished)


def test_answers_hold_on_django_in_process(project: DjangoProject) -> None:
    """A fixed sample by `--app`, as a team types it in the folder of its project."""
    done, report = _by_app(project, "config.wsgi:application", "--quick", "--only=GEN-4,GEN-8,REV")
    assert 0 == done.returncode, done.stdout + done.stderr
    assert {"passed": 13} == _counted(report)


def test_arabic_texts_are_no_findings(project: DjangoProject) -> None:
    """A server that answers in Arabic is judged by statuses and names where texts are told."""
    wordy = ("GEN-6", "GEN-14", "TCH-8", "TCH-11", "TCH-15", "CRS-4", "COD-4", "COD-5")
    with project.served(LANGUAGE_CODE="ar") as settings:
        finished = run(replace(settings, quick=True, only=wordy))
    assert [] == _broken(finished)


@pytest.mark.verify
@pytest.mark.parametrize("shapes", SHAPES, ids=lambda shapes: "-".join(shapes.values()))
def test_django_passes_everything_by_url(project: DjangoProject, shapes: dict[str, str]) -> None:
    """Strictly and with nothing skipped, whatever room the documents leave."""
    with project.served(**shapes) as settings:
        finished = run(settings)
    assert [] == _broken(finished)
    assert ALL == finished.count(Status.PASSED)


@pytest.mark.verify
@pytest.mark.parametrize("shapes", SHAPES, ids=lambda shapes: "-".join(shapes.values()))
@pytest.mark.parametrize("app", ["config.wsgi:application", "config.asgi:application"])
def test_django_passes_everything_in_process(
    project: DjangoProject, app: str, shapes: dict[str, str]
) -> None:
    """The same by `--app`, over WSGI and ASGI."""
    done, report = _by_app(project, app, **shapes)
    assert 0 == done.returncode, done.stdout + done.stderr
    assert {"passed": ALL} == _counted(report)


@pytest.mark.verify
@pytest.mark.parametrize("seed", range(10, 20))
def test_django_passes_with_any_seed(project: DjangoProject, seed: int) -> None:
    """No check fails by chance."""
    with project.served() as settings:
        finished = run(replace(settings, seed=seed))
    assert [] == _broken(finished)


@pytest.mark.verify
def test_django_passes_with_several_workers(project: DjangoProject) -> None:
    """Readers side by side find nothing that one alone does not."""
    with project.served() as settings:
        finished = run(replace(settings, workers=4))
    assert [] == _broken(finished)
    assert ALL == finished.count(Status.PASSED)


@pytest.mark.verify
def test_arabic_is_one_finding(project: DjangoProject) -> None:
    """A server that answers in Arabic is told so once, as a SHOULD."""
    with project.served(LANGUAGE_CODE="ar") as settings:
        finished = run(replace(settings, strict=False))
    assert ENGLISH == [reason.partition(";")[0] for reason in _broken(finished)]
    assert [Status.WARNED] == [o.status for o in finished.outcomes if o.findings]


def _broken(finished: Run) -> list[str]:
    return [
        f"{outcome.requirement.id}: {outcome.reason}"
        for outcome in finished.outcomes
        if outcome.status is not Status.PASSED
    ]


def _by_app(
    project: DjangoProject, app: str, *arguments: str, **environment: str
) -> tuple[subprocess.CompletedProcess[str], Any]:
    """Run the command in the project's folder; gives what it printed and its JSON report."""
    report = project.folder / "report.json"
    done = subprocess.run(
        siteowner(
            *("contract", "run", "--app", app, "--username", "owner", "--json", str(report)),
            *("--writes", "--destructive", "--strict", "--require-all"),
            *(f"--outsider={name}:{project.settings.password}" for name in OUTSIDERS),
            *arguments,
        ),
        cwd=BACKEND,
        env={
            **project.environment,
            **environment,
            "SITEOWNER_CONTRACT_PASSWORD": str(project.settings.password),
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )
    return done, json.loads(report.read_text()) if report.exists() else None


def _counted(report: Any) -> dict[str, int]:
    return {status: count for status, count in report["summary"].items() if count}
