"""Tables and texts in Markdown."""

from collections.abc import Iterable, Sequence


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; what is in a cell may have bars and line breaks."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join(f"| {' | '.join(map(cell, line))} |" for line in lines)


def cell(text: str) -> str:
    """A text that a table's row can hold."""
    return " ".join(text.split()).replace("|", "\\|")


def code(text: str) -> str:
    """A text as code; nothing where there is none."""
    return f"`{text}`" if text else ""


def value(text: str) -> str:
    """A value as code, unless it is a description of one."""
    return text if " " in text else code(text)


def named(name: str, variable: str) -> str:
    """What an option or argument is called, and its variable in the environment below it."""
    return "<br>".join(code(each) for each in (name, variable) if each)


def page(*parts: str) -> str:
    """The parts with an empty line between them."""
    return "\n\n".join(part.strip("\n") for part in parts if part) + "\n"
