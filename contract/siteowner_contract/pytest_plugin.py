"""Each requirement as one pytest item, in a team's own test run.

`pytest --siteowner-url URL`, or a session-scoped fixture `siteowner_target` in a `conftest.py`;
with neither this does nothing. pytest imports it always, so the rest is imported where it is used.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path

    from _pytest._code.code import TerminalRepr

    from siteowner_contract.bench import Bench
    from siteowner_contract.catalogue import Requirement
    from siteowner_contract.commands import Request
    from siteowner_contract.report.model import Judged
    from siteowner_contract.settings import Settings

FIXTURE = "siteowner_target"
MARK = "siteowner"
# Option of pytest to option of `siteowner contract run`.
OPTIONS = {
    "--siteowner-url": ("--base-url", "check the SiteOwner backend at this URL"),
    "--siteowner-username": ("--username", "a site owner's user name"),
    "--siteowner-password": ("--password", "that account's password"),
    "--siteowner-token": ("--token", "a site owner's token, instead of both"),
    "--siteowner-config": ("--config", "contract.toml with options of `siteowner contract run`"),
}
FLAGS = {
    "--siteowner-writes": ("--writes", "let the checks create and change things"),
    "--siteowner-strict": ("--strict", "a broken SHOULD fails instead of being warned of"),
    "--siteowner-unmasked": ("--unmasked", "show personal data in failures"),
}
LEFT_BEHIND = pytest.StashKey[list[str]]()
# Any of these asks for the requirements where no conftest.py does.
ASKING = ("--siteowner-url", "--siteowner-config")


class SiteOwnerContractWarning(UserWarning):
    """A SHOULD of the contract does not hold."""


class RequirementBrokenError(AssertionError):
    """A requirement does not hold, or could not be judged; the message is all there is to say."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options."""
    group = parser.getgroup("siteowner", "SiteOwner contract")
    for option, (_, text) in OPTIONS.items():
        group.addoption(option, help=text)
    for option, (_, text) in FLAGS.items():
        group.addoption(option, action="store_true", help=text)


def pytest_configure(config: pytest.Config) -> None:
    """Register the mark of the items."""
    config.addinivalue_line("markers", f"{MARK}: a requirement of the SiteOwner contract")


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Say what the checks made and could not remove."""
    if left_behind := config.stash.get(LEFT_BEHIND, []):
        terminalreporter.write_sep("=", "SiteOwner contract")
        terminalreporter.write_line(f"left behind: {', '.join(left_behind)}")


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Add the requirements to what is collected: once to the session, or beside a `conftest.py`."""
    report = yield
    place = _place(collector)
    if place is not None and report.passed:
        report.result.append(Requirements.from_parent(collector, path=place))
    return report


class Requirements(pytest.File):
    """Collects the requirements; its path is where its items are said to be."""

    def collect(self) -> Iterator[pytest.Item]:
        """One item for each requirement that the options select."""
        from siteowner_contract.runner import selected

        try:
            requirements = selected(_request(self.config).settings)
        except pytest.UsageError as error:
            raise self.CollectError(str(error)) from error
        for requirement in requirements:
            yield RequirementItem.from_parent(
                self, name=requirement.id, callobj=_test_of(requirement)
            )


class RequirementItem(pytest.Function):
    """One requirement: a function, so that fixtures, marks and timeouts are as ever."""

    def __init__(self, **more: Any) -> None:  # noqa: ANN401 - as pytest makes it
        super().__init__(**more)
        self.add_marker(MARK)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException]) -> str | TerminalRepr:  # type: ignore[override]
        """Evidence for a requirement; a traceback for anything else."""
        if isinstance(excinfo.value, RequirementBrokenError):
            return str(excinfo.value)
        return super().repr_failure(excinfo)

    def reportinfo(self) -> tuple[Path, None, str]:
        """The heading of a failure."""
        return self.path, None, f"{self.name} {self.obj.__doc__}"


@pytest.fixture(scope="session")
def siteowner_target() -> str | Mapping[str, Any]:
    """The backend to check, here the one that the options name; a `conftest.py` has its own.

    Returns:
        A URL that ends in `/api`; a WSGI or ASGI application; or arguments of
        `siteowner_contract.Settings`, where `app` may be the application itself.
    """
    return {}


