"""Pictures to upload."""

import io
import os
from pathlib import Path
from typing import Any

import pytest

from siteowner_sdk.core.body import Part, multipart_body
from siteowner_sdk.core.files import CHUNK_SIZE, PathSource, Upload, content_type_of, picture
from tests.sdk.examples import form_parts

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20
JPEG = b"\xff\xd8\xff\xe0" + b"\x00" * 20
WEBP = b"RIFF\x00\x00\x00\x00WEBP" + b"\x00" * 20


def content(upload: Upload) -> bytes:
    """What is sent of an upload."""
    return b"".join(upload.source.read())


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (PNG, ("profile_picture.png", "image/png")),
        (JPEG, ("profile_picture.jpg", "image/jpeg")),
        (WEBP, ("profile_picture.webp", "image/webp")),
        (b"GIF89a", ("profile_picture", "application/octet-stream")),
        (b"", ("profile_picture", "application/octet-stream")),
    ],
)
def test_bytes_are_named_and_typed_by_what_they_hold(
    data: bytes, expected: tuple[str, str]
) -> None:
    """Name and content type agree with the content, as stock Django wants it."""
    upload = picture("profile_picture", data)

    assert expected == (upload.filename, upload.content_type)
    assert data == content(upload)


def test_a_riff_that_is_no_webp() -> None:
    """A sound file begins in the same way."""
    assert content_type_of(b"RIFF\x00\x00\x00\x00WAVE") is None


def test_a_path_is_streamed(tmp_path: Path) -> None:
    """A file is read in pieces when it is sent, again each time, and never whole."""
    path = tmp_path / "منى.png"
    path.write_bytes(PNG + os.urandom(3 * CHUNK_SIZE))

    upload = picture("profile_picture", path)

    assert ("منى.png", "image/png") == (upload.filename, upload.content_type)
    assert isinstance(upload.source, PathSource)
    assert path.stat().st_size == upload.source.size
    assert max(len(piece) for piece in upload.source.read()) <= CHUNK_SIZE
    assert path.read_bytes() == content(upload) == content(upload)


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    """The caller is told at once, not amid the sending."""
    with pytest.raises(FileNotFoundError):
        picture("profile_picture", tmp_path / "nothing.png")


def test_an_open_file_is_sent_from_where_it_stands(tmp_path: Path) -> None:
    """A file is rewound to where it stood before it is sent again."""
    path = tmp_path / "photo"
    path.write_bytes(b"head" + PNG)
    with path.open("rb") as file:
        file.seek(4)
        upload = picture("profile_picture", file)

        assert ("photo", "image/png") == (upload.filename, upload.content_type)
        assert len(PNG) == upload.source.size
        assert PNG == content(upload) == content(upload)


def test_a_stream_that_cannot_be_rewound_is_read() -> None:
    """So it can be sent again as well."""

    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    upload = picture("cover_picture", Pipe(PNG))

    assert ("cover_picture.png", "image/png") == (upload.filename, upload.content_type)
    assert PNG == content(upload) == content(upload)


def test_a_file_in_text_mode(tmp_path: Path) -> None:
    """The message says how to open it."""
    path = tmp_path / "photo.txt"
    path.write_text("x")
    with path.open() as file, pytest.raises(TypeError, match="opened in binary mode: open"):
        picture("profile_picture", file)


@pytest.mark.parametrize("value", ["photo.png", 5, [PNG]])
def test_what_is_no_file(value: Any) -> None:
    """A str may be a path or a content, so it is neither."""
    with pytest.raises(
        TypeError, match=r"profile_picture must be a pathlib\.Path, bytes or a file"
    ):
        picture("profile_picture", value)


def test_a_file_in_a_form() -> None:
    """A form carries name, content type and content; names are escaped as browsers do it."""
    upload = Upload('a"b\r\n.png', "image/png", picture("p", PNG).source)
    body = multipart_body([Part("name", "x"), Part("p", upload)], boundary="b")

    _, part = form_parts(body.content_type, b"".join(body))

    assert PNG == part.get_payload(decode=True)
    assert "image/png" == part.get_content_type()
    assert b'filename="a%22b%0D%0A.png"' in b"".join(body)
    assert body.size == len(b"".join(body))
    assert body.in_memory
