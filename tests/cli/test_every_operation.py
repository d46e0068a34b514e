"""Nothing of the API is left out of the command line."""

from __future__ import annotations

import subprocess
import sys
from inspect import signature
from typing import Any, get_args

import pytest
from typer.main import get_command

from siteowner_sdk.cli import courses, teachers
from siteowner_sdk.cli.app import app
from siteowner_sdk.cli.students import Status
from siteowner_sdk.models import StudentStatus
from siteowner_sdk.operations import OPERATIONS
from siteowner_sdk.resources.courses import Courses
from siteowner_sdk.resources.teachers import Teachers

ROOT: Any = get_command(app)

# The commands that send an operation; log-in sends those of `auth`.
COMMANDS = {
    "teachers_list": "teachers list",
    "teachers_retrieve": "teachers retrieve",
    "teachers_create": "teachers create",
    "teachers_update": "teachers replace",
    "teachers_partial_update": "teachers update",
    "students_list": "students list",
    "students_retrieve": "students retrieve",
    "students_partial_update": "students update",
    "courses_create": "courses create",
    "courses_update": "courses replace",
    "courses_partial_update": "courses update",
    "courses_destroy": "courses delete",
    "assistants_list": "assistants list",
    "recharge_codes_create": "recharge-codes create",
    "recharge_codes_list": "recharge-codes list",
    "revenue_overview": "revenue overview",
    "revenue_course": "revenue course",
    "revenue_lecture": "revenue lecture",
    "revenue_students": "revenue students",
    "revenue_trends": "revenue trends",
    "dashboard_stats": "dashboard",
    "auth_token_create": "login",
    "auth_token_refresh": "login",
}
# Fields whose options have a shorter name than the API gives them; a password is never an option.
OPTIONS = {
    "is_active": "active",
    "is_used": "used",
    "profile_picture": "picture",
    "cover_picture": "picture",
    "password": "password_stdin",
    "all": "all_",
}
METHODS: dict[str, Any] = {"teachers update": Teachers.update, "courses update": Courses.update}
CLEARABLE = {"teachers update": teachers.Clearable, "courses update": courses.Clearable}
# Where log-in is concerned the program sends what it keeps.
KEPT = {"refresh"}


def command(words: str) -> Any:
    """A command of the tree."""
    found = ROOT
    for word in words.split():
        found = found.commands[word]
    return found


def test_every_operation_has_a_command() -> None:
    """A new operation of `openapi.yaml` is not forgotten here."""
    assert {operation.id for operation in OPERATIONS} == set(COMMANDS)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.id)
def test_every_parameter_has_an_option(operation: Any) -> None:
    """Each filter and each field of a body can be given."""
    given = {parameter.name for parameter in command(COMMANDS[operation.id]).params}
    wanted = {field.name for field in (*operation.query, *operation.fields)} - KEPT

    assert [] == sorted(name for name in wanted if OPTIONS.get(name, name) not in given)


def test_every_clearable_field_can_be_cleared() -> None:
    """What the SDK takes None for, `--clear` has a word for."""
    calls = {"timeout", "deadline"}
    for words, method in METHODS.items():
        nullable = {
            name.replace("_", "-")
            for name, parameter in signature(method).parameters.items()
            if "None" in str(parameter.annotation) and name not in calls
        }
        assert nullable == {each.value for each in CLEARABLE[words]}, words


def test_the_statuses_are_the_contracts() -> None:
    """They are written out once more so that `--help` is quick, and are the same."""
    assert get_args(StudentStatus) == get_args(Status)


@pytest.mark.parametrize(
    "words",
    [
        "teachers list --active --search أحمد",
        "students set-status 42 verified",
        "assistants list",
        "codes list --unused",
        "revenue overview",
        "dashboard",
    ],
)
def test_the_usual_commands(words: str, request: pytest.FixtureRequest) -> None:
    """They work as they are written everywhere."""
    run = request.getfixturevalue("command")

    assert 0 == run(*words.split()).exit_code


def test_help_imports_nothing_heavy() -> None:
    """`--help` and completion wait for no library that only a call needs."""
    heavy = ("httpx", "pyarrow", "keyring", "matplotlib", "fastapi", "tomlkit")
    program = (
        "import sys\n"
        "from siteowner_sdk.cli.app import app\n"
        "try: app(['teachers', 'list', '--help'])\n"
        f"finally: sys.stderr.write(','.join(m for m in {heavy!r} if m in sys.modules))\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert "" == done.stderr
    assert "--active" in done.stdout
