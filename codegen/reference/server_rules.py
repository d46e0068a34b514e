"""Where the reference server keeps which requirement: what its docstrings and comments say."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SERVER = Path(__file__).parents[2] / "reference_server" / "siteowner_reference"
IDS = re.compile(r"\b(GEN|TCH|STU|CRS|AST|COD|REV|DSH)-(\d+)(?: to \1-(\d+))?")
# What the server keeps without a rule that could be pointed at.
WITHOUT_A_RULE = {
    "GEN-9": "none of its own: every parser and every field refuses what it can't read",
    "GEN-12": "none of its own: no query of what is answered selects a password",
    "REV-10": "none of its own: `db/tables.py` has no row whose price could be negative",
}


@dataclass(frozen=True, order=True)
class Rule:
    """A place in the server.

    Attributes:
        module: Its module, as a path in the package.
        name: The function or class; empty for the module itself.
    """

    module: str
    name: str


@cache
def server_rules() -> Mapping[str, tuple[Rule, ...]]:
    """The rules of each requirement, by module: `db/`, `domain/`, `drf/`, `http/`."""
    found: dict[str, set[Rule]] = {}
    for file in sorted(SERVER.rglob("*.py")):
        for requirement, rule in _rules(file):
            found.setdefault(requirement, set()).add(rule)
    return {requirement: tuple(sorted(rules)) for requirement, rules in found.items()}


def _rules(file: Path) -> Iterator[tuple[str, Rule]]:
    text = file.read_text("utf-8")
    module, tree = file.relative_to(SERVER).as_posix(), ast.parse(text)
    for number, line in enumerate(text.splitlines(), start=1):
        for requirement in ids(line):
            yield requirement, Rule(module, _around(tree, number))


def ids(line: str) -> Iterator[str]:
    """The requirement ids in a line, ranges (`TCH-1 to TCH-4`) written out."""
    for group, first, last in IDS.findall(line):
        for number in range(int(first), int(last or first) + 1):
            yield f"{group}-{number}"


def _around(tree: ast.Module, line: int) -> str:
    """The function or class of the module that a line is in, or empty."""
    named = (
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        if node.lineno <= line <= (node.end_lineno or line)
    )
    return next(named, "")
