"""The code blocks of a Markdown page, as CommonMark reads them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = Path(__file__).parents[2]
MARKDOWN = MarkdownIt("commonmark")
TITLE = re.compile(r'\btitle="([^"]+)"')
STATUS = re.compile(r"\s+# exit status (\d+)$")
PROMPT = "$ "


@dataclass(frozen=True)
class Block:
    """One fenced block.

    Attributes:
        page: The page, from the root of the working copy.
        line: Where its first line is, from 1.
        language: The first word behind the fence.
        title: The file that it is, if it is one.
        text: What is between the fences.
        follows: The language of the block that it follows with nothing between.
    """

    page: str
    line: int
    language: str
    title: str | None
    text: str
    follows: str | None

    @property
    def place(self) -> str:
        """Where it is, for people."""
        return f"{self.page}:{self.line}"


@dataclass(frozen=True)
class Command:
    """One command of a console block.

    Attributes:
        place: Where it is, for people.
        text: What is typed.
        status: How it has to end.
        shown: The lines of output that the reader is shown.
    """

    place: str
    text: str
    status: int
    shown: tuple[str, ...]


def pages() -> list[str]:
    """Every page that people read, from the root of the working copy."""
    found = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    return sorted(str(path.relative_to(ROOT)) for path in found)


@cache
def tokens(page: str) -> list[Token]:
    """The page as Markdown's tokens."""
    return MARKDOWN.parse((ROOT / page).read_text("utf-8"))


def blocks(page: str) -> list[Block]:
    """Every fenced block of a page, in order."""
    found = tokens(page)
    return [
        _block(page, token, before if before.type == "fence" else None)
        for before, token in pairwise([Token("start", "", 0), *found])
        if token.type == "fence"
    ]


def _block(page: str, fence: Token, before: Token | None) -> Block:
    assert fence.map is not None
    title = TITLE.search(fence.info)
    return Block(
        page=page,
        line=fence.map[0] + 2,
        language=_language(fence),
        title=title[1] if title else None,
        text=fence.content,
        follows=_language(before) if before else None,
    )


def _language(fence: Token) -> str:
    return fence.info.partition(" ")[0]


def commands(block: Block) -> list[Command]:
    """The commands of a console block, each with the output shown for it.

    Raises:
        ValueError: the block does not begin with a command.
    """
    return [_command(line, lines) for line, lines in _sessions(block)]


def _command(place: str, lines: list[str]) -> Command:
    typed = lines[:1]
    while typed[-1].endswith("\\"):
        typed.append(lines[len(typed)])
    text = "\n".join(typed).removeprefix(PROMPT)
    status = STATUS.search(text)
    return Command(
        place=place,
        text=STATUS.sub("", text),
        status=int(status[1]) if status else 0,
        shown=tuple(lines[len(typed) :]),
    )


def _sessions(block: Block) -> Iterator[tuple[str, list[str]]]:
    """The lines from one prompt to the next, and where they begin."""
    lines = block.text.splitlines()
    starts = [number for number, line in enumerate(lines) if line.startswith(PROMPT)]
    if not starts or starts[0] != 0:
        raise ValueError(f"{block.place}: a console block begins with a line `$ command`")
    for start, end in pairwise([*starts, len(lines)]):
        yield f"{block.page}:{block.line + start}", lines[start:end]
