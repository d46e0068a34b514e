"""From a database URL to Django's settings of a database."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

POSTGRESQL = {"postgresql", "postgres", "postgresql+psycopg"}


def database(url: str) -> dict[str, Any]:
    """Gives the entry of DATABASES for `sqlite:///file` or `postgresql://user:word@host/name`.

    Raises:
        ValueError: It is another kind of database.
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        # All writes wait their turn from their first statement on, or some would fail half-way.
        options = {"timeout": 30, "transaction_mode": "IMMEDIATE"}
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path.removeprefix("/")),
            "OPTIONS": options,
        }
    if parts.scheme in POSTGRESQL:
        query = dict(parse_qsl(parts.query))  # `host` may be the folder of a socket
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.removeprefix("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": query.get("host", unquote(parts.hostname or "")),
            "PORT": query.get("port", parts.port or ""),
            "CONN_MAX_AGE": 600,
        }
    raise ValueError(f"DATABASE_URL must begin with sqlite:/// or postgresql://, not {url!r}.")
