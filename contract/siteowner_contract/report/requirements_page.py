"""The catalogue as a page of the documentation."""

from __future__ import annotations

import sys
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from siteowner_contract.catalogue import Level, load_catalogue
from siteowner_contract.openapi import load_contract
from siteowner_contract.registry import load_checks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from siteowner_contract.catalogue import Requirement

GROUPS = {
    "GEN": "General",
    "TCH": "Teachers",
    "STU": "Students",
    "CRS": "Courses",
    "AST": "Assistants",
    "COD": "Recharge codes",
    "REV": "Revenue",
    "DSH": "Dashboard",
}
OPENING = """\
# Requirements

What a SiteOwner backend is held to, and what the contract suite does to find out. A **must** is
what the SiteOwner API documents (version 1.1) say; a **should** fills a gap in them by a convention
of Django REST Framework, and its source begins with *assumed*. The ids are those of
`x-requirements` in `openapi.yaml` and of every report.

This page is made from the catalogue and the checks by `make generate`.
"""


def requirements_page() -> str:
    """Every requirement with its level, class, source, operations and check, in Markdown."""
    groups = groupby(load_catalogue().values(), key=attrgetter("group"))
    sections = [_section(group, requirements) for group, requirements in groups]
    return "\n".join([OPENING, *sections])


def _section(group: str, requirements: Iterable[Requirement]) -> str:
    lines = [f"## {GROUPS[group]}", ""]
    for requirement in requirements:
        lines.extend(_entry(requirement))
    return "\n".join(lines)


def _entry(requirement: Requirement) -> Iterator[str]:
    check = load_checks()[requirement.id]
    level = "must" if requirement.level is Level.MUST else "should"
    yield f"### {requirement.id}"
    yield ""
    yield f"**{requirement.title}** ({level}, {requirement.fault_class})"
    yield ""
    yield f"- Source: {requirement.source}"
    yield f"- Operations: {_operations(requirement.operations)}"
    yield f"- Check: {_check(check.run.__doc__ or '', writes=check.writes)}"
    yield ""


def _operations(operations: tuple[str, ...]) -> str:
    everything = load_contract()
    if len(operations) == len(everything):
        return "all"
    if set(operations) == {one.id for one in everything.values() if one.secured}:
        return "all but the two that hand out tokens"
    return ", ".join(f"`{operation}`" for operation in operations)


def _check(says: str, *, writes: bool) -> str:
    sentence = says.strip().splitlines()[0]
    return f"{sentence} Needs `--writes`." if writes else sentence


if __name__ == "__main__":
    sys.stdout.write(requirements_page())
