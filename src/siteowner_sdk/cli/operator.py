"""What every command has at hand: the client of a server, and where to print.

A setting is taken from the options, else from the environment, else from the profile. Who calls is
said by the environment, else by the log-in that `siteowner login` keeps.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from siteowner_sdk.cli.config import Config, Profile, config_path, load_config
from siteowner_sdk.cli.environment import environment_account
from siteowner_sdk.cli.failures import NotLoggedInError, WrongUsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rich.console import Console

    from siteowner_sdk import SiteOwner, Transport
    from siteowner_sdk.cli.log_ins import LogIns, Store

__all__ = ["Operator", "Options", "Surroundings"]


@dataclass(frozen=True)
class Options:
    """The options of `siteowner` itself; None where neither they nor the environment say."""

    base_url: str | None = None
    profile: str | None = None
    config: Path | None = None
    routes: Path | None = None
    language: str | None = None
    timeout: float | None = None
    insecure: bool | None = None
    ca_file: Path | None = None


@dataclass(frozen=True)
class Surroundings:
    """What tests put in place of the network and of the system's stores; None is the real one."""

    transport: Transport | None = None
    stores: tuple[Store, ...] | None = None
    state_folder: Path | None = None


@dataclass
class Operator:
    """Who types commands, and what they have at hand.

    Attributes:
        options: The options of `siteowner` itself.
        surroundings: Network and stores.
    """

    options: Options = field(default_factory=Options)
    surroundings: Surroundings = field(default_factory=Surroundings)

    @cached_property
    def console(self) -> Console:
        """Standard output."""
        from siteowner_sdk.cli.consoles import console

        return console(stderr=False)

    @cached_property
    def errors(self) -> Console:
        """Standard error, for what is no result: progress and questions."""
        from siteowner_sdk.cli.consoles import console

        return console(stderr=True)

    @cached_property
    def config(self) -> Config:
        """The configuration file.

        Raises:
            WrongUsageError: It can't be read or is not as it has to be.
        """
        return load_config(config_path(self.options.config))

    @property
    def profile_name(self) -> str:
        """Name of the profile in use."""
        return self.options.profile or self.config.default_profile

    @property
    def profile(self) -> Profile:
        """The profile in use.

        Raises:
            WrongUsageError: There is no such profile.
        """
        return self.config.profile(self.options.profile)

    @property
    def named_profile(self) -> Profile:
        """The profile in use, or an empty one where its name is still to be made."""
        return self.config.profiles.get(self.profile_name, Profile())

    def at(self, base_url: str) -> Operator:
        """This operator at another server, with a profile that need not be there yet."""
        profile = self.profile_name
        here = Config(
            self.config.path, profile, {**self.config.profiles, profile: self.named_profile}
        )
        other = Operator(replace(self.options, base_url=base_url), self.surroundings)
        other.config = here
        return other

    @property
    def base_url(self) -> str:
        """Where the API is, without a slash at the end.

        Raises:
            WrongUsageError: It is not said, or is no URL of a web server.
        """
        from siteowner_sdk.core.settings import base_url

        given = self.options.base_url or self.profile.base_url
        if not given:
            raise WrongUsageError(
                "No base URL: pass --base-url https://school.example/api before the command, "
                "set SITEOWNER_BASE_URL, or run siteowner login"
            )
        with _wrong_usage():
            return base_url(given, {})

    @cached_property
    def log_ins(self) -> LogIns:
        """The log-ins that are kept."""
        from siteowner_sdk.cli.log_ins import LogIns, state_folder, system_stores

        folder = self.surroundings.state_folder or state_folder()
        return LogIns(self.surroundings.stores or system_stores(folder), folder)

    @contextmanager
    def client(self) -> Iterator[SiteOwner]:
        """A client of the server, logged in.

        Raises:
            NotLoggedInError: There is no log-in for the server.
            WrongUsageError: The settings are not as they have to be.
        """
        if environment_account() is not None:
            with self.client_as() as client:
                yield client
            return
        with self.log_ins.session(self.profile_name, self.base_url) as session:
            if session is None:
                raise NotLoggedInError(self.not_logged_in())
            with self.client_as(token=session.tokens, on_token=session.keep) as client:
                yield client

    def client_as(self, **identity: Any) -> SiteOwner:  # noqa: ANN401 - as `SiteOwner` has it
        """A client of the server that authenticates by these arguments of `SiteOwner`.

        Raises:
            WrongUsageError: The settings are not as they have to be.
        """
        from siteowner_sdk import SiteOwner

        with _wrong_usage():
            return SiteOwner(self.base_url, **self._settings(), **identity)

    def _settings(self) -> dict[str, Any]:
        options, profile = self.options, self.profile
        settings = {
            "routes": options.routes or profile.routes,
            "timeout": options.timeout or profile.timeout,
            "language": options.language or profile.language,
            "verify": self._verify(),
            "transport": self.surroundings.transport,
        }
        return {name: value for name, value in settings.items() if value is not None}

    def _verify(self) -> Any:  # noqa: ANN401 - as `SiteOwner` has it
        ca_file = self.options.ca_file or self.profile.ca_file
        insecure = self.profile.insecure if self.options.insecure is None else self.options.insecure
        if insecure:
            return False
        if ca_file is None:
            return None
        import ssl

        try:
            return ssl.create_default_context(cafile=ca_file)
        except (OSError, ssl.SSLError) as error:
            raise WrongUsageError(f"{ca_file} holds no certificates in PEM: {error}") from error

    def not_logged_in(self) -> str:
        """What there is to do where no log-in is kept."""
        profile = f"--profile {self.options.profile} " if self.options.profile else ""
        return (
            f"Not logged in at {self.base_url}: run siteowner {profile}login, "
            "or set SITEOWNER_USERNAME and SITEOWNER_PASSWORD"
        )


@contextmanager
def _wrong_usage() -> Iterator[None]:
    """What the SDK says of its settings, as an error of this command line."""
    try:
        yield
    except OSError as error:
        raise WrongUsageError(f"{error.filename}: {error.strerror}") from error
    except (ImportError, TypeError, ValueError) as error:
        raise WrongUsageError(str(error)) from error
