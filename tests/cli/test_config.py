"""The configuration file with its profiles."""

from pathlib import Path

import pytest

from siteowner_sdk.cli.config import Config, Profile, config_path, load_config, save_profile
from siteowner_sdk.cli.failures import WrongUsageError
from siteowner_sdk.cli.operator import Operator, Options
from siteowner_sdk.cli.profiles import profile_names
from tests.cli.conftest import CommandLine

STAGING = """
default_profile = "staging"

[profiles.staging]
base_url = "https://staging.example/api"
username = "owner"
routes = "routes.toml"
timeout = 5
language = "ar"
insecure = true
ca_file = "/etc/authorities.pem"
"""


def written(folder: Path, text: str) -> Path:
    """A configuration file with this text."""
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_setting_is_read(tmp_path: Path) -> None:
    """A profile has all settings, and a path is meant from where the file is."""
    config = load_config(written(tmp_path, STAGING))

    expected = Profile(
        base_url="https://staging.example/api",
        username="owner",
        routes=tmp_path / "routes.toml",
        timeout=5.0,
        language="ar",
        insecure=True,
        ca_file=Path("/etc/authorities.pem"),
    )
    assert expected == config.profile(None) == config.profile("staging")


def test_no_file_is_no_profiles(tmp_path: Path) -> None:
    """Without a file there is an empty profile, and no other."""
    config = load_config(tmp_path / "none.toml")

    assert Profile() == config.profile(None)
    with pytest.raises(WrongUsageError, match="has no profile 'x'; it has none"):
        config.profile("x")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a = [", "is no TOML file: "),
        ("profile = 1", "profile is no setting; there are default_profile and"),
        ("default_profile = 1", "default_profile is a name"),
        ('default_profile = "x"', "default_profile names 'x', which is no profile"),
        ("profiles = 1", "profiles a table of tables"),
        ("profiles.x = 1", "profiles.x must be a table: "),
        ('[profiles.x]\nbase_ur = "y"', "profiles.x.base_ur is no setting; there are base_url, "),
        ("[profiles.x]\nbase_url = 1", "profiles.x.base_url must be a text, not 1"),
        ("[profiles.x]\ntimeout = true", "profiles.x.timeout must be a number of seconds above 0"),
        ("[profiles.x]\ntimeout = 0", "profiles.x.timeout must be a number of seconds above 0"),
        ("[profiles.x]\ninsecure = 1", "profiles.x.insecure must be true or false, not 1"),
        ("[profiles.x]\nroutes = []", "profiles.x.routes must be the path of a file"),
    ],
)
def test_what_does_not_belong_is_named(tmp_path: Path, text: str, sentence: str) -> None:
    """A slip in the file is told with the file, the setting and what it has to be."""
    path = written(tmp_path, text)

    with pytest.raises(WrongUsageError) as raised:
        load_config(path)

    assert str(raised.value).startswith(str(path))
    assert sentence in str(raised.value)


def test_a_file_that_cant_be_read(tmp_path: Path) -> None:
    """A folder, and bytes that are no text, end in a sentence."""
    (tmp_path / "binary.toml").write_bytes(b"\xff")

    with pytest.raises(WrongUsageError, match="it is not UTF-8"):
        load_config(tmp_path / "binary.toml")
    with pytest.raises(WrongUsageError, match="can't be read: Is a directory"):
        load_config(tmp_path)


def test_a_profile_is_written_beside_what_is_there(tmp_path: Path) -> None:
    """Comments, order and other settings stay; a new file has the profile alone."""
    path = written(tmp_path, '[profiles.a]  # mine\nbase_url = "https://a.example"\ntimeout = 9\n')

    save_profile(load_config(path), "a", {"base_url": "https://b.example"})
    fresh = Config(tmp_path / "folder" / "new.toml")
    save_profile(fresh, "a b", {"username": "owner"})

    assert '[profiles.a]  # mine\nbase_url = "https://b.example"\ntimeout = 9\n' == path.read_text()
    assert Profile(username="owner") == load_config(fresh.path).profile("a b")


def test_options_come_before_the_profile(tmp_path: Path) -> None:
    """A setting is the option's, else the profile's."""
    path = written(tmp_path, STAGING)

    by_profile = Operator(Options(config=path))
    by_option = Operator(Options(config=path, base_url="https://other.example/api/"))

    assert "https://staging.example/api" == by_profile.base_url
    assert "https://other.example/api" == by_option.base_url


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ((), {"Accept-Language": "ar"}),
        (("--language", "en"), {"Accept-Language": "en"}),
    ],
)
def test_settings_reach_the_server(
    command: CommandLine, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], wanted: object
) -> None:
    """Language, timeout and routes of a profile are those of its requests."""
    (command.folder / "routes.toml").write_text('assistants_list = "/other/"\n')
    text = f'[profiles.x]\nbase_url = "{command.server.base_url}"\nlanguage = "ar"\n'
    written(command.folder, f'{text}timeout = 7\nroutes = "routes.toml"\n')
    seen = []
    send = command.server.transport.send

    def watched(request: object, *, timeout: float | None) -> object:
        seen.append((request.path, request.headers["Accept-Language"], timeout))  # type: ignore[attr-defined]
        return send(request, timeout=timeout)  # type: ignore[arg-type]

    monkeypatch.setattr(command.server.transport, "send", watched)

    done = command("--profile", "x", *words, "assistants", "list")

    assert 5 == done.exit_code, done.output
    assert {"Accept-Language": seen[0][1]} == wanted
    assert ("/api/other/", 7.0) == (seen[0][0], seen[0][2])


def test_profiles_are_listed(command: CommandLine) -> None:
    """The one in use has a star, and no secret is shown."""
    written(command.folder, STAGING)

    lines = command.output("profiles").splitlines()

    assert ["profile    base_url                     username"] == lines[:1]
    assert ["staging *  https://staging.example/api  owner"] == lines[1:]


def test_no_profiles_to_list(command: CommandLine) -> None:
    """Where there are none it says how to make one."""
    assert "has no profiles. Make one: siteowner login" in command("profiles").stderr


def test_names_of_profiles_are_completed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The shell is given the names, and nothing where the file is spoilt."""
    monkeypatch.setenv("SITEOWNER_CONFIG", str(written(tmp_path, STAGING)))
    assert ["staging"] == profile_names()

    written(tmp_path, "a = [")
    assert [] == profile_names()


def test_where_the_file_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As given, else where the system has configurations."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))

    assert tmp_path / "x.toml" == config_path(tmp_path / "x.toml")
    assert ("siteowner", "config.toml") == config_path(None).parts[-2:]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (Options(base_url="ftp://x"), "must begin with http:// or https://"),
        (Options(base_url="https://a:b@x"), "no credentials, query or fragment"),
        (Options(), "No base URL: pass --base-url"),
    ],
)
def test_a_base_url_that_is_none(tmp_path: Path, options: Options, sentence: str) -> None:
    """What is wrong with it is told before anything is sent."""
    operator = Operator(options)
    operator.config = Config(tmp_path / "none.toml")

    with pytest.raises(WrongUsageError, match=sentence):
        _ = operator.base_url
