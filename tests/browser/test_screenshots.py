"""The pictures in docs/screenshots are those that `make screenshots` takes, and small."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from tests.browser.screenshots import PICTURES

SCREENSHOTS = Path(__file__).parents[2] / "docs" / "screenshots"
MOST_BYTES = 250_000


def test_every_picture_is_there_and_small() -> None:
    """None is left from before, and none makes a clone or a page slow."""
    found = {file.name: file.stat().st_size for file in SCREENSHOTS.iterdir()}
    assert set(PICTURES) == set(found)
    assert [] == [name for name, size in found.items() if size > MOST_BYTES]


def test_every_picture_can_be_read_on_a_page() -> None:
    """It is a picture, and wide enough for its letters to be told apart."""
    for name in PICTURES:
        with Image.open(SCREENSHOTS / name) as picture:
            assert picture.width >= 1000
