"""The settings of the server, by argument or by environment (`SITEOWNER_SERVER_…`)."""

from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field
from pydantic_settings import BaseSettings, SettingsConfigDict

SeedName = Literal["small", "none"]


def _known_time_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(
            f"there is no time zone {name!r}; give one such as Africa/Cairo"
        ) from error
    return name


class Settings(BaseSettings):
    """What can be set.

    Attributes:
        database_url: An SQLAlchemy URL; for SQLite it names a file.
        media_dir: The folder of uploaded pictures; it is made when missing.
        seed: What an empty database gets: `small`, or with `none` only what no operation can
            make, the owner's account and the subjects, grades and so on.
        seed_password: The password of the seed's accounts; None makes one for each.
        time_zone: Where days and months begin, and the offset of instants in answers.
        jwt_secret: The key that tokens are signed with, at least 32 characters; None has one
            made and kept in the database.
        access_token_minutes: How long an access token is good for, 5 to 60.
        refresh_token_days: How long a refresh token is good for.
    """

    model_config = SettingsConfigDict(env_prefix="SITEOWNER_SERVER_", frozen=True)

    database_url: str = "sqlite:///siteowner.sqlite3"
    media_dir: Path = Path("media")
    seed: SeedName = "small"
    seed_password: str | None = Field(default=None, repr=False)
    time_zone: Annotated[str, AfterValidator(_known_time_zone)] = "Africa/Cairo"
    jwt_secret: str | None = Field(default=None, min_length=32, repr=False)
    access_token_minutes: Annotated[int, Field(ge=5, le=60)] = 30
    refresh_token_days: Annotated[int, Field(ge=1)] = 1

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
