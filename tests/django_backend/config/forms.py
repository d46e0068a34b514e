"""Serializer fields for multipart forms."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from rest_framework import serializers
from rest_framework.fields import empty

MAX_PICTURE_BYTES = 5 * 1024 * 1024
PICTURE_FORMATS = {"JPEG", "PNG", "WEBP"}


class BooleanField(serializers.BooleanField):
    """A flag that a form may leave out; DRF would take that for false."""

    default_empty_html = empty


class PictureField(serializers.ImageField):
    """A JPEG, PNG or WebP picture of at most 5 MiB."""

    default_error_messages = {"too_large": "This picture is larger than 5 MiB."}

    def to_internal_value(self, data: Any) -> UploadedFile:
        """Gives the uploaded file."""
        if isinstance(data, UploadedFile) and data.size > MAX_PICTURE_BYTES:
            self.fail("too_large")
        file = super().to_internal_value(data)
        if file.image.format not in PICTURE_FORMATS:
            self.fail("invalid_image")
        return file
