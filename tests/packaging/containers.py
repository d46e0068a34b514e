"""The instructions of a Containerfile."""

import json
import re
import shlex
from dataclasses import dataclass
from pathlib import Path

from tests.packaging.distributions import ROOT

FOLDER = ROOT / "containers"
NAMES = ("server", "contract")
CONTINUED = re.compile(r"\\\n\s*")


@dataclass(frozen=True)
class Instruction:
    """One instruction.

    Attributes:
        stage: The stage of the build that it belongs to, from 1.
        name: Its name, such as `COPY`.
        text: What stands behind it.
    """

    stage: int
    name: str
    text: str


def containerfile(name: str) -> Path:
    """Gives the file of a container."""
    return FOLDER / f"{name}.Containerfile"


def instructions(name: str) -> list[Instruction]:
    """Gives the instructions of a container in their order."""
    text = CONTINUED.sub("", containerfile(name).read_text("utf-8"))
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    read: list[Instruction] = []
    stage = 0
    for word, _, rest in (line.partition(" ") for line in lines):
        stage += word == "FROM"
        read.append(Instruction(stage, word, rest))
    return read


def of_kind(name: str, kind: str) -> list[Instruction]:
    """Gives a container's instructions of one kind."""
    return [each for each in instructions(name) if each.name == kind]


def variables(name: str) -> dict[str, str]:
    """Gives the environment that a container runs with."""
    last = instructions(name)[-1].stage
    words = [shlex.split(each.text) for each in of_kind(name, "ENV") if each.stage == last]
    pairs = [word.partition("=") for each in words for word in each]
    return {variable: value for variable, _, value in pairs}


def exec_form(text: str) -> list[str]:
    """Gives the words of a command that is written as a list."""
    words: list[str] = json.loads(text[text.index("[") :])
    return words
