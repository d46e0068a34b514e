"""Uploads that are sent again: rewound, and not at all when they can't be."""

import io
import tempfile
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from siteowner_sdk import (
    APIConnectionError,
    AsyncSiteOwner,
    AuthenticationError,
    InternalServerError,
    Request,
    Response,
    SiteOwner,
)
from siteowner_sdk.core.files import LONGEST_IN_MEMORY, picture
from tests.sdk.examples import EXAMPLE_OF, form_parts
from tests.sdk.fakes import BASE_URL, AsyncFakeTransport, FakeTransport, Outcome, answer

PNG = b"\x89PNG\r\n\x1a\n" + b"pixels" * 30_000
UNWELL = Response(503, {"retry-after": "0"})
TEACHER = answer(EXAMPLE_OF["teachers_update"])


class Pipe(io.BytesIO):
    """A stream that can be read once, as the output of another program."""

    def seekable(self) -> bool:
        """It is not."""
        return False

    def seek(self, *_: Any) -> int:
        """As a pipe does."""
        raise io.UnsupportedOperation("underlying stream is not seekable")


class Uploads:
    """Reads each upload as a network would, and answers in order."""

    def __init__(self, *outcomes: Outcome, between: Callable[[], object] | None = None) -> None:
        self.received: list[bytes] = []
        self._outcomes = iter(outcomes)
        self._between = between or (lambda: None)

    def __call__(self, request: Request) -> Outcome:
        """Takes the body, whole."""
        assert request.body is not None
        content = b"".join(request.body)
        assert request.body.size == len(content)
        pictures = [
            part.get_payload(decode=True)
            for part in form_parts(request.body.content_type, content)
            if part.get_filename()
        ]
        self.received += [each for each in pictures if isinstance(each, bytes)]
        self._between()
        return next(self._outcomes)


def opened(path: Path) -> BinaryIO:
    """An open file, which its test closes."""
    return path.open("rb")


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A picture on disk."""
    path = tmp_path / "photo.png"
    path.write_bytes(PNG)
    return path


def upload(server: Uploads, file: Any, **options: Any) -> None:
    """A call with an upload, that may be tried three times."""
    client = SiteOwner(BASE_URL, transport=FakeTransport(server), max_retries=2)
    client.teachers.update(7, profile_picture=file, **options)


@pytest.mark.parametrize("form", ["bytes", "path", "file", "stream"])
async def test_an_upload_is_rewound(form: str, photo: Path) -> None:
    """Each attempt sends the whole file, whatever it was handed in as, in threads and tasks."""
    server = Uploads(UNWELL, UNWELL, TEACHER, UNWELL, TEACHER)
    with photo.open("rb") as file:
        forms: dict[str, Any] = {"bytes": PNG, "path": photo, "file": file, "stream": Pipe(PNG)}
        upload(server, forms[form], idempotent=True)
    with photo.open("rb") as file:
        forms |= {"file": file, "stream": Pipe(PNG)}
        client = AsyncSiteOwner(BASE_URL, transport=AsyncFakeTransport(server))
        await client.teachers.update(7, profile_picture=forms[form], idempotent=True)

    assert [PNG] * 5 == server.received


def test_an_upload_is_rewound_after_a_401(photo: Path) -> None:
    """After a renewal of the token the whole file is sent again."""
    pictures = Uploads(Response(401), TEACHER)
    tokens = answer({"access": "a", "refresh": "r"})
    client = SiteOwner(
        BASE_URL,
        username="u",
        password="p",
        transport=FakeTransport(
            lambda request: tokens if "auth" in request.operation_id else pictures(request)
        ),
    )

    client.teachers.update(7, profile_picture=photo)

    assert [PNG, PNG] == pictures.received


def test_a_file_that_was_closed_is_not_sent_again(photo: Path) -> None:
    """The error of the first attempt stands, and says why there was no second."""
    with photo.open("rb") as file:
        server = Uploads(UNWELL, between=file.close)

        with pytest.raises(InternalServerError) as caught:
            upload(server, file, idempotent=True)

    assert 1 == len(server.received)
    (note,) = caught.value.__notes__
    assert "Not tried again: the file of profile_picture can't be rewound" in note
    assert "closed file" in note


@pytest.mark.parametrize("form", ["path", "file"])
@pytest.mark.parametrize("change", ["grown", "shrunk"])
def test_a_file_that_changed_is_not_sent_again(form: str, change: str, photo: Path) -> None:
    """Another size means another picture: the message names both sizes."""
    size = len(PNG) + (5 if change == "grown" else -5)
    with photo.open("rb") as file:
        server = Uploads(UNWELL, between=lambda: photo.write_bytes(bytes(size)))

        with pytest.raises(InternalServerError) as caught:
            upload(server, photo if form == "path" else file, idempotent=True)

    assert 1 == len(server.received)
    assert (
        f"had {len(PNG)} bytes when the call was made, and has {size} now"
        in caught.value.__notes__[0]
    )


def test_a_file_that_is_gone_is_not_sent_again(photo: Path) -> None:
    """A 401 that would lead to a renewal stands when the file can't be read any more."""
    server = Uploads(Response(401), between=photo.unlink)

    with pytest.raises(AuthenticationError) as caught:
        upload(server, photo)

    assert f"Not tried again: {photo} can't be read: No such file" in caught.value.__notes__[0]


def test_a_file_that_changes_during_the_log_in_is_not_sent(photo: Path) -> None:
    """What changed between the call and its first attempt is said before anything is sent."""

    def server(request: Request) -> Outcome:
        assert "auth_token_create" == request.operation_id
        photo.write_bytes(PNG + b"more")
        return answer({"access": "a", "refresh": "r"})

    client = SiteOwner(BASE_URL, username="u", password="p", transport=FakeTransport(server))

    with pytest.raises(APIConnectionError, match=r"was not sent: .* had .* bytes when") as caught:
        client.teachers.update(7, profile_picture=photo)

    assert not caught.value.request_sent


@pytest.mark.parametrize(("size", "message"), [(9, "ended .* early"), (10**6, "grew while")])
def test_a_file_that_changes_amid_the_sending(size: int, message: str, photo: Path) -> None:
    """The last piece is held back, so that the server never takes a part for the whole."""
    source = picture("profile_picture", photo).source
    pieces = source.read()
    sent = len(next(pieces))
    photo.write_bytes(bytes(size))

    rest: list[bytes] = []
    with pytest.raises(OSError, match=message):
        rest.extend(pieces)

    assert sent + len(b"".join(rest)) < source.size


@pytest.mark.parametrize("size", [100, LONGEST_IN_MEMORY + 1])
def test_a_stream_is_kept_in_memory_or_on_disk(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A short stream stays in memory, a long one goes to a file that is gone with the upload."""
    made: list[Any] = []
    make = tempfile.SpooledTemporaryFile

    def remember(*arguments: Any) -> Any:
        made.append(make(*arguments))
        return made[-1]

    monkeypatch.setattr("siteowner_sdk.core.files.SpooledTemporaryFile", remember)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        source = picture("profile_picture", Pipe(bytes(size))).source
        (spool,) = made
        assert (size > LONGEST_IN_MEMORY) == spool._rolled
        assert bytes(size) == b"".join(source.read()) == b"".join(source.read())
        del source

    assert spool.closed
