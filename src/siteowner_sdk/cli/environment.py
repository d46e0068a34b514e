"""The account that the environment names."""

import os

__all__ = ["IDENTITY", "environment_account"]

IDENTITY = ("SITEOWNER_TOKEN", "SITEOWNER_USERNAME", "SITEOWNER_PASSWORD")


def environment_account() -> str | None:
    """The account that the environment names, without its secret; None where it names none."""
    token, username, password = (os.environ.get(name) for name in IDENTITY)
    if token:
        return "that of SITEOWNER_TOKEN"
    return username or ("that of SITEOWNER_PASSWORD" if password else None)
