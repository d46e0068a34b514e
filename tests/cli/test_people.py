"""`siteowner teachers`, `students` and `assistants` on a reference server."""

import json
from pathlib import Path
from typing import Any

import pytest

from siteowner_sdk.cli.tour import plum_png
from tests.cli.conftest import CommandLine

NEW_TEACHER = (
    *("--username", "leila", "--name", "ليلى حسن", "--phone", "01012345678"),
    *("--gmail", "leila@example.com", "--gender", "female", "--subject", "1"),
    *("--grades", "1", "--grades", "2"),
)
PASSWORD = "a long enough secret\n"


def ids(output: str) -> list[int]:
    """The ids of a JSON list."""
    return [row["id"] for row in json.loads(output)]


def create(command: CommandLine, *more: str) -> dict[str, Any]:
    """A new teacher."""
    words = ("teachers", "create", *NEW_TEACHER, *more, "--password-stdin", "--json")
    teacher: dict[str, Any] = json.loads(command.output(*words, stdin=PASSWORD))
    return teacher


@pytest.mark.parametrize("resource", ["teachers", "students", "assistants"])
def test_a_list_walks_all_pages(command: CommandLine, resource: str) -> None:
    """Without an option all rows come, however few a page has."""
    everything = command.output(resource, "list", "--json")

    assert everything == command.output(resource, "list", "--page-size", "2", "--json")
    assert len(ids(everything)) > 2


@pytest.mark.parametrize("resource", ["teachers", "students"])
def test_a_list_in_one_request(command: CommandLine, resource: str) -> None:
    """`--all` gives what the pages give."""
    everything = command.output(resource, "list", "--json")

    assert everything == command.output(resource, "list", "--all", "--json")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--limit", "3"), slice(0, 3)),
        (("--page", "2", "--page-size", "4"), slice(4, 8)),
        (("--page", "2", "--page-size", "4", "--limit", "1"), slice(4, 5)),
        (("--all", "--limit", "2"), slice(0, 2)),
    ],
)
def test_a_part_of_a_list(command: CommandLine, words: tuple[str, ...], expected: slice) -> None:
    """`--limit`, `--page` and `--page-size` say which rows come."""
    everything = ids(command.output("students", "list", "--json"))

    assert everything[expected] == ids(command.output("students", "list", *words, "--json"))


def test_all_takes_no_page(command: CommandLine) -> None:
    """A page of everything is a contradiction, and told as one."""
    done = command("teachers", "list", "--all", "--page", "1")

    assert 2 == done.exit_code
    assert "Error: --all takes no pages: leave --page and --page-size out\n" == done.stderr


@pytest.mark.parametrize(
    ("words", "field", "value"),
    [
        (("teachers", "list", "--active"), "is_active", True),
        (("teachers", "list", "--inactive"), "is_active", False),
        (("teachers", "list", "--subject", "1"), "subject_id", 1),
        (("students", "list", "--status", "pending"), "status", "pending"),
        (("students", "list", "--grade", "2"), "grade", 2),
        (("students", "list", "--school-type", "1"), "school_type", 1),
        (("assistants", "list", "--teacher", "1"), "teacher", 1),
    ],
)
def test_filters(command: CommandLine, words: tuple[str, ...], field: str, value: object) -> None:
    """Each filter reaches the server: all rows match, and not all rows come."""
    rows = json.loads(command.output(*words, "--json"))
    everything = json.loads(command.output(*words[:2], "--json"))

    assert {value} == {row[field] for row in rows}
    assert [row for row in everything if row[field] == value] == rows
    assert len(rows) < len(everything)


def test_the_filter_of_grades(command: CommandLine) -> None:
    """Teachers are found by a grade that they teach."""
    everything = json.loads(command.output("teachers", "list", "--json"))

    assert [row for row in everything if 3 in row["grade_ids"]] == json.loads(
        command.output("teachers", "list", "--grades", "3", "--json")
    )


@pytest.mark.parametrize("resource", ["teachers", "students", "assistants"])
def test_search(command: CommandLine, resource: str) -> None:
    """A search finds by a word of the name, in Arabic too."""
    first = json.loads(command.output(resource, "list", "--limit", "1", "--json"))[0]
    name = first.get("name_ar") or first["name"]

    assert first["id"] in ids(command.output(resource, "list", "--search", name, "--json"))
    assert [] == ids(command.output(resource, "list", "--search", "no such name", "--json"))


@pytest.mark.parametrize("resource", ["teachers", "students"])
@pytest.mark.parametrize("verb", ["retrieve", "show"])
def test_retrieve(command: CommandLine, resource: str, verb: str) -> None:
    """One object is as it is in the list, by either name of the command."""
    first = json.loads(command.output(resource, "list", "--limit", "1", "--json"))[0]

    assert first == json.loads(command.output(resource, verb, str(first["id"]), "--json"))


