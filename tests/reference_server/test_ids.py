"""Every requirement and every decision has a test that carries its id."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.reference_server.contract import document

TEST = re.compile(r"^ *(?:async )?def (test_\w+)", re.MULTILINE)
DECISIONS = tuple(f"D-{number:02}" for number in range(1, 59))


def requirement_ids() -> list[str]:
    """Gives the ids that the contract's operations take part in."""
    return sorted(
        {
            requirement
            for path in document()["paths"].values()
            for operation in path.values()
            if isinstance(operation, dict)
            for requirement in operation.get("x-requirements", ())
        }
    )


def ids_of(test: str) -> Iterator[str]:
    """Gives the ids in a test's name: one, several, or a range, as in `test_STU_6_to_9_…`."""
    match = re.match(r"test_(D|[A-Z]{3})_(\d+)(?:(_to_|_and_)(\d+))?", test)
    if match:
        kind, first, joint, last = match.groups()
        numbers = range(int(first), int(last) + 1) if joint == "_to_" else (first, last)
        width = 2 if kind == "D" else 1
        yield from (f"{kind}-{int(number):0{width}}" for number in numbers if number is not None)


@pytest.fixture(scope="module")
def proven() -> set[str]:
    """The ids that tests of the reference server carry."""
    files = Path(__file__).parent.rglob("test_*.py")
    return {
        one for file in files for test in TEST.findall(file.read_text()) for one in ids_of(test)
    }


@pytest.mark.parametrize("requirement", [*requirement_ids(), *DECISIONS])
def test_every_id_has_a_test(proven: set[str], requirement: str) -> None:
    """Some test's name begins with it."""
    assert requirement in proven


@pytest.mark.parametrize(
    ("test", "ids"),
    [
        ("test_TCH_8_username", ["TCH-8"]),
        ("test_STU_6_to_9_status", ["STU-6", "STU-7", "STU-8", "STU-9"]),
        ("test_TCH_8_and_9_together", ["TCH-8", "TCH-9"]),
        ("test_D_07_status", ["D-07"]),
        ("test_money", []),
    ],
)
def test_ids_of_a_name(test: str, ids: list[str]) -> None:
    """A name may carry one id, two, or a range of them."""
    assert ids == list(ids_of(test))
