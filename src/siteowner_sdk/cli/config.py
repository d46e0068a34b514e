"""The configuration file: named profiles, each a server and how it is reached."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from siteowner_sdk.cli.failures import WrongUsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

__all__ = ["DEFAULT", "Config", "Profile", "config_path", "load_config", "save_profile"]

DEFAULT = "default"
NAMES = "base_url, username, routes, timeout, language, insecure, ca_file"


@dataclass(frozen=True)
class Profile:
    """A server and how it is reached; None leaves a setting as it is without a profile.

    Attributes:
        base_url: Where the API is.
        username: Who logs in.
        routes: Path of a route table.
        timeout: Seconds for one attempt.
        language: Language of the server's messages.
        insecure: Whether any certificate is accepted.
        ca_file: Path of authorities to trust, in PEM.
    """

    base_url: str | None = None
    username: str | None = None
    routes: Path | None = None
    timeout: float | None = None
    language: str | None = None
    insecure: bool | None = None
    ca_file: Path | None = None


@dataclass(frozen=True)
class Config:
    """All profiles, and which one holds where none is named."""

    path: Path
    default_profile: str = DEFAULT
    profiles: Mapping[str, Profile] = field(default_factory=dict)

    def profile(self, name: str | None) -> Profile:
        """A profile by its name; None is the default one, which need not be there.

        Raises:
            WrongUsageError: There is no profile of this name.
        """
        if name is None and self.default_profile not in self.profiles:
            return Profile()
        found = self.profiles.get(name or self.default_profile)
        if found is None:
            raise WrongUsageError(
                f"{self.path} has no profile {name!r}; it has "
                f"{', '.join(sorted(self.profiles)) or 'none'}. "
                f"Make it: siteowner --profile {name} login"
            )
        return found


def config_path(given: Path | None) -> Path:
    """Where the file is: as given, else in the folder that the system has for such files."""
    if given is not None:
        return given
    from platformdirs import user_config_path

    return user_config_path("siteowner", appauthor=False) / "config.toml"


def load_config(path: Path) -> Config:
    """The configuration; one without profiles where there is no file.

    Raises:
        WrongUsageError: The file can't be read, or there is something in it that does not belong.
    """
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Config(path)
    except (OSError, UnicodeError) as error:
        raise WrongUsageError(f"{path} can't be read: {_reason(error)}") from error
    except tomllib.TOMLDecodeError as error:
        raise WrongUsageError(f"{path} is no TOML file: {error}") from error
    return _config(path, document)


def _reason(error: OSError | UnicodeError) -> str:
    return "it is not UTF-8" if isinstance(error, UnicodeError) else error.strerror or str(error)


def _config(path: Path, document: Mapping[str, Any]) -> Config:
    default = document.get("default_profile", DEFAULT)
    tables = document.get("profiles", {})
    if unknown := sorted(set(document) - {"default_profile", "profiles"}):
        raise WrongUsageError(
            f"{path}: {unknown[0]} is no setting; there are default_profile and [profiles.NAME]"
        )
    if not isinstance(default, str) or not isinstance(tables, dict):
        raise WrongUsageError(f"{path}: default_profile is a name, profiles a table of tables")
    profiles = {name: _profile(path, name, table) for name, table in tables.items()}
    if "default_profile" in document and default not in profiles:
        raise WrongUsageError(f"{path}: default_profile names {default!r}, which is no profile")
    return Config(path, default, profiles)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _number(value: object) -> float | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number and value > 0 else None  # type: ignore[operator, arg-type]


def _flag(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


# How each setting is read, and what it has to be.
READERS: dict[str, tuple[Callable[[object], str | float | bool | None], str]] = {
    "base_url": (_text, "a text"),
    "username": (_text, "a text"),
    "routes": (_text, "the path of a file"),
    "timeout": (_number, "a number of seconds above 0"),
    "language": (_text, "a text"),
    "insecure": (_flag, "true or false"),
    "ca_file": (_text, "the path of a file"),
}
PATHS = ("routes", "ca_file")


def _profile(path: Path, name: str, table: object) -> Profile:
    if not isinstance(table, dict):
        raise WrongUsageError(f"{path}: profiles.{name} must be a table: [profiles.{name}]")
    settings = {key: _setting(path, f"profiles.{name}", key, table[key]) for key in table}
    # A path is meant from where it is written.
    beside = {key: path.parent / settings[key] for key in PATHS if key in settings}
    return Profile(**settings | beside)


def _setting(path: Path, where: str, key: str, value: object) -> Any:  # noqa: ANN401 - by its key
    if key not in READERS:
        raise WrongUsageError(f"{path}: {where}.{key} is no setting; there are {NAMES}")
    read, wanted = READERS[key]
    setting = read(value)
    if setting is None:
        raise WrongUsageError(f"{path}: {where}.{key} must be {wanted}, not {value!r}")
    return setting


def save_profile(config: Config, name: str, settings: Mapping[str, str | float | bool]) -> None:
    """Write settings of a profile into the file, which else stays as it is, comments and all.

    Raises:
        OSError: The file can't be written.
    """
    import tomlkit

    from siteowner_sdk.cli.new_files import write_whole

    text = config.path.read_text(encoding="utf-8") if config.path.exists() else ""
    document = tomlkit.parse(text)
    profiles = document.setdefault("profiles", tomlkit.table(is_super_table=True))
    profiles.setdefault(name, tomlkit.table()).update(settings)
    config.path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(config.path, tomlkit.dumps(document).encode())