def test_create_a_teacher(command: CommandLine, tmp_path: Path) -> None:
    """All that is given is sent, the picture too, and the password is never shown."""
    picture = tmp_path / "p.png"
    picture.write_bytes(plum_png())
    more = (
        *("--picture", str(picture), "--biography", "Teaches.", "--inactive"),
        *("--secondary-phone", "01112345678", "--facebook", "https://facebook.com/leila"),
        *("--video-security", "1"),
    )

    teacher = create(command, *more)

    assert ("leila", "ليلى حسن", "female") == (
        teacher["username"],
        teacher["name"],
        teacher["gender"],
    )
    assert (1, [1, 2], 1, False) == (
        teacher["subject_id"],
        teacher["grade_ids"],
        teacher["video_security_id"],
        teacher["is_active"],
    )
    assert teacher["profile_picture"].endswith(".png")
    assert PASSWORD.strip() not in json.dumps(teacher)


def test_update_a_teacher(command: CommandLine) -> None:
    """What is given changes, what is cleared becomes null, and nothing else changes."""
    before = create(command, "--biography", "Teaches.", "--video-security", "1")

    words = ("--name", "ليلى", "--clear", "biography", "--clear", "video-security", "--json")
    after = json.loads(command.output("teachers", "update", str(before["id"]), *words))

    expected = {
        "name": "ليلى",
        "biography": None,
        "video_security_id": None,
        "video_security_detail": None,
    }
    assert before | expected == after


def test_update_of_a_password(command: CommandLine) -> None:
    """A new password comes from standard input, and logs in."""
    teacher = create(command)
    words = ("teachers", "update", str(teacher["id"]), "--password-stdin")

    command.output(*words, stdin="quite another secret\n")

    with command.server.client() as client:
        assert client.teachers.retrieve(teacher["id"]).username == "leila"
    command.environment.pop("SITEOWNER_TOKEN")
    words = ("login", "--username", "leila", "--password-stdin")
    # 403, not 401: the log-in is good, and no site owner's.
    assert "with 403" in command(*words, stdin="quite another secret\n").stderr
    assert "(401)" in command(*words, stdin=PASSWORD).stderr


def test_replace_a_teacher(command: CommandLine) -> None:
    """A replacement needs what creation needs, and keeps what is optional."""
    teacher = create(command, "--biography", "Teaches.")
    words = [word if word != "01012345678" else "01512345678" for word in NEW_TEACHER]
    line = ("teachers", "replace", str(teacher["id"]), *words, "--password-stdin", "--json")

    replaced = json.loads(command.output(*line, stdin=PASSWORD))

    assert teacher | {"phone": "01512345678"} == replaced


def test_a_password_from_the_environment(command: CommandLine) -> None:
    """Where nobody is at a terminal, the environment can hold a new account's password."""
    command.environment["SITEOWNER_NEW_PASSWORD"] = PASSWORD.strip()

    assert "leila" in command.output("teachers", "create", *NEW_TEACHER)


def test_without_a_password_nothing_is_sent(command: CommandLine) -> None:
    """Nobody is asked where there is no terminal: the sentence says what to do."""
    done = command("teachers", "create", *NEW_TEACHER)

    assert 2 == done.exit_code
    assert "pass --password-stdin, or set SITEOWNER_NEW_PASSWORD" in done.stderr


def test_an_empty_password_is_none(command: CommandLine) -> None:
    """Standard input without a line is refused before anything is sent."""
    done = command("teachers", "create", *NEW_TEACHER, "--password-stdin", stdin="")

    assert (2, "Error: --password-stdin: standard input holds no password\n") == (
        done.exit_code,
        done.stderr,
    )


def test_a_field_is_not_both_given_and_cleared(command: CommandLine) -> None:
    """A contradiction is told, and nothing is sent."""
    done = command("teachers", "update", "1", "--biography", "x", "--clear", "biography")

    assert (2, "Error: biography is given a value and cleared: take one of them\n") == (
        done.exit_code,
        done.stderr,
    )


def test_set_status(command: CommandLine) -> None:
    """A student's status is changed by two words, with what follows from it."""
    done = command.output("students", "set-status", "42", "declined", "--json")

    assert {"status": "declined", "is_active": False} == json.loads(done)
    assert (
        "declined" == json.loads(command.output("students", "retrieve", "42", "--json"))["status"]
    )


def test_update_a_student(command: CommandLine) -> None:
    """Status and flag are changed together or alone."""
    both = ("students", "update", "42", "--status", "pending", "--inactive", "--json")
    assert {"status": "pending", "is_active": False} == json.loads(command.output(*both))
    alone = ("students", "update", "42", "--active", "--json")
    assert {"status": "pending", "is_active": True} == json.loads(command.output(*alone))


def test_a_status_that_there_is_not(command: CommandLine) -> None:
    """It is refused here already, with those that there are, and in words of its own."""
    done = command("students", "set-status", "42", "asleep")

    assert 2 == done.exit_code
    assert "suspended_temporary" in done.stderr
    assert "Value error" not in done.stderr