@pytest.fixture(scope="session")
def siteowner_bench(siteowner_target: object, pytestconfig: pytest.Config) -> Iterator[Bench]:
    """Everybody logged in, and all that the checks share; what they made is removed at the end."""
    from siteowner_contract.bench import bench
    from siteowner_contract.runner import REFUSALS, clear_up
    from siteowner_contract.target import open_target

    with ExitStack() as stack:
        try:
            settings = _settings(siteowner_target, _request(pytestconfig).settings, stack)
            laid_out = stack.enter_context(bench(stack.enter_context(open_target(settings))))
        except REFUSALS as error:
            pytest.fail(str(error), pytrace=False)
        yield laid_out
        left_behind = clear_up(laid_out)
    pytestconfig.stash[LEFT_BEHIND] = [f"{one.operation} {one.id}" for one in left_behind]


def _place(collector: pytest.Collector) -> Path | None:
    """Where the requirements are said to be, None where this collector has none to add."""
    config = collector.config
    if any(config.getoption(option) for option in ASKING):
        whole = isinstance(collector, pytest.Session)
        return config.rootpath / "siteowner-contract" if whole else None
    if not isinstance(collector, pytest.Directory):
        return None
    conftest = collector.path / "conftest.py"
    plugin = config.pluginmanager.get_plugin(str(conftest))
    return conftest if hasattr(plugin, FIXTURE) else None


def _request(config: pytest.Config) -> Request:
    """What `siteowner contract run` would do with the options given, environment and all."""
    import typer

    from siteowner_contract.cli import request_of
    from siteowner_contract.runner import REFUSALS

    texts = [(theirs, config.getoption(ours)) for ours, (theirs, _) in OPTIONS.items()]
    arguments = [f"{theirs}={given}" for theirs, given in texts if given]
    arguments += [theirs for ours, (theirs, _) in FLAGS.items() if config.getoption(ours)]
    try:
        return request_of(arguments)
    except (typer.BadParameter, *REFUSALS) as error:
        raise pytest.UsageError(f"siteowner contract: {error}") from error


def _settings(target: object, given: Settings, stack: ExitStack) -> Settings:
    """The settings of a run: those given, and on top of them what the fixture says."""
    from siteowner_contract.loopback import served

    told: dict[str, Any] = dict(target) if isinstance(target, Mapping) else {"app": target}
    application = told.get("app")
    if isinstance(target, str):
        told = {"base_url": target}
    elif application is not None and not isinstance(application, str):
        del told["app"]
        told["base_url"] = stack.enter_context(served(application)) + "/api"
    return replace(given, **told)


def _test_of(requirement: Requirement) -> Any:  # noqa: ANN401 - a test function
    def test(siteowner_bench: Bench, pytestconfig: pytest.Config) -> None:
        from siteowner_contract.judging import judged
        from siteowner_contract.masks import Masks
        from siteowner_contract.report.building import judged as shown

        request = _request(pytestconfig)
        masks = Masks(siteowner_bench.private, personal=request.personal)
        _tell(_known(request, shown(judged(siteowner_bench, requirement), masks)))

    test.__doc__ = requirement.title
    return test


def _known(request: Request, judged: Judged) -> Judged:
    """The verdict, marked where it is a known failure; a stale one fails."""
    from siteowner_contract.known import marked, read_known, stale, today_in

    known = [] if request.known is None else read_known(request.known)
    today = today_in(request.settings.timezone)
    if told := list(stale(judged, known, today)):
        raise RequirementBrokenError("\n".join(told))
    return marked(judged, known, today)


def _tell(judged: Judged) -> None:
    """Pass, fail, skip or warn, as the verdict says."""
    from siteowner_contract.catalogue import load_catalogue
    from siteowner_contract.report.wording import evidence_text, why_skipped
    from siteowner_contract.results import Status

    source = load_catalogue()[judged.id].source
    evidence = [evidence_text(one) for one in judged.evidence]
    told = "\n\n".join([f"{judged.title}\nsource: {source}", *judged.errors, *evidence])
    if judged.known is not None:
        pytest.xfail(judged.known)
    match judged.status:
        case Status.FAILED | Status.ERROR:
            raise RequirementBrokenError(told)
        case Status.WARNED:
            warnings.warn(SiteOwnerContractWarning(f"{judged.id}: {told}"), stacklevel=1)
        case Status.SKIPPED:
            pytest.skip(why_skipped(judged))
        case Status.PASSED:
            return
