"""The settings of the server, by argument or by environment (`SITEOWNER_SERVER_…`)."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from siteowner_reference.operating.disturbances import (
    Faults,
    Latency,
    parse_faults,
    parse_latency,
)
from siteowner_reference.operating.logs import LogFormat, LogLevel
from siteowner_reference.operating.origins import parse_origin, split_origins
from siteowner_reference.operating.throttle import Rate, parse_rate

SeedName = Literal["small", "large", "none"]


def _known_time_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(
            f"there is no time zone {name!r}; give one such as Africa/Cairo"
        ) from error
    return name


def _read_by(parse: Callable[[str], object]) -> BeforeValidator:
    """Reads a setting from its text; a value that is none is left as it is."""
    return BeforeValidator(lambda value: parse(value) if isinstance(value, str) else value)


Origin = Annotated[str, AfterValidator(parse_origin)]


class Settings(BaseSettings):
    """What can be set.

    Attributes:
        database_url: An SQLAlchemy URL; for SQLite it names a file.
        media_dir: The folder of uploaded pictures; it is made when missing.
        media_url: Another place for them, as a URL that fsspec knows, such as `s3://bucket/folder`.
        sweep_media: Whether pictures that no row refers to are deleted at the start, as a killed
            server may leave them; not where two databases keep theirs in the same place.
        workers: How many processes serve, from one database.
        seed: What an empty database gets: `small`, `large` with a million purchases, or with
            `none` only what no operation can make, the owner's account and the subjects, grades
            and so on.
        seed_password: The password of the seed's accounts; None makes one for each.
        time_zone: Where days and months begin, and the offset of instants in answers.
        jwt_secret: The key that tokens are signed with, at least 32 characters; None has one
            made and kept in the database.
        access_token_minutes: How long an access token is good for, 5 to 60.
        refresh_token_days: How long a refresh token is good for.
        throttle: How often each caller may call, such as `30/s`; None is as often as it likes.
        latency: How much later each answer comes, `200ms` or `50ms..300ms`.
        fault: What goes wrong at which rate, such as `500=0.1,reset=0.05,slow=0.05`.
        fault_seed: Where the chance of both begins: the same one gives the same faults.
        cors_origin: The origins of web pages that may call from a browser, by commas in the
            environment: `http://localhost:5173`, or `*` for any page.
        control: Whether tests may reset and steer the server under `/_control/`.
        log_format: How a line of the log looks, `text` or `json`.
        log_level: The least level that is logged.
    """

    model_config = SettingsConfigDict(env_prefix="SITEOWNER_SERVER_", frozen=True)

    database_url: str = "sqlite:///siteowner.sqlite3"
    media_dir: Path = Path("media")
    media_url: str | None = None
    sweep_media: bool = False
    workers: Annotated[int, Field(ge=1, le=64)] = 1
    seed: SeedName = "small"
    seed_password: str | None = Field(default=None, repr=False)
    time_zone: Annotated[str, AfterValidator(_known_time_zone)] = "Africa/Cairo"
    jwt_secret: str | None = Field(default=None, min_length=32, repr=False)
    access_token_minutes: Annotated[int, Field(ge=5, le=60)] = 30
    refresh_token_days: Annotated[int, Field(ge=1)] = 1
    throttle: Annotated[Rate | None, NoDecode, _read_by(parse_rate)] = None
    latency: Annotated[Latency | None, NoDecode, _read_by(parse_latency)] = None
    fault: Annotated[Faults | None, NoDecode, _read_by(parse_faults)] = None
    fault_seed: int = 0
    cors_origin: Annotated[tuple[Origin, ...], NoDecode, _read_by(split_origins)] = ()
    control: bool = False
    log_format: LogFormat = "text"
    log_level: LogLevel = "info"

    @property
    def media_location(self) -> str:
        """Where uploaded pictures are."""
        return self.media_url or str(self.media_dir)

    @property
    def zone(self) -> ZoneInfo:
        """The time zone itself."""
        return ZoneInfo(self.time_zone)

    @property
    def access_lifetime(self) -> timedelta:
        """How long an access token is good for."""
        return timedelta(minutes=self.access_token_minutes)

    @property
    def refresh_lifetime(self) -> timedelta:
        """How long a refresh token is good for."""
        return timedelta(days=self.refresh_token_days)
