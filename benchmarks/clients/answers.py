"""What the canned server answers: taken once from the reference server's seed, then repeated."""

import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from siteowner_reference.app import create_app
from siteowner_reference.settings import Settings

PASSWORD = "Vq7-benchmarks"
PAGE = 100


@dataclass(frozen=True, slots=True)
class Answers:
    """Bodies, as the reference server wrote them.

    Attributes:
        teacher: One teacher with full details.
        teachers: A page of 100 of them.
        students: The items of a page of 100 students, without the page around them.
    """

    teacher: bytes
    teachers: bytes
    students: bytes


def answers() -> Answers:
    """Asks a reference server that is made for it."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        settings = Settings(
            database_url=f"sqlite:///{folder}/siteowner.sqlite3",
            media_dir=Path(folder) / "media",
            seed="small",
            seed_password=PASSWORD,
        )
        with TestClient(create_app(settings), base_url="http://127.0.0.1/api") as client:
            login = {"username": "owner", "password": PASSWORD}
            token = client.post("/auth/token/", json=login).json()["access"]
            client.headers["Authorization"] = f"Bearer {token}"
            teachers = client.get("/teachers/", params={"page_size": PAGE}).json()
            students = client.get("/students/", params={"page_size": PAGE}).json()["results"]
    whole = {**teachers, "count": PAGE, "next": None, "results": _repeated(teachers["results"])}
    return Answers(_encoded(teachers["results"][0]), _encoded(whole), _encoded(_repeated(students)))


def _repeated(items: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Gives as many as a page has, each with an id of its own."""
    return [{**item, "id": number} for number, item in enumerate(islice(cycle(items), PAGE), 1)]


def _encoded(document: object) -> bytes:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
