"""Multipart bodies and pictures for tests."""

import io
from collections.abc import Mapping
from typing import Any

from PIL import Image

Form = list[tuple[str, tuple[str | None, str | bytes, str] | tuple[None, str]]]

TEACHER: Mapping[str, object] = {
    "username": "new.teacher",
    "password": "Correct-Horse-7",
    "name": "Nadia Fouad",
    "phone": "01012345678",
    "gmail": "nadia@example.com",
    "gender": "female",
    "subject": 1,
    "grades": [1, 2],
}
"""What a teacher must have."""


def form(fields: Mapping[str, Any]) -> Form:
    """Gives the parts of a form: lists as repeated keys, bytes as a file named by its format."""
    parts: Form = []
    for name, value in fields.items():
        for item in value if isinstance(value, list) else [value]:
            parts.append((name, _part(item)))
    return parts


def picture(image_format: str = "PNG", size: tuple[int, int] = (8, 8)) -> bytes:
    """Gives the bytes of a small picture."""
    stream = io.BytesIO()
    Image.new("RGB", size, "teal").save(stream, image_format)
    return stream.getvalue()


def _part(value: object) -> tuple[str | None, str | bytes, str] | tuple[None, str]:
    if isinstance(value, bytes):
        return ("picture.png", value, "image/png")
    return (None, str(value).lower() if isinstance(value, bool) else str(value))
