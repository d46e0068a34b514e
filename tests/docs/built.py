"""The pages of the built site: what they link to and what they load."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from pathlib import Path

# What a browser fetches by itself, by element and attribute.
LOADING = {
    ("audio", "src"),
    ("iframe", "src"),
    ("img", "src"),
    ("link", "href"),
    ("script", "src"),
    ("source", "src"),
    ("video", "src"),
}


@dataclass
class Page(HTMLParser):
    """What one page has.

    Attributes:
        links: Where its links lead.
        loads: What it fetches.
        anchors: The ids in it.
    """

    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Begin to read."""
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what an element refers to."""
        for name, value in attrs:
            if value is None:
                continue
            if name in {"id", "name"}:
                self.anchors.add(value)
            elif (tag, name) in LOADING:
                self.loads.append(value)
            elif (tag, name) == ("a", "href"):
                self.links.append(value)


@cache
def read(file: Path) -> Page:
    """A page of the site."""
    page = Page()
    page.feed(file.read_text("utf-8"))
    return page


def loads_elsewhere(file: Path) -> list[str]:
    """What a page fetches from another host."""
    return [url for url in read(file).loads if is_elsewhere(url)]


def dead_ends(file: Path) -> list[str]:
    """The links of a page, and what it fetches, that lead to no file or anchor of the site."""
    page = read(file)
    local = [url for url in [*page.links, *page.loads] if not is_elsewhere(url)]
    return [url for url in local if not _leads_on(file, url)]


def is_elsewhere(url: str) -> bool:
    """Whether a URL names a scheme or a host."""
    parts = urlsplit(url)
    return bool(parts.scheme or parts.netloc)


def _leads_on(file: Path, url: str) -> bool:
    parts = urlsplit(url)
    target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
    if not target.is_file():
        return False
    anchor = unquote(parts.fragment)
    return not anchor or target.suffix != ".html" or anchor in read(target).anchors


def objects(inventory: Path) -> set[str]:
    """The names in the list of objects that Sphinx and mkdocstrings write beside a site."""
    content = inventory.read_bytes()
    packed = content.split(b"\n", 4)[4]
    return {line.split(" ", 1)[0] for line in zlib.decompress(packed).decode().splitlines()}
