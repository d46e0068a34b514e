"""Fields that are uploaded pictures, recognised by their content alone."""

import io
from dataclasses import dataclass

from PIL import Image
from pydantic import ValidationInfo
from typing_extensions import override

from siteowner_reference.drf.fields.base import Field, Lookup, refuse
from siteowner_reference.drf.messages import message
from siteowner_reference.drf.multipart import UploadedFile

MIB = 1024 * 1024
SUFFIXES = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp"}


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that can be decoded, and the file name suffix of its format."""

    content: bytes
    suffix: str


@dataclass(frozen=True, kw_only=True)
class ImageField(Field):
    """A JPEG, PNG or WebP picture (TCH-16, TCH-17, CRS-12, CRS-14).

    Attributes:
        max_bytes: The size of the file.
        max_pixels: Width times height: a small file can unfold to a very large picture.
    """

    max_bytes: int = 5 * MIB
    max_pixels: int = 25_000_000

    @override
    def to_python(self, value: object, info: ValidationInfo[Lookup]) -> Picture:
        """Gives the picture."""
        if not isinstance(value, UploadedFile):
            refuse(message("not_a_file"))
        if not value.content:
            refuse(message("empty_file"))
        if len(value.content) > self.max_bytes:
            refuse(message("file_size", limit=self.max_bytes // MIB, size=len(value.content)))
        return self._recognise(value.content)

    def _recognise(self, content: bytes) -> Picture:
        try:
            with Image.open(io.BytesIO(content), formats=[*SUFFIXES]) as image:
                suffix = SUFFIXES[str(image.format)]
                width, height = image.size
                fits = width * height <= self.max_pixels
                if fits:
                    image.load()
        except Exception:  # noqa: BLE001 (Pillow's decoders raise anything, as Django knows)
            refuse(message("image"))
        if not fits:
            refuse(message("pixels", limit=self.max_pixels))
        return Picture(content, suffix)
