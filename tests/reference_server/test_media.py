"""Pictures, wherever they are kept."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from siteowner_reference.app import create_app
from siteowner_reference.media import MediaLocationError, MediaStore
from tests.reference_server.conftest import SetClock, settings_in
from tests.reference_server.databases import Databases
from tests.reference_server.forms import TEACHER, form, picture
from tests.reference_server.in_process import InProcess

FORMATS = [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("WEBP", "image/webp")]


@pytest.fixture(params=["folder", "object store"])
def location(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A place for pictures of each kind."""
    yield {
        "folder": str(tmp_path / "deep" / "pictures"),
        "object store": f"memory://bucket/{tmp_path.name}",
    }[request.param]
    MemoryFileSystem.store.clear()


@pytest.fixture
def store(location: str) -> MediaStore:
    """The place itself."""
    return MediaStore(location)


@pytest.fixture
def owner(location: str, sqlite_databases: Databases, tmp_path: Path) -> Iterator[httpx.Client]:
    """The site owner at a server whose pictures are at the location."""
    with sqlite_databases.seeded(tmp_path) as url:
        settings = settings_in(tmp_path, database_url=url, media_url=location)
        app = create_app(settings, clock=SetClock())
        token = app.state.site.tokens.access(1)
        headers = {"Authorization": f"Bearer {token}"}
        base_url = "http://siteowner.test/api"
        with httpx.Client(transport=InProcess(app), base_url=base_url, headers=headers) as client:
            yield client
        app.state.site.database.close()


def test_what_is_stored_can_be_read(store: MediaStore) -> None:
    """Content comes back under the name that it got, and a deleted name is gone."""
    name = store.save(b"content", ".png")

    assert b"content" == store.read(name)
    assert {name} == store.names()
    assert store.is_reachable()
    for _ in range(2):
        store.remove(name)
    assert store.names() == set()
    with pytest.raises(FileNotFoundError):
        store.read(name)


def test_a_failed_transaction_leaves_no_picture(store: MediaStore) -> None:
    """What a transaction stored goes with it, and what it replaced stays."""
    old = store.save(b"old", ".png")

    def fail() -> None:
        with store.changes() as changes:
            changes.replace(old, b"new", ".png")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()

    assert {old} == store.names()


def test_a_replaced_picture_goes_last(store: MediaStore) -> None:
    """What is replaced is there until the transaction is committed, and then not any more."""
    old = store.save(b"old", ".png")
    with store.changes() as changes:
        new = changes.replace(old, b"new", ".png")
        assert {old, new} == store.names()

    assert {new} == store.names()


def test_other_files_are_left_alone(store: MediaStore) -> None:
    """A file that is no picture of ours is not listed, and so never deleted as left over."""
    name = store.save(b"content", ".png")
    store.write("letter.png", b"a letter")

    assert {name} == store.names()


def test_what_can_not_be_deleted_is_left(
    store: MediaStore, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A committed change is no failure because an old picture can't be deleted; the log says it."""
    old = store.save(b"old", ".png")

    def refuse(_path: str) -> None:
        raise PermissionError

    monkeypatch.setattr(store._files, "rm_file", refuse)
    with store.changes() as changes:
        changes.replace(old, None)

    assert f"The picture {old} can't be deleted" in caplog.text


@pytest.mark.parametrize(("image_format", "content_type"), FORMATS)
def test_TCH_16_pictures_are_served(
    owner: httpx.Client, image_format: str, content_type: str
) -> None:
    """A picture is public, of its own type, not to be guessed at, and named by nobody."""
    content = picture(image_format)
    made = owner.post("/teachers/", files=form({**TEACHER, "profile_picture": content})).json()
    answer = owner.get(made["profile_picture"], headers={"Authorization": ""})

    assert content == answer.content
    assert content_type == answer.headers["Content-Type"]
    assert "nosniff" == answer.headers["X-Content-Type-Options"]
    assert "picture.png" not in made["profile_picture"]


@pytest.mark.parametrize("name", ["..%2Fsiteowner.sqlite3", "x.png", "0" * 32, f"{'0' * 32}.png"])
def test_other_files_are_not_served(owner: httpx.Client, name: str) -> None:
    """Only stored pictures have a URL."""
    assert owner.get(f"http://siteowner.test/media/{name}").status_code == 404


def test_TCH_19_refused_requests_store_nothing(owner: httpx.Client, store: MediaStore) -> None:
    """A picture of a request that is refused is not kept."""
    fields: dict[str, Any] = {**TEACHER, "profile_picture": picture(), "username": "owner"}
    weak = {**TEACHER, "profile_picture": picture(), "password": "12345678"}

    assert owner.post("/teachers/", files=form(fields)).status_code == 400
    assert owner.post("/teachers/", files=form(weak)).status_code == 400
    assert store.names() == set()


@pytest.mark.parametrize("location", ["nosuch://bucket", "s3://bucket/pictures"])
def test_a_place_that_is_not_known(location: str) -> None:
    """A kind of place that is unknown, or whose driver is missing, is named with what to do."""
    with pytest.raises(MediaLocationError, match=r"can't be kept in '.*://.*(not known|nstall)"):
        MediaStore(location)
