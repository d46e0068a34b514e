"""From the contract to the text of the generated modules."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined

if TYPE_CHECKING:
    from codegen.contract import Contract

TEMPLATES = Path(__file__).parent / "templates"
LINE_LENGTH = 100

# What fits into a line goes into one: the templates say nothing about lines.
TIDYING = (
    ("check", "--fix-only", "--select=I,F401", "--config=lint.isort.split-on-trailing-comma=false"),
    ("format", "--config=format.skip-magic-trailing-comma=true"),
)


def render(contract: Contract) -> dict[str, str]:
    """The generated modules by their paths in the package."""
    texts = {
        "models.py": _template("models.py.j2", contract=contract),
        "operations.py": _template("operations.py.j2", contract=contract),
        "resources/raw/__init__.py": _template("raw_package.py.j2"),
        "resources/__init__.py": _template("resources.py.j2", contract=contract),
        "resources/many_codes.py": _template("many_codes.py.j2"),
    }
    for resource in contract.resources:
        texts[f"resources/{resource.name}.py"] = _template(
            "resource.py.j2", contract=contract, resource=resource
        )
        texts[f"resources/raw/{resource.name}.py"] = _template(
            "raw.py.j2", contract=contract, resource=resource
        )
    return {name: tidy(text, name) for name, text in texts.items()}


@cache
def tidy(text: str, name: str) -> str:
    """A module without unused imports, as the formatter writes it."""
    for command in TIDYING:
        text = subprocess.run(
            [
                sys.executable,
                "-m",
                "ruff",
                *command,
                "--quiet",
                "--stdin-filename",
                f"src/siteowner_sdk/{name}",
                "-",
            ],
            input=text,
            capture_output=True,
            check=True,
            encoding="utf-8",
            cwd=TEMPLATES.parent.parent,
        ).stdout
    return text


def prose(text: str, indent: int, hanging: int = 0) -> str:
    """Paragraphs, wrapped to the line length.

    Args:
        text: Paragraphs, with an empty line between two.
        indent: Columns before each line; the first is placed by the template.
        hanging: Further columns before each line but the first.
    """
    filler = textwrap.TextWrapper(
        LINE_LENGTH,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + hanging),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n\n".join(filler.fill(paragraph) for paragraph in text.split("\n\n")).lstrip()


def docstring(text: str, indent: int) -> str:
    """A text as a docstring: its first sentence, and the rest as a paragraph."""
    first, _, rest = sentence(" ".join(text.split())).partition(". ")
    if not rest and indent + len(first) + len('""""""') <= LINE_LENGTH:
        return f'"""{first}"""'
    margin = " " * indent
    if not rest:
        return f'"""{prose(first, indent)}\n{margin}"""'
    return f'"""{first}.\n\n{margin}{prose(rest, indent)}\n{margin}"""'


def sentence(text: str) -> str:
    """A text that ends in a full stop."""
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _template(name: str, **values: object) -> str:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - it is Python that is written, not HTML
    )
    environment.filters |= {"prose": prose, "sentence": sentence, "docstring": docstring}
    return environment.get_template(name).render(**values)
