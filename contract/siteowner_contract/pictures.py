"""Real pictures, as small as they come, and files that are none."""

from __future__ import annotations

import base64
import struct
import zlib

from siteowner_contract.bodies import Upload

MEBIBYTE = 1024 * 1024


def _png(*chunks: bytes) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    checksum = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)


_HEADER = _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
_PIXEL = _chunk(b"IDAT", zlib.compress(b"\x00\x2a\x6f\x97"))
_END = _chunk(b"IEND", b"")

PNG = Upload("picture.png", _png(_HEADER, _PIXEL, _END), "image/png")
JPEG = Upload(
    "picture.jpg",
    base64.b64decode(
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQ"
        "c1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSk"
        "pKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAARCAABAAEDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAA"
        "AAT/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFAEBAAAAAAAAAAAAAAAAAAAABP/EABQRAQAAAAAAAAAAAAAAAAAA"
        "AAD/2gAMAwEAAhEDEQA/AJQCRH//2Q=="
    ),
    "image/jpeg",
)
WEBP = Upload(
    "picture.webp",
    base64.b64decode("UklGRh4AAABXRUJQVlA4TBEAAAAvAAAAAAfQt6r0sv+BiOh/AAA="),
    "image/webp",
)
PICTURES = (JPEG, PNG, WEBP)

TEXT = Upload("picture.png", b"This is no picture.", "image/png")
# Pictures, but of other kinds than the three.
GIF = Upload(
    "picture.gif",
    base64.b64decode("R0lGODdhAQABAIAAAP///////ywAAAAAAQABAAACAkQBADs="),
    "image/gif",
)
BITMAP = Upload(
    "picture.bmp",
    b"BM"
    + struct.pack("<IHHIIiiHHIIiiII", 58, 0, 0, 54, 40, 1, 1, 1, 24, 0, 4, 0, 0, 0, 0)
    + b"\xff\xff\xff\x00",
    "image/bmp",
)
SVG = Upload(
    "picture.svg",
    b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><path d="M0 0"/></svg>',
    "image/svg+xml",
)


def too_large() -> Upload:
    """A picture just over 5 MiB that is fine in every other way."""
    # An ancillary chunk, which readers pass over, makes up the size.
    padding = _chunk(b"siTe", bytes(5 * MEBIBYTE))
    return Upload("picture.png", _png(_HEADER, padding, _PIXEL, _END), "image/png")
