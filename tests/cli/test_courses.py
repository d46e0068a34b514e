"""`siteowner courses` on a reference server."""

import json
from pathlib import Path
from typing import Any

from siteowner_sdk.cli.courses import question
from siteowner_sdk.cli.tour import plum_png
from tests.cli.conftest import CommandLine


def create(command: CommandLine, *more: str) -> dict[str, Any]:
    """A new course."""
    words = ("--name", "Waves", "--teacher", "1", "--grade", "1", *more, "--json")
    course: dict[str, Any] = json.loads(command.output("courses", "create", *words))
    return course


def test_create_a_course(command: CommandLine, tmp_path: Path) -> None:
    """All that is given is sent, the picture too."""
    picture = tmp_path / "p.png"
    picture.write_bytes(plum_png())

    course = create(command, "--picture", str(picture), "--description", "Light.", "--inactive")

    assert ("Waves", 1, 1, "Light.", False) == tuple(
        course[field] for field in ("name", "teacher", "grade", "description", "is_active")
    )
    assert course["cover_picture"].endswith(".png")


def test_update_without_an_option_shows_a_course(command: CommandLine) -> None:
    """The API reads a course back by a change of nothing."""
    course = create(command)

    shown = json.loads(command.output("courses", "update", str(course["id"]), "--json"))

    assert course | {"updated_at": shown["updated_at"]} == shown


def test_update_and_clear(command: CommandLine) -> None:
    """What is given changes, and what is cleared becomes null."""
    course = create(command, "--description", "Light.")

    words = ("--name", "Optics", "--clear", "description", "--json")
    after = json.loads(command.output("courses", "update", str(course["id"]), *words))

    assert ("Optics", None) == (after["name"], after["description"])


def test_replace_a_course(command: CommandLine) -> None:
    """A replacement needs name, teacher and grade, and keeps what is optional."""
    course = create(command, "--description", "Light.")

    words = ("--name", "Optics", "--teacher", "1", "--grade", "1", "--json")
    after = json.loads(command.output("courses", "replace", str(course["id"]), *words))

    assert ("Optics", "Light.") == (after["name"], after["description"])


def test_another_teacher_is_refused_by_the_server(command: CommandLine) -> None:
    """A refusal is one sentence with the name of the field, and exit status 1."""
    course = create(command)

    done = command("courses", "update", str(course["id"]), "--teacher", "2")

    path = f"/api/courses/{course['id']}/"
    assert (
        f"Error: The server refused courses_partial_update (PATCH {path}) with 400: "
        "teacher: Cannot change the teacher of an existing course\n"
    ) == done.stderr
    assert 1 == done.exit_code


def test_delete_needs_a_yes(command: CommandLine) -> None:
    """Where nobody can be asked nothing is deleted; with --yes it is."""
    course = create(command)
    words = ("courses", "delete", str(course["id"]))

    done = command(*words)

    assert (2, "Error: There is no terminal to ask whether to delete: pass --yes\n") == (
        done.exit_code,
        done.stderr,
    )
    assert f"Deleted course {course['id']}\n" == command(*words, "--yes").stderr
    assert 1 == command(*words, "--yes").exit_code


def test_the_question_says_what_will_go(command: CommandLine) -> None:
    """Topics, lectures and unused codes go with a course, so they are counted."""
    course = create(command)
    with command.server.client() as client:
        client.recharge_codes.create(course=course["id"], value=50)
        asked = question(client, course["id"])

    expected = f"Delete course {course['id']}, Waves, with 0 topics, 0 lectures and 1 unused codes?"
    assert expected == asked
