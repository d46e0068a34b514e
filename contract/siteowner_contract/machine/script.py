"""The steps of a finding as a script of the SDK that can be run."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siteowner_contract.machine.steps import Step

# What must be new each time the script runs.
WORDS = ('tag = f"contract{token_hex(4)}"', 'password = f"Vq7-{token_hex(6)}-Zm"')
SETTINGS = "SITEOWNER_BASE_URL, SITEOWNER_USERNAME and SITEOWNER_PASSWORD say where, and as whom."


@dataclass(frozen=True)
class Played:
    """A step that was made.

    Attributes:
        step: The step.
        refused: Whether the server refused it.
    """

    step: Step
    refused: bool


def script(played: Sequence[Played], requirement: str, expected: str, came: str) -> str:
    """The script that shows a finding.

    Args:
        played: The steps in their order; the last one shows what is wrong.
        requirement: The requirement that is broken.
        expected: What it asks for.
        came: What came instead.
    """
    *before, last = played
    refusals = any(each.refused for each in played)
    comment = _comment(f"{requirement}: expected {expected}; came {came}")
    body = [*map(_written, before), comment, _written(last, shown=True)]
    imports = "APIStatusError, SiteOwner" if refusals else "SiteOwner"
    steps = textwrap.indent("\n".join(body), "    ")
    head = [
        *(["import datetime"] if "datetime." in steps else []),
        *(["from contextlib import suppress"] if refusals else []),
        "from secrets import token_hex",
        "",
        f"from siteowner_sdk import {imports}",
        "",
        *WORDS,
        "",
        f"# {SETTINGS}",
        "with SiteOwner() as client:",
    ]
    return "\n".join([*head, steps]) + "\n"


def _written(played: Played, *, shown: bool = False) -> str:
    line = played.step.code
    if played.step.method == "list":
        line = f"list({line})"
    if shown and not played.refused:
        line = f"print({line})"
    elif played.step.result and not played.refused:
        line = f"{played.step.result} = {line}"
    if not played.refused:
        return line
    if shown:
        caught = f"try:\n{textwrap.indent(line, '    ')}\nexcept APIStatusError as refusal:"
        return f"{caught}\n    print(refusal)"
    return f"with suppress(APIStatusError):\n{textwrap.indent(line, '    ')}"


def _comment(text: str) -> str:
    return textwrap.fill(
        " ".join(text.split()), 90, initial_indent="# ", subsequent_indent="# ",
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
