"""Data that is named in contract.toml: read, refused, looked up, leaned on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from siteowner_contract import Settings, SettingsError, run
from siteowner_contract.bench import bench
from siteowner_contract.data import Data
from siteowner_contract.settings import read_data
from siteowner_contract.target import open_target, permissions

if TYPE_CHECKING:
    from collections.abc import Mapping


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"techer": 1}, r"\[data\] there is no key techer; the keys are teacher, subject"),
        ({"teacher": "one"}, r"\[data\] teacher: input should be a valid integer, not 'one'"),
        ({"teacher": True}, r"\[data\] teacher: input should be a valid integer, not True"),
        ({"teacher": 0}, r"\[data\] teacher: input should be greater than or equal to 1, not 0"),
        ({"subject": 1, "grades": [2]}, r"\[data\] grades: list should have at least 2 items"),
        ({"grades": [1, 2]}, r"\[data\] subject and grades belong together"),
    ],
)
def test_wrong_table_is_refused(table: Mapping[str, object], message: str) -> None:
    """The message names the key, and what it should be."""
    with pytest.raises(SettingsError, match=message):
        read_data(table)


@pytest.mark.parametrize(
    "data",
    [
        Data(teacher=999_999),
        Data(student=999_999),
        Data(changeable_students=[999_999]),
        Data(course_with_students=999_999),
        Data(bought_course=999_999),
        Data(bought_lecture=999_999),
    ],
    ids=lambda data: next(iter(data.model_fields_set)),
)
def test_id_that_is_not_there_ends_the_run(correct: Settings, data: Data) -> None:
    """Before anything is judged, and with the key in the message."""
    [key] = data.model_fields_set
    with pytest.raises(SettingsError, match=rf"\[data\] {key}: .* has no 999999"):
        run(replace(correct, data=data))


def test_named_data_is_leaned_on(correct: Settings) -> None:
    """Each key decides what the checks use, in the place of what would be found."""
    with open_target(correct) as target, bench(target) as laid_out:
        found = laid_out.base.data
        teacher, student = found.teachers[-1]["id"], found.students[-1]["id"]
        course = found.courses[-1]["id"]
        subject, grades = next(item for item in found.subjects.items() if len(item[1]) > 1)
    named = Data(
        teacher=teacher,
        student=student,
        changeable_students=[student],
        subject=subject,
        grades=grades[-2:],
        course_with_students=course,
        bought_course=course,
    )
    with open_target(replace(correct, data=named)) as target, bench(target) as laid_out:
        data = laid_out.base.data.afresh()
        assert (teacher,) == data.path_of("teachers_retrieve")
        assert (student,) == data.path_of("students_retrieve")
        assert student == data.student_to_change
        assert (subject, grades[-2:]) == (data.subject, data.grades[:2])
        assert course == data.course_with_students == data.bought_course


def test_named_students_may_be_changed_elsewhere() -> None:
    """On a server that is not this machine a student is changed only if it was named."""
    url = "https://school.example/api"
    settings = Settings(writes=True, yes_this_server="school.example")
    named = replace(settings, data=Data(changeable_students=[7]))
    allowed = [permissions(one, url).change_students for one in (settings, named)]
    assert [False, True] == allowed
    assert not permissions(replace(named, writes=False), url).change_students
