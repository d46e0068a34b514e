"""Settings come from arguments or from the environment, and are checked."""

import inspect

import pytest
from pydantic import ValidationError

from siteowner_reference.cli import serve
from siteowner_reference.operating.disturbances import parse_faults, parse_latency
from siteowner_reference.operating.throttle import Rate
from siteowner_reference.settings import Settings

OWNERS = ("https://owner.example", "http://a", "http://a:443")


def test_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each setting has an environment variable, which an argument overrides."""
    monkeypatch.setenv("SITEOWNER_SERVER_SEED", "none")
    monkeypatch.setenv("SITEOWNER_SERVER_TIME_ZONE", "Europe/Athens")

    assert ("none", "Europe/Athens") == (Settings().seed, Settings().zone.key)
    assert Settings(seed="small").seed == "small"


@pytest.mark.parametrize("minutes", [4, 61])
def test_access_tokens_are_short_lived(minutes: int) -> None:
    """An access token is good for 5 to 60 minutes."""
    with pytest.raises(ValidationError, match="access_token_minutes"):
        Settings(access_token_minutes=minutes)


def test_a_short_signing_key_is_refused() -> None:
    """A signing key has at least 32 characters."""
    with pytest.raises(ValidationError, match="jwt_secret"):
        Settings(jwt_secret="short")


@pytest.mark.parametrize("name", ["Africa/Nowhere", "", "../etc"])
def test_an_unknown_time_zone_is_refused(name: str) -> None:
    """A time zone must be one that the machine knows."""
    with pytest.raises(ValidationError, match="give one such as Africa/Cairo"):
        Settings(time_zone=name)


def test_secrets_are_not_shown() -> None:
    """Neither the signing key nor the seed's password is in the settings' text."""
    shown = repr(Settings(jwt_secret="k" * 32, seed_password="Sesame-2026!"))

    assert "kkkk" not in shown
    assert "Sesame" not in shown


def test_what_disturbs_can_be_set_by_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Throttle, latency and faults are written the same way in variables and in options."""
    monkeypatch.setenv("SITEOWNER_SERVER_THROTTLE", "30/s")
    monkeypatch.setenv("SITEOWNER_SERVER_LATENCY", "50ms..300ms")
    monkeypatch.setenv("SITEOWNER_SERVER_FAULT", "500=0.1,reset=0.05")
    monkeypatch.setenv("SITEOWNER_SERVER_CONTROL", "true")
    settings = Settings()

    assert Rate(30, 1) == settings.throttle
    assert parse_latency("50ms..300ms") == settings.latency
    assert parse_faults("500=0.1,reset=0.05") == settings.fault
    assert settings.control


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("throttle", "often", "give one such as 30/s"),
        ("latency", "long", "give one such as 200ms"),
        ("fault", "404=1", "a status from 500"),
        ("cors_origin", "http://localhost:5173/", "without a path"),
        ("cors_origin", "http://localhost,localhost:5173", "'localhost:5173' is no origin"),
        ("log_format", "xml", "'text' or 'json'"),
        ("log_level", "loud", "'debug', 'info', 'warning' or 'error'"),
    ],
)
def test_what_is_wrong_with_a_setting_is_told(name: str, value: str, problem: str) -> None:
    """A setting that can't be read is named, with what it should be."""
    with pytest.raises(ValidationError, match=problem) as refusal:
        Settings(**{name: value})  # type: ignore[arg-type]

    assert (name,) == refusal.value.errors()[0]["loc"][:1]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("", ()),
        ("*", ("*",)),
        ("http://localhost:5173", ("http://localhost:5173",)),
        ("HTTPS://Owner.Example:443, http://a:80,http://a:443", OWNERS),
        ("capacitor://localhost", ("capacitor://localhost",)),
        ("http://[::1]:5173", ("http://[::1]:5173",)),
    ],
)
def test_origins(written: str, read: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    """Origins are kept as browsers write them, in an option as in the environment."""
    monkeypatch.setenv("SITEOWNER_SERVER_CORS_ORIGIN", written)

    assert read == Settings().cors_origin
    assert read == Settings(cors_origin=tuple(written.split(",")) if written else ()).cors_origin


@pytest.mark.parametrize(
    "text",
    [
        "null",
        "localhost",
        "http://",
        "http://a/path",
        "http://a?x",
        "http://u@a",
        "http://*.a",
        "http://a:99999",
        "é",
    ],
)
def test_what_is_no_origin_is_refused(text: str) -> None:
    """A path, a pattern, a sandbox's `null` or a bare host is told to be no origin."""
    with pytest.raises(ValidationError, match="is no origin; give one such as http://localhost"):
        Settings(cors_origin=(text,))


def test_nothing_is_disturbed_or_controlled_by_default() -> None:
    """A server that nobody told otherwise has no throttle, no faults and no control surface."""
    settings = Settings()

    assert [None, None, None] == [settings.throttle, settings.latency, settings.fault]
    assert not settings.control


def test_each_setting_is_an_option() -> None:
    """Whatever can be set by the environment can be set by an option, and the other way round.

    Save the signing key: other users of a machine see the options of a process.
    """
    options = set(inspect.signature(serve).parameters)

    assert set(Settings.model_fields) - {"jwt_secret"} == options - {"host", "port"}
