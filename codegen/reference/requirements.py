"""The page of requirements: each with everything that says, keeps, calls and checks it."""

from __future__ import annotations

from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from codegen.__main__ import OPENAPI
from codegen.reading import read_contract
from codegen.reference.markdown import code
from codegen.reference.server_rules import WITHOUT_A_RULE, Rule, server_rules
from codegen.spec import Spec
from siteowner_contract.catalogue import Level, Requirement, load_catalogue
from siteowner_contract.registry import load_checks
from tests.contract.faults import FAULTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from codegen.contract import Endpoint

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

Each has the place in the documents that it comes from, the operations of `openapi.yaml` that carry
it, the methods of the SDK that call these, where the reference server keeps it, the check of the
suite, and the [known-bad servers](faults.md) that try the check. This page is made from all of
these by `make generate`.
"""
LOG_IN = "the log-in of a client"
PYTHON = "reference/python/resources.md"


def requirements_page() -> str:
    """Every requirement with where it comes from, is kept and is checked, in Markdown."""
    groups = groupby(load_catalogue().values(), key=attrgetter("group"))
    sections = [_section(group, requirements) for group, requirements in groups]
    return "\n".join([OPENING, *sections])


def _section(group: str, requirements: Iterable[Requirement]) -> str:
    lines = [f"## {GROUPS[group]}", ""]
    for requirement in requirements:
        lines.extend(_entry(requirement))
    return "\n".join(lines)


def _entry(requirement: Requirement) -> Iterator[str]:
    level = "must" if requirement.level is Level.MUST else "should"
    yield f"### {requirement.id}"
    yield ""
    yield f"**{requirement.title}** ({level}, {requirement.fault_class})"
    yield ""
    yield f"- Source: {requirement.source}"
    yield f"- Operations: {_operations(requirement)}"
    yield f"- SDK: {_methods(requirement)}"
    yield f"- Server: {_rules(requirement)}"
    yield f"- Check: {_check(requirement)}"
    yield f"- Faults: {_faults(requirement)}"
    yield ""


@cache
def endpoints() -> dict[str, Endpoint]:
    """The operations of openapi.yaml by their ids."""
    return {each.id: each for each in read_contract(Spec.read(OPENAPI)).endpoints}


def _operations(requirement: Requirement) -> str:
    named = [endpoints()[operation] for operation in requirement.operations]
    if whole := _whole(requirement):
        return whole
    return ", ".join(f"`{each.id}` ({each.method} {each.path})" for each in named)


def _methods(requirement: Requirement) -> str:
    if _whole(requirement):
        return "every method of every resource"
    named = [endpoints()[operation] for operation in requirement.operations]
    return ", ".join(dict.fromkeys(map(_method, named)))


def _method(endpoint: Endpoint) -> str:
    if endpoint.public:
        return LOG_IN
    owner = "".join(word.capitalize() for word in endpoint.tag.split("_"))
    anchor = f"siteowner_sdk.resources.{endpoint.tag}.{owner}.{endpoint.method_name}"
    return f"[`{endpoint.tag}.{endpoint.method_name}`]({PYTHON}#{anchor})"


def _whole(requirement: Requirement) -> str:
    """How a requirement of all operations, or of all with credentials, is put; else empty."""
    operations = set(requirement.operations)
    if operations == set(endpoints()):
        return "all"
    if operations == {each.id for each in endpoints().values() if not each.public}:
        return "all but the two that hand out tokens"
    return ""


def _rules(requirement: Requirement) -> str:
    found = server_rules().get(requirement.id, ())
    return ", ".join(map(_rule, found)) or WITHOUT_A_RULE[requirement.id]


def _rule(rule: Rule) -> str:
    return code(f"{rule.module}: {rule.name}" if rule.name else rule.module)


def _check(requirement: Requirement) -> str:
    check = load_checks()[requirement.id]
    sentence = (check.run.__doc__ or "").strip().splitlines()[0]
    module = check.run.__module__.removeprefix("siteowner_contract.").replace(".", "/")
    needs = " Needs `--writes`." if check.writes else ""
    return f"{sentence}{needs} (`{module}.py: {check.run.__name__}`)"


def _faults(requirement: Requirement) -> str:
    return ", ".join(code(each.name) for each in FAULTS if each.requirement == requirement.id)
