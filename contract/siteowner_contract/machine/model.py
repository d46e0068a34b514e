"""A plain Python model of the documents: what there is, and what a change makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from siteowner_contract.openapi import JSON

Form = Mapping[str, object]

# Where a field of a form is seen in the answer, when under another name.
SHOWN_AS = {
    "subject": ("subject_id",),
    "grades": ("grade_ids",),
    "video_security": ("video_security_id",),
    "teacher": ("teacher", "teacher_id"),
}
# What follows from a shown field.
DETAILS = {
    "subject_id": "subject_detail",
    "grade_ids": "grades_detail",
    "video_security_id": "video_security_detail",
}
NEVER_SHOWN = frozenset({"password"})
MOVING = frozenset({"updated_at"})
# A course shows these of its teacher.
OF_TEACHER = ("teacher_name", "subject", "subject_name")
# What a status does to the flag; the others leave it.
FLAG_BY_STATUS = {"verified": True, "declined": False, "suspended_permanent": False}
STATUSES = ("verified", "pending", "declined", "suspended_temporary", "suspended_permanent")


@dataclass
class Model:
    """What the server must have.

    Attributes:
        teachers: Teachers that steps made, as the server last showed them, by id.
        courses: Likewise courses; a deleted one is no longer among them.
        deleted: Ids of deleted courses.
        codes: Likewise recharge codes that are still there.
        students: Students that may be changed, or are looked at beside them, by id.
        held_gmails: Addresses of other accounts.
    """

    teachers: dict[int, JSON] = field(default_factory=dict)
    courses: dict[int, JSON] = field(default_factory=dict)
    deleted: set[int] = field(default_factory=set)
    codes: dict[int, JSON] = field(default_factory=dict)
    students: dict[int, JSON] = field(default_factory=dict)
    held_gmails: frozenset[str] = frozenset()

    def delete_course(self, course: int) -> None:
        """A course goes, and its unused codes with it."""
        del self.courses[course]
        self.deleted.add(course)
        self.codes = {key: code for key, code in self.codes.items() if code["course"] != course}

    def course_names(self, course: JSON) -> dict[str, JSON]:
        """What a course shows of its teacher."""
        teacher = self.teachers[course["teacher"]]
        names = (teacher["name"], teacher["subject_id"], (teacher["subject_detail"] or {})["name"])
        return dict(zip(OF_TEACHER, names, strict=True))


def shown(form: Form) -> dict[str, JSON]:
    """The fields of an answer that carries what was sent."""
    return {
        name: value
        for field_name, value in form.items()
        if field_name not in NEVER_SHOWN
        for name in SHOWN_AS.get(field_name, (field_name,))
    }


def unaffected(form: Form, before: JSON) -> dict[str, JSON]:
    """The fields of an object that a form must leave as they were."""
    changed = set(shown(form))
    following = {DETAILS[name] for name in changed if name in DETAILS}
    return {
        name: value for name, value in before.items() if name not in changed | following | MOVING
    }


def student_after(before: JSON, change: Form) -> dict[str, JSON]:
    """Status and flag of a student after a change; the rule of a status has the last word."""
    status = change.get("status", before["status"])
    flag = change.get("is_active", before["is_active"])
    if "status" in change:
        flag = FLAG_BY_STATUS.get(str(status), flag)
    return {"status": status, "is_active": flag}


def plain(name: str, value: JSON) -> JSON:
    """A value as it is compared: order of ids, kind of empty text and a picture's URL don't count.

    The URL of a picture may be signed, and is then another one each time.
    """
    if name.endswith("_picture"):
        return bool(value)
    if name in {"grade_ids", "grades"} and isinstance(value, list | tuple):
        return sorted(int(item) for item in value)
    if name == "grades_detail" and isinstance(value, list):
        return sorted(value, key=lambda grade: int(grade["id"]))
    return None if value == "" else value
