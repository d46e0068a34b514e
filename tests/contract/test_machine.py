"""The state machine: silent about a correct server, and what it finds can be run again."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from siteowner_contract import Settings, Status, run
from siteowner_contract.bench import Bench, bench
from siteowner_contract.defaults import MAX_EXAMPLES
from siteowner_contract.machine.play import REQUIREMENTS, Machine
from siteowner_contract.target import open_target
from siteowner_contract.transport import ServerUnreachableError
from siteowner_sdk.models import Teacher
from tests.contract.conftest import broken_server
from tests.contract.faults.sequences import SEQUENCES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siteowner_contract import Finding
    from siteowner_contract.exchange import Exchange
    from tests.contract.faults import Fault

# What a run does by default; more than that takes minutes for each fault.
EXAMPLES = 10
MANY = 60


@contextmanager
def laid_out(settings: Settings) -> Iterator[Bench]:
    """A bench at the server of those settings."""
    with open_target(settings) as target, bench(target) as made:
        yield made


def play(settings: Settings, *, seed: int, examples: int, home: bool = True) -> Machine:
    """The machine, played against the server of those settings."""
    with laid_out(settings) as made:
        machine = Machine(made.base, seed=seed, examples=examples, home=home)
        machine.of("GEN-5")
    return machine


def found_by(machine: Machine) -> dict[str, Finding]:
    """The finding of each requirement that has one."""
    return {
        requirement: finding
        for requirement in sorted(REQUIREMENTS)
        for finding in machine.of(requirement)[0]
    }


def shown_by(script: str, settings: Settings, capsys: pytest.CaptureFixture[str]) -> str:
    """What a script prints at the server of those settings, or the error that it ends with."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SITEOWNER_BASE_URL", str(settings.base_url))
        environment.setenv("SITEOWNER_USERNAME", str(settings.username))
        environment.setenv("SITEOWNER_PASSWORD", str(settings.password))
        capsys.readouterr()
        exec(compile(script, "script", "exec"), {})
        return capsys.readouterr().out


def test_correct_server_is_not_blamed(correct: Settings) -> None:
    """Not even where few teachers may be made, and are used again and again."""
    machine = play(correct, seed=3, examples=EXAMPLES, home=False)
    assert ({}, []) == (found_by(machine), machine.of("GEN-5")[1])


@pytest.mark.verify
@pytest.mark.parametrize("seed", range(1, 11))
def test_correct_server_is_not_blamed_whatever_the_seed(correct: Settings, seed: int) -> None:
    """No order of steps makes a false alarm."""
    machine = play(correct, seed=seed, examples=MANY)
    assert ({}, []) == (found_by(machine), machine.of("GEN-5")[1])


@pytest.mark.verify
@pytest.mark.parametrize("fault", SEQUENCES, ids=lambda fault: fault.id)
def test_every_sequence_is_found(fault: Fault, monkeypatch: pytest.MonkeyPatch) -> None:
    """With more examples each comes to light, by whichever step runs into it."""
    fault.patch(monkeypatch)
    with broken_server(fault.wrap) as settings:
        runs = (found_by(play(settings, seed=seed, examples=MANY)) for seed in range(1, 4))
        assert any(runs)


def test_same_seed_sends_the_same(correct: Settings) -> None:
    """What was found once is found again."""
    requests = []
    for _ in range(2):
        sent: list[tuple[str, str]] = []

        def note(exchange: Exchange, sent: list[tuple[str, str]] = sent) -> None:
            sent.append((exchange.method, exchange.operation))

        with laid_out(correct) as made:
            session = replace(made.base.session, watch=note)
            base = replace(made.base, session=session)
            Machine(base, seed=5, examples=2, home=True).of("TCH-6")
        requests.append(sent)
    first, second = requests
    assert len(first) > 20
    assert first == second


def test_a_wrong_sdk_is_an_error_and_no_finding(
    correct: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An SDK that gives less than came is at fault itself, which GEN-5 reports."""
    monkeypatch.setattr(Teacher, "model_dump", lambda *_, **__: {})
    machine = play(correct, seed=3, examples=2)
    assert {} == found_by(machine)
    assert any("the SDK (SiteOwner), " in error for error in machine.of("GEN-5")[1])


def test_broken_connection_is_no_finding(
    correct: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Hypothesis must not shrink it; it ends the machine, as it ends a check."""

    def perform(*_: Any) -> None:
        raise ServerUnreachableError("GET /: ConnectError")

    monkeypatch.setattr("siteowner_contract.machine.driver.Driver.perform", perform)
    with pytest.raises(ServerUnreachableError):
        play(correct, seed=1, examples=2)


def test_machine_is_left_out_of_quick_runs_and_of_those_that_only_read(correct: Settings) -> None:
    """It takes its time, and it writes; no more is it played where no examples are drawn."""
    full = replace(correct, max_examples=MAX_EXAMPLES)
    quick, reading = replace(full, quick=True), replace(full, writes=False, destructive=False)
    for settings in (correct, quick, reading):
        with laid_out(settings) as made:
            assert ["generated cases"] == [cases.name for cases in made.generated]


def test_fault_fails_its_requirement_by_a_script_that_shows_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--only TCH-20` plays the machine; its script shows the same when it is run once more."""
    [fault] = (each for each in SEQUENCES if each.name == "patch_after_put")
    fault.patch(monkeypatch)
    with broken_server(fault.wrap) as settings:
        finished = run(replace(settings, only=(fault.requirement,), max_examples=MAX_EXAMPLES))
        [outcome] = finished.outcomes
        script = outcome.findings[-1].script
        shown = shown_by(script, settings, capsys)
    assert Status.FAILED is outcome.status
    assert "client.teachers.replace(" in script
    assert "biography=None" in shown
