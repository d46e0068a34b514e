"""The reference server as the server under test: the one place that imports it."""

from __future__ import annotations

import secrets
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

OWNER = "owner"
OUTSIDERS = ("teacher1", "assistant1", "student1")


@contextmanager
def reference_server() -> Iterator[tuple[Any, str]]:
    """A reference server with a fresh seeded database of its own, removed afterwards.

    Yields:
        The application, and the password of all its accounts.
    """
    from siteowner_reference.app import create_app
    from siteowner_reference.settings import Settings

    password = f"Vq7-{secrets.token_urlsafe(12)}"
    with tempfile.TemporaryDirectory(prefix="siteowner-contract-") as folder:
        settings = Settings(
            database_url=f"sqlite:///{folder}/siteowner.sqlite3",
            media_dir=Path(folder) / "media",
            seed="small",
            seed_password=password,
        )
        app = create_app(settings)
        try:
            yield app, password
        finally:
            app.state.site.database.close()
