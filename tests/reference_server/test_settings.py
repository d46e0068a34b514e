"""Settings come from arguments or from the environment, and are checked."""

import pytest
from pydantic import ValidationError

from siteowner_reference.settings import Settings


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
