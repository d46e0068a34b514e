"""What teachers, students and courses refer to: subjects, grades, video securities and so on."""

from collections import defaultdict
from collections.abc import Collection
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from siteowner_reference.db.ids import row_id
from siteowner_reference.db.rows import Row, all_rows
from siteowner_reference.db.tables import (
    Course,
    Division,
    DivisionGrade,
    DivisionSchoolType,
    Grade,
    SchoolType,
    Subject,
    SubjectDivision,
    SubjectGrade,
    SubjectSchoolType,
    Teacher,
    TeacherGrade,
    VideoSecurity,
)

RELATIONS: dict[str, InstrumentedAttribute[int]] = {
    "subject": Subject.id,
    "grade": Grade.id,
    "video_security": VideoSecurity.id,
    "teacher": Teacher.id,
    "course": Course.id,
}
Named = dict[int, list[Row]]


def existing(session: Session, relation: str, ids: Collection[int]) -> set[int]:
    """Gives those of `ids` that a relation has; ids out of the database's range it has not."""
    column = RELATIONS[relation]
    return set(session.scalars(select(column).where(column.in_({row_id(pk) for pk in ids}))))


def subject_details(session: Session, ids: Collection[int]) -> dict[int, Row]:
    """Gives `subject_detail` of each subject: its grades, divisions and school types."""
    subjects = named(session, Subject, ids)
    if not subjects:
        return {}
    grades = linked(session, SubjectGrade.subject_id, SubjectGrade.grade_id, Grade, ids)
    divisions = _divisions_by_subject(session, ids)
    school_types = linked(
        session, SubjectSchoolType.subject_id, SubjectSchoolType.school_type_id, SchoolType, ids
    )
    return {
        pk: {
            "id": pk,
            "name": name,
            **_linked_fields("grade", grades[pk]),
            **_linked_fields("division", divisions[pk]),
            **_linked_fields("school_type", school_types[pk]),
        }
        for pk, name in subjects.items()
    }


def video_security_details(session: Session, ids: Collection[int]) -> dict[int, Row]:
    """Gives `video_security_detail` of each video security."""
    statement = select(VideoSecurity.id, VideoSecurity.name, VideoSecurity.price_per_student).where(
        VideoSecurity.id.in_(ids)
    )
    return {row["id"]: row for row in all_rows(session, statement)}


def grades_by_teacher(session: Session, teacher_ids: Collection[int]) -> Named:
    """Gives `id` and `name` of the grades that each teacher teaches."""
    return linked(session, TeacherGrade.teacher_id, TeacherGrade.grade_id, Grade, teacher_ids)


def named(session: Session, table: type[Any], ids: Collection[int]) -> dict[int, str]:
    """Gives the names of the rows of a table by their ids."""
    return dict(session.execute(select(table.id, table.name).where(table.id.in_(ids))).all())


def linked(
    session: Session,
    owner: InstrumentedAttribute[int],
    target: InstrumentedAttribute[int],
    table: type[Any],
    owner_ids: Collection[int],
) -> Named:
    """Gives `id` and `name` of the rows of `table` that each owner is linked to, by id."""
    rows: Named = defaultdict(list)
    statement = _linked_statement(owner, target, table.id, table.name)
    for owner_id, pk, name in session.execute(statement, {"owner_ids": list(owner_ids)}):
        rows[owner_id].append({"id": pk, "name": name})
    return rows


@cache  # a list asks for six of these, and making them takes longer than running them
def _linked_statement(
    owner: InstrumentedAttribute[int],
    target: InstrumentedAttribute[int],
    pk: InstrumentedAttribute[int],
    name: InstrumentedAttribute[str],
) -> Select[int, int, str]:
    return (
        select(owner, pk, name)
        .where(pk == target, owner.in_(bindparam("owner_ids", expanding=True)))
        .order_by(owner, pk)
    )


def _divisions_by_subject(session: Session, subject_ids: Collection[int]) -> Named:
    divisions = linked(
        session, SubjectDivision.subject_id, SubjectDivision.division_id, Division, subject_ids
    )
    ids = {division["id"] for rows in divisions.values() for division in rows}
    grades = linked(session, DivisionGrade.division_id, DivisionGrade.grade_id, Grade, ids)
    school_types = linked(
        session, DivisionSchoolType.division_id, DivisionSchoolType.school_type_id, SchoolType, ids
    )
    for rows in divisions.values():
        for division in rows:
            division["grades"] = grades[division["id"]]
            division["school_types"] = school_types[division["id"]]
    return divisions


def _linked_fields(name: str, rows: list[Row]) -> Row:
    ids = [row["id"] for row in rows]
    return {f"{name}s": ids, f"{name}s_detail": rows, f"{name}_ids": ids}
