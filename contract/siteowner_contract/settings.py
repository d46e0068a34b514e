"""What a run is asked to do."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from siteowner_contract import defaults
from siteowner_contract.credentials import Account, Scheme
from siteowner_contract.data import Data
from siteowner_contract.pacing import seconds_between
from siteowner_contract.shards import Shard
from siteowner_contract.state_hook import check_state_hook

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

# So few examples are none at all: generated cases are then those that cover the schema, no others,
# and nothing is played in any order.
COVERING = 1


class SettingsError(ValueError):
    """Settings that contradict each other or name something that is not there."""


def read_data(table: Mapping[str, object]) -> Data:
    """Read the table `[data]` of contract.toml.

    Raises:
        SettingsError: A key does not exist, or a value is not as it has to be.
    """
    try:
        return Data.parse(table)
    except ValueError as error:
        raise SettingsError(f"[data] {error}") from error


@dataclass(frozen=True)
class Settings:
    """Settings of a run; with none of them the embedded reference server is checked.

    Attributes:
        base_url: Where the server under test is; it ends in `/api`.
        app: A WSGI or ASGI application in its place, `module:attribute`.
        username: User name of a site owner.
        password: Password of that account.
        token: A token, instead of user name and password.
        auth_scheme: How the token, or the user name and password, are presented.
        auth_command: A command that prints an `Authorization` header, instead of both.
        outsiders: Accounts that are no site owner, of any role.
        expired_token: A site owner's token that was good once, for GEN-10.
        routes: Route table, where the paths differ.
        writes: Whether anything may be created.
        destructive: Whether what the suite did not make may be changed or deleted.
        yes_this_server: The host that writing is meant for, when it is not loopback.
        strict: Whether a broken SHOULD fails.
        only: Ids or groups to check; all when empty.
        skip: Ids or groups to leave out.
        quick: Whether one value is drawn where others draw a few, of what is much alike two are
            tried, and of the generated cases an eighth of the valid ones that cover the schema.
        seed: What random values are drawn from.
        max_examples: How many cases are drawn for each operation, beside those that cover the
            schema; with 1 only the latter are sent.
        insecure: Whether any certificate is accepted.
        ca_file: Certificates of the authorities to trust.
        timeout: How long an answer may take, in seconds.
        rate: How many requests may leave, `5/s`; as many as there are when None.
        throttle_budget: How many seconds may be waited, in all, for a server that throttles.
        workers: How many requirements that only read are judged at once; by the command line, in
            how many parts the embedded server is checked. None leaves it to the suite.
        shard: Which part of the requirements to check, `2/4`; all when None.
        state_hook: A URL or a command that makes the server have data; see `state_hook`.
        data: Ids of the server's that the checks may lean on, instead of searching.
        timezone: The backend's time zone.
    """

    base_url: str | None = None
    app: str | None = None
    username: str | None = None
    password: str | None = None
    token: str | None = None
    auth_scheme: Scheme = Scheme.BEARER
    auth_command: str | None = None
    outsiders: tuple[Account, ...] = ()
    expired_token: str | None = None
    routes: Path | None = None
    writes: bool = False
    destructive: bool = False
    yes_this_server: str | None = None
    strict: bool = False
    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    quick: bool = False
    seed: int = defaults.SEED
    max_examples: int = defaults.MAX_EXAMPLES
    insecure: bool = False
    ca_file: Path | None = None
    timeout: float = defaults.TIMEOUT
    rate: str | None = None
    throttle_budget: float = defaults.THROTTLE_BUDGET
    workers: int | None = None
    shard: str | None = None
    state_hook: str | None = None
    data: Data = field(default_factory=Data)
    timezone: str = defaults.TIMEZONE

    def __post_init__(self) -> None:
        """Refuse what contradicts itself."""
        if self.base_url and self.app:
            raise SettingsError("--base-url and --app name two servers; give one of them")
        if self.destructive and not self.writes:
            raise SettingsError("--destructive needs --writes")
        if (self.username is None) is not (self.password is None):
            raise SettingsError("--username and --password belong together")
        try:
            ZoneInfo(self.timezone)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise SettingsError(
                f"--timezone {self.timezone}: no such time zone; Africa/Cairo is one"
            ) from error
        self._parse_texts()
        given = (self.username, self.token, self.auth_command)
        if sum(value is not None for value in given) > 1:
            raise SettingsError(
                "give one of --username with --password, --token, and --auth-command"
            )

    def _parse_texts(self) -> None:
        """Refuse now what would be refused in the middle of the run."""
        for option, parse, text in (
            ("--rate", seconds_between, self.rate),
            ("--shard", Shard.parse, self.shard),
            ("--state-hook", check_state_hook, self.state_hook),
        ):
            try:
                parse(text)
            except ValueError as error:
                raise SettingsError(f"{option} {error}") from error

    @property
    def embedded(self) -> bool:
        """Whether the reference server is checked."""
        return self.base_url is None and self.app is None

    @property
    def lanes(self) -> int:
        """How many requirements that only read are really judged at once."""
        return self.workers or 1

    @property
    def examples(self) -> int:
        """How many examples a property is really tried with."""
        return COVERING if self.quick else self.max_examples
