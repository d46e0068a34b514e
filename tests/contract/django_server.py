"""The Django backend on the data of a reference server, as another team would run it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from siteowner_contract import Account, Settings
from siteowner_contract.embedded import OUTSIDERS, OWNER, reference_server

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

BACKEND = Path(__file__).parent.parent / "django_backend"
LISTENING = re.compile(r"Listening at: (http://127\.0\.0\.1:\d+)")
GUNICORN = ("-m", "gunicorn", "config.wsgi:application", "--bind=127.0.0.1:0", "--threads=4")


@dataclass(frozen=True)
class DjangoProject:
    """A Django project with a filled database.

    Attributes:
        folder: Where its database and its pictures are.
        environment: What its settings read.
        settings: How a run logs in; where it is, is for the test to say.
    """

    folder: Path
    environment: Mapping[str, str]
    settings: Settings

    @contextmanager
    def served(self, **environment: str) -> Iterator[Settings]:
        """Serve it by gunicorn, with more in its environment; gives the settings of a run."""
        process = subprocess.Popen(
            [sys.executable, *GUNICORN],
            cwd=BACKEND,
            env={**self.environment, **environment},
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            yield replace(self.settings, base_url=f"{_origin(process)}/api")
        finally:
            process.terminate()
            process.communicate(timeout=30)


def django_project(folder: Path) -> DjangoProject:
    """Load a database in that folder with the seed of the reference server."""
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{folder / 'django.sqlite3'}",
        "MEDIA_ROOT": str(folder / "media"),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONPATH": str(BACKEND),
    }
    with reference_server() as (app, password):
        source = str(app.state.site.database.engine.url)
        subprocess.run(
            [sys.executable, "manage.py", "load_reference", source, "--password", password],
            cwd=BACKEND,
            env=environment,
            check=True,
        )
    settings = Settings(
        username=OWNER,
        password=password,
        outsiders=tuple(Account(name, password) for name in OUTSIDERS),
        writes=True,
        destructive=True,
        strict=True,
    )
    return DjangoProject(folder, environment, settings)


def _origin(process: subprocess.Popen[str]) -> str:
    assert process.stderr is not None
    for line in process.stderr:
        if found := LISTENING.search(line):
            return found[1]
    raise AssertionError("gunicorn did not start")
